//! Years in speech: how old the speaker is, when somebody was born, how long something has lasted. Claims, never facts.

use super::{Attribute, Fact, Scope, Subject, Value};
use crate::continuity::reading::{Found, Sentence};

/// How far the word for what has lasted may stand from the years, in words.
const REACH: usize = 6;

pub(super) fn extract(scope: &Scope<'_>, facts: &mut Vec<Fact>) {
    for sentence in scope.speech().filter(|sentence| !sentence.question) {
        let Some((speaker, _)) = sentence.speaker else { continue };
        let mut push = |attribute, value, from, to| {
            let span = sentence.span_of(from, to);
            let fact = scope.fact(Subject::Person(speaker), attribute, value, span);
            facts.push(Fact { source: sentence.source, speaker: Some(speaker), ..fact });
        };
        for at in 0..sentence.words.len() {
            let Some((number, end)) = number_at(scope, sentence, at) else { continue };
            if scope.matching.hedged(sentence, at) || is_vague(scope, sentence, at, end) {
                continue;
            }
            if let Some(from) = says_age(scope, sentence, at, end).filter(|_| (5..=100).contains(&number)) {
                push(Attribute::AgeClaim, Value::Years(number, number), from, end);
            } else if let Some(from) = says_birth(scope, sentence, at).filter(|_| (1880..=2100).contains(&number)) {
                push(Attribute::BirthClaim, Value::Number("born".to_owned(), number), from, end);
            } else if let Some(topic) = lasts(scope, sentence, at, end).filter(|_| number <= 60) {
                let first = topic.start.min(at);
                push(Attribute::SpanClaim, Value::Number(topic.value.to_owned(), number), first, end.max(topic.end) + 1);
            }
        }
    }
}

/// A number in digits or words (`thirty-four`, `عشر`), and where it ends.
fn number_at(scope: &Scope<'_>, sentence: &Sentence, at: usize) -> Option<(u32, usize)> {
    const TENS: [(&str, u32); 16] = [
        ("twenty", 20),
        ("thirty", 30),
        ("forty", 40),
        ("fifty", 50),
        ("sixty", 60),
        ("seventy", 70),
        ("eighty", 80),
        ("عشرين", 20),
        ("ثلاثين", 30),
        ("تلاتين", 30),
        ("اربعين", 40),
        ("خمسين", 50),
        ("ستين", 60),
        ("سبعين", 70),
        ("ثمانين", 80),
        ("تمانين", 80),
    ];
    let word = sentence.word(at);
    let tens = |word: &str| TENS.iter().find(|(name, _)| *name == word).map(|(_, value)| *value);
    let small = |word: &str| scope.matching.lexicon.value("number", word).and_then(|value| value.parse::<u32>().ok());
    if let Ok(number) = word.parse() {
        return Some((number, at + 1));
    }
    if let Some(ten) = tens(word) {
        let unit = small(sentence.word(at + 1)).filter(|unit| *unit < 10);
        return Some(unit.map_or((ten, at + 1), |unit| (ten + unit, at + 2)));
    }
    let unit = small(word)?;
    // خمسة وعشرين: the unit stands first.
    let joined = sentence.word(at + 1).strip_prefix('و').and_then(tens);
    Some(joined.map_or((unit, at + 1), |ten| (ten + unit, at + 2)))
}

/// `almost`, `about`, `حوالي`: nobody is held to a round figure.
fn is_vague(scope: &Scope<'_>, sentence: &Sentence, at: usize, end: usize) -> bool {
    let near = at.saturating_sub(2)..(end + 2).min(sentence.words.len());
    near.into_iter().any(|near| scope.matching.lexicon.is("vague", sentence.word(near)))
}

/// `I'm 34`, `I am thirty-four years old`, `عندي 34 سنة`: where it starts.
fn says_age(scope: &Scope<'_>, sentence: &Sentence, at: usize, end: usize) -> Option<usize> {
    let opens = scope.matching.all(sentence, "age_claim").into_iter().rev().find(|found| found.end == at)?;
    // `I'm ten minutes late`: only years, or nothing, may be counted.
    let behind = sentence.words.get(end);
    let counts_years = behind.is_some_and(|word| scope.matching.lexicon.is("year", &word.text));
    (counts_years || behind.is_none_or(|word| word.parted) || sentence.word(end) == "and").then_some(opens.start)
}

fn says_birth(scope: &Scope<'_>, sentence: &Sentence, at: usize) -> Option<usize> {
    scope.matching.all(sentence, "birth_claim").into_iter().find(|found| found.end == at).map(|found| found.start)
}

/// `married for ten years`, `بقالنا عشر سنين متجوزين`: the word for what has lasted, close to the years.
fn lasts(scope: &Scope<'_>, sentence: &Sentence, at: usize, end: usize) -> Option<Found> {
    if !scope.matching.lexicon.is("year", sentence.word(end)) || scope.matching.lexicon.is("ago", sentence.word(end + 1)) {
        return None;
    }
    let near = |found: &Found| found.end <= at && at - found.end <= REACH || found.start > end && found.start - end <= REACH;
    scope.matching.all(sentence, "lasting_claim").into_iter().find(near)
}
