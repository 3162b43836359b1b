//! From the element stream to the screenplay: scenes, speeches, characters, lengths.

use super::{Format, ParsedScript};
use crate::language::Language;
use crate::screenplay::{Eighths, Line, Scene, SceneIndex, Screenplay, Slugline};
use crate::text::Span;

/// Builds the screenplay.
pub(super) fn assemble(parsed: ParsedScript, format: Format) -> Screenplay {
    let starts: Vec<usize> = parsed.lines.iter().enumerate().filter(|(_, line)| line.heading.is_some()).map(|(at, _)| at).collect();
    let scenes = starts
        .iter()
        .enumerate()
        .filter_map(|(index, &first)| {
            let next = starts.get(index + 1).copied().unwrap_or(parsed.lines.len());
            let start = parsed.lines.get(first)?.span;
            let end = parsed.lines.get(next).map_or(parsed.text.len(), |line| line.span.start);
            Some(Scene {
                index: SceneIndex(u32::try_from(index).ok()?),
                id: format!("s{index}"),
                number: start.of(&parsed.text).split_whitespace().nth(1).map(str::to_owned),
                span: Span::new(start.start, end),
                heading: start,
                slugline: Slugline::unstated(),
                lines: first..next,
                speeches: Vec::new(),
                presence: Vec::new(),
                eighths: Eighths(1),
                flags: Vec::new(),
                story_day: None,
                inferred: Vec::new(),
            })
        })
        .collect();
    Screenplay {
        language: Language::of(&parsed.text),
        title: parsed.title,
        format,
        lines: parsed.lines.iter().map(|line| Line { span: line.span, kind: line.kind }).collect(),
        scenes,
        characters: Vec::new(),
        diagnostics: parsed.diagnostics,
        pages: Eighths(0),
        page_method: parsed.page_method,
        imported: parsed.imported,
        text: parsed.text,
    }
}
