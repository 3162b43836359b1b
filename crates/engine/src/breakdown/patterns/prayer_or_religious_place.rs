//! Pattern: a rite or a place of worship.

use super::PatternRule;
use crate::breakdown::department::Department;
use crate::breakdown::document::PatternKind;
use crate::breakdown::triggers::{Lines, Trigger};

pub(super) const RULE: PatternRule = PatternRule {
    kind: PatternKind::PrayerOrReligiousPlace,
    departments: &[Department::Locations, Department::Art],
    fires: ("شعيرة أو مكان عبادة", "a rite or a place of worship"),
    note: ("مكان عبادة أو صلاة: تصريح وملابس لائقة ومستشار.", "Worship: permit, dress code, adviser."),
    triggers: &[Trigger::Words {
        ar: &["مسجد", "جامع", "كنيسة", "دير", "يصلي", "تصلي", "يصلون", "أذان", "يؤذن", "مصحف", "يتوضأ", "محراب"],
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
            "priest",
            "imam",
            "rabbi",
        ],
        lines: Lines::Seen,
    }],
};
