//! Alert: alcohol or tobacco is seen.

use super::AlertRule;
use crate::breakdown::department::Department;
use crate::breakdown::document::{AlertFamily, AlertKind};
use crate::breakdown::triggers::{Lines, Trigger};
use crate::screenplay::Severity;

pub(super) const RULE: AlertRule = AlertRule {
    kind: AlertKind::AlcoholOrSmoking,
    family: AlertFamily::Permission,
    severity: Severity::Info,
    department: Department::Props,
    fires: ("كحول أو تبغ", "alcohol or tobacco is seen"),
    message: ("«{}»: كحول أو تدخين: رقابة وبديل آمن.", "“{}”: alcohol or smoking: rating and a safe substitute."),
    action: (
        "استعمل سجائر عشبية ومشروبات بديلة، وتحقق من قواعد العرض.",
        "Use herbal cigarettes and substitutes; check the rules of the broadcaster.",
    ),
    triggers: &[Trigger::Words {
        ar: &[
            "سيجارة",
            "سجائر",
            "سيجار",
            "شيشة",
            "أرجيلة",
            "غليون",
            "يدخن",
            "تدخن",
            "خمر",
            "نبيذ",
            "بيرة",
            "ويسكي",
            "كأس نبيذ",
            "زجاجة خمر",
            "سكران",
            "سكرانة",
        ],
        en: &[
            "cigarette",
            "cigar",
            "cigarettes",
            "smokes a",
            "lights a cigarette",
            "hookah",
            "whiskey",
            "whisky",
            "beer",
            "wine",
            "vodka",
            "champagne",
            "martini",
            "bourbon",
            "scotch",
            "cocktail",
            "drunk",
        ],
        lines: Lines::Seen,
    }],
};
