//! Alert: something that only a stunt performer does.

use super::AlertRule;
use crate::breakdown::Category;
use crate::breakdown::department::Department;
use crate::breakdown::document::{AlertFamily, AlertKind};
use crate::breakdown::triggers::Trigger;
use crate::screenplay::Severity;

pub(super) const RULE: AlertRule = AlertRule {
    kind: AlertKind::Stunt,
    family: AlertFamily::Safety,
    severity: Severity::Warning,
    department: Department::Stunts,
    fires: ("ما لا يؤديه إلا ممثل خطر", "something that only a stunt performer does"),
    message: ("«{}»: مشهد خطر: منسق خطورة وبروفات.", "“{}”: stunt work: coordinator and rehearsals."),
    action: ("قيّم الخطر كتابة، وجهّز البديل ووسائل الحماية والإسعاف.", "Write a risk assessment; plan the double, the padding and a medic."),
    triggers: &[Trigger::Elements(&[Category::Stunts], &[])],
};
