//! The cue phrases and word classes of the continuity check, loaded from `lexicon/<language>/continuity_*.tsv`. Owns their format and the
//! compiled patterns; what a phrase proves is decided by the extractors in `facts`.
//!
//! `continuity_cues.tsv` has three columns: the kind of fact, a pattern, and a value that the extractor passes on. A pattern is a row of
//! tokens that must follow each other: a word or `a|b` for alternatives, `(a,b)` for alternatives of a part of a word, `{A}` for the name
//! of a character, `{A's}` for its possessive, `{N}` for a number in digits, `_` for up to three words of any kind, `?` behind a token
//! that may be missing. All of it is compared in folded letters, in Arabic also behind the connecting `و` and `ف`. A kind that ends with
//! `!` is a trap: where it matches, the kind without the mark is not believed in that sentence.
//!
//! `continuity_words.tsv` has three columns: the class, the word in its base form with its variants separated by `|`, and a value.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::language::Language;
use crate::text::fold_key;

/// One token of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Slot {
    /// One of these folded words.
    Words(Vec<String>),
    /// A character's name that owns nothing.
    Person,
    /// A character's name in the possessive.
    Owner,
    /// Digits.
    Number,
    /// Up to three words.
    Gap,
}

/// One cue phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pattern {
    /// The tokens with the mark whether each may be missing.
    pub(crate) slots: Vec<(Slot, bool)>,
    /// What the extractor passes on.
    pub(crate) value: &'static str,
}

/// Patterns of one kind with their look-up by first word.
#[derive(Debug, Default)]
pub(crate) struct Patterns {
    pub(crate) all: Vec<Pattern>,
    by_word: FxHashMap<String, Vec<usize>>,
    /// Patterns that start with a name.
    named: Vec<usize>,
    /// Patterns that start with a number or a gap.
    open: Vec<usize>,
}

impl Patterns {
    fn add(&mut self, pattern: Pattern) {
        let index = self.all.len();
        let mut closed = false;
        for (slot, optional) in &pattern.slots {
            match slot {
                Slot::Words(words) => {
                    for word in words {
                        self.by_word.entry(word.clone()).or_default().push(index);
                    }
                }
                Slot::Person | Slot::Owner => self.named.push(index),
                Slot::Number | Slot::Gap => self.open.push(index),
            }
            if !optional {
                closed = true;
                break;
            }
        }
        debug_assert!(closed, "a pattern needs a token that must be there");
        self.all.push(pattern);
    }

    /// Patterns that can start at a word.
    pub(crate) fn starting_with(&self, word: &str) -> &[usize] {
        self.by_word.get(word).map_or(&[], Vec::as_slice)
    }

    /// Patterns that start with a name; worth a look only where a name stands.
    pub(crate) fn named(&self) -> &[usize] {
        &self.named
    }

    /// Patterns that start with a number or a gap.
    pub(crate) fn open(&self) -> &[usize] {
        &self.open
    }
}

/// Cue phrases and word classes of one language.
#[derive(Debug)]
pub(crate) struct Lexicon {
    language: Language,
    cues: BTreeMap<&'static str, Patterns>,
    /// Class and value of every folded word.
    words: FxHashMap<String, Vec<(&'static str, &'static str, &'static str)>>,
}

static NONE: LazyLock<Patterns> = LazyLock::new(Patterns::default);
static ARABIC: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::load(
        Language::Ar,
        include_str!("../lexicon/ar/continuity_cues.tsv"),
        include_str!("../lexicon/ar/continuity_words.tsv"),
        include_str!("../lexicon/ar/continuity_names.tsv"),
    )
});
static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::load(
        Language::En,
        include_str!("../lexicon/en/continuity_cues.tsv"),
        include_str!("../lexicon/en/continuity_words.tsv"),
        include_str!("../lexicon/en/continuity_names.tsv"),
    )
});

/// The lexicon of a language; built on first use.
pub(crate) fn lexicon(language: Language) -> &'static Lexicon {
    match language {
        Language::Ar => &ARABIC,
        Language::En => &ENGLISH,
    }
}

impl Lexicon {
    fn load(language: Language, cues: &'static str, words: &'static str, names: &'static str) -> Self {
        let mut lexicon = Self { language, cues: BTreeMap::new(), words: FxHashMap::default() };
        for row in rows(cues) {
            if let [kind, pattern, rest @ ..] = row.as_slice() {
                let pattern = Pattern { slots: compile(pattern), value: rest.first().copied().unwrap_or_default() };
                lexicon.cues.entry(kind).or_default().add(pattern);
            }
        }
        for row in rows(words).chain(rows(names)) {
            if let [class, forms, rest @ ..] = row.as_slice() {
                let base = forms.split('|').next().unwrap_or_default();
                let value = rest.first().copied().filter(|value| !value.is_empty()).unwrap_or(base);
                for form in forms.split('|').flat_map(expand) {
                    lexicon.words.entry(fold_key(&form)).or_default().push((class, base, value));
                }
            }
        }
        lexicon
    }

