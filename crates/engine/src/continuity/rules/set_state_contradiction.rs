//! PR5: the state of a set turns round without a cause.
//!
//! What it finds: a locked door, broken window or dark room that is the opposite in the same room on the same story day
//! Why it matters on set: set dressing and special effects prepare the state of each scene
//! Example: 7 INT. OFFICE - NIGHT: the window is smashed. 9 INT. OFFICE - NIGHT: the window is intact.
//! Silent: a key, a repair, a switch or another cause in either scene; other rooms, other days; flashback, montage

use crate::continuity::case::Case;
use crate::continuity::facts::{Attribute, Fact, Polarity, Value};
use crate::continuity::rule::{Draft, Rule, RuleGroup, RuleInfo};
use crate::language::Bilingual;

pub(super) struct SetStateContradiction;

static INFO: RuleInfo = RuleInfo {
    id: "set_state_contradiction",
    code: "PR5",
    group: RuleGroup::Props,
    precision: 0.4,
    finds: "a locked door, broken window or dark room that is the opposite in the same room on the same story day",
    matters: "set dressing and special effects prepare the state of each scene",
    example: "7 INT. OFFICE - NIGHT: the window is smashed. 9 INT. OFFICE - NIGHT: the window is intact.",
    silent: "a key, a repair, a switch or another cause in either scene; other rooms, other days; flashback, montage",
    ..RuleInfo::QUESTION
};

impl Rule for SetStateContradiction {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        let states: Vec<&Fact> = case.facts.of(Attribute::SetState).filter(|fact| fact.value != Value::Word("cause")).collect();
        let cause = |scene: usize| case.facts.within(scene, Attribute::SetState).any(|fact| fact.value == Value::Word("cause"));
        for first in states.iter().filter(|fact| fact.polarity == Polarity::Begins) {
            let later = states.iter().find(|later| {
                later.polarity == Polarity::Ends
                    && later.value == first.value
                    && later.scene > first.scene
                    && case.places.same_room(first.scene, later.scene)
            });
            let Some(later) = later.filter(|later| case.surely_same_day(first.scene, later.scene)) else { continue };
            if !(first.scene..=later.scene).any(cause) {
                let place = case.places.at(first.scene).map(|place| place.written.clone()).unwrap_or_default();
                let message = Bilingual::new(
                    format!("حالة الديكور في «{place}» تنقلب دون سبب"),
                    format!("The state of the set at {place} turns round without a cause"),
                );
                let suggestion = Bilingual::new("اذكر ما غيّر الحالة", "Say what changed it");
                found.push(
                    Draft::new(&INFO, place, message, suggestion)
                        .stating(format!("{:?}", first.value))
                        .at(first.scene, first.span, "الحالة الأولى", "the first state")
                        .at(later.scene, later.span, "الحالة المعاكسة", "the opposite"),
                );
            }
        }
    }
}
