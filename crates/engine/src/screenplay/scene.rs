//! Scenes, speeches and presence. Owns the facts of one scene; what they mean for a shoot belongs to the analyses.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{CharacterIndex, Eighths, Slugline};
use crate::text::Span;

/// Zero-based position of a scene in the script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SceneIndex(pub u32);

impl SceneIndex {
    /// One-based position, as people count.
    #[must_use]
    pub fn ordinal(self) -> u32 {
        self.0 + 1
    }
}

/// One scene.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// Position in the script.
    pub index: SceneIndex,
    /// Stable across drafts: made of the heading and the occurrence of that heading, never of the position alone.
    pub id: String,
    /// Printed number, exactly as printed (`12A`, `١٢أ`).
    pub number: Option<String>,
    /// From the heading to the next heading.
    pub span: Span,
    /// All heading lines; empty at the scene's start when the scene has none.
    pub heading: Span,
    /// What the heading states.
    pub slugline: Slugline,
    /// Indices into `Screenplay::lines`, heading included.
    pub lines: Range<usize>,
    /// Speeches in order.
    pub speeches: Vec<Speech>,
    /// Who is in the scene and how, in order of first evidence.
    pub presence: Vec<Presence>,
    /// Page length.
    pub eighths: Eighths,
    /// Flashback, dream, montage and so on, ascending.
    pub flags: Vec<SceneFlag>,
    /// Day of the story, derived by `screenplay::story_day`.
    pub story_day: Option<u32>,
    /// Names of the fields that were derived instead of stated, ascending (`"storyDay"`, `"timeOfDay"`, …).
    pub inferred: Vec<&'static str>,
}

impl Scene {
    /// Cue names as written, each once, in order of first speech.
    #[must_use]
    pub fn speaking(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for speech in &self.speeches {
            if !names.contains(&speech.name.as_str()) {
                names.push(&speech.name);
            }
        }
        names
    }
}

/// What sets a scene apart from the present of the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SceneFlag {
    /// The past.
    Flashback,
    /// The future.
    Flashforward,
    /// Dream, vision, imagination.
    Dream,
    /// Montage, photo montage, series of shots.
    Montage,
    /// Two places cut against each other.
    Intercut,
    /// Kept number of a removed scene.
    Omitted,
    /// The scene has no heading of its own.
    Implicit,
}

/// Where a voice comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Voice {
    /// In the picture, as far as the cue says.
    OnCamera,
    /// V.O., صوت من خارج المشهد.
    VoiceOver,
    /// O.S., O.C., خارج الكادر, and Arabic `صوت فلان` cues.
    OffScreen,
    /// Through a telephone, radio or screen.
    Filtered,
}

/// One speech.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speech {
    /// The cue's name part (without extension and colon).
    pub cue: Span,
    /// Name as written, white space made one.
    pub name: String,
    /// Whose speech.
    pub character: CharacterIndex,
    /// Where the voice comes from.
    pub voice: Voice,
    /// CONT'D, تابع.
    pub continued: bool,
    /// Second half of a dual dialogue.
    pub dual: bool,
    /// Spoken lines.
    pub dialogue: Vec<Span>,
    /// Directions inside the speech.
    pub parentheticals: Vec<Span>,
}

/// How a character is in a scene.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PresenceKind {
    /// Only talked about.
    Mentioned,
    /// In the action, without a word.
    Silent,
    /// Speaks.
    Speaks,
}

/// A character in a scene.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presence {
    /// Who.
    pub character: CharacterIndex,
    /// The strongest way in which the character is there.
    pub kind: PresenceKind,
    /// Where it shows: cues for those who speak, names in action for the silent, names in dialogue for the mentioned.
    pub spans: Vec<Span>,
    /// Spoken words.
    pub words: u32,
}
