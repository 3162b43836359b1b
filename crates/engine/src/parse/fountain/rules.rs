//! The rules of Fountain 1.1 for one line taken by itself. Owns what a line looks like; where it stands (blank lines, speeches) is the
//! walk's. The printer asks the same rules which elements it must force. Source: fountain.io/syntax.

use std::sync::LazyLock;

use regex::Regex;

use crate::language::is_arabic_letter;
use crate::parse::slugline;
use crate::screenplay::LineType;
use crate::text::{Span, fold_key};

static HEADING: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)^(?:INT\.?/EXT|EXT\.?/INT|INT|EXT|EST|I\.?/E|E\.?/I)(?:\.|\s).*\S").ok());
static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\s*#\s*([\p{L}\p{Nd}][\p{L}\p{Nd}.\-]*)\s*#\s*$").ok());

fn matches(pattern: &LazyLock<Option<Regex>>, words: &str) -> bool {
    pattern.as_ref().is_some_and(|pattern| pattern.is_match(words))
}

/// Begins like a heading: `INT.`, `EXT.`, `EST.`, `I/E` and so on, any case.
pub(crate) fn is_latin_heading(words: &str) -> bool {
    matches(&HEADING, words)
}

/// An Arabic heading: the word for scene with its number, or inside/outside with a time or a place, in a short line.
pub(crate) fn is_arabic_heading(text: &str, line: Span) -> bool {
    let words = line.of(text);
    if words.chars().count() > 120 || !words.chars().any(is_arabic_letter) || words.ends_with(['.', '،', '؟', '!', ':']) {
        return false;
    }
    let signs = slugline::signs(text, line);
    let keyed = signs.int_ext && (signs.time || signs.number || (opens_with_place_word(words) && words.contains(['-', '–', '—', '/'])));
    (signs.scene_word && signs.number && (signs.other_words == 0 || signs.int_ext || signs.time || signs.mark))
        || (keyed && signs.other_words <= 10)
}

fn opens_with_place_word(words: &str) -> bool {
    let key = fold_key(words);
    ["داخلي", "خارجي", "داخل", "خارج"].iter().any(|word| key.starts_with(word))
}

/// Whether a line is a heading without a forcing mark.
pub(crate) fn is_heading(text: &str, line: Span) -> bool {
    is_latin_heading(line.of(text)) || is_arabic_heading(text, line)
}

/// The words in front of a scene number `#12A#` and the number.
pub(crate) fn split_number(text: &str, line: Span) -> (Span, Option<Span>) {
    let found = NUMBER.as_ref().and_then(|pattern| pattern.captures(line.of(text)));
    let Some((whole, number)) = found.and_then(|found| Some((found.get(0)?, found.get(1)?))) else { return (line, None) };
    let words = Span::new(line.start, line.start + whole.start()).trimmed(text);
    (words, Some(Span::new(line.start + number.start(), line.start + number.end())))
}

/// A single dot and a letter or digit behind it: a forced heading.
pub(crate) fn is_forced_heading(words: &str) -> bool {
    words.strip_prefix('.').and_then(|rest| rest.chars().next()).is_some_and(char::is_alphanumeric)
}

/// Three equals signs or more and nothing else.
pub(crate) fn is_page_break(words: &str) -> bool {
    words.len() >= 3 && words.bytes().all(|byte| byte == b'=')
}

/// Between `>` and `<`.
pub(crate) fn is_centered(words: &str) -> bool {
    words.len() >= 2 && words.starts_with('>') && words.ends_with('<')
}

/// In brackets from end to end.
pub(crate) fn is_parenthetical(words: &str) -> bool {
    words.starts_with(['(', '（']) && words.ends_with([')', '）'])
}

/// Endings of a screen that stand alone on their line without `TO:`.
const FADES: &[&str] =
    &["FADE IN:", "FADE IN.", "FADE OUT.", "FADE OUT", "FADE OUT:", "FADE TO BLACK.", "FADE TO WHITE.", "CUT TO BLACK.", "CUT TO WHITE."];
