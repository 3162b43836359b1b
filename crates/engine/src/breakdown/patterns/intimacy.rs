//! Pattern: intimacy is played.

use super::PatternRule;
use crate::breakdown::department::Department;
use crate::breakdown::document::PatternKind;
use crate::breakdown::triggers::{Lines, Trigger};

pub(super) const RULE: PatternRule = PatternRule {
    kind: PatternKind::Intimacy,
    departments: &[Department::Direction, Department::Wardrobe],
    fires: ("علاقة حميمة أو عري", "intimacy is played"),
    note: ("مشهد حميم: موقع مغلق ومنسق وملابس واقية.", "Intimacy: closed set, coordinator, modesty garments."),
    triggers: &[Trigger::Words {
        ar: &[
            "يقبل شفتيها",
            "يقبلها في شفتيها",
            "يقبلها من شفتيها",
            "تقبله في شفتيه",
            "قبلة طويلة",
            "يتبادلان القبلات",
            "قبلات",
            "عارية تماما",
            "عاري تماما",
            "يحتضنها بشغف",
            "في الفراش معا",
            "قميص نوم",
        ],
        en: &[
            "kiss",
            "kisses",
            "kissing",
            "naked",
            "nude",
            "topless",
            "make love",
            "making love",
            "undresses",
            "lingerie",
            "in bed together",
        ],
        lines: Lines::Seen,
    }],
};
