//! Deaths and returns to life, from action only.

use super::{Attribute, Fact, Polarity, Scope, Subject, Value};
use crate::continuity::reading::{Matching, Sentence};
use crate::screenplay::CharacterIndex;
use crate::text::Span;

pub(super) fn extract(scope: &Scope<'_>, facts: &mut Vec<Fact>) {
    for sentence in scope.action() {
        for found in scope.matching.stated(sentence, "death", "death!") {
            if let Some(person) = scope.who(sentence, &found) {
                let span = name_and_phrase(sentence, person, Matching::span(sentence, &found));
                facts.push(scope.fact(Subject::Person(person), Attribute::Life, Value::Word("dead"), span));
            }
        }
        for found in scope.matching.all(sentence, "revive") {
            let fact = scope.fact(Subject::Scene, Attribute::Life, Value::Word("alive"), Matching::span(sentence, &found));
            let alive = Fact { polarity: Polarity::Ends, ..fact };
            let people: Vec<_> = sentence.mentions.iter().map(|mention| mention.character).chain(scope.who(sentence, &found)).collect();
            if people.is_empty() {
                facts.push(alive.clone());
            }
            facts.extend(people.into_iter().map(|person| Fact { subject: Subject::Person(person), ..alive.clone() }));
        }
    }
}

/// The quotation shows the name together with the phrase, where both stand in one sentence.
pub(super) fn name_and_phrase(sentence: &Sentence, person: CharacterIndex, phrase: Span) -> Span {
    sentence
        .mentions
        .iter()
        .rev()
        .map(|mention| (mention.character, sentence.span_of(mention.start, mention.end)))
        .find(|(character, span)| *character == person && span.start <= phrase.start)
        .map_or(phrase, |(_, span)| span.cover(phrase))
}
