//! The state of a set: locked doors, broken windows, lights out; and the opposite.

use super::{Attribute, Fact, Polarity, Scope, Subject, Value};
use crate::continuity::reading::Matching;

pub(super) fn extract(scope: &Scope<'_>, facts: &mut Vec<Fact>) {
    for sentence in scope.action() {
        for (kind, polarity) in [("locked", Polarity::Begins), ("unlocked", Polarity::Ends)] {
            for found in scope.matching.stated(sentence, kind, "") {
                let fact = scope.fact(Subject::Scene, Attribute::SetState, Value::Word(found.value), Matching::span(sentence, &found));
                facts.push(Fact { polarity, ..fact });
            }
        }
        for found in scope.matching.all(sentence, "set!") {
            facts.push(scope.fact(Subject::Scene, Attribute::SetState, Value::Word("cause"), Matching::span(sentence, &found)));
        }
    }
}
