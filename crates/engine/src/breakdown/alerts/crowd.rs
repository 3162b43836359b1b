//! Alert: many people on set.

use super::AlertRule;
use crate::breakdown::department::Department;
use crate::breakdown::document::{AlertFamily, AlertKind};
use crate::breakdown::triggers::{Lines, Trigger};
use crate::screenplay::Severity;

pub(super) const RULE: AlertRule = AlertRule {
    kind: AlertKind::Crowd,
    family: AlertFamily::Safety,
    severity: Severity::Info,
    department: Department::Production,
    fires: ("حشد كبير", "many people on set"),
    message: ("«{}»: حشد: تنظيم ومخارج وإسعاف.", "“{}”: a crowd: marshals, exits, medics."),
    action: ("خطة تنظيم ومساعدو إخراج إضافيون ومخارج معلنة.", "Crowd plan, additional assistant directors, announced exits."),
    triggers: &[Trigger::Words {
        ar: &["حشد", "حشود", "جماهير", "مظاهرة", "متظاهرين", "متظاهرون", "زحام شديد", "جموع", "مئات الناس", "آلاف"],
        en: &[
            "crowd",
            "crowds",
            "mob",
            "riot",
            "rioters",
            "demonstrators",
            "protesters",
            "hundreds of",
            "thousands of",
            "throng",
            "stampede",
        ],
        lines: Lines::Seen,
    }],
};
