//! Page lengths. Lengths measured by the format are kept; else they are estimated from printed lines, the way a page of the language is set.
//! Source: the US page of about 55 lines of Courier 12 (dialogue 35, action 60 characters a line); for Arabic, where no monospaced
//! standard exists, the same page set in a proportional face (about 80 and 50 characters a line).

use crate::language::Language;
use crate::parse::ParsedScript;
use crate::screenplay::{Eighths, LineType, PageMethod, Scene};
use crate::text::Span;

/// Printed lines of one page.
const LINES_PER_PAGE: usize = 55;

/// Fills the lengths of all scenes and returns that of the whole script.
pub(super) fn measure(parsed: &ParsedScript, scenes: &mut [Scene], language: Language) -> Eighths {
    for scene in scenes.iter_mut() {
        let measured = parsed.page_method != PageMethod::EstimatedLines && scene.eighths.0 > 0;
        if !measured {
            let lines = parsed.lines.get(scene.lines.clone()).unwrap_or_default();
            let printed: usize = lines.iter().map(|line| printed_lines(&parsed.text, line.span, line.kind, language)).sum();
            scene.eighths = eighths(printed);
        }
    }
    scenes.iter().map(|scene| scene.eighths).sum()
}

/// Lines on paper, the blank line in front of the paragraph included.
fn printed_lines(text: &str, span: Span, kind: LineType, language: Language) -> usize {
    let letters = span.of(text).chars().count();
    let (action, dialogue, parenthetical) = match language {
        Language::En => (60, 35, 25),
        Language::Ar => (80, 50, 40),
    };
    let wrapped = |width: usize| letters.div_ceil(width).max(1);
    match kind {
        LineType::SceneHeading | LineType::Action | LineType::Shot | LineType::Centered | LineType::Transition => wrapped(action) + 1,
        LineType::Character => 2,
        LineType::Dialogue | LineType::Lyrics => wrapped(dialogue),
        LineType::Parenthetical => wrapped(parenthetical),
        LineType::TitlePage | LineType::Section | LineType::Synopsis | LineType::Note | LineType::PageBreak | LineType::Meta => 0,
    }
}

/// Rounded to the nearest eighth; no scene is shorter than one.
fn eighths(printed: usize) -> Eighths {
    let rounded = (printed * 8 + LINES_PER_PAGE / 2) / LINES_PER_PAGE;
    Eighths(u32::try_from(rounded.max(1)).unwrap_or(u32::MAX))
}
