//! What somebody learns in the action, and what somebody says that would have to be learnt first: that a person is dead, or a relative, or how
//! they are called.

use super::{Attribute, Fact, Scope, Subject, Value};
use crate::continuity::reading::{Matching, Sentence};
use crate::screenplay::CharacterIndex;

pub(super) fn extract(scope: &Scope<'_>, facts: &mut Vec<Fact>) {
    for sentence in scope.action() {
        for found in scope.matching.stated(sentence, "learn", "learn!") {
            let Some(who) = found.person else { continue };
            let Some(about) = other(sentence, who, found.end) else { continue };
            let Some(what) = topic(scope, sentence, found.end) else { continue };
            let span = Matching::span(sentence, &found).cover(sentence.span);
            facts.push(scope.fact(Subject::Person(who), Attribute::Learns, Value::About(what, about), span));
        }
    }
    for sentence in scope.speech().filter(|sentence| !sentence.question) {
        let Some((speaker, _)) = sentence.speaker else { continue };
        for mention in sentence.mentions.iter().filter(|mention| mention.character != speaker) {
            let mut say = |what| {
                let fact = scope.fact(Subject::Person(speaker), Attribute::Says, Value::About(what, mention.character), sentence.span);
                facts.push(Fact { source: sentence.source, speaker: Some(speaker), ..fact });
            };
            say("name");
            if let Some(what) = topic(scope, sentence, 0).filter(|what| *what != "name") {
                say(what);
            }
        }
    }
}

/// The first other person behind a word.
fn other(sentence: &Sentence, who: CharacterIndex, from: usize) -> Option<CharacterIndex> {
    sentence.mentions.iter().find(|mention| mention.start >= from && mention.character != who).map(|mention| mention.character)
}

/// What is learnt or said: a death, a relation, a name.
fn topic(scope: &Scope<'_>, sentence: &Sentence, from: usize) -> Option<&'static str> {
    let words = || sentence.words.iter().skip(from);
    words().find_map(|word| scope.matching.lexicon.value("news", &word.text)).or_else(|| {
        words().find_map(|word| {
            let relation = scope.matching.lexicon.value("relation", &word.text)?;
            Some(relation.split('_').next().unwrap_or(relation))
        })
    })
}
