//! Alert: a weapon is in the scene.

use super::AlertRule;
use crate::breakdown::Category;
use crate::breakdown::department::Department;
use crate::breakdown::document::{AlertFamily, AlertKind};
use crate::breakdown::triggers::{Lines, Trigger};
use crate::screenplay::Severity;

pub(super) const RULE: AlertRule = AlertRule {
    kind: AlertKind::Weapon,
    family: AlertFamily::Safety,
    severity: Severity::Error,
    department: Department::Armoury,
    fires: ("سلاح في المشهد", "a weapon is in the scene"),
    message: ("«{}»: سلاح في المشهد: مسؤول سلاح وتصريح وعهدة.", "“{}”: a weapon in the scene: armourer, permit, chain of custody."),
    action: (
        "سلاح مقلّد أو معطّل، وفحص قبل كل لقطة، ولا طلقات حية في الموقع أبداً.",
        "Replica or deactivated weapon, checked before every take; never live rounds on set.",
    ),
    triggers: &[
        Trigger::Elements(
            &[Category::Props, Category::SetDressing, Category::SpecialEffects, Category::Security],
            &["WEAPON", "FIREARM", "GUNFIRE"],
        ),
        Trigger::Words {
            ar: &[
                "مسدس",
                "مسدسات",
                "بندقية",
                "بنادق",
                "رشاش",
                "طبنجة",
                "خنجر",
                "سيف",
                "مطواة",
                "ساطور",
                "سلاح",
                "أسلحة",
                "قنبلة",
                "طلقة",
                "طلقات",
                "رصاصة",
                "رصاص",
            ],
            en: &[
                "gun",
                "pistol",
                "rifle",
                "shotgun",
                "revolver",
                "machine gun",
                "handgun",
                "sword",
                "dagger",
                "switchblade",
                "machete",
                "grenade",
                "crossbow",
                "gunshot",
                "bullet",
            ],
            lines: Lines::Seen,
        },
    ],
};