/// Arabic transitions, folded, without the dashes around them.
const ARABIC: &[&str] = &[
    "قطع",
    "قطع الي",
    "قطع الي:",
    "قطع مفاجئ",
    "قطع متطابق",
    "قطع مباشر",
    "قطع قافز",
    "قطع خاطف",
    "مزج",
    "مزج الي",
    "مزج متطابق",
    "ذوبان",
    "تلاشي",
    "تلاشي الي اسود",
    "تلاشي الي ابيض",
    "مسح",
    "مسح الي",
    "ظهور تدريجي",
    "اختفاء تدريجي",
    "اظلام",
    "اظلام تدريجي",
    "وميض",
];

/// Capitals that end in `TO:`, the fades, and the Arabic transitions.
pub(crate) fn is_transition(words: &str) -> bool {
    let upper = words.chars().any(char::is_uppercase) && !words.chars().any(char::is_lowercase);
    if upper && (words.ends_with("TO:") || FADES.contains(&words)) {
        return true;
    }
    let key = fold_key(words);
    ARABIC.contains(&key.trim_matches(|c: char| matches!(c, '-' | '–' | '—' | '.' | ':' | ' ')))
}

/// A name in capitals: begins with a letter or digit, holds a letter, no small letter outside its brackets; a dual mark only at the end.
pub(crate) fn is_cue(words: &str) -> bool {
    let body = words.strip_suffix('^').unwrap_or(words).trim_end();
    let (name, extension) = match body.find('(') {
        Some(at) => body.split_at_checked(at).unwrap_or((body, "")),
        None => (body, ""),
    };
    let cased = |c: char| c.is_uppercase();
    let closed = extension.is_empty() || (extension.ends_with(')') && !extension.contains('^'));
    closed
        && name.chars().any(cased)
        && !name.chars().any(char::is_lowercase)
        && !name.contains(['^', '[', ']'])
        && !name.trim_end().trim_end_matches(':').contains([':', '：'])
        && name.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '\'' | '“' | '‘' | '*' | '_' | '&' | '$'))
        && !name.trim_end().ends_with("TO:")
        && name.chars().count() <= 200
}

/// What words say whatever a page does with them: title page, heading, page furniture.
pub(crate) fn is_typed_by_words(kind: LineType) -> bool {
    matches!(kind, LineType::TitlePage | LineType::SceneHeading | LineType::Meta)
}

/// Whether a line that stands in the middle of the page is still what its words say.
pub(crate) fn stays_when_centred(kind: LineType, words: &str) -> bool {
    is_typed_by_words(kind) || is_transition(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str) -> Span {
        Span::new(0, text.len())
    }

    #[test]
    fn headings_in_both_languages() {
        for heading in [
            "INT. ROOF - DAY",
            "ext. quay - night",
            "INT/EXT. CAB",
            "I/E VAN NIGHT",
            "EST. HARBOUR",
            "INT - LIFT",
            "داخلي - فرن العم صابر - نهار",
            "مشهد ١٢ ليل - خارجي",
        ] {
            assert!(is_heading(heading, whole(heading)), "{heading}");
        }
        for other in ["INTERIOR LIGHT fades.", "ESTABLISHING", "EXTRA cups.", "يدخل صابر الفرن في الليل.", "INT."] {
            assert!(!is_heading(other, whole(other)), "{other}");
        }
    }

    #[test]
    fn numbers_are_cut_off() {
        let split = |text: &str| {
            let (words, number) = split_number(text, whole(text));
            (words.of(text).to_owned(), number.map(|number| number.of(text).to_owned()))
        };
        assert_eq!(split("INT. ROOF - DAY #12-A.#"), ("INT. ROOF - DAY".into(), Some("12-A.".into())));
        assert_eq!(split("داخلي - الفرن #١٢أ#"), ("داخلي - الفرن".into(), Some("١٢أ".into())));
        assert_eq!(split("INT. ROOF #😆#"), ("INT. ROOF #😆#".into(), None));
    }

    #[test]
    fn cues() {
        for cue in ["VERA", "C3PO", "VERA (on the line)", "DR. OKAFOR", "VERA^", "ÉMILE (V.O.) (CONT'D) ^", "JIM😆"] {
            assert!(is_cue(cue), "{cue}");
        }
        for other in ["23 (O.S.)", "Vera", "VERA ^ (dual)", "VERA (open", "CUT TO:", "約翰", "سمير"] {
            assert!(!is_cue(other), "{other}");
        }
    }
}
