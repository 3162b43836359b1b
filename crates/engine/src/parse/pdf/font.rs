//! Fonts: the codes of a string to letters and widths. Owns the order of trust: `ToUnicode`, then the named encoding. Glyph programs are never read.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};

use super::UNPACKED_STREAM;
use super::cmap::ToUnicode;

/// A font as text extraction needs it.
#[derive(Debug, Default)]
pub(super) struct Font {
    to_unicode: ToUnicode,
    /// Letters of one-byte codes without `ToUnicode`.
    encoding: BTreeMap<u32, String>,
    widths: BTreeMap<u32, f64>,
    default_width: f64,
    /// Bytes of one code.
    code_length: usize,
}

/// A letter of a string.
pub(super) struct Letter<'a> {
    pub(super) text: &'a str,
    /// Advance in thousandths of the font size.
    pub(super) width: f64,
    /// The one-byte code 32, which takes word spacing.
    pub(super) is_space_code: bool,
}

impl Font {
    /// Reads a font dictionary.
    pub(super) fn read(document: &Document, dictionary: &Dictionary) -> Self {
        let to_unicode = dictionary
            .get_deref(b"ToUnicode", document)
            .and_then(Object::as_stream)
            .and_then(|stream| stream.get_plain_content_with_limit(UNPACKED_STREAM / 8))
            .map(|bytes| ToUnicode::parse(&bytes))
            .unwrap_or_default();
        let composite = dictionary.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Type0");
        let mut font = Self { to_unicode, default_width: 500.0, code_length: if composite { 2 } else { 1 }, ..Self::default() };
        if composite {
            font.code_length = font.to_unicode.code_length.unwrap_or(2).clamp(1, 2);
            font.composite_widths(document, dictionary);
        } else {
            font.simple(document, dictionary);
        }
        font
    }

    fn simple(&mut self, document: &Document, dictionary: &Dictionary) {
        let first = dictionary.get_deref(b"FirstChar", document).and_then(Object::as_i64).unwrap_or(0);
        let widths = dictionary.get_deref(b"Widths", document).and_then(Object::as_array);
        for (at, width) in widths.into_iter().flatten().take(256).enumerate() {
            let code = u32::try_from(first).unwrap_or(0).saturating_add(u32::try_from(at).unwrap_or(0));
            if let Some(width) = number(document, width) {
                self.widths.insert(code, width);
            }
        }
        let name = dictionary.get(b"BaseFont").and_then(Object::as_name).unwrap_or_default();
        self.default_width = if name.windows(7).any(|part| part == b"Courier") { 600.0 } else { 500.0 };
        let bare = without_to_unicode(dictionary);
        let Ok(encoding) = bare.get_font_encoding_with_limit(document, UNPACKED_STREAM / 8) else { return };
        for code in 0..=255_u8 {
            if let Ok(text) = encoding.bytes_to_string(&[code]) {
                self.encoding.insert(u32::from(code), text);
            }
        }
    }

    /// `W` of the descendant: `first [w w w]` and `first last w`.
    fn composite_widths(&mut self, document: &Document, dictionary: &Dictionary) {
        let descendant = dictionary
            .get_deref(b"DescendantFonts", document)
            .and_then(Object::as_array)
            .ok()
            .and_then(|fonts| fonts.first())
            .and_then(|font| document.dereference(font).ok())
            .and_then(|(_, font)| font.as_dict().ok());
        let Some(descendant) = descendant else { return };
        self.default_width = descendant.get_deref(b"DW", document).ok().and_then(|width| number(document, width)).unwrap_or(1000.0);
        let Ok(widths) = descendant.get_deref(b"W", document).and_then(Object::as_array) else { return };
        let mut at = 0;
        while let (Some(first), Some(second)) = (widths.get(at), widths.get(at + 1)) {
            let first = number(document, first).map_or(0, super::row::whole);
            let second = document.dereference(second).map_or(second, |(_, object)| object);
            if let Ok(list) = second.as_array() {
                for (step, width) in list.iter().enumerate() {
                    self.width(first + step, number(document, width));
                }
                at += 2;
            } else {
                let last = number(document, second).map_or(0, super::row::whole).min(first + 65_535);
                let width = widths.get(at + 2).and_then(|width| number(document, width));
                for code in first..=last {
                    self.width(code, width);
                }
                at += 3;
            }
            if self.widths.len() > 65_536 {
                return;
            }
        }
    }

    fn width(&mut self, code: usize, width: Option<f64>) {
        if let (Ok(code), Some(width)) = (u32::try_from(code), width) {
            self.widths.insert(code, width);
        }
    }

    /// The letters of a string.
    pub(super) fn letters<'a>(&'a self, bytes: &'a [u8]) -> impl Iterator<Item = Letter<'a>> {
        bytes.chunks(self.code_length.max(1)).map(|code| {
            let number = code.iter().fold(0_u32, |number, byte| (number << 8) | u32::from(*byte));
            let text = self.to_unicode.get(number).or_else(|| self.encoding.get(&number).map(String::as_str)).unwrap_or("");
            let width = self.widths.get(&number).copied().unwrap_or(self.default_width);
            Letter { text, width, is_space_code: code == b" " }
        })
    }
}

/// The encoding alone decides for codes that `ToUnicode` does not name.
fn without_to_unicode(dictionary: &Dictionary) -> Dictionary {
    let mut bare = dictionary.clone();
    bare.remove(b"ToUnicode");
    bare
}

fn number(document: &Document, object: &Object) -> Option<f64> {
    document.dereference(object).ok().and_then(|(_, object)| object.as_float().ok()).map(f64::from).filter(|number| number.is_finite())
}
