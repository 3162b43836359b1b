//! Cues of Arabic scripts: `اسم :` alone or with its speech, names alone on a line where the document writes them so, extensions, voices.
//! Owns what a cue looks like and the names that the document proves.

use std::collections::BTreeMap;

use super::heading::HeadingRole;
use super::words;
use crate::language::is_word_letter;
use crate::lexicon::is_arabic_given_name;
use crate::parse::ParsedCue;
use crate::parse::plain::source::SourceLine;
use crate::text::{Span, fold_key};

/// A line read as a cue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cue {
    pub(super) parsed: ParsedCue,
}

/// Names that stand as cues, folded, with how often.
#[derive(Debug, Default)]
pub(super) struct Names {
    counts: BTreeMap<String, usize>,
    /// Names that stand alone on a line without a colon.
    bare: BTreeMap<String, usize>,
    colons: bool,
}

/// Most words of a cue name.
const MOST_WORDS: usize = 5;

/// Most letters of a cue name.
const MOST_LETTERS: usize = 32;

/// Lines set apart like cues from which on the document is taken to set its cues so.
const SET_APART: usize = 3;

impl Names {
    pub(super) fn collect(text: &str, source: &[SourceLine], headings: &[HeadingRole]) -> Self {
        let mut names = Self::default();
        let body = || source.iter().zip(headings).filter(|(_, role)| **role == HeadingRole::None).map(|(line, _)| line.span);
        for span in body() {
            if let Some((name, speech)) =
                split_at_colon(text, span).filter(|(name, speech)| speech.is_empty() && may_be_name(name.of(text)))
            {
                let _ = speech;
                *names.counts.entry(person(name.of(text))).or_default() += 1;
            }
        }
        for span in body() {
            if let Some((name, _)) = split_at_colon(text, span).filter(|(name, speech)| !speech.is_empty() && may_be_name(name.of(text))) {
                *names.counts.entry(person(name.of(text))).or_default() += 1;
            }
        }
        names.colons = names.counts.values().sum::<usize>() >= 2;
        names.collect_bare(text, source, headings);
        names
    }

    /// Without colons, a name is a short line that is always followed by another line. It is proved by coming again, or by the way in which
    /// the whole document sets its speeches: a blank line, the name, the speech right below.
    fn collect_bare(&mut self, text: &str, source: &[SourceLine], headings: &[HeadingRole]) {
        if self.colons {
            return;
        }
        let mut set_apart = Vec::new();
        for (at, line) in source.iter().enumerate() {
            let Some(next) = source.get(at + 1).filter(|next| next.blanks_before <= 1) else { continue };
            let in_body = headings.get(at) == Some(&HeadingRole::None) && headings.get(at + 1) == Some(&HeadingRole::None);
            if !in_body || !may_stand_bare(text, line) {
                continue;
            }
            let name = person(without_extension(line.span.of(text)).0);
            if line.blanks_before >= 1 && next.blanks_before == 0 && !words::opens_with_verb(line.span.of(text)) {
                set_apart.push(name.clone());
            }
            *self.bare.entry(name).or_default() += 1;
        }
        if set_apart.len() >= SET_APART {
            set_apart.into_iter().for_each(|name| *self.bare.entry(name).or_default() += 1);
        }
        self.bare.retain(|_, count| *count >= 2);
    }

    /// The cues of all lines, outside of headings.
    pub(super) fn cues(&self, text: &str, source: &[SourceLine], headings: &[HeadingRole]) -> Vec<Option<Cue>> {
        let outside = |at: usize| headings.get(at) == Some(&HeadingRole::None);
        (0..source.len()).map(|at| outside(at).then(|| self.cue_at(text, source, at)).flatten()).collect()
    }

    /// Whether a folded name is a cue somewhere.
    pub(super) fn knows(&self, key: &str) -> bool {
        self.counts.contains_key(key) || self.bare.contains_key(key)
    }

