//! The sentences of one scene as the English rules see them: action, shots, headings and parentheticals, tagged, with the names of people
//! marked. Owns the cutting into sentences and the marking; what follows from it is decided rule by rule.

use super::repair;
use crate::breakdown::candidate::SceneContext;
use crate::english::{NounPhrase, Shape, Tag, Word, noun_phrases, tag_sentence, words};
use crate::screenplay::{CharacterIndex, LineType};
use crate::text::Span;

/// Where a sentence stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// Slugline, or a shot that names a place.
    Heading,
    /// Action, also behind a shot.
    Action,
    /// Speech that shows a thing: `this knife`, `here's the key`.
    Shown(Option<CharacterIndex>),
    /// Direction inside of a speech; the speaker acts.
    Parenthetical(Option<CharacterIndex>),
}

/// A tagged sentence.
#[derive(Debug)]
pub(super) struct Sentence {
    /// Where it stands.
    pub(super) source: Source,
    /// Tokens.
    pub(super) words: Vec<Word>,
    /// Noun phrases, left to right.
    pub(super) phrases: Vec<NounPhrase>,
    /// The character whose name covers each token.
    pub(super) names: Vec<Option<CharacterIndex>>,
}

impl Sentence {
    /// Token at a position.
    pub(super) fn word(&self, at: usize) -> Option<&Word> {
        self.words.get(at)
    }

    /// Whether the token is one of the lower-case words.
    pub(super) fn is(&self, at: usize, words: &[&str]) -> bool {
        self.word(at).is_some_and(|word| word.is_one_of(words))
    }

    /// Token before a position.
    pub(super) fn before(&self, at: usize) -> Option<&Word> {
        at.checked_sub(1).and_then(|at| self.word(at))
    }

    /// Part of speech at a position.
    pub(super) fn tag(&self, at: usize) -> Option<Tag> {
        self.word(at).map(|word| word.tag)
    }

    /// Span of the tokens from `first` to `last`, both included.
    pub(super) fn span(&self, first: usize, last: usize) -> Option<Span> {
        Some(self.word(first)?.span.cover(self.word(last)?.span))
    }

    /// Character at a position.
    pub(super) fn name(&self, at: usize) -> Option<CharacterIndex> {
        self.names.get(at).copied().flatten()
    }

    /// The noun phrase that holds a position.
    pub(super) fn phrase_of(&self, at: usize) -> Option<&NounPhrase> {
        self.phrases.iter().find(|phrase| phrase.start <= at && at <= phrase.head)
    }
}

/// All sentences of a scene in text order.
pub(super) fn sentences(context: &SceneContext<'_>) -> Vec<Sentence> {
    let screenplay = context.screenplay;
    let mut found = Vec::new();
    let mut block: Option<Span> = None;
    for line in screenplay.lines_of(context.scene) {
        let is_action = matches!(line.kind, LineType::Action | LineType::Shot | LineType::Centered);
        let continues = block.filter(|open| is_action && is_adjacent(screenplay.slice(Span::new(open.end, line.span.start))));
        if let Some(open) = continues {
            block = Some(open.cover(line.span));
            continue;
        }
        if let Some(open) = block.take() {
            cut(context, open, Source::Action, &mut found);
        }
        match line.kind {
            _ if is_action => block = Some(line.span),
            LineType::SceneHeading => cut(context, line.span, Source::Heading, &mut found),
            LineType::Parenthetical => {
                let speech = context.scene.speeches.iter().rfind(|speech| speech.cue.start <= line.span.start);
                cut(context, line.span, Source::Parenthetical(speech.map(|speech| speech.character)), &mut found);
            }
            LineType::Dialogue if shows(screenplay.slice(line.span)) => {
                let speech = context.scene.speeches.iter().rfind(|speech| speech.cue.start <= line.span.start);
                cut(context, line.span, Source::Shown(speech.map(|speech| speech.character)), &mut found);
            }
            _ => {}
        }
    }
    if let Some(open) = block {
        cut(context, open, Source::Action, &mut found);
    }
    found
}

/// A speech can point at a thing that is there.
fn shows(line: &str) -> bool {
    line.split(|c: char| !c.is_alphabetic() && c != '\'')
        .any(|word| ["this", "these", "here's"].iter().any(|shown| word.eq_ignore_ascii_case(shown)))
}

/// A hard-wrapped paragraph goes on in the next line; an empty line ends it.
fn is_adjacent(between: &str) -> bool {
    between.matches('\n').count() == 1 && between.trim().is_empty()
}

fn cut(context: &SceneContext<'_>, part: Span, source: Source, found: &mut Vec<Sentence>) {
    let text = &context.screenplay.text;
    let mut rest = words(text, part);
    while !rest.is_empty() {
        let length = sentence_length(text, &rest);
        let behind = rest.split_off(length.min(rest.len()));
        let mut sentence = std::mem::replace(&mut rest, behind);
        tag_sentence(&mut sentence);
        let names = super::names::mark(context, &sentence);
        repair::repair(&mut sentence, &names);
        found.push(Sentence { source, phrases: noun_phrases(&sentence), words: sentence, names });
    }
}

/// Tokens up to the end of the sentence: a full stop, question or exclamation mark, with closing quotes and brackets. Three dots end a sentence
/// only before a capital.
fn sentence_length(text: &str, words: &[Word]) -> usize {
    for (at, word) in words.iter().enumerate() {
        let first = word.lower.chars().next().unwrap_or(' ');
        let next = words.get(at + 1);
        let is_stop = word.shape == Shape::Punctuation && matches!(first, '.' | '!' | '?' | ':' | '…');
        let goes_on = (word.lower.starts_with("..") || first == '…') && next.is_some_and(|next| next.shape == Shape::Lower);
        if !is_stop || goes_on {
            continue;
        }
        let closing = |word: &&Word| matches!(&*word.lower, "\"" | "”" | "’" | ")" | "'");
        let touches = next.filter(closing).is_some_and(|next| next.span.of(text) != ")" || next.span.start == word.span.end);
        return at + 1 + usize::from(touches);
    }
    words.len()
}
