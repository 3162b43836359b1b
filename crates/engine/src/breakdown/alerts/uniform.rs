//! Alert: uniforms, ranks or badges are worn.

use super::AlertRule;
use crate::breakdown::Category;
use crate::breakdown::department::Department;
use crate::breakdown::document::{AlertFamily, AlertKind};
use crate::breakdown::triggers::{Lines, Trigger};
use crate::screenplay::Severity;

pub(super) const RULE: AlertRule = AlertRule {
    kind: AlertKind::Uniform,
    family: AlertFamily::Permission,
    severity: Severity::Warning,
    department: Department::Wardrobe,
    fires: ("زي رسمي أو رتب أو شارات", "uniforms, ranks or badges are worn"),
    message: (
        "«{}»: الزي الرسمي والرتب تحتاج إذناً، ولا تُلبس خارج موقع التصوير.",
        "“{}”: uniforms and ranks need leave and are not worn off the set.",
    ),
    action: (
        "استعمل زياً معدّلاً أو مستأجراً بتصريح، واحفظه في عهدة.",
        "Use an altered uniform or one hired under permit, and keep it under lock.",
    ),
    triggers: &[
        Trigger::Words {
            ar: &[
                "زي عسكري",
                "بزي عسكري",
                "زي رسمي",
                "بزي رسمي",
                "بدلة عسكرية",
                "بدلة ضابط",
                "زي الشرطة",
                "زي شرطة",
                "بدلة ميري",
                "رتبة",
                "رتب",
                "كاب ضابط",
            ],
            en: &["uniform", "uniformed", "police badge", "army fatigues", "military fatigues", "dress blues"],
            lines: Lines::Seen,
        },
        Trigger::Elements(&[Category::Wardrobe], &["UNIFORM"]),
    ],
};
