//! Wounds, casts, bandages and scars with body part and side; signs of a lasting injury without a side.

use super::{Attribute, Fact, Scope, Subject, Value};
use crate::continuity::reading::{Found, Sentence};
use crate::screenplay::CharacterIndex;

/// How far part, side and injury may stand from each other, in words.
const REACH: usize = 7;

pub(super) fn extract(scope: &Scope<'_>, facts: &mut Vec<Fact>) {
    for sentence in scope.action().filter(|sentence| !sentence.question) {
        for at in 0..sentence.words.len() {
            sided(scope, sentence, at, facts);
            if let Some(kind) = scope.matching.lexicon.value("lasting", sentence.word(at))
                && !scope.matching.hedged(sentence, at)
                && let Some(person) = owner(scope, sentence, at, at + 1)
            {
                facts.push(scope.fact(
                    Subject::Person(person),
                    Attribute::Injury,
                    Value::Injury("", "", kind),
                    sentence.span_of(at, at + 1),
                ));
            }
        }
    }
}

/// An injury of the body part at a position, where its side is stated.
fn sided(scope: &Scope<'_>, sentence: &Sentence, at: usize, facts: &mut Vec<Fact>) {
    let lexicon = scope.matching.lexicon;
    let word = sentence.word(at);
    let Some(part) = lexicon.value("part", word).filter(|_| !scope.people.is_name_word(word)) else { return };
    let Some(side_at) = (at.saturating_sub(2)..=at + 2).find(|near| lexicon.is("side", sentence.word(*near))) else { return };
    let Some(side) = lexicon.value("side", sentence.word(side_at)) else { return };
    let around = at.saturating_sub(REACH)..(at + REACH + 1).min(sentence.words.len());
    let injury = around
        .filter(|near| *near != at && *near != side_at)
        .find_map(|near| lexicon.value("injury", sentence.word(near)).map(|kind| (near, kind)));
    let Some((injury_at, kind)) = injury else { return };
    let first = at.min(side_at).min(injury_at);
    let last = at.max(side_at).max(injury_at) + 1;
    if let Some(person) = owner(scope, sentence, first, last) {
        let value = Value::Injury(part, side, kind);
        facts.push(scope.fact(Subject::Person(person), Attribute::Injury, value, sentence.span_of(first, last)));
    }
}

/// The name inside or right behind the phrase (a genitive), else the last one before it; for want of that, the only name of the sentence.
fn owner(scope: &Scope<'_>, sentence: &Sentence, first: usize, last: usize) -> Option<CharacterIndex> {
    let inside = sentence.mentions.iter().find(|mention| mention.start >= first && mention.end <= last + 1);
    let found = Found { start: first, end: last, person: inside.map(|mention| mention.character), number: None, value: "" };
    let only = || match sentence.mentions.as_slice() {
        [only] => Some(only.character),
        _ => None,
    };
    scope.who(sentence, &found).or_else(only)
}
