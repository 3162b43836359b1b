//! The text of a document that is no text file, written line by line with the type of each line: what FDX, DOCX and PDF readers fill. Owns the rule
//! "one paragraph a line, in script order"; knows no format.

use super::ParsedLine;
use crate::screenplay::LineType;
use crate::text::Span;

/// Text and lines so far.
#[derive(Debug, Default)]
pub(super) struct Transcript {
    /// The text; every line ends with LF.
    pub(super) text: String,
    /// The typed lines.
    pub(super) lines: Vec<ParsedLine>,
}

impl Transcript {
    /// Writes one line as it is and types what is not white space of it. Returns the span of the words and the byte where the line begins.
    pub(super) fn line(&mut self, words: &str, kind: LineType) -> (Option<usize>, usize) {
        let start = self.text.len();
        self.text.push_str(words);
        let span = Span::new(start, self.text.len()).trimmed(&self.text);
        self.text.push('\n');
        if span.is_empty() {
            return (None, start);
        }
        self.lines.push(ParsedLine::new(span, kind));
        (Some(self.lines.len() - 1), start)
    }
}
