//! Alert: a telephone number is seen or said.

use super::AlertRule;
use crate::breakdown::department::Department;
use crate::breakdown::document::{AlertFamily, AlertKind};
use crate::breakdown::triggers::{Form, Trigger};
use crate::screenplay::Severity;

pub(super) const RULE: AlertRule = AlertRule {
    kind: AlertKind::PhoneNumber,
    family: AlertFamily::Clearance,
    severity: Severity::Warning,
    department: Department::Legal,
    fires: ("يظهر أو يُقال رقم هاتف", "a telephone number is seen or said"),
    message: ("رقم الهاتف «{}» قد يخص شخصاً حقيقياً.", "The telephone number “{}” may be somebody's."),
    action: (
        "استعمل رقماً محجوزاً للأعمال الدرامية (555-01xx) أو رقماً تملكه الشركة.",
        "Use a number reserved for drama (555-01xx) or one that the company owns.",
    ),
    triggers: &[Trigger::Form(Form::PhoneNumber)],
};
