//! The screenplay model: what a reader of any format produces and every analysis reads. Owns the terms (slugline, cue, speech,
//! eighth, presence); owns no parsing and no JSON (see `document`).

mod character;
mod diagnostic;
pub mod document;
mod eighths;
pub(crate) mod heading_time;
mod line;
mod natural;
mod scene;
mod slugline;
pub mod story_day;

pub use character::{AliasSuggestion, Character, CharacterIndex};
pub use diagnostic::{Diagnostic, Severity};
pub use eighths::{Eighths, PageMethod};
pub use line::{Line, LineType};
pub use natural::natural_order;
pub use scene::{Presence, PresenceKind, Scene, SceneFlag, SceneIndex, Speech, Voice};
pub use slugline::{IntExt, Place, Slugline, TimeOfDay};

use crate::language::Language;
use crate::parse::Format;
use crate::text::Span;

/// A parsed screenplay. All spans are bytes of `text`.
#[derive(Debug, Clone, PartialEq)]
pub struct Screenplay {
    /// Decoded text (extracted text for FDX, DOCX and PDF, one paragraph a line).
    pub text: String,
    /// Title from the title page, where one is stated.
    pub title: Option<String>,
    /// Format that was read.
    pub format: Format,
    /// Language of the larger part of the letters.
    pub language: Language,
    /// Every non-blank line once, in order.
    pub lines: Vec<Line>,
    /// Scenes in script order.
    pub scenes: Vec<Scene>,
    /// Characters in order of first appearance.
    pub characters: Vec<Character>,
    /// Technical read, ordered by place and code.
    pub diagnostics: Vec<Diagnostic>,
    /// Length of the whole script.
    pub pages: Eighths,
    /// How page lengths were obtained.
    pub page_method: PageMethod,
    /// Breakdown elements that a person tagged in the file (FDX `TagData`).
    pub imported: Vec<ImportedElement>,
}

/// An element that a person tagged in the writing program; provenance IMPORTED, never overwritten by a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedElement {
    /// Category as named in the file.
    pub category: String,
    /// Category GUID of the file, where present.
    pub category_id: Option<String>,
    /// Label of the tag.
    pub name: String,
    /// Tagged text.
    pub spans: Vec<Span>,
}

impl Screenplay {
    /// Text under a span.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// Lines of a scene, heading included.
    #[must_use]
    pub fn lines_of(&self, scene: &Scene) -> &[Line] {
        self.lines.get(scene.lines.clone()).unwrap_or_default()
    }

    /// Action lines of a scene (shots, centred text and lyrics are not action).
    pub fn action_of<'a>(&'a self, scene: &'a Scene) -> impl Iterator<Item = &'a Line> {
        self.lines_of(scene).iter().filter(|line| line.kind == LineType::Action)
    }

    /// A character by index.
    #[must_use]
    pub fn character(&self, index: CharacterIndex) -> Option<&Character> {
        self.characters.get(index.0 as usize)
    }
}
