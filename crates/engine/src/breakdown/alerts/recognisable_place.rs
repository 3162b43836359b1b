//! Alert: a building or landmark that a camera recognises.

use super::AlertRule;
use crate::breakdown::department::Department;
use crate::breakdown::document::{AlertFamily, AlertKind};
use crate::breakdown::triggers::{Gazetteer, Trigger};
use crate::screenplay::Severity;

pub(super) const RULE: AlertRule = AlertRule {
    kind: AlertKind::RecognisablePlace,
    family: AlertFamily::Permission,
    severity: Severity::Info,
    department: Department::Locations,
    fires: ("مبنى أو معلم تعرفه الكاميرا", "a building or landmark that a camera recognises"),
    message: (
        "«{}» مكان معروف: التصوير فيه أو أمامه يحتاج تصريحاً.",
        "“{}” is a known place: filming there or in front of it needs a permit.",
    ),
    action: ("قدّم طلب التصريح مبكراً وجهّز بديلاً.", "Apply for the permit early and keep an alternative."),
    triggers: &[Trigger::Names(Gazetteer::Places)],
};
