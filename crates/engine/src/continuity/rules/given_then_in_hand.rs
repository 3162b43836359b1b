//! PR2: something handed over or lost is still in the old hand.
//!
//! What it finds: a character gives away, loses or throws away a thing and later holds it without having got it back
//! Why it matters on set: hand props travel with a person from scene to scene
//! Example: scene 5: Karim hands the key to Mona. Scene 8: Karim takes out the key.
//! Silent: the thing is taken, found or given back in between; another or a second one; flashback, montage; more than 12 scenes later

use crate::continuity::case::Case;
use crate::continuity::facts::{Attribute, Fact, Polarity, Subject, Value};
use crate::continuity::rule::{Draft, Rule, RuleGroup, RuleInfo};
use crate::language::Bilingual;

pub(super) struct GivenThenInHand;

static INFO: RuleInfo = RuleInfo {
    id: "given_then_in_hand",
    code: "PR2",
    group: RuleGroup::Props,
    precision: 0.3,
    finds: "a character gives away, loses or throws away a thing and later holds it without having got it back",
    matters: "hand props travel with a person from scene to scene",
    example: "scene 5: Karim hands the key to Mona. Scene 8: Karim takes out the key.",
    silent: "the thing is taken, found or given back in between; another or a second one; flashback, montage; more than 12 scenes later",
    ..RuleInfo::QUESTION
};

impl Rule for GivenThenInHand {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        let custody: Vec<&Fact> = case.facts.of(Attribute::Custody).collect();
        for gone in custody.iter().filter(|fact| fact.polarity == Polarity::Ends) {
            let Some(thing) = gone.thing.as_ref() else { continue };
            let same = |fact: &&&Fact| fact.thing.as_ref().is_some_and(|other| other.matches(thing)) && fact.span.start > gone.span.end;
            let next = custody.iter().filter(same).find(|fact| fact.value != Value::Word("held") || fact.subject == gone.subject);
            let Some(held) =
                next.filter(|fact| fact.value == Value::Word("held") && fact.scene > gone.scene && fact.scene <= gone.scene + 12)
            else {
                continue;
            };
            let between = custody.iter().any(|fact| {
                fact.value == Value::Word("taken") && fact.span.start > gone.span.end && fact.span.start <= held.span.start && same(&fact)
            });
            if let (Subject::Person(person), false, true) = (&gone.subject, between, case.same_track(gone.scene, held.scene)) {
                let name = case.screenplay.slice(thing.span).to_owned();
                let who = case.name(*person);
                let message = Bilingual::new(
                    format!("«{name}» لم يعد مع {who} ومع ذلك يستعمله"),
                    format!("{who} no longer has the {name} and still uses it"),
                );
                let suggestion = Bilingual::new("بيّن كيف عاد الشيء إليه", "Show how it came back");
                found.push(
                    Draft::new(&INFO, name, message, suggestion)
                        .stating(who)
                        .at(gone.scene, gone.span, "يخرج من يده هنا", "out of the hand here")
                        .at(held.scene, held.span, "في يده هنا", "in the hand here"),
                );
            }
        }
    }
}
