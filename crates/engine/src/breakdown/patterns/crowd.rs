//! Pattern: many people are seen.

use super::PatternRule;
use crate::breakdown::Category;
use crate::breakdown::department::Department;
use crate::breakdown::document::PatternKind;
use crate::breakdown::triggers::{Lines, Trigger};

pub(super) const RULE: PatternRule = PatternRule {
    kind: PatternKind::Crowd,
    departments: &[Department::Casting, Department::Production, Department::Wardrobe],
    fires: ("حشد كبير", "many people are seen"),
    note: ("مجاميع: عدد وملابس وتنظيم.", "Crowd: numbers, wardrobe, marshalling."),
    triggers: &[
        Trigger::Elements(&[Category::BackgroundActors], &["GROUP"]),
        Trigger::Words {
            ar: &["حشد", "حشود", "جماهير", "مظاهرة", "زحام", "جموع", "معازيم", "مصلين"],
            en: &["crowd", "crowds", "crowded", "mob", "throng", "packed", "audience"],
            lines: Lines::Seen,
        },
    ],
};
