//! Alert: an authority, university, hospital, newspaper, club or bank of that name exists.

use super::AlertRule;
use crate::breakdown::department::Department;
use crate::breakdown::document::{AlertFamily, AlertKind};
use crate::breakdown::triggers::{Gazetteer, Trigger};
use crate::screenplay::Severity;

pub(super) const RULE: AlertRule = AlertRule {
    kind: AlertKind::RealInstitution,
    family: AlertFamily::Clearance,
    severity: Severity::Warning,
    department: Department::Legal,
    fires: (
        "توجد جهة حقيقية بهذا الاسم: هيئة أو جامعة أو مستشفى أو صحيفة أو ناد أو بنك",
        "an authority, university, hospital, newspaper, club or bank of that name exists",
    ),
    message: (
        "«{}» جهة حقيقية: الاسم والشعار يحتاجان مراجعة، وأي إساءة خطر قانوني.",
        "“{}” is a real institution: name and logo need a check, and disparagement is a legal risk.",
    ),
    action: ("اطلب موافقة الجهة أو استعمل اسماً مؤلَّفاً.", "Ask the institution, or make a name up."),
    triggers: &[Trigger::Names(Gazetteer::Institutions)],
};
