//! Which format a file has, and whether a text is a screenplay at all.

use super::{Format, Input, ParsedScript};
use crate::refusal::Refusal;

/// The format of an input, by content first.
pub(super) fn detect(_input: &Input<'_>) -> Result<Format, Refusal> {
    Ok(Format::Plain)
}

/// Refuses a text without the marks of a screenplay.
pub(super) fn require_screenplay(_parsed: &ParsedScript) -> Result<(), Refusal> {
    Ok(())
}
