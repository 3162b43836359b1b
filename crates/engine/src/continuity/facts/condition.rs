//! Wet, bloody and dirty people, and that they wash or are clean.

use super::{Attribute, Fact, Polarity, Scope, Subject, Value};
use crate::continuity::reading::Matching;

pub(super) fn extract(scope: &Scope<'_>, facts: &mut Vec<Fact>) {
    for sentence in scope.action() {
        for (kind, polarity) in [("soiled", Polarity::Begins), ("spotless", Polarity::Ends), ("cleaned", Polarity::Ends)] {
            for found in scope.matching.stated(sentence, kind, "") {
                if let Some(person) = scope.who(sentence, &found) {
                    let value = if kind == "cleaned" { "washed" } else { found.value };
                    let fact =
                        scope.fact(Subject::Person(person), Attribute::Condition, Value::Word(value), Matching::span(sentence, &found));
                    facts.push(Fact { polarity, ..fact });
                }
            }
        }
    }
}
