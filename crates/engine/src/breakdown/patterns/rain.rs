//! Pattern: rain, snow or storm.

use super::PatternRule;
use crate::breakdown::department::Department;
use crate::breakdown::document::PatternKind;
use crate::breakdown::triggers::{Lines, Trigger};

pub(super) const RULE: PatternRule = PatternRule {
    kind: PatternKind::Rain,
    departments: &[Department::SpecialEffects, Department::Wardrobe, Department::Camera],
    fires: ("مطر أو ثلج أو عاصفة", "rain, snow or storm"),
    note: ("مطر أو عاصفة: ماكينة مطر وملابس مكررة وحماية المعدات.", "Rain or storm: rain machine, double wardrobe, covers."),
    triggers: &[Trigger::Words {
        ar: &["مطر", "أمطار", "تمطر", "ثلوج", "ثلج يتساقط", "عاصفة", "رعد", "برق"],
        en: &["rain", "raining", "rains", "pouring", "downpour", "snow", "snowing", "storm", "thunderstorm", "blizzard", "hail"],
        lines: Lines::Seen,
    }],
};
