//! Names of characters in running text, with clitics, possessives and the words that make a name no proof of presence
//! (`صورة نور`, `Nora's coat`). Owns what counts as the name; what presence follows is decided in `assemble`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::WORDS;
use crate::language::{is_arabic_letter, is_word_letter};
use crate::screenplay::CharacterIndex;
use crate::text::{Span, fold};

/// What a name in the text proves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) enum Manner {
    /// The person.
    Person,
    /// Something of the person: a picture, a car, a flat.
    Belonging,
}

/// Names by their first folded word.
pub(super) struct Mentions {
    by_first_word: FxHashMap<String, Vec<(Vec<String>, CharacterIndex)>>,
}

impl Mentions {
    pub(super) fn new(by_key: &BTreeMap<String, CharacterIndex>) -> Self {
        let mut by_first_word: FxHashMap<String, Vec<(Vec<String>, CharacterIndex)>> = FxHashMap::default();
        for (key, index) in by_key {
            let words: Vec<String> = key.split(' ').map(str::to_owned).collect();
            let is_group = WORDS.has("group", key);
            if let Some(first) =
                words.first().filter(|first| !is_group && first.chars().count() >= 2 && !first.starts_with(|c: char| c.is_ascii_digit()))
            {
                by_first_word.entry(first.clone()).or_default().push((words.clone(), *index));
            }
        }
        Self { by_first_word }
    }

    pub(super) fn find(&self, text: &str, part: Span) -> Vec<(CharacterIndex, Span, Manner)> {
        let folded = fold(part.of(text));
        let words = words_of(&folded.text);
        let original = |word: &Word<'_>| folded.original(Span::new(word.start, word.start + word.text.len())).of(part.of(text));
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let Some((skip, length, index)) = self.longest(&words, at) else {
                at += 1;
                continue;
            };
            let before = at.checked_sub(1).and_then(|before| words.get(before)).map_or("", |word| word.text);
            let after = words.get(at + length).map_or("", |word| word.text);
            let last = words.get(at + length - 1).unwrap_or(word);
            if is_named(original(word), word.text, before, after, skip, length) {
                let span = folded.original(Span::new(word.start + skip, last.start + last.text.len()));
                let belonging = last.possessive
                    || skip == 0 && WORDS.has("belonging", before.strip_prefix(['و', 'ل', 'ب']).unwrap_or(before))
                    || WORDS.has("belonging", before);
                found.push((index, span.shifted(part.start), if belonging { Manner::Belonging } else { Manner::Person }));
            }
            at += length;
        }
        found
    }

    /// The longest name that begins with this word: bytes skipped, number of words, whose.
    fn longest(&self, words: &[Word<'_>], at: usize) -> Option<(usize, usize, CharacterIndex)> {
        let word = words.get(at)?;
        let rest_fits =
            |name: &[String]| name.iter().skip(1).enumerate().all(|(n, part)| words.get(at + 1 + n).is_some_and(|word| word.text == part));
        candidates(word.text)
            .filter_map(|(skip, first)| self.by_first_word.get(first.as_ref()).map(|names| (skip, names)))
            .flat_map(|(skip, names)| names.iter().map(move |(name, index)| (skip, name, *index)))
            .filter(|(_, name, _)| rest_fits(name))
            .map(|(skip, name, index)| (skip, name.len(), index))
            .max_by_key(|(skip, length, _)| (*length, std::cmp::Reverse(*skip)))
    }
}

/// Latin names are capitalised, or stand behind `the`. Arabic names that are also common words (`علي`, `نور`) count only behind a verb.
fn is_named(original: &str, folded: &str, before: &str, after: &str, skip: usize, length: usize) -> bool {
    if !folded.starts_with(is_arabic_letter) {
        return original.starts_with(char::is_uppercase) || (before == "the" && original.chars().count() >= 4);
    }
    if length > 1 || skip > 0 || !WORDS.has("ambiguous", folded) {
        return true;
    }
    let verb_before = before.starts_with(['ي', 'ت']) && before.chars().count() >= 3;
    original.ends_with('ي') && verb_before && !after.starts_with("ال")
}

/// The word itself; behind `و`, `ف`, `ل`, `ب`, `ك`; behind `لل`, which hides the article.
fn candidates(word: &str) -> impl Iterator<Item = (usize, Cow<'_, str>)> {
    let clitic =
        ["و", "ف", "ل", "ب", "ك"].into_iter().find_map(|clitic| word.strip_prefix(clitic).map(|rest| (clitic.len(), Cow::Borrowed(rest))));
    let article = word.strip_prefix("لل").map(|rest| (0, Cow::Owned(format!("ال{rest}"))));
    let both = word.strip_prefix("ولل").map(|rest| ("و".len(), Cow::Owned(format!("ال{rest}"))));
    std::iter::once((0, Cow::Borrowed(word))).chain(clitic.filter(|(_, rest)| rest.chars().count() >= 3)).chain(article).chain(both)
}

struct Word<'a> {
    start: usize,
    text: &'a str,
    possessive: bool,
}

fn words_of(text: &str) -> Vec<Word<'_>> {
    text.split(|c: char| !is_word_letter(c) && c != '\'' && c != '’')
        .filter_map(|word| {
            let bare = word.trim_matches(['\'', '’']);
            let stem = bare.strip_suffix("'s").or_else(|| bare.strip_suffix("’s"));
            let span = Span::of_part(text, stem.unwrap_or(bare)).filter(|span| !span.is_empty())?;
            Some(Word { start: span.start, text: stem.unwrap_or(bare), possessive: stem.is_some() })
        })
        .collect()
}
