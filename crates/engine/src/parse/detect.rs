//! Which format a file has, by content first and by name where the content does not decide; and whether a text is a screenplay at all.

use super::slugline;
use super::{Format, Input, ParsedLine, ParsedScript, fdx, fountain};
use crate::refusal::{Refusal, RefusalCode};
use crate::screenplay::LineType;

/// Bytes looked at.
const HEAD: usize = 16 * 1024;

/// Lines of a Fountain text that may be nothing but action.
const FRAGMENT: usize = 12;

/// The format of an input.
///
/// # Errors
/// [`RefusalCode::UnknownFormat`] for a container that no reader knows.
pub(super) fn detect(input: &Input<'_>) -> Result<Format, Refusal> {
    let head = input.bytes.get(..HEAD).unwrap_or(input.bytes);
    let trimmed = head.trim_ascii_start();
    let begins = |mark: &[u8]| trimmed.starts_with(mark);
    let unknown = |what: &str| Err(Refusal::new(RefusalCode::UnknownFormat).seeing("container", what));
    if begins(b"%PDF-") || head.windows(5).take(1024).any(|window| window == b"%PDF-") {
        return Ok(Format::Pdf);
    }
    if begins(b"PK\x03\x04") {
        let word = has_ending(input, &["docx", "docm", "dotx"]) || contains(input.bytes, b"word/");
        return if word { Ok(Format::Docx) } else { unknown("zip") };
    }
    if begins(b"\xD0\xCF\x11\xE0") {
        return unknown("Word 97-2003");
    }
    if begins(b"{\\rtf") {
        return unknown("RTF");
    }
    let text = String::from_utf8_lossy(trimmed);
    let text = text.trim_start_matches('\u{FEFF}');
    let lower: String = text.chars().take(400).collect::<String>().to_lowercase();
    if lower.starts_with("<?xml") || lower.starts_with("<finaldraft") || lower.starts_with("<!doctype") || lower.starts_with("<html") {
        let draft = fdx::looks_like(input.bytes) || has_ending(input, &["fdx"]);
        return if draft { Ok(Format::Fdx) } else { unknown("XML or HTML") };
    }
    if has_ending(input, &["fountain", "spmd"]) || std::str::from_utf8(input.bytes).is_ok_and(fountain::looks_like) {
        return Ok(Format::Fountain);
    }
    Ok(Format::Plain)
}

fn has_ending(input: &Input<'_>, endings: &[&str]) -> bool {
    let name = input.name.unwrap_or_default().to_lowercase();
    name.rsplit_once('.').is_some_and(|(_, ending)| endings.contains(&ending))
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

/// Refuses a text without the marks of a screenplay: at least one heading that states a place to shoot, or a conversation set as cues and
/// speeches.
///
/// # Errors
/// [`RefusalCode::NotAScreenplay`] with the counts.
pub(super) fn require_screenplay(parsed: &ParsedScript, format: Format) -> Result<(), Refusal> {
    let headings = parsed.lines.iter().filter(|line| line.heading.is_some() && is_sure_heading(parsed, line)).count();
    let cues = parsed.lines.iter().filter(|line| line.cue.is_some()).count();
    let spoken =
        parsed.lines.iter().filter(|line| matches!(line.kind, LineType::Dialogue | LineType::Character | LineType::Parenthetical)).count();
    let typed_by_program = matches!(format, Format::Fdx) && !parsed.lines.is_empty();
    let fragment = parsed.lines.len() <= FRAGMENT || parsed.lines.iter().any(|line| line.kind != LineType::Action);
    let forced = matches!(format, Format::Fountain) && fragment;
    let conversation = cues >= 3 && spoken * 4 >= parsed.lines.len() && repeated_names(parsed) >= 1;
    if typed_by_program || forced || headings >= 1 || conversation {
        return Ok(());
    }
    Err(Refusal::new(RefusalCode::NotAScreenplay).seeing("headings", headings).seeing("cues", cues).seeing("lines", parsed.lines.len()))
}

fn is_sure_heading(parsed: &ParsedScript, line: &ParsedLine) -> bool {
    let seen = slugline::signs(&parsed.text, line.span);
    let given = line.heading.as_ref().is_some_and(|heading| heading.number.is_some() || heading.omitted);
    given || seen.int_ext || seen.scene_word && seen.number
}

/// Names that stand as a cue more than once.
fn repeated_names(parsed: &ParsedScript) -> usize {
    let mut names: Vec<&str> = parsed.lines.iter().filter_map(|line| line.cue.as_ref()).map(|cue| cue.name.of(&parsed.text)).collect();
    names.sort_unstable();
    names.chunk_by(|a, b| a == b).filter(|same| same.len() >= 2).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format_of(bytes: &[u8], name: Option<&str>) -> Result<Format, RefusalCode> {
        detect(&Input { bytes, name, format: None }).map_err(|refusal| refusal.code)
    }

    #[test]
    fn content_decides_before_the_name() {
        assert_eq!(format_of(b"%PDF-1.7 ...", Some("script.txt")), Ok(Format::Pdf));
        assert_eq!(format_of(b"\xEF\xBB\xBF<?xml version=\"1.0\"?><FinalDraft Version=\"5\">", None), Ok(Format::Fdx));
        assert_eq!(format_of(b"PK\x03\x04....word/document.xml", Some("a.bin")), Ok(Format::Docx));
        assert_eq!(format_of("Title: Brine\nAuthor: N\n\nINT. SEA - DAY\n".as_bytes(), None), Ok(Format::Fountain));
        assert_eq!(format_of("INT. SEA - DAY\n\nWaves.".as_bytes(), Some("sea.fountain")), Ok(Format::Fountain));
        assert_eq!(format_of("مشهد 1 ليل-داخلي".as_bytes(), Some("a.txt")), Ok(Format::Plain));
    }

    #[test]
    fn foreign_containers_are_named() {
        for bytes in [b"{\\rtf1 x".as_slice(), b"\xD0\xCF\x11\xE0\xA1\xB1", b"<!DOCTYPE html><html>", b"PK\x03\x04mimetype"] {
            assert_eq!(format_of(bytes, None), Err(RefusalCode::UnknownFormat));
        }
    }
}
