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
            if let Some((years, person)) =
                years.zip(owner(scope, sentence, found.person, found.start).filter(|_| bare_number_fits(sentence, &found)))
            {
                push(scope, facts, person, (years, years), sentence.span_of(found.start, found.end));
            }
        }
        let years = (0..sentence.words.len()).filter_map(|at| {
            let (years, end) = years_in_words(sentence, at).or_else(|| ordinal_years(scope, sentence, at))?;
            Some(((years, years), at, end))
        });
        let decades = sentence.words.iter().enumerate().filter_map(|(at, word)| {
            let (range, from) = decade(scope, sentence, at, &word.text)?;
            Some((range, from, at + 1))
        });
        for (range, from, end) in years.chain(decades) {
            if let Some(person) = owner(scope, sentence, None, from) {
                push(scope, facts, person, range, sentence.span_of(from, end));
            }
        }
    }
}

/// `NORA, thirty-two, waits`: years in words between commas.
fn years_in_words(sentence: &Sentence, at: usize) -> Option<(u32, usize)> {
    const TENS: [(&str, u32); 8] =
        [("twenty", 20), ("thirty", 30), ("forty", 40), ("fifty", 50), ("sixty", 60), ("seventy", 70), ("eighty", 80), ("ninety", 90)];
    const UNITS: [&str; 9] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    let word = sentence.words.get(at).filter(|word| word.parted)?;
    let unit_of = |text: &str| UNITS.iter().position(|name| *name == text).and_then(|at| u32::try_from(at + 1).ok());
    let (tens, unit) = word.text.split_once('-').unwrap_or((&word.text, ""));
    let years = TENS.iter().find(|(name, _)| *name == tens).map(|(_, years)| *years)?;
    let (unit, end) = match (unit, unit_of(sentence.word(at + 1))) {
        ("", Some(unit)) => (unit, at + 2),
        ("", None) => (0, at + 1),
        (unit, _) => (unit_of(unit)?, at + 1),
    };
    sentence.words.get(end).is_none_or(|next| next.parted).then_some((years + unit, end))
}

/// في الخامسة والعشرين, في الستين من عمره: an ordinal of years behind في; a date has a month behind it.
fn ordinal_years(scope: &Scope<'_>, sentence: &Sentence, at: usize) -> Option<(u32, usize)> {
    const UNITS: [(&str, u32); 9] = [
        ("الحاديه", 1),
        ("الثانيه", 2),
        ("الثالثه", 3),
        ("الرابعه", 4),
        ("الخامسه", 5),
        ("السادسه", 6),
        ("السابعه", 7),
        ("الثامنه", 8),
        ("التاسعه", 9),
    ];
    const TENS: [(&str, u32); 7] =
        [("عشرين", 20), ("ثلاثين", 30), ("اربعين", 40), ("خمسين", 50), ("ستين", 60), ("سبعين", 70), ("ثمانين", 80)];
    if sentence.word(at) != "في" {
        return None;
    }
    let tens = |word: &str, lead: &str| TENS.iter().find(|(name, _)| word.strip_prefix(lead) == Some(name)).map(|(_, years)| *years);
    let unit = UNITS.iter().find(|(name, _)| sentence.word(at + 1) == *name).map(|(_, years)| *years);
    let (years, end) = match unit {
        Some(unit) if sentence.word(at + 2) == "عشره" => (10 + unit, at + 3),
        Some(unit) => (unit + tens(sentence.word(at + 2), "وال")?, at + 3),
        None => (tens(sentence.word(at + 1), "ال")?, at + 2),
    };
    let is_date = scope.matching.lexicon.is("month", sentence.word(end)) || scope.matching.lexicon.is("month", sentence.word(end + 1));
    (!is_date).then_some((years, end))
}

fn push(scope: &Scope<'_>, facts: &mut Vec<Fact>, person: CharacterIndex, (low, high): (u32, u32), span: Span) {
    facts.push(scope.fact(Subject::Person(person), Attribute::Age, Value::Years(low, high), span));
}

/// The person whose name stands close in front, or the one whom the wording itself names. In `ANNA AND ELSA (5)` the age belongs to nobody in particular.
fn owner(scope: &Scope<'_>, sentence: &Sentence, person: Option<CharacterIndex>, start: usize) -> Option<CharacterIndex> {
    let mention = match person {
        Some(person) => sentence.mentions.iter().find(|mention| mention.character == person && mention.start >= start)?,
        None => sentence.mentions.iter().rev().find(|mention| mention.end <= start)?,
    };
    let near = start.saturating_sub(mention.end) <= REACH && !mention.possessive;
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
    // خمسيني, ثلاثينية: the adjective says it without a preposition.
    let adjective = ["يني", "ينيه"].iter().any(|ending| word.ends_with(ending));
    let fits = marker || bracket || adjective || (scope.matching.language == Language::Ar && part.is_some());
    let offset: u32 = part.and_then(|(_, value)| value.parse().ok()).unwrap_or(0);
    let width = if part.is_some() { 3 } else { 9 };
    fits.then_some(((start + offset, start + offset + width), part.map_or(at, |(before, _)| before)))
}
