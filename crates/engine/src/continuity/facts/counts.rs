//! How many of a thing: `two suitcases`, `ثلاث حقائب`.

use super::{Attribute, Fact, Scope, Subject, Value};
use crate::language::Language;

pub(super) fn extract(scope: &Scope<'_>, facts: &mut Vec<Fact>) {
    let lexicon = scope.matching.lexicon;
    for sentence in scope.action().filter(|sentence| !sentence.question) {
        for (at, word) in sentence.words.iter().enumerate() {
            let number = lexicon.value("number", &word.text).and_then(|value| value.parse::<u32>().ok()).filter(|number| *number >= 2);
            let next = sentence
                .words
                .get(at + 1)
                .filter(|next| !next.parted && !lexicon.is("stop", &next.text) && !lexicon.is("unnamed", &next.text));
            let Some((number, next)) = number.zip(next.filter(|next| next.text.chars().count() >= 4)) else { continue };
            let plural = scope.matching.language == Language::Ar || next.text.ends_with('s');
            if plural && !scope.matching.hedged(sentence, at) {
                let value = Value::Number(next.text.clone(), number);
                facts.push(scope.fact(Subject::Thing(next.text.clone()), Attribute::Count, value, word.span.cover(next.span)));
            }
        }
    }
}
