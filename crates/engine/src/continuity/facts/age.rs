//! Ages in action: `SALMA (35)`, `in her early twenties`, `( 34 سنة )`, `في منتصف الثلاثينات`.

use super::{Attribute, Fact, Scope, Subject, Value};
use crate::continuity::reading::{Found, Sentence};
use crate::language::Language;
use crate::screenplay::CharacterIndex;
use crate::text::Span;

/// How far behind a name its age may stand, in words.
const REACH: usize = 6;

pub(super) fn extract(scope: &Scope<'_>, facts: &mut Vec<Fact>) {
    for sentence in scope.action() {
        for found in scope.matching.stated(sentence, "age", "") {
            let years = found.number.filter(|years| (1..=110).contains(years));
            if let Some((years, person)) = years.zip(owner(scope, sentence, &found).filter(|_| bare_number_fits(sentence, &found))) {
                push(scope, facts, person, (years, years), sentence.span_of(found.start, found.end));
            }
        }
        for (at, word) in sentence.words.iter().enumerate() {
            if let Some((range, from)) = decade(scope, sentence, at, &word.text)
                && let Some(person) = owner(scope, sentence, &Found { start: from, end: at + 1, person: None, number: None, value: "" })
            {
                push(scope, facts, person, range, sentence.span_of(from, at + 1));
            }
        }
    }
}

fn push(scope: &Scope<'_>, facts: &mut Vec<Fact>, person: CharacterIndex, (low, high): (u32, u32), span: Span) {
    facts.push(scope.fact(Subject::Person(person), Attribute::Age, Value::Years(low, high), span));
}

/// The person whose name stands close in front. In `ANNA AND ELSA (5)` the age belongs to nobody in particular.
fn owner(scope: &Scope<'_>, sentence: &Sentence, found: &Found) -> Option<CharacterIndex> {
    let mention = match found.person {
        Some(person) => sentence.mentions.iter().find(|mention| mention.character == person && mention.start >= found.start)?,
        None => sentence.mentions.iter().rev().find(|mention| mention.end <= found.start)?,
    };
    let near = found.start.saturating_sub(mention.end) <= REACH && !mention.possessive;
    let joined = mention.start > 0 && matches!(sentence.word(mention.start - 1), "and" | "or");
    (near && !joined && !scope.people.is_generic(mention.character)).then_some(mention.character)
}

/// `SALMA 35` is an age only behind a comma or bracket, and only where nothing else is counted.
fn bare_number_fits(sentence: &Sentence, found: &Found) -> bool {
    let number = found.end - 1;
    let bare = found.person.is_some() && sentence.word(number).parse::<u32>().is_ok() && found.end - found.start <= 3;
    let stated = sentence.word(number.saturating_sub(1)).starts_with("age") || sentence.word(number.saturating_sub(1)).starts_with("عمر");
    let behind = sentence.words.get(number + 1);
    let closed =
        behind.is_none_or(|word| word.parted || word.text.starts_with("year") || matches!(word.text.as_str(), "سنه" | "عام" | "عاما"));
    !bare || stated || (sentence.words.get(number).is_some_and(|word| word.parted) && closed)
}

/// A decade word with what stands in front of it: `early twenties`, `منتصف العشرينات`, `العقد الثالث`.
fn decade(scope: &Scope<'_>, sentence: &Sentence, at: usize, word: &str) -> Option<((u32, u32), usize)> {
    let lexicon = scope.matching.lexicon;
    let behind_decade = || (at > 0 && sentence.word(at - 1) == "العقد").then(|| lexicon.value("ordinal_decade", word)).flatten();
    let start: u32 = lexicon.value("decade", word).or_else(behind_decade)?.parse().ok()?;
    let first = at.saturating_sub(3);
    let part = (first..at).rev().find_map(|before| lexicon.value("decade_part", sentence.word(before)).map(|value| (before, value)));
    let marker = (first..at).rev().any(|before| matches!(sentence.word(before), "in" | "his" | "her" | "في" | "العقد"));
    let bracket = sentence.words.get(part.map_or(at, |(before, _)| before)).is_some_and(|word| word.parted);
    let fits = marker || bracket || (scope.matching.language == Language::Ar && part.is_some());
    let offset: u32 = part.and_then(|(_, value)| value.parse().ok()).unwrap_or(0);
    let width = if part.is_some() { 3 } else { 9 };
    fits.then_some(((start + offset, start + offset + width), part.map_or(at, |(before, _)| before)))
}
