//! Beards shaved and hair cut, and beards and long hair that are there.

use super::{Attribute, Fact, Polarity, Scope, Subject, Value};
use crate::continuity::reading::Matching;

pub(super) fn extract(scope: &Scope<'_>, facts: &mut Vec<Fact>) {
    for sentence in scope.action() {
        for (kind, polarity) in [("hair_off", Polarity::Ends), ("hair_on", Polarity::Begins)] {
            for found in scope.matching.stated(sentence, kind, "") {
                if let Some(person) = scope.who(sentence, &found) {
                    let value = if found.value.is_empty() { "beard" } else { found.value };
                    let fact = scope.fact(Subject::Person(person), Attribute::Hair, Value::Word(value), Matching::span(sentence, &found));
                    facts.push(Fact { polarity, ..fact });
                }
            }
        }
    }
}
