//! The scorer's own word lists: events, physical action and emotional charge, in both languages. Owns their TSV form and the expansion of
//! verbs; the lists of production elements are `lexicon`'s.
//!
//! A list is `lexicon/<language>/<name>.tsv` with a `#` header (`id`, `title`, `source`, `licence`) and four columns:
//!
//! | column | content |
//! |---|---|
//! | lemma | dictionary form |
//! | forms | other written forms separated by `\|`; for an Arabic verb its imperfect stem without prefix comes first |
//! | kind | `v` verb (regular forms are made), `n` noun (stems are compared), `x` exactly as written |
//! | weight | strength of the word; for emotion the valence −4..4 |

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::stem::stem;
use crate::text::fold_key;

/// Words with their weights.
#[derive(Debug, Default)]
pub(crate) struct WordList {
    exact: FxHashMap<String, f64>,
    stems: FxHashMap<String, f64>,
}

/// All lists of the scorer.
#[derive(Debug, Default)]
pub(crate) struct WordLists {
    /// Things that change a story: deaths, meetings, decisions, discoveries.
    pub(crate) events: WordList,
    /// Physical, visible action.
    pub(crate) action: WordList,
    /// Valence −4..4.
    pub(crate) emotion: WordList,
}

static SHIPPED: LazyLock<WordLists> = LazyLock::new(|| WordLists {
    events: WordList::load(&[include_str!("../lexicon/ar/event_words.tsv"), include_str!("../lexicon/en/event_words.tsv")]),
    action: WordList::load(&[include_str!("../lexicon/ar/action_words.tsv"), include_str!("../lexicon/en/action_words.tsv")]),
    emotion: WordList::load(&[include_str!("../lexicon/ar/emotion.tsv"), include_str!("../lexicon/en/emotion.tsv")]),
});

#[cfg(test)]
static EMPTY: LazyLock<WordLists> = LazyLock::new(WordLists::default);

impl WordLists {
    /// The shipped lists.
    pub(crate) fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// No words at all: what the structure of a script says without any lexicon.
    #[cfg(test)]
    pub(crate) fn empty() -> &'static Self {
        &EMPTY
    }
}

impl WordList {
    /// Reads lists; lines without a weight are left out (a test forbids them in the shipped lists).
    pub(crate) fn load(files: &[&str]) -> Self {
        let mut list = Self::default();
        for line in files.iter().flat_map(|file| file.lines()).filter(|line| !line.starts_with('#')) {
            let mut columns = line.split('\t');
            let (Some(lemma), Some(forms), Some(kind), Some(weight)) = (columns.next(), columns.next(), columns.next(), columns.next())
            else {
                continue;
            };
            let Ok(weight) = weight.trim().parse::<f64>() else { continue };
            let forms: Vec<&str> = forms.split('|').filter(|form| !form.is_empty()).collect();
            list.add(lemma, &forms, kind, weight);
        }
        list
    }

    fn add(&mut self, lemma: &str, forms: &[&str], kind: &str, weight: f64) {
        let lemma = fold_key(lemma);
        let is_arabic = lemma.chars().next().is_some_and(|c| matches!(c, '\u{0600}'..='\u{06FF}'));
        match (kind, is_arabic) {
            ("x", _) => self.put(lemma, weight),
            ("v", true) => self.arabic_verb(&lemma, forms, weight),
            (_, _) => {
                for form in std::iter::once(lemma.as_str()).chain(forms.iter().copied()) {
                    let form = fold_key(form);
                    self.stems.entry(stem(&form).to_owned()).or_insert(weight);
                    self.put(form, weight);
                }
                return;
            }
        }
        for form in forms.iter().skip(usize::from(kind == "v" && is_arabic)) {
            self.put(fold_key(form), weight);
        }
    }

