//! Who enters and who leaves in the action, and telephones and screens in use.

use super::{Attribute, Fact, Polarity, Scope, Subject, Value};
use crate::continuity::reading::Matching;

pub(super) fn extract(scope: &Scope<'_>, facts: &mut Vec<Fact>) {
    for sentence in scope.action() {
        for (kind, polarity) in [("enter", Polarity::Begins), ("exit", Polarity::Ends)] {
            for found in scope.matching.all(sentence, kind) {
                if let Some(person) = found.person {
                    let fact =
                        scope.fact(Subject::Person(person), Attribute::Entrance, Value::Word(kind), Matching::span(sentence, &found));
                    facts.push(Fact { polarity, ..fact });
                }
            }
        }
    }
    for sentence in scope.reading.scene(scope.scene) {
        if let Some(found) = scope.matching.all(sentence, "phone").first() {
            let fact = scope.fact(Subject::Scene, Attribute::Line, Value::Word("phone"), Matching::span(sentence, found));
            facts.push(Fact { source: sentence.source, ..fact });
        }
    }
}
