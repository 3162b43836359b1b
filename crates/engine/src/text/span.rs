//! Half-open byte ranges of the screenplay's text. Owns no line, column or UTF-16 offset.

use serde::{Deserialize, Serialize};

/// Half-open range of bytes in `Screenplay::text`; both ends lie on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span; an end before the start gives the empty span at the start.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// The span of `part`, which must be a slice of `whole`; `None` when it is not.
    #[must_use]
    pub fn of_part(whole: &str, part: &str) -> Option<Self> {
        let start = (part.as_ptr() as usize).checked_sub(whole.as_ptr() as usize)?;
        let span = Self::new(start, start + part.len());
        (span.end <= whole.len()).then_some(span)
    }

    /// The text under the span; empty when the span does not fit the text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds nothing.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether both spans share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies inside.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The span moved right by `bytes`: from the coordinates of a part to those of the whole.
    #[must_use]
    pub fn shifted(self, bytes: usize) -> Self {
        Self { start: self.start + bytes, end: self.end + bytes }
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The span without white space at its ends.
    #[must_use]
    pub fn trimmed(self, text: &str) -> Self {
        let inside = self.of(text);
        let lead = inside.len() - inside.trim_start().len();
        Self::new(self.start + lead, self.start + lead + inside.trim().len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trims_and_finds_parts() {
        let text = "  مشهد 1 ";
        let span = Span::new(0, text.len()).trimmed(text);
        assert_eq!(span.of(text), "مشهد 1");
        assert_eq!(Span::of_part(text, span.of(text)), Some(span));
        assert_eq!(Span::of_part(text, "elsewhere"), None);
        assert_eq!(Span::new(5, 2), Span::new(5, 5));
    }
}
