//! From bytes to a [`Screenplay`]: detection, one reader for each format, one assembly for all. Readers never fail on text: they
//! return what they understood with diagnostics; only what is no screenplay at all is refused.
//!
//! The walk: `Input` → [`Format`] detection → a reader in `READERS` makes a [`ParsedScript`] (the element stream) → `assemble`
//! builds scenes, speeches, characters, lengths and the technical read.

mod assemble;
mod cast;
mod cue;
mod detect;
mod docx;
mod fdx;
pub(crate) mod fountain;
mod parsed;
mod pdf;
mod plain;
mod slugline;
mod technical;
mod transcript;
mod vocabulary;
mod xml;

use serde::{Deserialize, Serialize};

pub use parsed::{ParsedCue, ParsedHeading, ParsedLine, ParsedScript};

use crate::refusal::{Refusal, RefusalCode};
use crate::screenplay::Screenplay;

/// Formats that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Format {
    /// Plain text, Arabic or English.
    Plain,
    /// Fountain 1.1.
    Fountain,
    /// Final Draft XML.
    Fdx,
    /// Word.
    Docx,
    /// PDF with a text layer.
    Pdf,
}

/// Largest file that is read: 64 MiB.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// A file to read.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Its name, used for its ending only and only where the content does not decide.
    pub name: Option<&'a str>,
    /// The format, where the caller knows it.
    pub format: Option<Format>,
}

impl<'a> Input<'a> {
    /// An input whose format is detected.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, name: None, format: None }
    }
}

/// One reader of one format. Adding a format costs its file and a line in `READERS`.
pub(crate) struct Reader {
    /// The format.
    pub(crate) format: Format,
    /// Reads the bytes into the element stream.
    pub(crate) read: fn(&[u8]) -> Result<ParsedScript, Refusal>,
}

/// All readers.
pub(crate) const READERS: &[Reader] = &[plain::READER, fountain::READER, fdx::READER, docx::READER, pdf::READER];

/// Reads a screenplay.
///
/// # Errors
/// A typed [`Refusal`] for what is empty, too large, damaged, of unknown kind, or no screenplay.
pub fn parse(input: &Input<'_>) -> Result<Screenplay, Refusal> {
    if input.bytes.is_empty() {
        return Err(Refusal::new(RefusalCode::EmptyFile).seeing("bytes", 0));
    }
    if input.bytes.len() > MAX_BYTES {
        return Err(Refusal::new(RefusalCode::TooLarge).seeing("bytes", input.bytes.len()).seeing("limit", MAX_BYTES));
    }
    let format = match input.format {
        Some(format) => format,
        None => detect::detect(input)?,
    };
    let reader = READERS.iter().find(|reader| reader.format == format).ok_or_else(|| Refusal::new(RefusalCode::UnknownFormat))?;
    let parsed = (reader.read)(input.bytes)?;
    detect::require_screenplay(&parsed, format)?;
    Ok(assemble::assemble(parsed, format))
}
