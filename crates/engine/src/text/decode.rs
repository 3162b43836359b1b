//! Bytes to text: byte order marks, UTF-8, UTF-16 with and without mark, legacy code pages; CR LF and CR become LF.
//! Owns the refusals of what is no text. Containers (FDX, DOCX, PDF) are opened by their readers.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::refusal::{Refusal, RefusalCode};

/// A decoded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text without byte order mark, with LF line ends.
    pub text: String,
    /// Name of the encoding that was found, as the WHATWG spells it.
    pub encoding: &'static str,
}

/// Bytes looked at when an encoding must be guessed.
const SAMPLE: usize = 64 * 1024;

/// Decodes a text file.
///
/// # Errors
/// [`RefusalCode::EmptyFile`] for white space only, [`RefusalCode::Binary`] when the bytes are no text,
/// [`RefusalCode::UnknownEncoding`] when no encoding fits without damage.
pub fn decode(bytes: &[u8]) -> Result<Decoded, Refusal> {
    let (encoding, bytes) = choose(bytes)?;
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    if damaged && encoding != UTF_8 {
        return Err(Refusal::new(RefusalCode::UnknownEncoding).seeing("tried", encoding.name()));
    }
    let text = unify_line_ends(&text);
    if text.trim().is_empty() {
        return Err(Refusal::new(RefusalCode::EmptyFile).seeing("bytes", bytes.len()));
    }
    Ok(Decoded { text, encoding: encoding.name() })
}

fn choose(bytes: &[u8]) -> Result<(&'static Encoding, &[u8]), Refusal> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok((encoding, bytes.get(mark..).unwrap_or_default()));
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    if let Some(encoding) = utf16_without_mark(sample) {
        return Ok((encoding, bytes));
    }
    if looks_binary(sample) {
        return Err(Refusal::new(RefusalCode::Binary).seeing("bytes", bytes.len()));
    }
    if std::str::from_utf8(bytes).is_ok() {
        return Ok((UTF_8, bytes));
    }
    Ok((guess(bytes), bytes))
}

/// Mostly valid UTF-8 with a few broken bytes stays UTF-8 (damage is shown as U+FFFD and reported by the technical read).
fn guess(bytes: &[u8]) -> &'static Encoding {
    let damage = String::from_utf8_lossy(bytes).chars().filter(|c| *c == '\u{FFFD}').count();
    let letters = bytes.iter().filter(|byte| **byte >= 0x80).count();
    if damage * 20 < letters {
        return UTF_8;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

/// UTF-16 without mark shows as one byte plane that is nearly constant: 0x00 for Latin, 0x06 for Arabic.
fn utf16_without_mark(sample: &[u8]) -> Option<&'static Encoding> {
    let pairs = sample.len() / 2;
    if pairs < 2 {
        return None;
    }
    let planes =
        |offset: usize| sample.iter().skip(offset).step_by(2).take(pairs).filter(|byte| matches!(**byte, 0x00 | 0x06 | 0x20)).count();
    let (even, odd) = (planes(0), planes(1));
    let has_plane_bytes = sample.iter().any(|byte| matches!(*byte, 0x00 | 0x06));
    if !has_plane_bytes {
        return None;
    }
    match (even * 10 >= pairs * 9, odd * 10 >= pairs * 9) {
        (false, true) => Some(UTF_16LE),
        (true, false) => Some(UTF_16BE),
        _ => None,
    }
}

/// Text has hardly any control characters; NUL is the surest sign of a binary file.
fn looks_binary(sample: &[u8]) -> bool {
    let controls = sample.iter().filter(|byte| matches!(**byte, 0x00..=0x08 | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F)).count();
    sample.contains(&0) || controls * 50 > sample.len().max(1)
}

fn unify_line_ends(text: &str) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "مشهد 1\tليل-داخلي\r\nشقة سمير\rسمير :\nأهلاً";

    #[test]
    fn reads_every_usual_encoding() {
        let expected = "مشهد 1\tليل-داخلي\nشقة سمير\nسمير :\nأهلاً";
        let utf16 =
            |big: bool| SCRIPT.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect::<Vec<u8>>();
        let (windows, _, _) = encoding_rs::WINDOWS_1256.encode(SCRIPT);
        let cases: [Vec<u8>; 6] = [
            SCRIPT.as_bytes().to_vec(),
            [b"\xEF\xBB\xBF".as_slice(), SCRIPT.as_bytes()].concat(),
            [b"\xFF\xFE".as_slice(), &utf16(false)].concat(),
            utf16(false),
            utf16(true),
            windows.into_owned(),
        ];
        for bytes in cases {
            assert_eq!(decode(&bytes).unwrap().text, expected, "{bytes:?}");
        }
    }

    #[test]
    fn refuses_what_is_no_text() {
        assert_eq!(decode(b"").unwrap_err().code, RefusalCode::EmptyFile);
        assert_eq!(decode(b" \r\n\t ").unwrap_err().code, RefusalCode::EmptyFile);
        assert_eq!(decode(b"\x7fELF\x02\x01\x01\x00\x00\x00\x07\x13\x90").unwrap_err().code, RefusalCode::Binary);
    }
}
