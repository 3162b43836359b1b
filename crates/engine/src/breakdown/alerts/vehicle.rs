//! Alert: driving is played.

use super::AlertRule;
use crate::breakdown::Category;
use crate::breakdown::department::Department;
use crate::breakdown::document::{AlertFamily, AlertKind};
use crate::breakdown::triggers::{Lines, Trigger};
use crate::screenplay::Severity;

pub(super) const RULE: AlertRule = AlertRule {
    kind: AlertKind::Vehicle,
    family: AlertFamily::Safety,
    severity: Severity::Warning,
    department: Department::Transport,
    fires: ("قيادة تُمثَّل", "driving is played"),
    message: (
        "«{}»: قيادة في المشهد: سائق خطر أو عربة جر وإغلاق طريق.",
        "“{}”: driving is played: precision driver or process trailer, road closure.",
    ),
    action: (
        "تصريح المرور، وسائق معتمد، وأحزمة، ولا يمثل السائق وهو يقود في طريق مفتوح.",
        "Traffic permit, qualified driver, belts; nobody acts and drives on an open road.",
    ),
    triggers: &[
        Trigger::Elements(&[Category::Vehicles], &["PLAYED_IN", "DRIVEN"]),
        Trigger::Words {
            ar: &[
                "مطاردة سيارات",
                "تنقلب السيارة",
                "تصطدم السيارة",
                "حادث سيارة",
                "يقود سيارته",
                "تقود سيارتها",
                "يقود السيارة",
                "تقود السيارة",
                "يسوق",
                "تسوق",
            ],
            en: &[
                "helicopter lands",
                "helicopter hovers",
                "helicopter takes off",
                "car chase",
                "car crash",
                "crashes into",
                "speeds away",
                "peels out",
                "skids",
                "swerves",
                "behind the wheel",
                "drives off",
                "speeding",
            ],
            lines: Lines::Seen,
        },
    ],
};
