//! Alert: a web address, mail address or handle is seen or said.

use super::AlertRule;
use crate::breakdown::department::Department;
use crate::breakdown::document::{AlertFamily, AlertKind};
use crate::breakdown::triggers::{Form, Trigger};
use crate::screenplay::Severity;

pub(super) const RULE: AlertRule = AlertRule {
    kind: AlertKind::UrlOrHandle,
    family: AlertFamily::Clearance,
    severity: Severity::Info,
    department: Department::Legal,
    fires: ("يظهر أو يُقال عنوان على الإنترنت أو بريد أو حساب", "a web address, mail address or handle is seen or said"),
    message: ("«{}» عنوان على الإنترنت: قد يملكه غيركم.", "“{}” is an address on the net: somebody else may own it."),
    action: ("سجّل العنوان باسم الشركة أو استعمل عنواناً تملكه.", "Register it for the company, or use one that the company owns."),
    triggers: &[Trigger::Form(Form::UrlOrHandle)],
};
