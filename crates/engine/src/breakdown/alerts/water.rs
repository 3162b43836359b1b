//! Alert: people in or on water.

use super::AlertRule;
use crate::breakdown::department::Department;
use crate::breakdown::document::{AlertFamily, AlertKind};
use crate::breakdown::triggers::{Lines, Trigger};
use crate::screenplay::Severity;

pub(super) const RULE: AlertRule = AlertRule {
    kind: AlertKind::Water,
    family: AlertFamily::Safety,
    severity: Severity::Warning,
    department: Department::Safety,
    fires: ("أشخاص في الماء أو عليه", "people in or on water"),
    message: ("«{}»: عمل في الماء: منقذ وملابس واقية.", "“{}”: work in or on water: lifeguard and protection."),
    action: (
        "منقذ معتمد وقارب إنقاذ وتدفئة، وفحص الماء والتيار.",
        "Certified lifeguard, safety boat, warming; test the water and the current.",
    ),
    triggers: &[Trigger::Words {
        ar: &[
            "يسبح",
            "تسبح",
            "يغرق",
            "تغرق",
            "غرق",
            "يغطس",
            "تغطس",
            "حمام سباحة",
            "قارب",
            "مركب",
            "لنش",
            "سفينة",
            "تحت الماء",
            "يقفز في الماء",
            "يقفز في النيل",
            "البحر يبتلعه",
        ],
        en: &[
            "swims",
            "swimming",
            "swim",
            "drowning in",
            "underwater",
            "dives into",
            "swimming pool",
            "boat",
            "sailing ship",
            "aboard the ship",
            "deck of the ship",
            "raft",
            "canoe",
            "yacht",
            "submarine",
            "capsizes",
        ],
        lines: Lines::Seen,
    }],
};
