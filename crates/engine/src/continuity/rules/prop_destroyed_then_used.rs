//! PR1: something burnt or broken is whole again.
//!
//! What it finds: a thing that is burnt, smashed or torn in action and later, within 25 scenes, is used as if whole
//! Why it matters on set: the prop master needs a double, or the order of the scenes is wrong
//! Example: scene 4: Salma burns the envelope. Scene 6: Salma takes the envelope from her handbag.
//! Silent: new, another, repaired, copy, pieces; flashback, dream, montage, jump of years; things that differ in their adjectives

use crate::continuity::case::Case;
use crate::continuity::entities::NounPhrase;
use crate::continuity::facts::{Attribute, Fact, Value};
use crate::continuity::rule::{Draft, Rule, RuleGroup, RuleInfo};
use crate::language::Bilingual;

pub(super) struct PropDestroyedThenUsed;

static INFO: RuleInfo = RuleInfo {
    id: "prop_destroyed_then_used",
    code: "PR1",
    group: RuleGroup::Props,
    precision: 0.3,
    finds: "a thing that is burnt, smashed or torn in action and later, within 25 scenes, is used as if whole",
    matters: "the prop master needs a double, or the order of the scenes is wrong",
    example: "scene 4: Salma burns the envelope. Scene 6: Salma takes the envelope from her handbag.",
    silent: "new, another, repaired, copy, pieces; flashback, dream, montage, jump of years; things that differ in their adjectives",
    ..RuleInfo::QUESTION
};

impl Rule for PropDestroyedThenUsed {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        let states: Vec<&Fact> = case.facts.of(Attribute::PropState).filter(|fact| !case.is_montage(fact.scene)).collect();
        let mut told: Vec<&NounPhrase> = Vec::new();
        for destroyed in states.iter().filter(|fact| fact.value == Value::Word("destroyed")) {
            let Some(thing) = destroyed.thing.as_ref().filter(|thing| !told.iter().any(|other| other.matches(thing))) else { continue };
            let later = states.iter().filter(|fact| {
                fact.scene > destroyed.scene
                    && fact.scene <= destroyed.scene + REACH
                    && fact.thing.as_ref().is_some_and(|other| other.matches(thing))
            });
            let Some(used) = later
                .into_iter()
                .find(|fact| case.same_track(destroyed.scene, fact.scene))
                .filter(|fact| fact.value == Value::Word("used"))
            else {
                continue;
            };
            told.push(thing);
            let name = case.screenplay.slice(thing.span).to_owned();
            let message = Bilingual::new(
                format!("«{name}» تلف في المشهد {} ويعود سليمًا في المشهد {}", case.number(destroyed.scene), case.number(used.scene)),
                format!(
                    "The {name} is destroyed in scene {} and whole again in scene {}",
                    case.number(destroyed.scene),
                    case.number(used.scene)
                ),
            );
            let suggestion =
                Bilingual::new("اذكر نسخة أخرى أو الإصلاح، أو غيّر ترتيب المشهدين", "Mention a second one or the repair, or change the order");
            found.push(Draft::new(&INFO, name, message, suggestion).at(destroyed.scene, destroyed.span, "يتلف هنا", "destroyed here").at(
                used.scene,
                used.span,
                "سليم هنا",
                "whole here",
            ));
        }
    }
}

/// How many scenes later a thing is still remembered.
const REACH: usize = 25;
