//! What can be seen of one line by itself and of its place on the page. Owns observation only; what it speaks for says `evidence`.

use super::super::source::SourceLine;
use super::shapes::{self, CueShape, HeadingShape};
use crate::text::Span;

/// What separates a line from the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// Nothing.
    Joined,
    /// A page break or furniture: may cut through a speech.
    Page,
    /// One or more blank lines.
    Blank,
}

/// Observations on one line.
#[derive(Debug, Clone)]
pub(super) struct Features<'a> {
    /// Position in the source.
    pub(super) at: usize,
    /// The words without revision marks and HTML tags.
    pub(super) words: &'a str,
    /// Where they stand.
    pub(super) core: Span,
    /// Column of the first letter.
    pub(super) indent: usize,
    /// Letters of the words.
    pub(super) width: usize,
    /// What stands between this line and the one before.
    pub(super) gap: Gap,
    /// What stands between this line and the next.
    pub(super) gap_after: Gap,
    /// No lower-case letter, at least one letter.
    pub(super) caps: bool,
    /// Part of a bracketed direction that begins at the start of a line and ends at the end of one.
    pub(super) bracketed: bool,
    /// How much of a heading it is.
    pub(super) heading: HeadingShape,
    /// A transition.
    pub(super) transition: bool,
    /// A shot.
    pub(super) shot: bool,
    /// How much of a cue it is.
    pub(super) cue: Option<CueShape>,
    /// Positive when it sounds spoken, negative when it sounds narrated.
    pub(super) spoken: i32,
    /// Letters of its first word.
    pub(super) first_word: usize,
    /// Begins with a small letter: the sentence began on an earlier line.
    pub(super) goes_on: bool,
    /// Ends in the middle of a sentence.
    pub(super) open_end: bool,
    /// Capitals that a conversion has torn off the sentence above (`You might wanna be` / blank / `CAREFUL--`).
    pub(super) torn_off: bool,
}

/// Observes all lines that are not furniture.
pub(super) fn observe<'a>(text: &'a str, source: &[SourceLine], furniture: &[bool]) -> Vec<Features<'a>> {
    let usual = usual_gap(source);
    let mut seen: Vec<Features<'a>> = Vec::with_capacity(source.len());
    let mut behind_furniture = false;
    for (at, line) in source.iter().enumerate() {
        if furniture.get(at) == Some(&true) {
            behind_furniture = true;
            continue;
        }
        let gap = match (behind_furniture, line.blanks_before > usual) {
            (true, _) => Gap::Page,
            (false, true) => Gap::Blank,
            (false, false) => Gap::Joined,
        };
        behind_furniture = false;
        let mut now = observe_line(text, at, line, gap);
        if let Some(last) = seen.last_mut() {
            last.gap_after = gap;
            now.torn_off = gap == Gap::Blank && now.caps && now.heading == HeadingShape::None && last.open_end && !last.caps;
        }
        seen.push(now);
    }
    mark_brackets(&mut seen);
    seen
}

/// Blank lines that stand between any two lines (0 usually, 1 in double-spaced documents).
fn usual_gap(source: &[SourceLine]) -> usize {
    let spaced = source.iter().filter(|line| line.blanks_before >= 1).count();
    usize::from(source.len() > 20 && spaced * 10 >= source.len() * 9)
}

fn observe_line<'a>(text: &'a str, at: usize, line: &SourceLine, gap: Gap) -> Features<'a> {
    let core = shapes::core(text, line.span);
    let words = core.of(text);
    let caps = shapes::is_caps(words);
    let heading = shapes::heading(text, core, words, caps);
    let transition = heading == HeadingShape::None && shapes::is_transition(words, caps);
    Features {
        at,
        words,
        core,
        indent: line.indent,
        width: words.chars().count(),
        gap,
        gap_after: Gap::Blank,
        caps,
        bracketed: false,
        heading,
        transition,
        shot: caps && shapes::is_shot(words),
        cue: shapes::cue(words),
        spoken: shapes::spoken(words),
        first_word: words.split_whitespace().next().map_or(0, |word| word.chars().count()),
        goes_on: words.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase) && !words.starts_with(['-', '.', '(']),
        torn_off: false,
        open_end: words.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '\'' | '’' | ';')),
    }
}

/// A direction may run over several lines (`(as he holds up` … `to read it)`) and begin behind spoken words: every line that lies inside
/// its brackets as a whole is marked. Directions longer than eight lines, or never closed, are none.
fn mark_brackets(seen: &mut [Features<'_>]) {
    let mut at = 0;
    while at < seen.len() {
        let Some(closes) = closing_line(seen, at) else {
            at += 1;
            continue;
        };
        for (offset, line) in seen.iter_mut().skip(at).take(closes - at + 1).enumerate() {
            let from_start = offset > 0 || line.words.starts_with(['(', '[']);
            let to_end = at + offset < closes || ends_bracketed(line.words);
            line.bracketed |= from_start && to_end;
        }
        at = closes.max(at + 1);
    }
}

/// The line on which the last bracket opened on this line closes.
fn closing_line(seen: &[Features<'_>], start: usize) -> Option<usize> {
    let first = seen.get(start)?;
    let open = first.words.rfind(['(', '['])?;
    let close = first.words.rfind([')', ']']);
    if close.is_some_and(|close| close > open) {
        return first.words.starts_with(['(', '[']).then_some(start);
    }
    for (offset, line) in seen.iter().enumerate().skip(start + 1).take(8) {
        let short_rest = line.width <= 30 && ends_bracketed(line.words);
        if line.gap == Gap::Blank && !short_rest || line.words.starts_with(['(', '[']) {
            return None;
        }
        if line.words.contains([')', ']']) {
            return Some(offset);
        }
    }
    None
}

/// Closes with a bracket behind which no word follows, and holds only this one.
fn ends_bracketed(words: &str) -> bool {
    words.find([')', ']']).is_some_and(|close| !words.get(close + 1..).unwrap_or_default().contains(|c: char| c.is_alphanumeric()))
}
