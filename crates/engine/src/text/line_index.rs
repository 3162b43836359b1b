//! Lines of a text and the line and column of a byte. Owns no line type: that is `screenplay::LineType`.

use super::Span;

/// Starts of all lines; lines end with LF (decoding has normalised CR and CR LF).
#[derive(Debug, Clone)]
pub struct LineIndex {
    starts: Vec<usize>,
    length: usize,
}

/// One-based line and column; the column counts UTF-16 code units, as editors do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// One-based line.
    pub line: u32,
    /// One-based column.
    pub column: u32,
}

impl LineIndex {
    /// Finds all lines.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let starts = std::iter::once(0).chain(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1)).collect();
        Self { starts, length: text.len() }
    }

    /// Number of lines; a text that ends with LF has an empty last line.
    #[must_use]
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// Span of a zero-based line without its LF.
    #[must_use]
    pub fn line(&self, index: usize) -> Option<Span> {
        let start = *self.starts.get(index)?;
        let end = self.starts.get(index + 1).map_or(self.length, |next| next - 1);
        Some(Span::new(start, end))
    }

    /// Spans of all lines without their LF, in order.
    pub fn lines(&self) -> impl Iterator<Item = Span> + '_ {
        (0..self.count()).filter_map(|index| self.line(index))
    }

    /// Zero-based line that holds a byte.
    #[must_use]
    pub fn line_of(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte).saturating_sub(1)
    }

    /// Line and column of a byte of `text`, the text that the index was built from.
    #[must_use]
    pub fn line_column(&self, text: &str, byte: usize) -> LineColumn {
        let line = self.line_of(byte);
        let start = self.starts.get(line).copied().unwrap_or(0);
        let column = text.get(start..byte).map_or(0, |before| before.encode_utf16().count());
        LineColumn { line: u32::try_from(line + 1).unwrap_or(u32::MAX), column: u32::try_from(column + 1).unwrap_or(u32::MAX) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns() {
        let text = "أب\n\nج😀د";
        let index = LineIndex::new(text);
        assert_eq!(index.lines().map(|line| line.of(text)).collect::<Vec<_>>(), ["أب", "", "ج😀د"]);
        let last = text.find('د').unwrap();
        assert_eq!(index.line_column(text, last), LineColumn { line: 3, column: 4 });
    }
}
