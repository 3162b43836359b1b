//! Characters of the script from its cues. Owns who is the same person: certain merges only (voice-over forms, titles, the first name of one
//! full name); anything less certain is a suggestion for a person to decide.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::ParsedScript;
use crate::screenplay::{Character, CharacterIndex, Scene};
use crate::text::{Span, fold, fold_key};

/// The cast with its look-ups.
pub(super) struct Cast {
    members: Vec<Member>,
    by_key: BTreeMap<String, CharacterIndex>,
    /// First folded word of every name that can be found in running text, with the whole folded name.
    by_first_word: FxHashMap<String, Vec<(Vec<String>, CharacterIndex)>>,
}

struct Member {
    name: String,
    aliases: Vec<String>,
}

/// Words that stand in front of a cue name and are not part of it.
const VOICE_PREFIXES: &[&str] = &["صوت", "voice of", "voice"];

/// Collects the characters from all cues, in order of first appearance.
pub(super) fn collect(parsed: &ParsedScript) -> Cast {
    let mut cast = Cast { members: Vec::new(), by_key: BTreeMap::new(), by_first_word: FxHashMap::default() };
    for cue in parsed.lines.iter().filter_map(|line| line.cue.as_ref()) {
        let name = cue.name.of(&parsed.text).split_whitespace().collect::<Vec<_>>().join(" ");
        cast.meet(&name);
    }
    cast.index();
    cast
}

impl Cast {
    fn meet(&mut self, written: &str) {
        let key = person_key(written);
        if key.is_empty() {
            return;
        }
        let next = CharacterIndex(u32::try_from(self.members.len()).unwrap_or(u32::MAX));
        let index = *self.by_key.entry(key).or_insert(next);
        if index == next {
            self.members.push(Member { name: bare_name(written).to_owned(), aliases: Vec::new() });
        }
        if let Some(member) = self.members.get_mut(index.0 as usize).filter(|member| member.name != written)
            && !member.aliases.iter().any(|alias| alias == written)
        {
            member.aliases.push(written.to_owned());
        }
    }

    fn index(&mut self) {
        for (key, index) in &self.by_key {
            let words: Vec<String> = key.split(' ').map(str::to_owned).collect();
            if let Some(first) = words.first() {
                self.by_first_word.entry(first.clone()).or_default().push((words.clone(), *index));
            }
        }
    }

    /// Whose cue a name is.
    pub(super) fn of_cue(&self, name: &str) -> Option<CharacterIndex> {
        self.by_key.get(&person_key(name)).copied()
    }

    /// Names of characters in running text, in order.
    pub(super) fn names_in(&self, text: &str, part: Span) -> Vec<(CharacterIndex, Span)> {
        let folded = fold(part.of(text));
        let words: Vec<(usize, &str)> = words_of(&folded.text);
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(&(start, word)) = words.get(at) {
            let longest = candidates(word)
                .filter_map(|(skip, first)| self.by_first_word.get(first).map(|names| (skip, names)))
                .flat_map(|(skip, names)| names.iter().map(move |(name, index)| (skip, name, *index)))
                .filter(|(_, name, _)| {
                    name.iter().skip(1).enumerate().all(|(n, part)| words.get(at + 1 + n).is_some_and(|(_, word)| word == part))
                })
                .max_by_key(|(_, name, _)| name.len());
            match longest {
                Some((skip, name, index)) => {
                    let last = words.get(at + name.len() - 1).copied().unwrap_or((start, word));
                    let span = folded.original(Span::new(start + skip, last.0 + last.1.len()));
                    found.push((index, span.shifted(part.start)));
                    at += name.len();
                }
                None => at += 1,
            }
        }
        found
    }

    /// The characters with their figures.
    pub(super) fn into_characters(self, scenes: &[Scene]) -> Vec<Character> {
        let mut characters: Vec<Character> = self
            .members
            .into_iter()
            .map(|member| Character {
                name: member.name,
                aliases: member.aliases,
                scenes: Vec::new(),
                speeches: 0,
                words: 0,
                suggestions: Vec::new(),
            })
            .collect();
        for scene in scenes {
            for speech in &scene.speeches {
                if let Some(character) = characters.get_mut(speech.character.0 as usize) {
                    character.speeches += 1;
                }
            }
            for presence in &scene.presence {
                if let Some(character) = characters.get_mut(presence.character.0 as usize) {
                    character.words += presence.words;
                    if presence.kind > crate::screenplay::PresenceKind::Mentioned {
                        character.scenes.push(scene.index);
                    }
                }
            }
        }
        characters
    }
}

/// The word itself, and the word behind Arabic `و`, `ف`, `ل`, `ب`, `ك` (with the number of bytes skipped).
fn candidates(word: &str) -> impl Iterator<Item = (usize, &str)> {
    let clitic = ["و", "ف", "ل", "ب", "ك"].into_iter().find_map(|clitic| word.strip_prefix(clitic).map(|rest| (clitic.len(), rest)));
    std::iter::once((0, word)).chain(clitic.filter(|(_, rest)| rest.chars().count() >= 3))
}

fn words_of(text: &str) -> Vec<(usize, &str)> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|word| !word.is_empty())
        .filter_map(|word| Span::of_part(text, word).map(|span| (span.start, word.strip_suffix("'s").unwrap_or(word))))
        .collect()
}

fn bare_name(written: &str) -> &str {
    VOICE_PREFIXES
        .iter()
        .find_map(|prefix| {
            written.get(prefix.len()..).filter(|rest| fold_key(written).starts_with(prefix) && rest.starts_with(' ')).map(str::trim)
        })
        .unwrap_or(written)
}

fn person_key(written: &str) -> String {
    fold_key(bare_name(written))
}
