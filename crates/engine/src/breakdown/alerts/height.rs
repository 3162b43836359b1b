//! Alert: people at a height.

use super::AlertRule;
use crate::breakdown::department::Department;
use crate::breakdown::document::{AlertFamily, AlertKind};
use crate::breakdown::triggers::{Lines, Trigger};
use crate::screenplay::Severity;

pub(super) const RULE: AlertRule = AlertRule {
    kind: AlertKind::Height,
    family: AlertFamily::Safety,
    severity: Severity::Warning,
    department: Department::Safety,
    fires: ("أشخاص على ارتفاع", "people at a height"),
    message: ("«{}»: عمل على ارتفاع: حماية من السقوط.", "“{}”: work at height: fall protection."),
    action: (
        "حزام ونقطة تثبيت مفحوصة، ومنع الاقتراب من الحافة بلا حماية.",
        "Harness and a tested anchor; nobody near an edge without protection.",
    ),
    triggers: &[Trigger::Words {
        ar: &[
            "سطح العمارة",
            "فوق السطح",
            "حافة السطح",
            "حافة السور",
            "شرفة عالية",
            "يتدلى",
            "تتدلى",
            "يتسلق",
            "تتسلق",
            "منحدر",
            "جرف",
            "سقالة",
            "فوق البرج",
            "على السور",
            "من الشرفة",
        ],
        en: &[
            "rooftop",
            "roof",
            "ledge",
            "cliff",
            "scaffold",
            "scaffolding",
            "climbs the",
            "dangles",
            "hangs from",
            "balcony railing",
            "fire escape",
            "catwalk",
            "precipice",
            "crane",
        ],
        lines: Lines::Seen,
    }],
};
