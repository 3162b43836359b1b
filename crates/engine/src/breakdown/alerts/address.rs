//! Alert: a street address is seen or said.

use super::AlertRule;
use crate::breakdown::department::Department;
use crate::breakdown::document::{AlertFamily, AlertKind};
use crate::breakdown::triggers::{Form, Trigger};
use crate::screenplay::Severity;

pub(super) const RULE: AlertRule = AlertRule {
    kind: AlertKind::Address,
    family: AlertFamily::Clearance,
    severity: Severity::Info,
    department: Department::Legal,
    fires: ("يظهر أو يُقال عنوان شارع", "a street address is seen or said"),
    message: ("العنوان «{}» قد يكون لبيت حقيقي.", "The address “{}” may be a real house."),
    action: ("تأكد أن العنوان غير موجود أو غيّره.", "Make sure that there is no such address, or change it."),
    triggers: &[Trigger::Form(Form::Address)],
};
