//! Alert: children play in the scene.

use super::AlertRule;
use crate::breakdown::department::Department;
use crate::breakdown::document::{AlertFamily, AlertKind};
use crate::breakdown::triggers::{Lines, Trigger};
use crate::screenplay::Severity;

pub(super) const RULE: AlertRule = AlertRule {
    kind: AlertKind::Minor,
    family: AlertFamily::Safety,
    severity: Severity::Error,
    department: Department::Casting,
    fires: ("أطفال يمثلون في المشهد", "children play in the scene"),
    message: (
        "«{}»: مشاركة أطفال: ساعات عمل محدودة وموافقة ولي الأمر.",
        "“{}”: children take part: limited hours and a guardian's consent.",
    ),
    action: (
        "خطط ساعات الطفل ومرافقه ومدرسه، وأبعده عن الأسلحة والنار والمشاهد القاسية.",
        "Plan hours, guardian and teacher; keep children away from weapons, fire and harsh scenes.",
    ),
    triggers: &[Trigger::Words {
        ar: &[
            "طفل",
            "طفلة",
            "أطفال",
            "رضيع",
            "رضيعة",
            "طفلان",
            "طفلين",
            "تلميذ",
            "تلاميذ",
            "تلميذة",
            "تلميذات",
            "صبي",
            "ولد صغير",
            "بنت صغيرة",
            "عيال",
        ],
        en: &[
            "child",
            "children",
            "kids",
            "baby",
            "infant",
            "toddler",
            "little boy",
            "little girl",
            "schoolgirl",
            "schoolboy",
            "schoolchildren",
            "teenager",
            "teenagers",
        ],
        lines: Lines::Seen,
    }],
};
