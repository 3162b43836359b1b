//! Fountain 1.1.

use super::{Format, ParsedScript, Reader};
use crate::refusal::Refusal;

pub(crate) const READER: Reader = Reader { format: Format::Fountain, read };

fn read(bytes: &[u8]) -> Result<ParsedScript, Refusal> {
    (super::plain::READER.read)(bytes)
}