    /// The cue on a line, if it is one.
    fn cue_at(&self, text: &str, source: &[SourceLine], at: usize) -> Option<Cue> {
        let line = source.get(at)?;
        let words = line.span.of(text);
        if let Some((name, speech)) = split_at_colon(text, line.span) {
            let known = speech.is_empty() || self.proves_inline(name.of(text));
            return (may_be_name(name.of(text)) && known).then(|| cue(text, name, (!speech.is_empty()).then_some(speech)));
        }
        let colon_follows = source.get(at + 1).is_some_and(|next| next.span.of(text).starts_with([':', '：']));
        if !colon_follows && self.bare.is_empty() || line.width > MOST_LETTERS * 2 {
            return None;
        }
        let bare = without_extension(words).0;
        let key = person(bare);
        let known = self.counts.contains_key(&key) && colon_follows || self.bare.contains_key(&key);
        (known && may_be_name(bare)).then(|| cue(text, line.span, None))
    }

    /// A name with its speech on one line: proved by a second cue of the same name, or by its form.
    fn proves_inline(&self, name: &str) -> bool {
        self.counts.get(&person(name)).is_some_and(|count| *count >= 2) || name.split_whitespace().count() <= 2
    }
}

/// A line that may be a name without a colon.
fn may_stand_bare(text: &str, line: &SourceLine) -> bool {
    let words = line.span.of(text);
    line.width <= 30
        && words.split_whitespace().count() <= 3
        && may_be_name(words)
        && !words::is_transition(words)
        // أميرة and مايا end like adverbs of manner.
        && (!words::is_manner(words) || is_arabic_given_name(&fold_key(words)))
}

/// Folded name of the person behind a cue.
fn person(name: &str) -> String {
    let key = fold_key(without_extension(name).0);
    key.strip_prefix("صوت ").map(str::to_owned).unwrap_or(key)
}

/// The part in front of the first colon and the rest, both without white space, bullets and marks.
fn split_at_colon(text: &str, line: Span) -> Option<(Span, Span)> {
    let words = line.of(text);
    let at = words.char_indices().take(MOST_LETTERS + 16).find(|(_, c)| matches!(c, ':' | '：'))?.0;
    let (name, rest) = words.split_at_checked(at)?;
    let rest = rest.strip_prefix([':', '：'])?;
    let name = name.trim_matches(|c: char| c.is_whitespace() || words::is_bullet(c));
    let rest = rest.trim_matches(|c: char| c.is_whitespace() || crate::text::is_hidden(c));
    (!name.is_empty()).then_some((Span::of_part(text, name)?, Span::of_part(text, rest)?))
}

/// A name is short, holds no punctuation of sentences, and does not begin like a sentence.
fn may_be_name(name: &str) -> bool {
    let (bare, _) = without_extension(name);
    let count = bare.split_whitespace().count();
    (1..=MOST_WORDS).contains(&count)
        && bare.chars().take(MOST_LETTERS + 1).count() <= MOST_LETTERS
        && bare.chars().any(is_word_letter)
        && !bare.contains(['؟', '!', '.', '،', ',', '"', '«', '…', '='])
        && !words::cannot_be_name(bare)
}

/// The name and its bracketed extension.
fn without_extension(name: &str) -> (&str, Option<&str>) {
    match name.find(['(', '[', '（']) {
        Some(at) if at > 0 => name.split_at_checked(at).map_or((name, None), |(bare, extension)| (bare.trim_end(), Some(extension))),
        _ => (name.trim(), None),
    }
}

fn cue(text: &str, whole: Span, speech: Option<Span>) -> Cue {
    let words = whole.of(text).trim_matches(|c: char| c.is_whitespace() || words::is_bullet(c));
    let span = Span::of_part(text, words).filter(|span| !span.is_empty()).unwrap_or(whole);
    Cue { parsed: ParsedCue { speech, ..crate::parse::cue::read(text, span) } }
}
