//! Alert: a film or series is named or runs on a screen.

use super::AlertRule;
use crate::breakdown::department::Department;
use crate::breakdown::document::{AlertFamily, AlertKind};
use crate::breakdown::triggers::{Form, Gazetteer, TitleKind, Trigger};
use crate::screenplay::Severity;

pub(super) const RULE: AlertRule = AlertRule {
    kind: AlertKind::FilmOrTvClip,
    family: AlertFamily::Clearance,
    severity: Severity::Warning,
    department: Department::Legal,
    fires: ("يُذكر فيلم أو مسلسل أو يُعرض على شاشة", "a film or series is named or runs on a screen"),
    message: ("«{}» فيلم أو مسلسل: عرض مقطع منه يحتاج رخصة.", "“{}” is a film or series: showing a clip needs a licence."),
    action: (
        "اطلب رخصة المقطع ومن يظهر فيه، أو صوّر بديلاً للشاشة.",
        "License the clip and the people in it, or shoot a replacement for the screen.",
    ),
    triggers: &[Trigger::Names(Gazetteer::ScreenWorks), Trigger::Form(Form::Title(TitleKind::ScreenWork))],
};
