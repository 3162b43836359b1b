//! Pattern: police or army are seen.

use super::PatternRule;
use crate::breakdown::department::Department;
use crate::breakdown::document::PatternKind;
use crate::breakdown::triggers::{Lines, Trigger};

pub(super) const RULE: PatternRule = PatternRule {
    kind: PatternKind::PoliceOrArmy,
    departments: &[Department::Production, Department::Wardrobe, Department::Transport],
    fires: ("تظهر الشرطة أو الجيش", "police or army are seen"),
    note: ("شرطة أو جيش: تصريح وأزياء وسيارات ومستشار.", "Police or army: permit, uniforms, vehicles, adviser."),
    triggers: &[Trigger::Words {
        ar: &[
            "شرطة",
            "بوليس",
            "عسكري",
            "عساكر",
            "ضابط شرطة",
            "ضباط شرطة",
            "مباحث",
            "أمن مركزي",
            "جيش",
            "جندي",
            "جنود",
            "كمين شرطة",
            "قسم الشرطة",
            "قسم شرطة",
            "مديرية الأمن",
            "دبابة",
            "دبابات",
            "مدرعة",
            "بوكس شرطة",
        ],
        en: &[
            "police",
            "policeman",
            "policemen",
            "policewoman",
            "cops",
            "cop",
            "police officer",
            "soldier",
            "soldiers",
            "army",
            "troops",
            "marines",
            "swat",
            "sheriff",
            "deputy",
            "military police",
            "tank column",
            "humvee",
            "precinct",
        ],
        lines: Lines::Seen,
    }],
};
