//! PR3: a known thing that was never seen before.
//!
//! What it finds: a hand prop that is used as already known (`the`, `his`) the first and only time it is mentioned
//! Why it matters on set: the prop list has no scene where it is set up
//! Example: scene 40: Karim raises the pistol; no pistol before
//! Silent: off by default: everyday things and the equipment of a role come from nowhere all the time

use crate::continuity::case::Case;
use crate::continuity::facts::{Attribute, Value};
use crate::continuity::lexicon::stems;
use crate::continuity::rule::{Draft, Rule, RuleGroup, RuleInfo};
use crate::language::Bilingual;

pub(super) struct PropFromNowhere;

static INFO: RuleInfo = RuleInfo {
    id: "prop_from_nowhere",
    code: "PR3",
    group: RuleGroup::Props,
    precision: 0.25,
    on: false,
    finds: "a hand prop that is used as already known (`the`, `his`) the first and only time it is mentioned",
    matters: "the prop list has no scene where it is set up",
    example: "scene 40: Karim raises the pistol; no pistol before",
    silent: "off by default: everyday things and the equipment of a role come from nowhere all the time",
    ..RuleInfo::QUESTION
};

impl Rule for PropFromNowhere {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        let held: Vec<_> = case.facts.of(Attribute::Custody).filter(|fact| fact.value == Value::Word("held")).collect();
        for fact in held {
            let Some(thing) = fact.thing.as_ref() else { continue };
            let earlier = case.reading.all().any(|sentence| {
                sentence.span.start < fact.span.start
                    && sentence.words.iter().any(|word| is_word(&word.text, &thing.head) && word.span != thing.span)
            });
            if !earlier && fact.scene * 2 > case.count() {
                let name = case.screenplay.slice(thing.span).to_owned();
                let message = Bilingual::new(
                    format!("«{name}» يُستعمل كشيء معروف ولم يُذكر من قبل"),
                    format!("The {name} is used as known and was never mentioned before"),
                );
                let suggestion = Bilingual::new("مهّد لظهور الشيء في مشهد سابق", "Plant it in an earlier scene");
                found.push(Draft::new(&INFO, name, message, suggestion).at(fact.scene, fact.span, "أول ذكر", "the first mention"));
            }
        }
    }
}

/// The head itself, or the head with the Arabic article and prepositions.
fn is_word(word: &str, head: &str) -> bool {
    word == head || (!word.is_ascii() && stems(word).any(|stem| stem == head))
}
