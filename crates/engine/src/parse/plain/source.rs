//! The lines of a plain text with their place on the page: indentation, width, blank lines before. Owns no meaning.

use crate::text::{LineIndex, Span};

/// One non-blank line as it stands on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SourceLine {
    /// Without surrounding white space.
    pub(super) span: Span,
    /// Column of the first letter; a tab goes on to the next multiple of eight.
    pub(super) indent: usize,
    /// Number of letters.
    pub(super) width: usize,
    /// Blank lines in front of it.
    pub(super) blanks_before: usize,
}

/// All non-blank lines, in order.
pub(super) fn lines(text: &str) -> Vec<SourceLine> {
    let mut lines = Vec::new();
    let mut blanks_before = 0;
    for line in LineIndex::new(text).lines() {
        let span = line.trimmed(text);
        if span.is_empty() {
            blanks_before += 1;
            continue;
        }
        let indent = Span::new(line.start, span.start)
            .of(text)
            .chars()
            .fold(0, |column, c| if c == '\t' { (column / 8 + 1) * 8 } else { column + 1 });
        lines.push(SourceLine { span, indent, width: span.of(text).chars().count(), blanks_before });
        blanks_before = 0;
    }
    lines
}
