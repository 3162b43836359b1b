//! Pattern: flame or smoke.

use super::PatternRule;
use crate::breakdown::Category;
use crate::breakdown::department::Department;
use crate::breakdown::document::PatternKind;
use crate::breakdown::triggers::{Lines, Trigger};

pub(super) const RULE: PatternRule = PatternRule {
    kind: PatternKind::Fire,
    departments: &[Department::SpecialEffects, Department::Safety],
    fires: ("لهب مكشوف أو دخان أو انفجار", "flame or smoke"),
    note: ("نار أو دخان: فني مؤثرات وتهوية ومطافئ.", "Fire or smoke: effects technician, ventilation, fire safety."),
    triggers: &[
        Trigger::Elements(&[Category::SpecialEffects], &["FIRE", "SMOKE"]),
        Trigger::Words {
            ar: &["حريق", "يشعل النار", "تشعل النار", "تشتعل النار", "نيران", "ألسنة اللهب", "دخان كثيف", "انفجار", "يحترق", "تحترق"],
            en: &[
                "on fire",
                "catches fire",
                "sets fire",
                "the fire",
                "a fire",
                "in flames",
                "flames",
                "explosion",
                "explodes",
                "blaze",
                "bonfire",
                "thick smoke",
                "torch",
            ],
            lines: Lines::Seen,
        },
    ],
};