    /// Patterns of a kind.
    pub(crate) fn patterns(&self, kind: &str) -> &Patterns {
        self.cues.get(kind).unwrap_or(&NONE)
    }

    /// Value of a folded word in a class, with or without the Arabic article and connectors.
    pub(crate) fn value(&self, class: &str, word: &str) -> Option<&'static str> {
        self.entry(class, word).map(|(_, value)| value)
    }

    /// Base form and value of a folded word in a class.
    pub(crate) fn entry(&self, class: &str, word: &str) -> Option<(&'static str, &'static str)> {
        let find = |word: &str| {
            self.words.get(word).and_then(|all| all.iter().find(|entry| entry.0 == class)).map(|(_, base, value)| (*base, *value))
        };
        find(word).or_else(|| if self.language == Language::Ar { stems(word).find_map(find) } else { None })
    }

    /// Whether a folded word is of a class.
    pub(crate) fn is(&self, class: &str, word: &str) -> bool {
        self.entry(class, word).is_some()
    }

    /// Whether any class names the word: it is a word of the language or a known name, no slip of the pen.
    pub(crate) fn knows(&self, word: &str) -> bool {
        self.words.contains_key(word) || (self.language == Language::Ar && stems(word).any(|stem| self.words.contains_key(stem)))
    }
}

/// What is left of an Arabic word without connectors, prepositions and the article.
pub(crate) fn stems(word: &str) -> impl Iterator<Item = &str> {
    ["ال", "و", "ف", "وال", "فال", "بال", "كال", "لل", "ب", "ل"]
        .into_iter()
        .filter_map(move |prefix| word.strip_prefix(prefix))
        .filter(|stem| stem.chars().count() >= 2)
}

fn rows(tsv: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    tsv.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).map(|line| line.split('\t').collect())
}

fn compile(pattern: &str) -> Vec<(Slot, bool)> {
    pattern
        .split(' ')
        .filter(|token| !token.is_empty())
        .map(|token| {
            let (token, optional) = token.strip_suffix('?').map_or((token, false), |token| (token, true));
            let slot = match token {
                "{A}" => Slot::Person,
                "{A's}" => Slot::Owner,
                "{N}" => Slot::Number,
                "_" => Slot::Gap,
                words => Slot::Words(words.split('|').flat_map(expand).map(|word| fold_key(&word)).collect()),
            };
            (slot, optional || token == "_")
        })
        .collect()
}

/// `(ي,ت)موت` to `يموت`, `تموت`.
fn expand(word: &str) -> Vec<String> {
    let Some((head, rest)) = word.split_once('(') else { return vec![word.to_owned()] };
    let Some((choices, tail)) = rest.split_once(')') else { return vec![word.to_owned()] };
    let tails = expand(tail);
    choices.split(',').flat_map(|choice| tails.iter().map(move |tail| format!("{head}{choice}{tail}"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTS: &[(&str, &str)] = &[
        ("ar/continuity_cues", include_str!("../lexicon/ar/continuity_cues.tsv")),
        ("ar/continuity_words", include_str!("../lexicon/ar/continuity_words.tsv")),
        ("ar/continuity_names", include_str!("../lexicon/ar/continuity_names.tsv")),
        ("en/continuity_cues", include_str!("../lexicon/en/continuity_cues.tsv")),
        ("en/continuity_words", include_str!("../lexicon/en/continuity_words.tsv")),
        ("en/continuity_names", include_str!("../lexicon/en/continuity_names.tsv")),
    ];

    #[test]
    fn every_list_has_its_header_and_no_row_twice() {
        for (id, text) in LISTS {
            for field in ["id", "title", "source", "licence"] {
                assert!(text.contains(&format!("# {field}: ")), "{id}: no {field}");
            }
            assert!(text.contains(&format!("# id: {id}\n")), "{id}: wrong id");
            let mut seen = std::collections::BTreeSet::new();
            for row in rows(text) {
                assert!((2..=3).contains(&row.len()), "{id}: {row:?}");
                assert!(seen.insert((row[0], row[1])), "{id}: {row:?} twice");
            }
        }
    }

    #[test]
    fn alternatives_are_written_out() {
        assert_eq!(expand("(ي,ت)موت"), ["يموت", "تموت"]);
        assert_eq!(expand("انفاس(ه,ها)"), ["انفاسه", "انفاسها"]);
        assert_eq!(compile("{A} die(s,d) _ dead?").len(), 4);
    }

    #[test]
    fn every_pattern_starts_with_something_that_must_be_there() {
        for language in [Language::Ar, Language::En] {
            for (kind, patterns) in &lexicon(language).cues {
                for pattern in &patterns.all {
                    assert!(pattern.slots.iter().any(|(slot, optional)| !optional && *slot != Slot::Gap), "{kind}: {pattern:?}");
                }
            }
        }
    }
}
