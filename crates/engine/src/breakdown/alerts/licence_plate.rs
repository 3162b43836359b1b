//! Alert: a licence plate is read.

use super::AlertRule;
use crate::breakdown::department::Department;
use crate::breakdown::document::{AlertFamily, AlertKind};
use crate::breakdown::triggers::{Form, Trigger};
use crate::screenplay::Severity;

pub(super) const RULE: AlertRule = AlertRule {
    kind: AlertKind::LicencePlate,
    family: AlertFamily::Clearance,
    severity: Severity::Info,
    department: Department::Transport,
    fires: ("تُقرأ لوحة سيارة", "a licence plate is read"),
    message: ("لوحة السيارة «{}» قد تخص سيارة حقيقية.", "The plate “{}” may be on a real car."),
    action: ("اطبع لوحات خاصة بالفيلم بأرقام غير مستعملة.", "Have plates made for the film with a number that is not in use."),
    triggers: &[Trigger::Form(Form::LicencePlate)],
};
