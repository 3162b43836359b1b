//! Lines and their types: the one element stream that all formats share.

use serde::{Deserialize, Serialize};

use crate::text::Span;

/// Type of a line; the contract's list, which follows Fountain 1.1 and FDX paragraph types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LineType {
    /// Title page.
    TitlePage,
    /// Slugline, all of its lines.
    SceneHeading,
    /// Action, description.
    Action,
    /// Cue alone on its line.
    Character,
    /// Direction inside a speech.
    Parenthetical,
    /// Speech; also a line that carries the cue and the speech (`name: words`).
    Dialogue,
    /// Transition such as CUT TO.
    Transition,
    /// Shot or insert inside a scene.
    Shot,
    /// Sung text.
    Lyrics,
    /// Outline section.
    Section,
    /// Outline synopsis.
    Synopsis,
    /// Writer's note.
    Note,
    /// Forced page break.
    PageBreak,
    /// Centred text.
    Centered,
    /// Page furniture: page numbers, CONTINUED, MORE, headers and footers, revision marks.
    Meta,
}

/// One non-blank line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// The line without surrounding white space.
    pub span: Span,
    /// Its type.
    pub kind: LineType,
}
