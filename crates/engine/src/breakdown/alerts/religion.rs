//! Alert: a place of worship, a rite or a holy text is seen.

use super::AlertRule;
use crate::breakdown::department::Department;
use crate::breakdown::document::{AlertFamily, AlertKind};
use crate::breakdown::triggers::{Lines, Trigger};
use crate::screenplay::Severity;

pub(super) const RULE: AlertRule = AlertRule {
    kind: AlertKind::Religion,
    family: AlertFamily::Permission,
    severity: Severity::Warning,
    department: Department::Locations,
    fires: ("مكان عبادة أو شعيرة أو نص مقدس", "a place of worship, a rite or a holy text is seen"),
    message: (
        "«{}»: المكان أو الطقس الديني يحتاج تصريحاً ومراجعة دينية.",
        "“{}”: a place of worship or a rite needs a permit and a religious adviser.",
    ),
    action: (
        "استأذن الجهة الدينية، وراجع النص والآيات، واحترم آداب المكان.",
        "Ask the religious authority, have text and verses checked, and respect the rules of the place.",
    ),
    triggers: &[Trigger::Words {
        ar: &[
            "مسجد",
            "جامع",
            "كنيسة",
            "دير",
            "معبد",
            "صلاة",
            "يصلي",
            "تصلي",
            "يصلون",
            "يؤذن",
            "أذان",
            "الأذان",
            "قرآن",
            "مصحف",
            "يرتل",
            "قسيس",
            "كاهن",
            "شيخ الجامع",
            "جنازة",
            "صلاة الجنازة",
            "يتوضأ",
            "محراب",
            "مئذنة",
        ],
        en: &[
            "church",
            "mosque",
            "synagogue",
            "buddhist temple",
            "hindu temple",
            "cathedral",
            "chapel",
            "prays",
            "praying",
            "altar",
            "quran",
            "koran",
            "bible",
            "priest",
            "imam",
            "rabbi",
            "nun",
            "communion",
            "baptism",
            "funeral",
            "crucifix",
        ],
        lines: Lines::Seen,
    }],
};
