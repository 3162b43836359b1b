//! Alert: an animal plays.

use super::AlertRule;
use crate::breakdown::Category;
use crate::breakdown::department::Department;
use crate::breakdown::document::{AlertFamily, AlertKind};
use crate::breakdown::triggers::Trigger;
use crate::screenplay::Severity;

pub(super) const RULE: AlertRule = AlertRule {
    kind: AlertKind::Animal,
    family: AlertFamily::Safety,
    severity: Severity::Warning,
    department: Department::Animals,
    fires: ("حيوان يؤدي", "an animal plays"),
    message: ("«{}»: حيوان في المشهد: مدرب وبيطري ورفق.", "“{}”: an animal in the scene: handler, vet, welfare."),
    action: ("مدرب معتمد، وراحة وماء، ولا إيذاء حقيقياً أو إيهاماً خطراً.", "Qualified handler, rest and water; no harm, real or risked."),
    triggers: &[Trigger::Elements(&[Category::Animals], &[])],
};
