//! Alert: a brand or product of the market is shown or named.

use super::AlertRule;
use crate::breakdown::department::Department;
use crate::breakdown::document::{AlertFamily, AlertKind};
use crate::breakdown::triggers::{Gazetteer, Trigger};
use crate::screenplay::Severity;

pub(super) const RULE: AlertRule = AlertRule {
    kind: AlertKind::Brand,
    family: AlertFamily::Clearance,
    severity: Severity::Warning,
    department: Department::Legal,
    fires: ("تظهر أو تُذكر علامة تجارية أو منتج من السوق", "a brand or product of the market is shown or named"),
    message: ("«{}» علامة تجارية: الظهور أو الذكر يحتاج مراجعة.", "“{}” is a brand: showing or naming it needs a check."),
    action: ("استأذن صاحب العلامة أو استبدلها بعلامة مصنوعة (جرينينج).", "Ask the owner, or replace it by a made-up brand (greeking)."),
    triggers: &[Trigger::Names(Gazetteer::Brands)],
};
