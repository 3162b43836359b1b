//! Characters of the whole script. Owns the record; finding and merging them is `parse::cast`.

use serde::{Deserialize, Serialize};

use super::SceneIndex;
use crate::language::Bilingual;
use crate::text::Span;

/// Position in `Screenplay::characters`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CharacterIndex(pub u32);

/// One character.
#[derive(Debug, Clone, PartialEq)]
pub struct Character {
    /// Fullest name stated.
    pub name: String,
    /// Every other spelling that is certainly the same person (voice-over forms, titles, first name of a full name).
    pub aliases: Vec<String>,
    /// Scenes in which the character speaks or is silently present, ascending.
    pub scenes: Vec<SceneIndex>,
    /// Number of speeches.
    pub speeches: u32,
    /// Spoken words.
    pub words: u32,
    /// Names that may be the same person; a person decides.
    pub suggestions: Vec<AliasSuggestion>,
}

/// A possible alias, never merged silently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AliasSuggestion {
    /// The other name.
    pub name: String,
    /// Why it may be the same.
    pub reason: Bilingual,
    /// Where the other name stands.
    pub spans: Vec<Span>,
}
