//! Alert: a living or dead person whom everybody knows is named.

use super::AlertRule;
use crate::breakdown::department::Department;
use crate::breakdown::document::{AlertFamily, AlertKind};
use crate::breakdown::triggers::{Gazetteer, Trigger};
use crate::screenplay::Severity;

pub(super) const RULE: AlertRule = AlertRule {
    kind: AlertKind::RealPerson,
    family: AlertFamily::Clearance,
    severity: Severity::Warning,
    department: Department::Legal,
    fires: ("يُذكر شخص حقيقي معروف", "a living or dead person whom everybody knows is named"),
    message: (
        "«{}» شخص حقيقي معروف: راجع الحق في الاسم والصورة وأي إساءة.",
        "“{}” is a known real person: check the right to name and likeness, and whether it is disparaging.",
    ),
    action: (
        "اطلب موافقة مكتوبة أو غيّر الاسم، واعرض السياق على المستشار القانوني.",
        "Get a written release or change the name; show counsel the context.",
    ),
    triggers: &[Trigger::Names(Gazetteer::Persons)],
};
