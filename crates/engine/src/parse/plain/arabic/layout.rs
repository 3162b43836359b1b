//! How the writer sets a speech: wrapped lines or one paragraph each, blank lines, indentation. Measured over the whole document, so that
//! no width or column is fixed in advance.

use super::cue::Cue;
use super::heading::HeadingRole;
use crate::parse::plain::source::SourceLine;

/// What was measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Layout {
    /// Lines are broken at a page width; else every paragraph is one line, as word processors export it.
    pub(super) wrapped: bool,
    /// Column of speeches where it differs from that of the action.
    pub(super) speech_indent: Option<usize>,
    /// Blank lines that may stand inside a speech (double-spaced documents).
    pub(super) blanks_inside_speech: usize,
}

impl Layout {
    pub(super) fn of(source: &[SourceLine], headings: &[HeadingRole], cues: &[Option<Cue>]) -> Self {
        let longest = source.iter().map(|line| line.width).max().unwrap_or(0);
        let near_edge = source.iter().filter(|line| line.width * 10 >= longest * 8).count();
        let wrapped = longest <= 100 && near_edge * 8 > source.len();
        let blanks = |wanted: fn(usize) -> bool| source.iter().filter(|line| wanted(line.blanks_before)).count();
        let double_spaced = blanks(|blanks| blanks >= 1) * 10 > source.len() * 8;
        Self { wrapped, speech_indent: speech_indent(source, headings, cues), blanks_inside_speech: usize::from(double_spaced) }
    }
}

/// The usual column of lines behind a lone cue, when lines that start a scene stand elsewhere.
fn speech_indent(source: &[SourceLine], headings: &[HeadingRole], cues: &[Option<Cue>]) -> Option<usize> {
    let mut speech = Vec::new();
    let mut action = Vec::new();
    for (at, line) in source.iter().enumerate().skip(1) {
        if headings.get(at) != Some(&HeadingRole::None) {
            continue;
        }
        let behind_cue = cues.get(at - 1).and_then(Option::as_ref).is_some_and(|cue| cue.parsed.speech.is_none());
        if behind_cue {
            speech.push(line.indent);
        } else if headings.get(at - 1).is_some_and(|role| *role != HeadingRole::None) && cues.get(at).is_some_and(Option::is_none) {
            action.push(line.indent);
        }
    }
    let (speech, action) = (median(speech)?, median(action)?);
    (speech.abs_diff(action) >= 4).then_some(speech)
}

fn median(mut values: Vec<usize>) -> Option<usize> {
    values.sort_unstable();
    values.get(values.len() / 2).copied()
}
