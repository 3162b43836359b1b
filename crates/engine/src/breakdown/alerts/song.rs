//! Alert: a song is named, sung or played.

use super::AlertRule;
use crate::breakdown::department::Department;
use crate::breakdown::document::{AlertFamily, AlertKind};
use crate::breakdown::triggers::{Form, Gazetteer, TitleKind, Trigger};
use crate::screenplay::Severity;

pub(super) const RULE: AlertRule = AlertRule {
    kind: AlertKind::Song,
    family: AlertFamily::Clearance,
    severity: Severity::Error,
    department: Department::Music,
    fires: ("تُذكر أغنية أو تُغنى أو تُعزف", "a song is named, sung or played"),
    message: (
        "«{}» أغنية: يلزم حق التزامن وحق التسجيل، والأداء أمام الكاميرا يسجَّل قبل التصوير.",
        "“{}” is a song: synchronisation and master rights are needed, and a performance on camera is recorded before the shoot.",
    ),
    action: (
        "اطلب عرض سعر للحقين قبل التصوير أو كلّف بتأليف بديل.",
        "Ask for quotes on both rights before the shoot, or commission a replacement.",
    ),
    triggers: &[Trigger::Names(Gazetteer::Songs), Trigger::Form(Form::Title(TitleKind::Song))],
};
