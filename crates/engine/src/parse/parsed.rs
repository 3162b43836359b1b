//! The element stream that every reader produces: typed lines with what only the reader could know. Owns no grouping; scenes and
//! speeches are made by `assemble`.

use crate::screenplay::{Diagnostic, Eighths, ImportedElement, LineType, PageMethod, Voice};
use crate::text::Span;

/// What a reader returns.
#[derive(Debug, Clone, PartialEq)]
pub struct ParsedScript {
    /// The text that all spans refer to.
    pub text: String,
    /// Title, where stated.
    pub title: Option<String>,
    /// Every non-blank line once, in order.
    pub lines: Vec<ParsedLine>,
    /// Notes of the reader.
    pub diagnostics: Vec<Diagnostic>,
    /// Tags found in the file.
    pub imported: Vec<ImportedElement>,
    /// How scene lengths were obtained, where `ParsedHeading::eighths` is set.
    pub page_method: PageMethod,
}

/// One typed line.
#[derive(Debug, Clone, PartialEq)]
pub struct ParsedLine {
    /// The line without surrounding white space.
    pub span: Span,
    /// Its type.
    pub kind: LineType,
    /// Set on the first line of each heading; further heading lines of the same slugline carry `None`.
    pub heading: Option<ParsedHeading>,
    /// Set on a line with a cue (alone: `Character`; with its speech behind it: `Dialogue`).
    pub cue: Option<ParsedCue>,
}

impl ParsedLine {
    /// A line that is neither a heading's first line nor a cue.
    #[must_use]
    pub fn new(span: Span, kind: LineType) -> Self {
        Self { span, kind, heading: None, cue: None }
    }
}

/// What the reader knows about a heading beyond its words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ParsedHeading {
    /// Scene number given apart from the words (FDX attribute, Fountain `#1A#`, margin number).
    pub number: Option<String>,
    /// Span of the words to read the slugline from, where it is not all heading lines (forced marks and numbers cut off).
    pub words: Option<Span>,
    /// Length measured by the format.
    pub eighths: Option<Eighths>,
    /// The scene is kept as OMITTED.
    pub omitted: bool,
}

/// A cue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedCue {
    /// The name without marks, extension and colon.
    pub name: Span,
    /// Where the voice comes from.
    pub voice: Voice,
    /// CONT'D, تابع.
    pub continued: bool,
    /// Second half of a dual dialogue.
    pub dual: bool,
    /// Speech on the cue's own line.
    pub speech: Option<Span>,
}
