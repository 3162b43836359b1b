//! Characters in running text: finding their names in a sentence. Owns no merging: who is who was decided by the reader of the script.

use rustc_hash::FxHashMap;

use crate::continuity::lexicon::{Lexicon, lexicon};
use crate::continuity::reading::{Mention, Word, is_capital};
use crate::language::Language;
use crate::screenplay::{CharacterIndex, Screenplay};
use crate::text::fold_key;

/// Names of all characters, ready for looking up.
#[derive(Debug)]
pub(crate) struct People {
    by_first: FxHashMap<String, Vec<(Vec<String>, CharacterIndex)>>,
    generic: Vec<bool>,
    names: Vec<String>,
}

/// Prefixes of voice cues, which are no part of a name.
const VOICE: &[&str] = &["صوت ", "voice of "];

impl People {
    /// Collects all names and spellings.
    pub(crate) fn new(screenplay: &Screenplay) -> Self {
        let lexicon = lexicon(screenplay.language);
        let mut people = Self { by_first: FxHashMap::default(), generic: Vec::new(), names: Vec::new() };
        let mut single: FxHashMap<String, Vec<CharacterIndex>> = FxHashMap::default();
        for (at, character) in screenplay.characters.iter().enumerate() {
            let Ok(at) = u32::try_from(at) else { break };
            let index = CharacterIndex(at);
            people.names.push(character.name.clone());
            let mut generic = true;
            let mut forms: Vec<Vec<String>> = Vec::new();
            for written in std::iter::once(&character.name).chain(&character.aliases) {
                let key = fold_key(written);
                let key = VOICE.iter().find_map(|voice| key.strip_prefix(voice)).unwrap_or(&key);
                let words: Vec<String> = split(key);
                generic &= words.iter().all(|word| is_generic(lexicon, word));
                if words.len() > 1 && screenplay.language == Language::En {
                    for word in words.iter().filter(|word| word.len() >= 3 && !is_generic(lexicon, word) && !lexicon.is("title", word)) {
                        single.entry(word.clone()).or_default().push(index);
                    }
                }
                forms.push(words);
            }
            // A longer form that only adds words behind a shorter one would swallow the verb behind the name.
            let short = |words: &Vec<String>| !forms.iter().any(|other| other.len() < words.len() && words.starts_with(other));
            let kept: Vec<Vec<String>> = forms.iter().filter(|words| short(words)).cloned().collect();
            for words in kept {
                people.add(words, index);
            }
            people.generic.push(generic);
        }
        let mut single: Vec<_> = single.into_iter().collect();
        single.sort();
        for (word, mut owners) in single {
            owners.dedup();
            if let ([owner], false) = (owners.as_slice(), people.by_first.contains_key(&word)) {
                people.add(vec![word], *owner);
            }
        }
        people
    }

    fn add(&mut self, words: Vec<String>, index: CharacterIndex) {
        if let Some(first) = words.first() {
            let names = self.by_first.entry(first.clone()).or_default();
            if !names.iter().any(|(other, _)| *other == words) {
                names.push((words, index));
            }
        }
    }

    /// `MAN 2`, `الضابط`: a cue that may stand for several people.
    pub(crate) fn is_generic(&self, character: CharacterIndex) -> bool {
        self.generic.get(character.0 as usize).copied().unwrap_or(true)
    }

    /// Name of a character as shown.
    pub(crate) fn name(&self, character: CharacterIndex) -> &str {
        self.names.get(character.0 as usize).map_or("", String::as_str)
    }

    /// Whether a folded word is the whole name of a character or its first word.
    pub(crate) fn is_name_word(&self, word: &str) -> bool {
        self.by_first.contains_key(word)
    }

    /// The characters named in a row of words. English names must be written with a capital.
    pub(crate) fn mentions(&self, text: &str, language: Language, words: &[Word]) -> Vec<Mention> {
        let mut mentions = Vec::new();
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let longest = forms(language, &word.text)
                .filter_map(|form| self.by_first.get(form))
                .flatten()
                .filter(|(name, _)| {
                    name.iter().skip(1).enumerate().all(|(n, part)| words.get(at + 1 + n).is_some_and(|word| word.text == *part))
                })
                .max_by_key(|(name, _)| name.len());
            match longest.filter(|_| is_capital(text, language, word)) {
                Some((name, character)) => {
                    let end = at + name.len();
                    let possessive = words.get(end - 1).is_some_and(|word| word.possessive);
                    mentions.push(Mention { character: *character, start: at, end, possessive });
                    at = end;
                }
                None => at += 1,
            }
        }
        mentions
    }
}

fn is_generic(lexicon: &Lexicon, word: &str) -> bool {
    lexicon.is("generic", word) || word.chars().any(|c| c.is_ascii_digit()) || word.chars().count() == 1
}

fn split(key: &str) -> Vec<String> {
    key.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The word, and in Arabic what stands behind a connector or preposition.
fn forms(language: Language, word: &str) -> impl Iterator<Item = &str> {
    let prefixes: &[&str] = if language == Language::Ar { &["و", "ف", "ل", "ب"] } else { &[] };
    let rest = prefixes.iter().filter_map(move |prefix| word.strip_prefix(prefix)).filter(|rest| rest.chars().count() >= 3);
    std::iter::once(word).chain(rest)
}
