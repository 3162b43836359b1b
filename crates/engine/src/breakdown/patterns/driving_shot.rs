//! Pattern: people act in a moving vehicle.

use super::PatternRule;
use crate::breakdown::Category;
use crate::breakdown::department::Department;
use crate::breakdown::document::PatternKind;
use crate::breakdown::triggers::{Lines, Trigger};

pub(super) const RULE: PatternRule = PatternRule {
    kind: PatternKind::DrivingShot,
    departments: &[Department::Camera, Department::Transport, Department::Sound],
    fires: ("تمثيل داخل سيارة متحركة", "people act in a moving vehicle"),
    note: (
        "تصوير داخل سيارة متحركة: عربة جر أو شاشة خلفية، وميكروفونات مخفية.",
        "Driving shot: process trailer or back projection, hidden microphones.",
    ),
    triggers: &[
        Trigger::Elements(&[Category::Vehicles], &["PLAYED_IN", "DRIVEN"]),
        Trigger::Words {
            ar: &["داخل السيارة", "يقود سيارته", "تقود سيارتها", "يقود السيارة", "تقود السيارة", "خلف عجلة القيادة", "المقود"],
            en: &["behind the wheel", "drives", "driving", "steering wheel", "passenger seat", "rearview mirror"],
            lines: Lines::Seen,
        },
    ],
};
