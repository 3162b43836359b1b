//! Alert: police, army or their buildings and vehicles are seen.

use super::AlertRule;
use crate::breakdown::department::Department;
use crate::breakdown::document::{AlertFamily, AlertKind};
use crate::breakdown::triggers::{Lines, Trigger};
use crate::screenplay::Severity;

pub(super) const RULE: AlertRule = AlertRule {
    kind: AlertKind::SecurityServices,
    family: AlertFamily::Permission,
    severity: Severity::Error,
    department: Department::Production,
    fires: ("تظهر الشرطة أو الجيش أو مبانيهما أو سياراتهما", "police, army or their buildings and vehicles are seen"),
    message: (
        "«{}»: ظهور الشرطة أو الجيش يحتاج موافقة الجهات الأمنية.",
        "“{}”: police or army on screen need the leave of the authorities.",
    ),
    action: (
        "اعرض صفحات المشهد على الجهة المختصة قبل التصوير، ولا تُصوَّر منشأة حقيقية بلا تصريح.",
        "Submit the pages to the authority before the shoot; film no real installation without a permit.",
    ),
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
