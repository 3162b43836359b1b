//! Letters that an earlier conversion destroyed: replacement characters, and text that was decoded twice (`Ã©`, `Ø§Ù„`, `â€™`).

use super::note;
use crate::screenplay::{Diagnostic, Screenplay, Severity};
use crate::text::Span;

pub(super) fn check(screenplay: &Screenplay, notes: &mut Vec<Diagnostic>) {
    for line in &screenplay.lines {
        let words = screenplay.slice(line.span);
        if words.is_ascii() {
            continue;
        }
        if let Some(span) = run(line.span, words, |c| c == '\u{FFFD}') {
            notes.push(note(
                "DAMAGED_CHARACTERS",
                Severity::Error,
                span,
                "حروف ضائعة (�) من تحويل سابق؛ أعد تصدير الملف بترميز UTF-8 من برنامج الكتابة.",
                "Letters were lost (�) in an earlier conversion; export the file again as UTF-8 from the writing program.",
            ));
        } else if let Some(span) = mojibake(line.span, words) {
            notes.push(note(
                "MOJIBAKE",
                Severity::Error,
                span,
                "نص قُرئ بترميز خاطئ ثم حُفظ؛ افتح الأصل بترميزه الصحيح وأعد حفظه بترميز UTF-8.",
                "This text was read in the wrong encoding and saved again; open the original in its own encoding and save it as UTF-8.",
            ));
        }
    }
}

/// From the first to the last such letter of the line.
fn run(line: Span, words: &str, damaged: impl Fn(char) -> bool) -> Option<Span> {
    let first = words.find(&damaged)?;
    let last = words.rfind(&damaged)?;
    let length = words.get(last..)?.chars().next()?.len_utf8();
    Some(Span::new(line.start + first, line.start + last + length))
}

/// Pairs that UTF-8 read as Windows-1252 leaves behind; one pair may be chance, two in a line are not.
fn mojibake(line: Span, words: &str) -> Option<Span> {
    let starts = |c: char| matches!(c, 'Ã' | 'Â' | 'Ø' | 'Ù' | 'â' | 'Ð');
    let follows = |c: char| matches!(c, '\u{80}'..='\u{BF}' | '€' | '™' | '˜' | 'œ' | '\u{192}' | '\u{2020}'..='\u{2022}' | '\u{201A}'..='\u{201E}' | 'Š' | 'ˆ');
    let letters: Vec<(usize, char)> = words.char_indices().collect();
    let pairs: Vec<usize> = letters
        .windows(2)
        .filter(|pair| matches!(pair, [(_, a), (_, b)] if starts(*a) && follows(*b)))
        .filter_map(|pair| pair.first().map(|(at, _)| *at))
        .collect();
    let quote = words.contains("â€");
    let (first, last) = (pairs.first()?, pairs.last()?);
    let end = letters.iter().find(|(at, _)| at > last).map_or(words.len(), |(at, c)| at + c.len_utf8());
    (pairs.len() >= 2 || quote).then(|| Span::new(line.start + first, line.start + end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_text_that_was_decoded_twice() {
        let line = "She says â€œhiâ€\u{9d} to RenÃ©";
        assert!(mojibake(Span::new(0, line.len()), line).is_some());
        let clean = "Renée über à la carte Ø 20";
        assert_eq!(mojibake(Span::new(0, clean.len()), clean), None);
    }
}
