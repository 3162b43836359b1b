//! Plain text, Arabic and English. Owns the choice between the two traditions of layout; each has its own folder.

mod arabic;
mod english;
mod source;

use super::{Format, ParsedScript, Reader};
use crate::language::Language;
use crate::refusal::Refusal;
use crate::screenplay::PageMethod;
use crate::text::decode;

pub(crate) const READER: Reader = Reader { format: Format::Plain, read };

fn read(bytes: &[u8]) -> Result<ParsedScript, Refusal> {
    let text = decode(bytes)?.text;
    let source = source::lines(&text);
    let (lines, title) = match Language::of(&text) {
        Language::Ar => arabic::read(&text, &source),
        Language::En => english::read(&text, &source),
    };
    Ok(ParsedScript { text, title, lines, diagnostics: Vec::new(), imported: Vec::new(), page_method: PageMethod::EstimatedLines })
}
