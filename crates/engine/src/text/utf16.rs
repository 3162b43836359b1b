//! Byte offsets to UTF-16 code units and back: the unit in which JavaScript slices. Owns nothing else.

/// One check point every this many bytes; a look-up scans at most so many.
const STRIDE: usize = 64;

/// UTF-16 positions of a text at regular byte distances.
#[derive(Debug, Clone)]
pub struct Utf16Index {
    /// `(byte, utf16)` at character boundaries, ascending.
    checkpoints: Vec<(usize, usize)>,
}

impl Utf16Index {
    /// Builds the index in one pass.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut checkpoints = vec![(0, 0)];
        let (mut units, mut next) = (0, STRIDE);
        for (byte, c) in text.char_indices() {
            if byte >= next {
                checkpoints.push((byte, units));
                next = byte + STRIDE;
            }
            units += c.len_utf16();
        }
        Self { checkpoints }
    }

    /// UTF-16 offset of a byte offset; an offset inside a character counts as the character's start, one beyond the text as its end.
    #[must_use]
    pub fn utf16(&self, text: &str, byte: usize) -> u32 {
        let (from, units) = self.before(|checkpoint| checkpoint.0 <= byte);
        let rest = text.get(from..).unwrap_or_default();
        let more: usize = rest.char_indices().take_while(|(at, c)| from + at + c.len_utf8() <= byte).map(|(_, c)| c.len_utf16()).sum();
        u32::try_from(units + more).unwrap_or(u32::MAX)
    }

    /// Byte offset of a UTF-16 offset; an offset inside a surrogate pair counts as the pair's start.
    #[must_use]
    pub fn byte(&self, text: &str, utf16: u32) -> usize {
        let wanted = utf16 as usize;
        let (from, mut units) = self.before(|checkpoint| checkpoint.1 <= wanted);
        for (at, c) in text.get(from..).unwrap_or_default().char_indices() {
            if units + c.len_utf16() > wanted {
                return from + at;
            }
            units += c.len_utf16();
        }
        text.len()
    }

    fn before(&self, is_before: impl Fn(&(usize, usize)) -> bool) -> (usize, usize) {
        let after = self.checkpoints.partition_point(is_before);
        self.checkpoints.get(after.saturating_sub(1)).copied().unwrap_or((0, 0))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn agrees_with_the_standard_library(text in ".{0,900}") {
            let index = Utf16Index::new(&text);
            for (byte, _) in text.char_indices() {
                let units = text[..byte].encode_utf16().count() as u32;
                prop_assert_eq!(index.utf16(&text, byte), units);
                prop_assert_eq!(index.byte(&text, units), byte);
            }
            prop_assert_eq!(index.utf16(&text, text.len()), text.encode_utf16().count() as u32);
        }
    }
}
