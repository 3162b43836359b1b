//! Pattern: people on stairs or at a height.

use super::PatternRule;
use crate::breakdown::department::Department;
use crate::breakdown::document::PatternKind;
use crate::breakdown::triggers::{Lines, Trigger};

pub(super) const RULE: PatternRule = PatternRule {
    kind: PatternKind::StairsOrHeights,
    departments: &[Department::Camera, Department::Safety],
    fires: ("أشخاص على سلم أو ارتفاع", "people on stairs or at a height"),
    note: ("سلالم أو ارتفاع: حركة الكاميرا والحماية من السقوط.", "Stairs or heights: camera movement and fall protection."),
    triggers: &[Trigger::Words {
        ar: &["سلم", "سلالم", "السلم", "الدرج", "سطح العمارة", "فوق السطح", "سقالة", "حافة", "يتسلق", "تتسلق"],
        en: &["stairs", "staircase", "stairway", "steps of", "rooftop", "roof", "ledge", "ladder", "balcony", "cliff", "fire escape"],
        lines: Lines::Seen,
    }],
};
