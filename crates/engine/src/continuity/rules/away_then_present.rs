//! CH4: somebody who has left or is locked up is in the picture elsewhere.
//!
//! What it finds: a departure on a plane, train or ship, or a locking-up, and shortly after it a speech of the same character at another place without a return
//! Why it matters on set: the actor is booked for a place where the character cannot be
//! Example: scene 8: the guards lock Karim in a cell. Scene 9, a café: KARIM, Two coffees.
//! Silent: voice, telephone, flashback; a return, release or escape in between; the later place is a cell, hospital, station or airport; a journey more than two scenes or a day ago, a locking-up more than six scenes ago; for journeys also any place that was not seen before

use crate::continuity::case::Case;
use crate::continuity::facts::{Attribute, Fact, Polarity, Value};
use crate::continuity::rule::{Draft, Rule, RuleInfo};
use crate::language::Bilingual;
use crate::screenplay::{CharacterIndex, Speech};

pub(super) struct AwayThenPresent;

static INFO: RuleInfo = RuleInfo {
    id: "away_then_present",
    code: "CH4",
    precision: 0.4,
    finds: "a departure on a plane, train or ship, or a locking-up, and shortly after it a speech of the same character at another place without a return",
    matters: "the actor is booked for a place where the character cannot be",
    example: "scene 8: the guards lock Karim in a cell. Scene 9, a café: KARIM, Two coffees.",
    silent: "voice, telephone, flashback; a return, release or escape in between; the later place is a cell, hospital, station or airport; a journey more than two scenes or a day ago, a locking-up more than six scenes ago; for journeys also any place that was not seen before",
    ..RuleInfo::QUESTION
};

impl Rule for AwayThenPresent {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        for person in case.persons() {
            let away = case.facts.about(person, Attribute::Whereabouts).filter(|fact| fact.polarity == Polarity::Begins);
            let first = away.filter_map(|fact| Some((fact, next_presence(case, person, fact)?))).next();
            if let Some((fact, (at, speech))) = first {
                let name = case.name(person);
                let confined = fact.value != Value::Word("transport");
                let (ar, en) = if confined { ("محبوس", "is locked up") } else { ("سافر", "has left") };
                let message = Bilingual::new(
                    format!("{name} {ar} في المشهد {} ثم يظهر في المشهد {} دون عودة", case.number(fact.scene), case.number(at)),
                    format!("{name} {en} in scene {} but is in scene {} without a return", case.number(fact.scene), case.number(at)),
                );
                let suggestion = Bilingual::new("أضف العودة أو غيّر ترتيب المشاهد", "Show the return, or move one of the scenes");
                found.push(
                    Draft::new(&INFO, name, message, suggestion)
                        .stating(en)
                        .at(fact.scene, fact.span, "الرحيل أو الحبس", "the departure or the locking-up")
                        .at(at, Case::speech_span(speech), "حضور في مكان آخر", "present elsewhere"),
                );
            }
        }
    }
}

/// How many scenes later the presence still is a question: after a journey, and after a locking-up.
const REACH: usize = 2;
const CONFINED_REACH: usize = 6;

fn next_presence<'a>(case: &Case<'a>, person: CharacterIndex, fact: &Fact) -> Option<(usize, &'a Speech)> {
    let confined = fact.value != Value::Word("transport");
    let until = (fact.scene + if confined { CONFINED_REACH } else { REACH }).min(case.count().saturating_sub(1));
    let (at, speech) = (fact.scene + 1..=until).find_map(|at| case.speaks(at, person).map(|speech| (at, speech)))?;
    let moves_on = if confined { "confinement" } else { "travel_place" };
    let place = case.places.at(at)?;
    let there = place.words().any(|word| case.lexicon.is(moves_on, word));
    // A journey may be over by the evening; who is locked up stays so until somebody lets them out.
    let same_time = confined || case.same_day(fact.scene, at) && case.band(fact.scene) == case.band(at);
    let elsewhere = case.places.differ(fact.scene, at) && !there && !case.on_the_line(at);
    (same_time && elsewhere && !case.ended(person, Attribute::Whereabouts, fact, at)).then_some((at, speech))
}
