//! Alert: drugs are seen or taken.

use super::AlertRule;
use crate::breakdown::department::Department;
use crate::breakdown::document::{AlertFamily, AlertKind};
use crate::breakdown::triggers::{Lines, Trigger};
use crate::screenplay::Severity;

pub(super) const RULE: AlertRule = AlertRule {
    kind: AlertKind::Drugs,
    family: AlertFamily::Permission,
    severity: Severity::Warning,
    department: Department::Production,
    fires: ("مخدرات تظهر أو تُتعاطى", "drugs are seen or taken"),
    message: ("«{}»: مشهد مخدرات: رقابة وسياق.", "“{}”: drugs on screen: censorship and context."),
    action: ("استعمل مواد بديلة آمنة، وراجع الرقابة، ولا تعلّم طريقة.", "Use safe substitutes, check with the censor, and teach no method."),
    triggers: &[Trigger::Words {
        ar: &[
            "مخدرات",
            "حشيش",
            "هيروين",
            "كوكايين",
            "بودرة",
            "سيجارة حشيش",
            "سرنجة",
            "حقنة مخدر",
            "تذكرة هيروين",
            "بانجو",
            "ترامادول",
            "أفيون",
            "برشام",
        ],
        en: &[
            "cocaine",
            "heroin",
            "marijuana",
            "hashish",
            "crack pipe",
            "a joint",
            "passes the joint",
            "drugs",
            "meth",
            "opium",
            "bong",
            "cannabis",
        ],
        lines: Lines::Seen,
    }],
};
