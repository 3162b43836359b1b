//! Pattern: weapons are handled.

use super::PatternRule;
use crate::breakdown::Category;
use crate::breakdown::department::Department;
use crate::breakdown::document::PatternKind;
use crate::breakdown::triggers::{Lines, Trigger};

pub(super) const RULE: PatternRule = PatternRule {
    kind: PatternKind::Weapons,
    departments: &[Department::Armoury, Department::Props, Department::Stunts],
    fires: ("أسلحة تُستعمل", "weapons are handled"),
    note: ("أسلحة: مسؤول سلاح وبروفة وفحص.", "Weapons: armourer, rehearsal, checks."),
    triggers: &[
        Trigger::Elements(&[Category::Props, Category::SetDressing], &["WEAPON", "FIREARM"]),
        Trigger::Words {
            ar: &["مسدس", "بندقية", "رشاش", "طبنجة", "خنجر", "سيف", "مطواة", "سلاح"],
            en: &["gun", "pistol", "rifle", "shotgun", "revolver", "machine gun", "sword", "dagger", "knife at"],
            lines: Lines::Seen,
        },
    ],
};
