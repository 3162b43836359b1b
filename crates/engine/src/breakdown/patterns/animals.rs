//! Pattern: animals play.

use super::PatternRule;
use crate::breakdown::Category;
use crate::breakdown::department::Department;
use crate::breakdown::document::PatternKind;
use crate::breakdown::triggers::Trigger;

pub(super) const RULE: PatternRule = PatternRule {
    kind: PatternKind::Animals,
    departments: &[Department::Animals],
    fires: ("حيوانات تؤدي", "animals play"),
    note: ("حيوانات: مدرب ووقت إضافي.", "Animals: handler and additional time."),
    triggers: &[Trigger::Elements(&[Category::Animals], &[])],
};
