//! Alert: open flame, smoke or explosion.

use super::AlertRule;
use crate::breakdown::department::Department;
use crate::breakdown::document::{AlertFamily, AlertKind};
use crate::breakdown::triggers::{Lines, Trigger};
use crate::screenplay::Severity;

pub(super) const RULE: AlertRule = AlertRule {
    kind: AlertKind::Fire,
    family: AlertFamily::Safety,
    severity: Severity::Error,
    department: Department::SpecialEffects,
    fires: ("لهب مكشوف أو دخان أو انفجار", "open flame, smoke or explosion"),
    message: ("«{}»: نار أو انفجار: فني مؤثرات ومطافئ وتصريح.", "“{}”: fire or explosion: effects technician, fire brigade, permit."),
    action: (
        "تصريح الدفاع المدني، ومطفأة ومخرج آمن، ولا طفل ولا حيوان قريب.",
        "Permit of the fire authority, extinguishers and a clear exit; no child or animal near.",
    ),
    triggers: &[Trigger::Words {
        ar: &[
            "حريق",
            "حرائق",
            "يشعل النار",
            "تشعل النار",
            "تشتعل النار",
            "النار تشتعل",
            "نيران",
            "ألسنة اللهب",
            "انفجار",
            "تنفجر السيارة",
            "تنفجر القنبلة",
            "ينفجر المبنى",
            "يحترق",
            "تحترق",
            "يحرق",
        ],
        en: &[
            "on fire",
            "catches fire",
            "catch fire",
            "sets fire",
            "set fire",
            "the fire",
            "a fire",
            "flames",
            "explosion",
            "explodes",
            "in flames",
            "bursts into flames",
            "burns to",
            "burning building",
            "burning car",
            "is burning",
            "blaze",
            "bonfire",
            "torch",
            "inferno",
            "fireball",
            "ignites",
        ],
        lines: Lines::Seen,
    }],
};
