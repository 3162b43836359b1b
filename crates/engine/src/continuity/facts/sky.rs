//! Sunlight and moonlight, rain and clear sky, seasons and feasts.

use super::{Attribute, Fact, Polarity, Scope, Subject, Value};
use crate::continuity::reading::Matching;

/// Kind of phrase, its trap, the property.
const KINDS: &[(&str, &str, Attribute)] = &[
    ("sun", "light!", Attribute::Light),
    ("moon", "light!", Attribute::Light),
    ("wet_weather", "weather!", Attribute::Weather),
    ("clear_weather", "weather!", Attribute::Weather),
    ("season", "", Attribute::Season),
];

pub(super) fn extract(scope: &Scope<'_>, facts: &mut Vec<Fact>) {
    for sentence in scope.action() {
        for (kind, trap, attribute) in KINDS {
            for found in scope.matching.stated(sentence, kind, trap) {
                facts.push(scope.fact(Subject::Scene, *attribute, Value::Word(found.value), Matching::span(sentence, &found)));
            }
        }
        for found in scope.matching.all(sentence, "weather!") {
            let fact = scope.fact(Subject::Scene, Attribute::Weather, Value::Word("change"), Matching::span(sentence, &found));
            facts.push(Fact { polarity: Polarity::Ends, ..fact });
        }
    }
}
