//! Pattern: people in or on water.

use super::PatternRule;
use crate::breakdown::department::Department;
use crate::breakdown::document::PatternKind;
use crate::breakdown::triggers::{Lines, Trigger};

pub(super) const RULE: PatternRule = PatternRule {
    kind: PatternKind::Water,
    departments: &[Department::Safety, Department::Camera],
    fires: ("أشخاص في الماء أو عليه", "people in or on water"),
    note: ("ماء: منقذ وحماية معدات.", "Water: lifeguard, splash housing."),
    triggers: &[Trigger::Words {
        ar: &["يسبح", "تسبح", "يغرق", "تغرق", "حمام سباحة", "قارب", "مركب", "لنش", "تحت الماء", "شاطئ البحر"],
        en: &["swims", "swimming", "underwater", "swimming pool", "boat", "raft", "canoe", "yacht", "floats"],
        lines: Lines::Seen,
    }],
};
