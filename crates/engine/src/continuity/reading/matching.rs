//! Finding cue phrases in sentences. Owns the matching of patterns; the phrases are in the lexicon, their meaning in `facts`.

use super::sentence::Sentence;
use crate::continuity::lexicon::{Lexicon, Pattern, Slot};
use crate::language::Language;
use crate::screenplay::CharacterIndex;
use crate::text::Span;

/// A phrase that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    /// First word.
    pub(crate) start: usize,
    /// One past the last word.
    pub(crate) end: usize,
    /// The character matched by `{A}` or `{A's}`.
    pub(crate) person: Option<CharacterIndex>,
    /// The digits matched by `{N}`.
    pub(crate) number: Option<u32>,
    /// Value of the pattern.
    pub(crate) value: &'static str,
}

/// The matcher of one language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Matching {
    pub(crate) lexicon: &'static Lexicon,
    pub(crate) language: Language,
}

/// How many words before a phrase can take its truth away (`nobody believes that he …`).
const HEDGE_REACH: usize = 5;
/// The longest gap in a pattern, in words.
const GAP: usize = 3;

impl Matching {
    /// Phrases of a kind that the sentence states: not in a question, not negated, hedged or marked as a trap. Longest first where they
    /// overlap; in order.
    pub(crate) fn stated(&self, sentence: &Sentence, kind: &str, trap: &str) -> Vec<Found> {
        if sentence.question {
            return Vec::new();
        }
        let found = self.all(sentence, kind);
        if found.is_empty() || (!trap.is_empty() && !self.all(sentence, trap).is_empty()) {
            return Vec::new();
        }
        found.into_iter().filter(|found| !self.hedged(sentence, found.start)).collect()
    }

    /// Whether a kind is found anywhere in the sentence, stated or not.
    pub(crate) fn any(&self, sentence: &Sentence, kind: &str) -> bool {
        !self.all(sentence, kind).is_empty()
    }

    /// All phrases of a kind, without overlaps.
    pub(crate) fn all(&self, sentence: &Sentence, kind: &str) -> Vec<Found> {
        let patterns = self.lexicon.patterns(kind);
        if patterns.all.is_empty() {
            return Vec::new();
        }
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(word) = sentence.words.get(at) {
            let connected = if self.language == Language::Ar { connected(&word.text) } else { None };
            let candidates = patterns
                .starting_with(&word.text)
                .iter()
                .chain(connected.map_or(&[][..], |rest| patterns.starting_with(rest)))
                .chain(if sentence.mentions.iter().any(|mention| mention.start == at) { patterns.named() } else { &[] })
                .chain(patterns.open());
            let best = candidates
                .filter_map(|index| patterns.all.get(*index))
                .filter_map(|pattern| self.at(sentence, at, pattern))
                .max_by_key(|found: &Found| (found.person.is_some(), found.end));
            match best {
                Some(best) => {
                    at = best.end.max(at + 1);
                    found.push(best);
                }
                None => at += 1,
            }
        }
        found
    }

    fn at(&self, sentence: &Sentence, at: usize, pattern: &Pattern) -> Option<Found> {
        let found = Found { start: at, end: at, person: None, number: None, value: pattern.value };
        self.rest(sentence, at, &pattern.slots, found)
    }

    fn rest(&self, sentence: &Sentence, at: usize, slots: &[(Slot, bool)], found: Found) -> Option<Found> {
        let Some(((slot, optional), rest)) = slots.split_first() else { return Some(Found { end: at, ..found }) };
        let taken = match slot {
            Slot::Words(words) => sentence
                .words
                .get(at)
                .filter(|word| self.is_one_of(&word.text, words))
                .and_then(|_| self.rest(sentence, at + 1, rest, found)),
            Slot::Number => sentence
                .words
                .get(at)
                .and_then(|word| word.text.parse::<u32>().ok())
                .and_then(|number| self.rest(sentence, at + 1, rest, Found { number: Some(number), ..found })),
            Slot::Person | Slot::Owner => sentence
                .mentions
                .iter()
                .find(|mention| mention.start == at && (self.language == Language::Ar || mention.possessive == (*slot == Slot::Owner)))
                .and_then(|mention| self.rest(sentence, mention.end, rest, Found { person: Some(mention.character), ..found })),
            Slot::Gap => (1..=GAP)
                .take_while(|skip| sentence.words.get(at + skip - 1).is_some())
                .find_map(|skip| self.rest(sentence, at + skip, rest, found)),
        };
        let missing = || if *optional { self.rest(sentence, at, rest, found) } else { None };
        if *slot == Slot::Gap { missing().or(taken) } else { taken.or_else(missing) }
    }

    fn is_one_of(&self, word: &str, words: &[String]) -> bool {
        let is = |word: &str| words.iter().any(|other| other == word);
        is(word) || (self.language == Language::Ar && connected(word).is_some_and(is))
    }

    /// Whether the words in front of a position deny, doubt or only imagine what follows.
    pub(crate) fn hedged(&self, sentence: &Sentence, at: usize) -> bool {
        let from = at.saturating_sub(HEDGE_REACH);
        let near = sentence.words.get(from..at).unwrap_or_default();
        near.iter().any(|word| self.lexicon.is("hedge", &word.text))
            || near.iter().rev().take(2).any(|word| self.lexicon.is("negation", &word.text))
            || sentence.words.first().is_some_and(|word| self.lexicon.is("condition", &word.text))
    }

    /// Span of a phrase.
    pub(crate) fn span(sentence: &Sentence, found: &Found) -> Span {
        sentence.span_of(found.start, found.end)
    }
}

/// The word behind the connecting `و` or `ف`.
fn connected(word: &str) -> Option<&str> {
    word.strip_prefix('و').or_else(|| word.strip_prefix('ف')).filter(|rest| rest.chars().count() >= 3)
}
