//! What people wear: garment, slot and colour; and that they change.

use super::{Attribute, Fact, Scope, Subject, Value};
use crate::continuity::reading::{Found, Matching, Sentence};

/// How far behind the verb a garment may stand, in words.
const REACH: usize = 8;

pub(super) fn extract(scope: &Scope<'_>, facts: &mut Vec<Fact>) {
    for sentence in scope.action().filter(|sentence| !sentence.question) {
        for found in scope.matching.all(sentence, "change").into_iter().filter(|found| is_about_clothes(scope, sentence, found)) {
            if let Some(person) = scope.who(sentence, &found).or_else(|| sentence.mentions.first().map(|mention| mention.character)) {
                facts.push(scope.fact(
                    Subject::Person(person),
                    Attribute::ClothesChange,
                    Value::Word("change"),
                    Matching::span(sentence, &found),
                ));
            }
        }
        for found in scope.matching.stated(sentence, "wear", "") {
            let Some(person) = scope.who(sentence, &found) else { continue };
            for (at, slot, garment, colour) in garments(scope, sentence, &found) {
                let span = sentence.span_of(found.start, at + 1);
                facts.push(scope.fact(Subject::Person(person), Attribute::Clothes, Value::Garment(slot, garment, colour), span));
            }
        }
    }
}

/// `puts a box on the desk` changes no clothes: only the verbs of dressing do so alone, the others need a garment in the sentence.
fn is_about_clothes(scope: &Scope<'_>, sentence: &Sentence, found: &Found) -> bool {
    let verb = sentence.word(found.start);
    let dressing =
        !verb.is_ascii() || ["chang", "undress", "strip", "disrobe", "button", "dress"].iter().any(|stem| verb.starts_with(stem));
    dressing
        || sentence
            .words
            .iter()
            .any(|word| scope.matching.lexicon.is("garment", &word.text) || matches!(word.text.as_str(), "clothes" | "dressed" | "outfit"))
}

/// Word, slot, garment, colour.
type Worn = (usize, &'static str, &'static str, &'static str);

fn garments(scope: &Scope<'_>, sentence: &Sentence, found: &Found) -> Vec<Worn> {
    let lexicon = scope.matching.lexicon;
    let start = if found.value == "noun" { found.start } else { found.end };
    // Behind a bare preposition only a phrase right there is clothing: `in a red coat`, not `in the room with a coat`.
    let reach = if found.value == "in" { 4 } else { REACH };
    let mut worn = Vec::new();
    for at in start..(start + reach).min(sentence.words.len()) {
        let word = sentence.word(at);
        if at > start && lexicon.is("unnamed", word) {
            break;
        }
        let word = word.strip_prefix('ب').filter(|_| found.value == "noun").unwrap_or(word);
        let Some((garment, slot)) = lexicon.entry("garment", word) else { continue };
        let colour = (at.saturating_sub(3).max(start)..at + 4)
            .filter(|near| *near != at)
            .filter_map(|near| lexicon.value("colour", sentence.word(near)).map(|colour| (near.abs_diff(at), colour)))
            .min()
            .map_or("", |(_, colour)| colour);
        if slot != "acc" {
            worn.push((at, slot, garment, colour));
        }
    }
    worn
}
