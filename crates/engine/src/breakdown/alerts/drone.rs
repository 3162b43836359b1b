//! Alert: shots from the air.

use super::AlertRule;
use crate::breakdown::department::Department;
use crate::breakdown::document::{AlertFamily, AlertKind};
use crate::breakdown::triggers::{Lines, Trigger};
use crate::screenplay::Severity;

pub(super) const RULE: AlertRule = AlertRule {
    kind: AlertKind::Drone,
    family: AlertFamily::Permission,
    severity: Severity::Warning,
    department: Department::Camera,
    fires: ("لقطات من الجو", "shots from the air"),
    message: ("«{}»: تصوير جوي: تصريح طيران ومشغل مرخص.", "“{}”: aerial filming: flight permit and licensed operator."),
    action: ("قدّم طلب التصريح الأمني والجوي قبل التصوير بأسابيع.", "Apply for the security and flight permits weeks ahead."),
    triggers: &[Trigger::Words {
        ar: &["لقطة جوية", "لقطة من الجو", "درون", "عين الطائر", "تصوير جوي"],
        en: &["aerial shot", "aerial view", "aerials", "drone", "drone shot", "helicopter shot", "bird s eye"],
        lines: Lines::Seen,
    }],
};
