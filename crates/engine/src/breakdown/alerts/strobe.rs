//! Alert: flashing light.

use super::AlertRule;
use crate::breakdown::department::Department;
use crate::breakdown::document::{AlertFamily, AlertKind};
use crate::breakdown::triggers::{Lines, Trigger};
use crate::screenplay::Severity;

pub(super) const RULE: AlertRule = AlertRule {
    kind: AlertKind::Strobe,
    family: AlertFamily::Safety,
    severity: Severity::Info,
    department: Department::Lighting,
    fires: ("ضوء متقطع", "flashing light"),
    message: ("«{}»: ضوء متقطع: خطر على مرضى الصرع.", "“{}”: flashing light: a risk for people with epilepsy."),
    action: (
        "أعلن عنه في أوردر التصوير وعلى الباب، وأضف تحذيراً للعرض.",
        "Announce it on the call sheet and at the door; add a warning for the screening.",
    ),
    triggers: &[Trigger::Words {
        ar: &["ضوء متقطع", "أضواء متقطعة", "فلاش متتابع", "أضواء الديسكو", "ومضات متتالية"],
        en: &["strobe", "strobes", "strobe light", "strobing", "flashing lights", "flickering lights", "disco lights"],
        lines: Lines::Seen,
    }],
};
