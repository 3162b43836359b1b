//! Look-up of phrases in a token stream: a word trie as a map from the first word to its phrases, longest phrase first.
//! Owns matching of forms; which tokens a text has is said by the tokeniser of each language.

use rustc_hash::FxHashMap;

use super::registry::Source;
use super::row::{Entry, Reading, parse_list};
use crate::language::Language;
use crate::text::fold_key;

/// What the look-up needs of a token: the comparison forms that may stand for it. English: lower-case word and lemma. Arabic: folded word and
/// the stems that are left when clitics are taken off.
pub trait Token {
    /// Comparison forms with the share of belief in each, surest first.
    fn forms(&self) -> impl Iterator<Item = (&str, f64)>;
}

/// A phrase found at a token.
#[derive(Debug, Clone, Copy)]
pub struct Match<'a> {
    /// The entry.
    pub entry: &'a Entry,
    /// Number of tokens covered.
    pub tokens: usize,
    /// The least belief in a form among the tokens.
    pub belief: f64,
    /// The written form is the lemma itself.
    pub is_lemma: bool,
    /// Position of the matching form among the first token's forms.
    pub form: usize,
    /// The form is the one that a ta marbuta takes before a pronoun or a dual ending (Arabic `حقيبت`).
    pub is_construct: bool,
}

/// All lists of a language with the index of their forms.
#[derive(Debug, Default)]
pub struct Lexicon {
    entries: Vec<Entry>,
    phrases: FxHashMap<Box<str>, Vec<Phrase>>,
}

/// A form: its words behind the first, and the entry.
#[derive(Debug)]
struct Phrase {
    rest: Box<[Box<str>]>,
    entry: usize,
    is_lemma: bool,
    is_construct: bool,
}

impl Lexicon {
    /// Builds the index; lists that do not parse are left out here and reported by the registry's test.
    #[must_use]
    pub(super) fn of(language: Language, sources: &[Source]) -> Self {
        let entries: Vec<Entry> = sources.iter().filter_map(|(_, text)| parse_list(text).1.ok()).flatten().collect();
        let mut lexicon = Self { phrases: FxHashMap::default(), entries: Vec::new() };
        for (at, entry) in entries.iter().enumerate() {
            lexicon.insert(language, &entry.lemma, at, true);
            for form in &entry.forms {
                lexicon.insert(language, form, at, false);
            }
        }
        lexicon.entries = entries;
        #[expect(clippy::iter_over_hash_type, reason = "each list is sorted for itself, so the order of visits does not show")]
        for phrases in lexicon.phrases.values_mut() {
            phrases.sort_by_key(|phrase| (std::cmp::Reverse(phrase.rest.len()), phrase.entry));
        }
        lexicon
    }

    fn insert(&mut self, language: Language, form: &str, entry: usize, is_lemma: bool) {
        let key = comparison_form(language, form);
        let mut words = key.split(' ').filter(|word| !word.is_empty()).map(Box::<str>::from);
        let Some(first) = words.next() else { return };
        let rest: Box<[Box<str>]> = words.collect();
        if language == Language::Ar {
            for construct in construct_forms(form, &first) {
                let phrase = Phrase { rest: rest.clone(), entry, is_lemma, is_construct: true };
                self.phrases.entry(construct.into()).or_default().push(phrase);
            }
        }
        self.phrases.entry(first).or_default().push(Phrase { rest, entry, is_lemma, is_construct: false });
    }

    /// All entries.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Every phrase that starts at the first of the tokens, longest first; of the same length in the order of the lists.
    pub fn matches<T: Token>(&self, tokens: &[T]) -> Vec<Match<'_>> {
        let Some((first, rest)) = tokens.split_first() else { return Vec::new() };
        let mut found: Vec<Match<'_>> = Vec::new();
        for (at, (form, belief)) in first.forms().enumerate() {
            for phrase in self.phrases.get(form).map(Vec::as_slice).unwrap_or_default() {
                let Some(entry) = self.entries.get(phrase.entry) else { continue };
                let Some(belief) = rest_belief(phrase, rest, belief) else { continue };
                let tokens = 1 + phrase.rest.len();
                if !found.iter().any(|other| std::ptr::eq(other.entry, entry) && other.tokens == tokens) {
                    found.push(Match { entry, tokens, belief, is_lemma: phrase.is_lemma, form: at, is_construct: phrase.is_construct });
                }
            }
        }
        found.sort_by(|a, b| b.tokens.cmp(&a.tokens).then(b.belief.total_cmp(&a.belief)));
        found
    }

    /// The longest phrase at the first of the tokens that passes `fits`; `None` when there is none or when the longest stands for nothing.
    pub fn longest<T: Token>(&self, tokens: &[T], fits: impl Fn(&Match<'_>) -> bool) -> Option<Match<'_>> {
        self.matches(tokens).into_iter().find(|found| fits(found)).filter(|found| found.entry.category != Reading::Nothing)
    }
}

fn rest_belief<T: Token>(phrase: &Phrase, tokens: &[T], first: f64) -> Option<f64> {
    phrase.rest.iter().enumerate().try_fold(first, |least, (at, word)| {
        let (_, belief) = tokens.get(at)?.forms().find(|(form, _)| *form == &**word)?;
        Some(least.min(belief))
    })
}

/// Spellings of an Arabic noun before a pronoun or a dual ending: ta marbuta becomes `ت`, a final hamza sits on a seat.
fn construct_forms(form: &str, folded_first: &str) -> Vec<String> {
    let first = form.split_whitespace().next().unwrap_or_default();
    if first.ends_with('ة') {
        let stem = folded_first.strip_suffix('ه').unwrap_or(folded_first);
        let seats = stem.strip_suffix('ء').into_iter().flat_map(|bare| [format!("{bare}يت"), format!("{bare}وت")]);
        std::iter::once(format!("{stem}ت")).chain(seats).collect()
    } else if let Some(bare) = folded_first.strip_suffix("اء") {
        vec![format!("{bare}اي"), format!("{bare}او")]
    } else {
        Vec::new()
    }
}

/// The form that look-ups compare: folded for Arabic, lower case for English, one space between words.
fn comparison_form(language: Language, form: &str) -> String {
    match language {
        Language::Ar => fold_key(form),
        Language::En => form.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Word(&'static str);

    impl Token for Word {
        fn forms(&self) -> impl Iterator<Item = (&str, f64)> {
            std::iter::once((self.0, 1.0))
        }
    }

    const LIST: Source = (
        "test.tsv",
        "عربية\tعربيات\tVEHICLES\t\t\t0.9\t1\nعربية شرطة\tعربية الشرطة\tVEHICLES\t\tPOLICE\t1\t1\nعربية كلام\t\tNONE\t\t\t1\t1\n",
    );

    #[test]
    fn the_longest_phrase_wins_and_nothing_stays_nothing() {
        let lexicon = Lexicon::of(Language::Ar, &[LIST]);
        let found = |words: &[&'static str]| {
            let tokens: Vec<Word> = words.iter().map(|word| Word(word)).collect();
            lexicon.longest(&tokens, |_| true).map(|found| (found.entry.lemma.clone(), found.tokens))
        };
        assert_eq!(found(&["عربيه", "سريعه"]), Some(("عربية".to_owned(), 1)));
        assert_eq!(found(&["عربيه", "الشرطه"]), Some(("عربية شرطة".to_owned(), 2)));
        assert_eq!(found(&["عربيه", "كلام"]), None);
        assert_eq!(found(&["عربيات"]), Some(("عربية".to_owned(), 1)));
        assert_eq!(found(&[]), None);
    }
}
