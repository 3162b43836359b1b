//! Plain text, Arabic and English.

use super::{Format, ParsedHeading, ParsedLine, ParsedScript, Reader};
use crate::refusal::Refusal;
use crate::screenplay::{LineType, PageMethod};
use crate::text::{LineIndex, decode};

pub(crate) const READER: Reader = Reader { format: Format::Plain, read };

fn read(bytes: &[u8]) -> Result<ParsedScript, Refusal> {
    let text = decode(bytes)?.text;
    let lines = LineIndex::new(&text)
        .lines()
        .map(|line| line.trimmed(&text))
        .filter(|line| !line.is_empty())
        .map(|span| {
            let words = span.of(&text);
            if words.starts_with("مشهد") || words.starts_with("INT.") || words.starts_with("EXT.") {
                ParsedLine { heading: Some(ParsedHeading::default()), ..ParsedLine::new(span, LineType::SceneHeading) }
            } else {
                ParsedLine::new(span, LineType::Action)
            }
        })
        .collect();
    Ok(ParsedScript { text, title: None, lines, diagnostics: Vec::new(), imported: Vec::new(), page_method: PageMethod::EstimatedLines })
}
