//! XML as FDX and DOCX need it: a flat stream of opened and closed elements and text. Owns the defence (a DTD refuses the file, entities are
//! never expanded, text cannot grow) and the tolerance (a broken end keeps what was read). Owns no meaning of any element.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::refusal::{Refusal, RefusalCode};

/// Most elements open at once; deeper ones exist only in attacks.
const MAX_DEPTH: usize = 256;

/// What the stream tells.
pub(super) enum Piece<'a> {
    /// An element begins.
    Open(Element<'a>),
    /// The last opened element ends.
    Close,
    /// Characters.
    Text(&'a str),
}

/// An opened element.
pub(super) struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    /// Name without name-space prefix.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// An attribute by its name without prefix, references resolved.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let attribute =
            self.0.attributes().with_checks(false).flatten().find(|attribute| attribute.key.local_name().into_inner() == name)?;
        Some(match quick_xml::escape::unescape(&attribute.value) {
            Ok(value) => value.into_owned(),
            Err(_) => attribute.value.to_string(),
        })
    }
}

/// How the stream ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// At the end of the document.
    Whole,
    /// In the middle, at a syntax error or too deep a nesting.
    Broken,
}

/// Walks over the document and hands every piece to `take`.
///
/// # Errors
/// [`RefusalCode::Bomb`] when the document has a DTD.
pub(super) fn walk(xml: &str, mut take: impl FnMut(Piece<'_>)) -> Result<Ending, Refusal> {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    let mut depth = 0_usize;
    loop {
        let Ok(event) = reader.read_event() else { return Ok(Ending::Broken) };
        match event {
            Event::DocType(_) => return Err(Refusal::new(RefusalCode::Bomb).seeing("found", "DTD")),
            Event::Eof => return Ok(if depth == 0 { Ending::Whole } else { Ending::Broken }),
            Event::Start(start) => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Ok(Ending::Broken);
                }
                take(Piece::Open(Element(start)));
            }
            Event::Empty(start) => {
                take(Piece::Open(Element(start)));
                take(Piece::Close);
            }
            Event::End(_) if depth > 0 => {
                depth -= 1;
                take(Piece::Close);
            }
            Event::Text(text) => take(Piece::Text(&text)),
            Event::CData(text) => take(Piece::Text(&text)),
            Event::GeneralRef(reference) => resolve(&reference, &mut take),
            Event::End(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

/// Characters and the five predefined entities; any other entity stays as it is written.
fn resolve(reference: &BytesRef<'_>, take: &mut impl FnMut(Piece<'_>)) {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        let mut buffer = [0; 4];
        take(Piece::Text(c.encode_utf8(&mut buffer)));
        return;
    }
    match quick_xml::escape::resolve_predefined_entity(reference) {
        Some(text) => take(Piece::Text(text)),
        None => take(Piece::Text(&format!("&{};", &**reference))),
    }
}

/// Whether bytes begin like XML in UTF-8 or UTF-16 (a byte order mark, white space, `<`).
pub(super) fn head(bytes: &[u8]) -> Option<String> {
    let sample = bytes.get(..4096).unwrap_or(bytes);
    let text = match sample {
        [0xFF, 0xFE, rest @ ..] => encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0.into_owned(),
        [0xFE, 0xFF, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        [b'<', 0, ..] => encoding_rs::UTF_16LE.decode_without_bom_handling(sample).0.into_owned(),
        [0, b'<', ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(sample).0.into_owned(),
        _ => String::from_utf8_lossy(sample).into_owned(),
    };
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    text.starts_with('<').then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(xml: &str) -> (String, Ending) {
        let mut seen = String::new();
        let ending = walk(xml, |piece| match piece {
            Piece::Open(element) => seen.push_str(&format!("<{}{}", element.name(), element.attribute("a").unwrap_or_default())),
            Piece::Close => seen.push('>'),
            Piece::Text(words) => seen.push_str(words),
        });
        (seen, ending.unwrap())
    }

    #[test]
    fn resolves_what_is_safe_and_refuses_a_dtd() {
        assert_eq!(text("<w:r a='&lt;1'>Tom &amp; &#x633;&nbsp;<b/></w:r>"), ("<r<1Tom & س&nbsp;<b>>".to_owned(), Ending::Whole));
        assert_eq!(text("<r>half").1, Ending::Broken);
        let bomb = "<!DOCTYPE r [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><r>&b;</r>";
        assert_eq!(walk(bomb, |_| {}).unwrap_err().code, RefusalCode::Bomb);
    }
}
