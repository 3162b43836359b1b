//! Alert: intimacy or nudity.

use super::AlertRule;
use crate::breakdown::department::Department;
use crate::breakdown::document::{AlertFamily, AlertKind};
use crate::breakdown::triggers::{Lines, Trigger};
use crate::screenplay::Severity;

pub(super) const RULE: AlertRule = AlertRule {
    kind: AlertKind::Intimacy,
    family: AlertFamily::Safety,
    severity: Severity::Error,
    department: Department::Direction,
    fires: ("علاقة حميمة أو عري", "intimacy or nudity"),
    message: ("«{}»: مشهد حميم: منسق علاقات حميمة ورقابة وموقع مغلق.", "“{}”: intimacy: coordinator, closed set, consent in writing."),
    action: ("اتفق كتابة على الحدود، وموقع مغلق، وراجع الرقابة.", "Agree the limits in writing, close the set, check with the censor."),
    triggers: &[Trigger::Words {
        ar: &[
            "يقبل شفتيها",
            "يقبلها في شفتيها",
            "يقبلها من شفتيها",
            "تقبله في شفتيه",
            "قبلة طويلة",
            "قبلة على شفتيها",
            "يتبادلان القبلات",
            "قبلات",
            "عارية تماما",
            "عاري تماما",
            "عاري الصدر",
            "عارية الكتفين",
            "في الفراش معا",
            "يتعانقان بشغف",
            "تخلع ملابسها",
            "يخلع ملابسها",
            "ملابس داخلية",
            "اغتصاب",
            "يغتصب",
        ],
        en: &[
            "kiss",
            "kisses",
            "kissing",
            "naked",
            "nude",
            "topless",
            "make love",
            "making love",
            "have sex",
            "having sex",
            "undresses",
            "lingerie",
            "in bed together",
            "rape",
            "caresses",
        ],
        lines: Lines::Seen,
    }],
};
