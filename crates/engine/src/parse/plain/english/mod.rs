//! English plain text as found in the wild.

use super::source::SourceLine;
use crate::parse::slugline::signs;
use crate::parse::{ParsedCue, ParsedHeading, ParsedLine};
use crate::screenplay::{LineType, Voice};
use crate::text::Span;

/// Types every line; also the title where the title page states one.
pub(super) fn read(text: &str, source: &[SourceLine]) -> (Vec<ParsedLine>, Option<String>) {
    let mut lines = Vec::with_capacity(source.len());
    let mut cue_indent = None;
    for (at, line) in source.iter().enumerate() {
        let words = line.span.of(text);
        let caps = words.chars().any(char::is_alphabetic) && !words.chars().any(char::is_lowercase);
        let follows = source.get(at + 1).is_some_and(|next| next.blanks_before == 0);
        if line.blanks_before > 0 {
            cue_indent = None;
        }
        let seen = if caps { signs(text, line.span) } else { crate::parse::slugline::Signs::default() };
        if seen.int_ext {
            lines.push(ParsedLine { heading: Some(ParsedHeading::default()), ..ParsedLine::new(line.span, LineType::SceneHeading) });
            cue_indent = None;
        } else if caps && words.ends_with("TO:") {
            lines.push(ParsedLine::new(line.span, LineType::Transition));
        } else if caps && follows && words.len() < 40 && cue_indent.is_none() {
            let name = words.split('(').next().unwrap_or(words).trim();
            let name = Span::of_part(text, name).unwrap_or(line.span);
            let cue = ParsedCue { name, voice: Voice::OnCamera, continued: false, dual: false, speech: None };
            lines.push(ParsedLine { cue: Some(cue), ..ParsedLine::new(line.span, LineType::Character) });
            cue_indent = Some(line.indent);
        } else if cue_indent.is_some_and(|cue| cue == 0 || line.indent > 0) && words.starts_with('(') {
            lines.push(ParsedLine::new(line.span, LineType::Parenthetical));
        } else if cue_indent.is_some() {
            lines.push(ParsedLine::new(line.span, LineType::Dialogue));
        } else {
            lines.push(ParsedLine::new(line.span, LineType::Action));
        }
    }
    (lines, None)
}