    /// Perfect (`قتل قتلت قتلوا`) and imperfect (`يقتل تقتل نقتل اقتل`, Egyptian `بيقتل هيقتل`) with object pronouns.
    fn arabic_verb(&mut self, perfect: &str, forms: &[&str], weight: f64) {
        const PREFIXES: [&str; 14] = ["ي", "ت", "ن", "ا", "بي", "بت", "بن", "هي", "هت", "هن", "سي", "ست", "لي", "في"];
        const ENDINGS: [&str; 10] = ["", "ون", "وا", "ين", "ه", "ها", "هم", "ني", "ك", "ان"];
        const PAST: [&str; 12] = ["", "ت", "وا", "نا", "ه", "ها", "هم", "ته", "تها", "ني", "وه", "وها"];
        for ending in PAST {
            self.put(format!("{perfect}{ending}"), weight);
        }
        let imperfect = forms.first().map_or_else(|| perfect.to_owned(), |form| fold_key(form));
        for prefix in PREFIXES {
            for ending in ENDINGS {
                self.put(format!("{prefix}{imperfect}{ending}"), weight);
            }
        }
    }

    fn put(&mut self, form: String, weight: f64) {
        self.exact.entry(form).or_insert(weight);
    }

    /// Weight of a folded word: as written, without a leading conjunction, or by its stem.
    pub(crate) fn weight(&self, word: &str) -> Option<f64> {
        let bare = || ["و", "ف"].iter().find_map(|c| word.strip_prefix(c)).and_then(|rest| self.exact.get(rest));
        self.exact.get(word).or_else(bare).or_else(|| self.stems.get(stem(word))).copied()
    }

    /// Number of written forms.
    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.exact.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: [(&str, &str); 6] = [
        ("ar/event_words", include_str!("../lexicon/ar/event_words.tsv")),
        ("ar/action_words", include_str!("../lexicon/ar/action_words.tsv")),
        ("ar/emotion", include_str!("../lexicon/ar/emotion.tsv")),
        ("en/event_words", include_str!("../lexicon/en/event_words.tsv")),
        ("en/action_words", include_str!("../lexicon/en/action_words.tsv")),
        ("en/emotion", include_str!("../lexicon/en/emotion.tsv")),
    ];

    #[test]
    fn every_line_of_the_shipped_lists_is_whole() {
        for (name, file) in FILES {
            for key in ["# id:", "# title:", "# source:", "# licence:"] {
                assert!(file.lines().any(|line| line.starts_with(key)), "{name} lacks {key}");
            }
            let mut seen = rustc_hash::FxHashSet::default();
            for line in file.lines().filter(|line| !line.starts_with('#')) {
                let columns: Vec<&str> = line.split('\t').collect();
                assert_eq!(columns.len(), 4, "{name}: {line}");
                assert!(matches!(columns[2], "v" | "n" | "x"), "{name}: {line}");
                assert!(columns[3].parse::<f64>().is_ok_and(|weight| weight.abs() <= 4.0 && weight != 0.0), "{name}: {line}");
                assert!(seen.insert(fold_key(columns[0])), "{name}: {line} stands twice");
            }
        }
        assert!(WordLists::shipped().events.len() > 1000 && WordLists::empty().events.len() == 0);
    }

    #[test]
    fn forms_of_a_verb_are_found() {
        let lists = WordLists::shipped();
        for word in ["killed", "kills", "killing", "قتل", "يقتل", "وقتلها", "بيقتلوا", "dies", "died", "ماتت", "يموت"]
        {
            assert!(lists.events.weight(word).is_some(), "{word}");
        }
        for word in ["runs", "running", "يجري", "تجري", "بيجري"] {
            assert!(lists.action.weight(word).is_some(), "{word}");
        }
        assert!(lists.emotion.weight("يبكي").unwrap() < 0.0 && lists.emotion.weight("سعيدة").is_none_or(|valence| valence > 0.0));
        assert!(lists.events.weight("table").is_none() && lists.events.weight("طاوله").is_none());
    }
}
