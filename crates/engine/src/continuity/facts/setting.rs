//! Words that only fit under the open sky or only under a roof.

use super::{Attribute, Fact, Scope, Subject, Value};
use crate::continuity::reading::Matching;

pub(super) fn extract(scope: &Scope<'_>, facts: &mut Vec<Fact>) {
    for sentence in scope.action() {
        for (kind, value) in [("outdoor", "outdoor"), ("indoor", "indoor"), ("io!", "between")] {
            for found in scope.matching.all(sentence, kind) {
                facts.push(scope.fact(Subject::Scene, Attribute::Setting, Value::Word(value), Matching::span(sentence, &found)));
            }
        }
    }
}
