//! Characters of the script from its cues. Owns who is the same person: certain merges only (voice-over forms, one title, the only full name
//! with that first name, spellings that differ in hamza or marks); anything less certain is a suggestion for a person to decide.
//!
//! `names` makes comparison keys, `merge` unites them, `mentions` finds names in running text, `suggest` names look-alikes.

mod fullname;
mod mentions;
mod merge;
mod names;
mod suggest;

use std::collections::BTreeMap;
use std::sync::LazyLock;

pub(super) use mentions::Manner;
pub(super) use suggest::is_look_alike;

use super::ParsedScript;
use super::vocabulary::Vocabulary;
use crate::screenplay::{Character, CharacterIndex, PresenceKind, Scene};
use crate::text::Span;
use mentions::Mentions;

/// Words around names and in names.
static WORDS: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::load(include_str!("words.tsv")));

/// The cast with its look-ups.
pub(super) struct Cast {
    members: Vec<Member>,
    by_key: BTreeMap<String, CharacterIndex>,
    mentions: Mentions,
}

/// One character under construction.
struct Member {
    /// Spellings in order of first appearance, the first is the name until a fuller one is found.
    spellings: Vec<String>,
    /// Where cues of this character stand.
    cues: Vec<Span>,
    /// Fuller name found in the action.
    full_name: Option<String>,
}

/// Collects the characters from all cues, in order of first appearance.
pub(super) fn collect(parsed: &ParsedScript) -> Cast {
    let mut found: BTreeMap<String, (usize, Member)> = BTreeMap::new();
    for cue in parsed.lines.iter().filter_map(|line| line.cue.as_ref()) {
        let written = names::as_written(cue.name.of(&parsed.text));
        let key = names::person_key(&written);
        if key.is_empty() {
            continue;
        }
        let order = found.len();
        let (_, member) = found.entry(key).or_insert_with(|| (order, Member { spellings: Vec::new(), cues: Vec::new(), full_name: None }));
        member.cues.push(cue.name);
        let bare = names::without_voice(&written).to_owned();
        for spelling in [bare, written] {
            if !member.spellings.contains(&spelling) {
                member.spellings.push(spelling);
            }
        }
    }
    let united = merge::unite(found);
    let mut by_key = BTreeMap::new();
    let mut members = Vec::with_capacity(united.len());
    for (at, (keys, mut member)) in united.into_iter().enumerate() {
        let index = CharacterIndex(u32::try_from(at).unwrap_or(u32::MAX));
        by_key.extend(keys.into_iter().map(|key| (key, index)));
        member.spellings.dedup();
        members.push(member);
    }
    let mentions = Mentions::new(&by_key);
    let mut cast = Cast { members, by_key, mentions };
    fullname::find(parsed, &mut cast);
    cast
}

impl Cast {
    /// Whose cue a name is.
    pub(super) fn of_cue(&self, name: &str) -> Option<CharacterIndex> {
        self.by_key.get(&names::person_key(name)).copied()
    }

    /// Names of characters in running text, in order, each with what it proves.
    pub(super) fn names_in(&self, text: &str, part: Span) -> Vec<(CharacterIndex, Span, Manner)> {
        self.mentions.find(text, part)
    }

    /// The characters with their figures.
    pub(super) fn into_characters(self, scenes: &[Scene]) -> Vec<Character> {
        let suggestions = suggest::look_alikes(&self.members);
        let mut characters: Vec<Character> =
            self.members.into_iter().zip(suggestions).map(|(member, suggestions)| character(member, suggestions)).collect();
        for scene in scenes {
            for speech in &scene.speeches {
                if let Some(character) = characters.get_mut(speech.character.0 as usize) {
                    character.speeches += 1;
                }
            }
            for presence in &scene.presence {
                if let Some(character) = characters.get_mut(presence.character.0 as usize) {
                    character.words += presence.words;
                    if presence.kind > PresenceKind::Mentioned {
                        character.scenes.push(scene.index);
                    }
                }
            }
        }
        characters
    }
}

/// The fullest name stated becomes the name, every other spelling an alias.
fn character(member: Member, suggestions: Vec<crate::screenplay::AliasSuggestion>) -> Character {
    let longest =
        member.spellings.iter().filter(|name| names::without_voice(name) == name.as_str()).max_by_key(|name| name.split(' ').count());
    let first = member.spellings.first().cloned().unwrap_or_default();
    let fuller = longest.filter(|name| name.split(' ').count() > first.split(' ').count()).cloned();
    let name = member.full_name.or(fuller).unwrap_or(first);
    let aliases = member.spellings.into_iter().filter(|spelling| *spelling != name).collect();
    Character { name, aliases, scenes: Vec::new(), speeches: 0, words: 0, suggestions }
}
