//! Things that are burnt, broken or torn, and things in use.

use super::{Attribute, Fact, Polarity, Scope, Subject, Value};
use crate::continuity::entities::NounPhrase;
use crate::continuity::reading::{Found, Sentence};
use crate::language::Language;

pub(super) fn extract(scope: &Scope<'_>, facts: &mut Vec<Fact>) {
    let mut last: Option<NounPhrase> = None;
    for sentence in scope.action() {
        let destroyed = scope.matching.stated(sentence, "destroy", "destroy!");
        for found in &destroyed {
            if let Some(thing) = victim(scope, sentence, found, last.as_ref()) {
                let phrase = sentence.span_of(found.start, found.end);
                let span = if sentence.span.contains(thing.span) { phrase.cover(thing.span) } else { phrase };
                let fact = scope.fact(Subject::Thing(thing.key()), Attribute::PropState, Value::Word("destroyed"), span);
                facts.push(Fact { thing: Some(thing), ..fact });
            }
        }
        let phrases = scope.nouns.all(sentence);
        if destroyed.is_empty() && !scope.matching.any(sentence, "destroy") {
            uses(scope, sentence, &phrases, facts);
        }
        last = phrases.into_iter().last().or(last);
    }
}

/// The thing that is destroyed: behind the verb, in front of it, or the last one mentioned (`It shatters.`).
fn victim(scope: &Scope<'_>, sentence: &Sentence, found: &Found, last: Option<&NounPhrase>) -> Option<NounPhrase> {
    let verb = sentence.span_of(found.start, found.end);
    let after = || scope.nouns.after(sentence, found.end);
    let before = || scope.nouns.before(sentence, found.start);
    let inside = || scope.nouns.all(sentence).into_iter().find(|phrase| phrase.span.start >= verb.start);
    let nearest = || scope.nouns.all(sentence).into_iter().rfind(|phrase| phrase.span.end <= verb.start);
    let pronoun = || (found.start > 0 && sentence.word(found.start - 1) == "it").then(|| last.cloned()).flatten();
    match found.value {
        "after" => after(),
        "before" => before().or_else(pronoun),
        "inside" => inside(),
        "last" => scope.nouns.after(sentence, found.end - 1),
        "tear" | "crack" | "snap" | "pieces" => after().filter(|_| followed_by_pieces(sentence, found)),
        "near" => nearest().or_else(|| last.cloned()),
        // `shatters on the tiles`: behind a preposition stands the place, the thing is in front.
        "either" if scope.matching.language == Language::En && is_preposition(sentence.word(found.end)) => before().or_else(pronoun),
        _ if scope.matching.language == Language::Ar => after().filter(|thing| thing.definite).or_else(before).or_else(nearest),
        _ => after().or_else(before).or_else(pronoun),
    }
}

fn is_preposition(word: &str) -> bool {
    matches!(word, "on" | "in" | "into" | "against" | "under" | "at" | "to" | "across" | "all" | "with" | "beneath" | "from" | "over")
}

/// `tears the letter to pieces`, `snaps the pencil in two`, `rips up the contract`.
fn followed_by_pieces(sentence: &Sentence, found: &Found) -> bool {
    let rest = sentence.words.get(found.end..).unwrap_or_default();
    rest.iter().take(9).any(|word| {
        matches!(
            word.text.as_str(),
            "pieces"
                | "shreds"
                | "two"
                | "half"
                | "apart"
                | "bits"
                | "up"
                | "confetti"
                | "dust"
                | "powder"
                | "splinters"
                | "strips"
                | "scraps"
                | "smithereens"
                | "halves"
                | "quarters"
                | "kindling"
                | "pulp"
                | "نصفين"
                | "قصاصات"
                | "قطعا"
                | "قطع"
                | "اجزاء"
                | "مزق"
                | "مزقا"
                | "فتافيت"
                | "حتت"
                | "اشلاء"
                | "شرائط"
                | "فتات"
                | "شظايا"
        )
    })
}

fn uses(scope: &Scope<'_>, sentence: &Sentence, phrases: &[NounPhrase], facts: &mut Vec<Fact>) {
    if sentence.question || phrases.is_empty() {
        return;
    }
    let restored = scope.matching.any(sentence, "restore");
    let used = scope.matching.all(sentence, "use");
    let Some(first) = used.first() else {
        if restored {
            facts.extend(phrases.iter().map(|thing| state(scope, thing, "restored")));
        }
        return;
    };
    let from = sentence.span_of(first.start, first.end).start;
    let doubtful = restored || scope.matching.hedged(sentence, first.start);
    for thing in phrases.iter().filter(|thing| thing.span.start > from || sentence.words.len() < 8) {
        facts.push(state(scope, thing, if doubtful { "restored" } else { "used" }));
    }
}

fn state(scope: &Scope<'_>, thing: &NounPhrase, value: &'static str) -> Fact {
    let fact = scope.fact(Subject::Thing(thing.key()), Attribute::PropState, Value::Word(value), thing.span);
    Fact { polarity: Polarity::Ends, thing: Some(thing.clone()), ..fact }
}
