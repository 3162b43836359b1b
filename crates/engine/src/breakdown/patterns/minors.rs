//! Pattern: children play.

use super::PatternRule;
use crate::breakdown::department::Department;
use crate::breakdown::document::PatternKind;
use crate::breakdown::triggers::{Lines, Trigger};

pub(super) const RULE: PatternRule = PatternRule {
    kind: PatternKind::Minors,
    departments: &[Department::Casting, Department::Production],
    fires: ("أطفال يمثلون", "children play"),
    note: ("أطفال: ساعات عمل ومرافق ومدرس.", "Minors: hours, guardian, teacher."),
    triggers: &[Trigger::Words {
        ar: &["طفل", "طفلة", "أطفال", "رضيع", "رضيعة", "تلميذ", "تلاميذ", "تلميذات", "صبي", "عيال"],
        en: &["child", "children", "kids", "baby", "infant", "toddler", "little boy", "little girl", "schoolgirl", "schoolboy"],
        lines: Lines::Seen,
    }],
};
