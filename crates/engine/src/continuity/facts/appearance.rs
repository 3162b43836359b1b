//! Lasting features: colour of eyes and hair, baldness.

use super::{Attribute, Fact, Scope, Subject, Value};
use crate::continuity::reading::{Found, Sentence};

pub(super) fn extract(scope: &Scope<'_>, facts: &mut Vec<Fact>) {
    for sentence in scope.action().filter(|sentence| !sentence.question) {
        for at in 0..sentence.words.len() {
            let found = Found { start: at, end: at + 1, person: None, number: None, value: "" };
            if let Some((feature, colour)) = feature(scope, sentence, at)
                && let Some(person) = scope.who(sentence, &found)
            {
                let span = sentence.span_of(at, (at + 2).min(sentence.words.len()));
                facts.push(scope.fact(Subject::Person(person), Attribute::Appearance, Value::Feature(feature, colour), span));
            }
        }
    }
}

fn feature(scope: &Scope<'_>, sentence: &Sentence, at: usize) -> Option<(&'static str, &'static str)> {
    let lexicon = scope.matching.lexicon;
    let word = sentence.word(at);
    let before = sentence.word(at.wrapping_sub(1));
    let eyes = matches!(sentence.word(at + 1), "eyes" | "eyed")
        || ["عينين", "عيون", "عيناه", "عيناها", "عينيه", "عينيها"].iter().any(|eyes| before.ends_with(eyes));
    let eye = lexicon.value("eye_colour", word).filter(|_| eyes).map(|colour| ("eyes", colour));
    eye.or_else(|| lexicon.value("hair_colour", word).map(|colour| ("hair", colour)))
}
