//! Pattern: a telephone call has two ends.

use super::PatternRule;
use crate::breakdown::department::Department;
use crate::breakdown::document::PatternKind;
use crate::breakdown::triggers::{Lines, Trigger};

pub(super) const RULE: PatternRule = PatternRule {
    kind: PatternKind::PhoneCall,
    departments: &[Department::Sound, Department::Direction, Department::Props],
    fires: ("مكالمة لها طرفان", "a telephone call has two ends"),
    note: ("مكالمة: الطرف الآخر صوت أم صورة؟ سجّل الطرفين.", "Telephone call: is the other end heard or seen? Record both ends."),
    triggers: &[Trigger::Words {
        ar: &[
            "يتصل",
            "تتصل",
            "مكالمة",
            "يرد على التليفون",
            "ترد على التليفون",
            "يرد على الهاتف",
            "ترد على الهاتف",
            "سماعة التليفون",
            "سماعة الهاتف",
            "يتحدث في التليفون",
            "تتحدث في التليفون",
            "يتحدث في الهاتف",
            "تتحدث في الهاتف",
        ],
        en: &[
            "into the phone",
            "on the phone",
            "phone call",
            "hangs up",
            "dials",
            "answers the phone",
            "picks up the phone",
            "into phone",
            "phone rings",
            "telephone rings",
        ],
        lines: Lines::Seen,
    }],
};
