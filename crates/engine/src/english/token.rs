//! Tokens of English text: words with their place, punctuation as tokens of its own, possessive `'s` and `n't` apart. Owns no sentence and no
//! part of speech.

use super::{Tag, noun_lemma};
use crate::lexicon::Token;
use crate::text::Span;

/// How a token is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// `envelope`.
    Lower,
    /// `Salma`.
    Capitalised,
    /// `SALMA`, at least two letters.
    Capitals,
    /// `12`, `12:30`.
    Number,
    /// Anything without letters and digits.
    Punctuation,
}

/// A token.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    /// Bytes of the whole text.
    pub(crate) span: Span,
    /// The token in lower case, typographic apostrophes made plain.
    pub(crate) lower: Box<str>,
    /// Singular, where the token may be a plural.
    pub(crate) singular: Option<Box<str>>,
    /// How it is written.
    pub(crate) shape: Shape,
    /// Part of speech; `Noun` until tagged.
    pub(crate) tag: Tag,
}

impl Word {
    /// Singular form, the word itself when it is no plural.
    #[must_use]
    pub(crate) fn lemma(&self) -> &str {
        self.singular.as_deref().unwrap_or(&self.lower)
    }

    /// Whether the token is the punctuation or word given.
    #[must_use]
    pub(crate) fn is(&self, word: &str) -> bool {
        &*self.lower == word
    }

    /// Whether the token is one of the words given.
    #[must_use]
    pub(crate) fn is_one_of(&self, words: &[&str]) -> bool {
        words.contains(&&*self.lower)
    }
}

impl Token for Word {
    fn forms(&self) -> impl Iterator<Item = (&str, f64)> {
        std::iter::once((&*self.lower, 1.0)).chain(self.singular.as_deref().map(|singular| (singular, 0.98)))
    }
}

/// Tokens of a part of the text.
#[must_use]
pub(crate) fn words(text: &str, part: Span) -> Vec<Word> {
    let mut found = Vec::new();
    let mut rest = part.of(text);
    let mut at = part.start;
    while let Some(first) = rest.chars().next() {
        let length = if first.is_whitespace() { first.len_utf8() } else { token_length(rest, first) };
        let Some((token, behind)) = rest.split_at_checked(length.max(1)) else { break };
        if !first.is_whitespace() {
            push(&mut found, token, at);
        }
        at += token.len();
        rest = behind;
    }
    found
}

fn token_length(rest: &str, first: char) -> usize {
    if !first.is_alphanumeric() {
        return rest.chars().take_while(|c| *c == first && matches!(c, '.' | '-' | '!' | '?')).count().max(1) * first.len_utf8();
    }
    let mut length = 0;
    let mut letters = rest.chars().peekable();
    while let Some(c) = letters.next() {
        let joins = is_joint(c) && letters.peek().is_some_and(|next| next.is_alphanumeric());
        if !c.is_alphanumeric() && !joins {
            break;
        }
        length += c.len_utf8();
    }
    let word = rest.get(..length).unwrap_or_default();
    if rest.get(length..).is_some_and(|behind| behind.starts_with('.')) && is_abbreviation(word) { length + 1 } else { length }
}

/// Characters that stay inside of a word when letters or digits stand on both sides.
fn is_joint(c: char) -> bool {
    matches!(c, '\'' | '’' | '-' | ':' | '&')
}

fn is_abbreviation(word: &str) -> bool {
    const TITLES: [&str; 9] = ["mr", "mrs", "ms", "dr", "st", "sgt", "lt", "jr", "prof"];
    TITLES.iter().any(|title| word.eq_ignore_ascii_case(title))
}

fn push(found: &mut Vec<Word>, token: &str, at: usize) {
    let lower = token.to_lowercase().replace('’', "'");
    let clitic = ["'s", "n't", "'ll", "'re", "'ve", "'d", "'m"].into_iter().find(|end| lower.len() > end.len() && lower.ends_with(end));
    let kept = clitic.map_or(token.chars().count(), |end| token.chars().count() - end.len());
    let cut = token.char_indices().nth(kept).map_or(token.len(), |(cut, _)| cut);
    let (word, rest) = token.split_at_checked(cut).unwrap_or((token, ""));
    for (part, start) in [(word, at), (rest, at + word.len())] {
        if !part.is_empty() {
            found.push(word_of(part, start));
        }
    }
}

fn word_of(part: &str, start: usize) -> Word {
    let lower = part.to_lowercase().replace('’', "'");
    let shape = shape_of(part);
    let singular = if matches!(shape, Shape::Punctuation | Shape::Number) { None } else { noun_lemma(&lower) };
    Word {
        span: Span::new(start, start + part.len()),
        singular: singular.map(String::into_boxed_str),
        lower: lower.into_boxed_str(),
        shape,
        tag: Tag::Noun,
    }
}

fn shape_of(part: &str) -> Shape {
    let mut letters = part.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else {
        return if part.chars().any(char::is_numeric) { Shape::Number } else { Shape::Punctuation };
    };
    if !first.is_uppercase() {
        return Shape::Lower;
    }
    let mut rest = letters.peekable();
    if rest.peek().is_some() && rest.all(char::is_uppercase) { Shape::Capitals } else { Shape::Capitalised }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lower(text: &str) -> Vec<String> {
        words(text, Span::new(0, text.len())).into_iter().map(|word| word.lower.into_string()).collect()
    }

    #[test]
    fn words_punctuation_and_clitics_are_apart() {
        assert_eq!(lower("Layla's red-hot iron -- don't touch!"), ["layla", "'s", "red-hot", "iron", "--", "do", "n't", "touch", "!"]);
        assert_eq!(lower("Mr. Hale (40s) waits."), ["mr.", "hale", "(", "40s", ")", "waits", "."]);
        assert_eq!(lower("the boys’ kites…"), ["the", "boys", "'", "kites", "…"]);
    }

    #[test]
    fn shapes() {
        let shape = |text: &str| words(text, Span::new(0, text.len())).first().map(|word| word.shape);
        assert_eq!(shape("WAITER"), Some(Shape::Capitals));
        assert_eq!(shape("A"), Some(Shape::Capitalised));
        assert_eq!(shape("40s"), Some(Shape::Lower));
        assert_eq!(shape("12:30"), Some(Shape::Number));
        assert_eq!(shape("--"), Some(Shape::Punctuation));
    }

    proptest! {
        #[test]
        fn every_visible_character_is_in_one_token(text in "[a-zA-Z0-9 '’.,\\-!?é🎬\\n]{0,60}") {
            let found = words(&text, Span::new(0, text.len()));
            let covered: String = found.iter().map(|word| word.span.of(&text)).collect();
            prop_assert_eq!(covered, text.split_whitespace().collect::<String>());
        }
    }
}
