//! Text before any meaning: decoding, byte spans, lines, UTF-16 offsets, Arabic folding with an offset map.
//! Owns no knowledge of screenplays.

mod decode;
mod fold;
mod line_index;
mod span;
mod utf16;

pub use decode::{Decoded, decode};
pub use fold::{Folded, fold, fold_key, is_hidden, is_mark};
pub use line_index::{LineColumn, LineIndex};
pub use span::Span;
pub use utf16::Utf16Index;
