//! Part-of-speech tagger after Brill: the commonest tag of each word, then corrections by context. The trained model is that of harper-brill
//! (see `data/harper-brill.NOTICE`). Owns the runtime and the guess for words outside of the model; owns no rule of screenplays.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::lemma::{noun_lemma, verb_lemma};
use super::{Shape, Tag, Word};

static WORDS: LazyLock<FxHashMap<&'static str, Tag>> = LazyLock::new(|| {
    let rows = rows(include_str!("data/tagger_words.tsv"));
    rows.filter_map(|line| line.split_once('\t')).filter_map(|(word, tag)| Some((word, Tag::from_name(tag)?))).collect()
});

static PATCHES: LazyLock<Vec<Patch>> = LazyLock::new(|| rows(include_str!("data/tagger_patches.tsv")).filter_map(Patch::parse).collect());

fn rows(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().skip_while(|line| line.starts_with("# "))
}

/// A correction: words tagged `from` become `to` where all criteria hold.
#[derive(Debug)]
struct Patch {
    from: Tag,
    to: Tag,
    criteria: Vec<Criterion>,
}

/// A look at the neighbours of a word; distances are in tokens, negative to the left.
#[derive(Debug)]
enum Criterion {
    TagAt(isize, Tag),
    /// Some word from the distance to the word itself, the right end left out, as the model was trained.
    AnyTag(isize, Tag),
    Between(Tag, Tag),
    WordAt(isize, &'static str),
}

impl Patch {
    fn parse(line: &'static str) -> Option<Self> {
        let mut cells = line.split('\t');
        let (from, to) = (Tag::from_name(cells.next()?)?, Tag::from_name(cells.next()?)?);
        let criteria = cells.next()?.split("; ").map(Criterion::parse).collect::<Option<_>>()?;
        Some(Self { from, to, criteria })
    }
}

impl Criterion {
    fn parse(text: &'static str) -> Option<Self> {
        let mut parts = text.split(' ');
        let (kind, first, second) = (parts.next()?, parts.next()?, parts.next()?);
        Some(match kind {
            "tag" => Self::TagAt(first.parse().ok()?, Tag::from_name(second)?),
            "any" => Self::AnyTag(first.parse().ok()?, Tag::from_name(second)?),
            "between" => Self::Between(Tag::from_name(first)?, Tag::from_name(second)?),
            "word" => Self::WordAt(first.parse().ok()?, second),
            _ => return None,
        })
    }

    fn holds(&self, words: &[Word], tags: &[Option<Tag>], at: usize) -> bool {
        let tag = |index: usize| tags.get(index).copied().flatten();
        let tag_at = |relative: isize| at.checked_add_signed(relative).and_then(tag);
        match *self {
            Self::TagAt(relative, wanted) => tag_at(relative) == Some(wanted),
            Self::AnyTag(relative, wanted) => {
                at.checked_add_signed(relative).is_some_and(|far| (far.min(at)..far.max(at)).any(|index| tag(index) == Some(wanted)))
            }
            Self::Between(before, after) => tag_at(-1) == Some(before) && tag_at(1) == Some(after),
            Self::WordAt(relative, wanted) => {
                at.checked_add_signed(relative).and_then(|index| words.get(index)).is_some_and(|word| begins_alike(&word.lower, wanted))
            }
        }
    }
}

/// Equal as far as the shorter of the two goes: the comparison that the model was trained with.
fn begins_alike(a: &str, b: &str) -> bool {
    a.chars().zip(b.chars()).all(|(a, b)| a == b)
}

/// Whether the model knows the lower-case word.
#[must_use]
pub(crate) fn is_known(word: &str) -> bool {
    WORDS.contains_key(word)
}

/// Tags the words of one sentence in place.
pub(crate) fn tag_sentence(words: &mut [Word]) {
    let mut tags: Vec<Option<Tag>> = words.iter().map(|word| WORDS.get(&*word.lower).copied()).collect();
    for patch in PATCHES.iter() {
        for at in 0..words.len() {
            let fits = tags.get(at).copied().flatten() == Some(patch.from) && patch.criteria.iter().all(|one| one.holds(words, &tags, at));
            if let Some(tag) = tags.get_mut(at).filter(|_| fits) {
                *tag = Some(patch.to);
            }
        }
    }
    let guesses: Vec<Tag> = words.iter().enumerate().map(|(at, word)| guess(word, at == 0)).collect();
    for ((word, tag), guess) in words.iter_mut().zip(tags).zip(guesses) {
        word.tag = tag.unwrap_or(guess);
    }
}

/// Part of speech of a word that the model does not know: by shape, by its lemma, by its ending.
fn guess(word: &Word, is_first: bool) -> Tag {
    match word.shape {
        Shape::Punctuation => return Tag::Punctuation,
        Shape::Number => return Tag::Numeral,
        Shape::Capitalised if !is_first => return Tag::Proper,
        Shape::Capitalised | Shape::Capitals | Shape::Lower => {}
    }
    let lower = &*word.lower;
    let base = verb_lemma(lower);
    if base != lower && WORDS.get(base.as_str()) == Some(&Tag::Verb) {
        return Tag::Verb;
    }
    if noun_lemma(lower).is_some_and(|lemma| WORDS.get(lemma.as_str()) == Some(&Tag::Noun)) {
        return Tag::Noun;
    }
    match lower {
        _ if lower.ends_with("ly") => Tag::Adverb,
        _ if lower.ends_with("ing") || lower.ends_with("ed") => Tag::Verb,
        _ if ["ous", "ful", "less", "ish", "able", "-looking"].iter().any(|end| lower.ends_with(end)) => Tag::Adjective,
        _ => Tag::Noun,
    }
}

#[cfg(test)]
mod tests {
    use super::super::words;
    use super::*;
    use crate::text::Span;

    fn tags(text: &str) -> Vec<(String, Tag)> {
        let mut sentence = words(text, Span::new(0, text.len()));
        tag_sentence(&mut sentence);
        sentence.into_iter().map(|word| (word.lower.to_string(), word.tag)).collect()
    }

    fn tag_of(text: &str, word: &str) -> Tag {
        tags(text).into_iter().find(|(lower, _)| lower == word).map(|(_, tag)| tag).unwrap()
    }

    #[test]
    fn the_whole_model_is_read() {
        assert_eq!(WORDS.len(), 26_900);
        assert_eq!(PATCHES.len(), 201);
    }

    #[test]
    fn sentences_of_action_are_tagged() {
        assert_eq!(tag_of("She opens the old suitcase with a key.", "opens"), Tag::Verb);
        assert_eq!(tag_of("She opens the old suitcase with a key.", "suitcase"), Tag::Noun);
        assert_eq!(tag_of("She opens the old suitcase with a key.", "old"), Tag::Adjective);
        assert_eq!(tag_of("He wants to plant a bomb.", "plant"), Tag::Verb);
        assert_eq!(tag_of("The grenade explodes.", "explodes"), Tag::Verb);
        assert_eq!(tag_of("They wait near the quayside.", "quayside"), Tag::Noun);
    }
}
