//! Who leaves on a plane or train, who is locked up, who comes back; from action only.

use super::life::name_and_phrase;
use super::{Attribute, Fact, Polarity, Scope, Subject, Value};
use crate::continuity::reading::Matching;

pub(super) fn extract(scope: &Scope<'_>, facts: &mut Vec<Fact>) {
    for sentence in scope.action() {
        for kind in ["depart", "confine"] {
            for found in scope.matching.stated(sentence, kind, "") {
                if let Some(person) = found.person {
                    let span = name_and_phrase(sentence, person, Matching::span(sentence, &found));
                    facts.push(scope.fact(Subject::Person(person), Attribute::Whereabouts, Value::Word(found.value), span));
                }
            }
        }
        for found in scope.matching.all(sentence, "return") {
            let span = Matching::span(sentence, &found);
            let back = Fact { polarity: Polarity::Ends, ..scope.fact(Subject::Scene, Attribute::Whereabouts, Value::Word("back"), span) };
            let people: Vec<_> = match found.person {
                Some(person) => vec![person],
                None => sentence.mentions.iter().map(|mention| mention.character).collect(),
            };
            if people.is_empty() {
                facts.push(back.clone());
            }
            facts.extend(people.into_iter().map(|person| Fact { subject: Subject::Person(person), ..back.clone() }));
        }
    }
}
