//! PR6: a wrecked vehicle is driven again.
//!
//! What it finds: a vehicle of a named owner that crashes or burns and is driven later
//! Why it matters on set: picture vehicles are booked by their state
//! Example: scene 10: Karim's car overturns. Scene 14: Karim drives Karim's car.
//! Silent: another vehicle, other owners, flashback, jump of years, next story day

use crate::continuity::case::Case;
use crate::continuity::facts::{Attribute, Polarity, Subject, Value};
use crate::continuity::rule::{Draft, Rule, RuleGroup, RuleInfo};
use crate::language::Bilingual;

pub(super) struct WreckDriven;

static INFO: RuleInfo = RuleInfo {
    id: "wreck_driven",
    code: "PR6",
    group: RuleGroup::Props,
    precision: 0.4,
    finds: "a vehicle of a named owner that crashes or burns and is driven later",
    matters: "picture vehicles are booked by their state",
    example: "scene 10: Karim's car overturns. Scene 14: Karim drives Karim's car.",
    silent: "another vehicle, other owners, flashback, jump of years, next story day",
    ..RuleInfo::QUESTION
};

impl Rule for WreckDriven {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        let facts: Vec<_> = case.facts.of(Attribute::Vehicle).collect();
        for wreck in facts.iter().filter(|fact| fact.polarity == Polarity::Begins) {
            let Value::Feature(vehicle, _) = wreck.value else { continue };
            let driven = facts.iter().find(|fact| {
                fact.value == Value::Feature(vehicle, "driven")
                    && fact.subject == wreck.subject
                    && fact.scene > wreck.scene
                    && case.same_day(wreck.scene, fact.scene)
            });
            if let (Some(driven), Subject::Person(owner)) = (driven, &wreck.subject) {
                let name = case.name(*owner);
                let message =
                    Bilingual::new(format!("سيارة {name} تحطمت ثم تسير"), format!("{name}'s {vehicle} is wrecked and is driven again"));
                let suggestion = Bilingual::new("اذكر سيارة أخرى أو الإصلاح", "Mention another vehicle or the repair");
                found.push(
                    Draft::new(&INFO, name, message, suggestion).stating(vehicle).at(wreck.scene, wreck.span, "الحادث", "the wreck").at(
                        driven.scene,
                        driven.span,
                        "تسير بعد الحادث",
                        "driven afterwards",
                    ),
                );
            }
        }
    }
}
