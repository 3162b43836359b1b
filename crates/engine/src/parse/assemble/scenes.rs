//! Cutting the element stream into scenes and reading each heading. Owns where a scene begins and ends.

use std::collections::BTreeMap;

use super::identity;
use crate::parse::slugline::{self, Marks};
use crate::parse::{ParsedHeading, ParsedLine, ParsedScript};
use crate::screenplay::{Eighths, LineType, Scene, SceneFlag, SceneIndex, Slugline};
use crate::text::Span;

/// A scene with what only the assembly needs.
pub(super) struct Draft {
    pub(super) scene: Scene,
    pub(super) marks: Marks,
}

/// Cuts the lines at the headings. Story lines in front of the first heading make a scene of their own that is marked implicit.
pub(super) fn cut(parsed: &ParsedScript) -> Vec<Draft> {
    let mut starts: Vec<usize> = parsed.lines.iter().enumerate().filter(|(_, line)| line.heading.is_some()).map(|(at, _)| at).collect();
    let first = starts.first().copied().unwrap_or(parsed.lines.len());
    let story = parsed.lines.iter().take(first).position(|line| is_story(line.kind));
    let speaks_before = parsed.lines.iter().take(first).any(|line| line.cue.is_some());
    if let Some(story) = story.filter(|_| starts.is_empty() || speaks_before) {
        starts.insert(0, story);
    }
    let mut occurrences = BTreeMap::new();
    starts
        .iter()
        .enumerate()
        .filter_map(|(index, &start)| {
            let end = starts.get(index + 1).copied().unwrap_or(parsed.lines.len());
            draft(parsed, index, start, end, &mut occurrences)
        })
        .collect()
}

fn is_story(kind: LineType) -> bool {
    matches!(kind, LineType::Action | LineType::Character | LineType::Dialogue | LineType::Parenthetical | LineType::Shot)
}

fn draft(parsed: &ParsedScript, index: usize, start: usize, end: usize, occurrences: &mut BTreeMap<String, u32>) -> Option<Draft> {
    let lines = parsed.lines.get(start..end)?;
    let first = lines.first()?;
    let until = parsed.lines.get(end).map_or(parsed.text.len(), |line| line.span.start);
    let empty = Span::new(first.span.start, first.span.start);
    let (heading, words, given) = match &first.heading {
        Some(given) => heading_of(lines, given),
        None => (empty, Vec::new(), ParsedHeading::default()),
    };
    let reading = if words.is_empty() { None } else { Some(slugline::read(&parsed.text, &words)) };
    let (slugline, marks, printed) = match reading {
        Some(reading) => (reading.slugline, reading.marks, reading.number.map(|span| number_text(span.of(&parsed.text)))),
        None => (Slugline::unstated(), Marks::default(), None),
    };
    let mut flags = marks.flags.clone();
    if first.heading.is_none() {
        flags.push(SceneFlag::Implicit);
    }
    if given.omitted && !flags.contains(&SceneFlag::Omitted) {
        flags.push(SceneFlag::Omitted);
    }
    let number = given.number.clone().or(printed);
    let scene = Scene {
        index: SceneIndex(u32::try_from(index).ok()?),
        id: identity::scene_id(&slugline, number.as_deref(), heading.of(&parsed.text), occurrences),
        number,
        span: Span::new(first.span.start, until),
        heading,
        slugline,
        lines: start..end,
        speeches: Vec::new(),
        presence: Vec::new(),
        eighths: given.eighths.unwrap_or(Eighths(0)),
        flags,
        story_day: None,
        inferred: Vec::new(),
    };
    Some(Draft { scene, marks })
}

fn number_text(number: &str) -> String {
    number.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// All heading lines of the scene, and the words to read the slugline from.
fn heading_of(lines: &[ParsedLine], given: &ParsedHeading) -> (Span, Vec<Span>, ParsedHeading) {
    let more = lines.iter().skip(1).take_while(|line| line.kind == LineType::SceneHeading && line.heading.is_none()).count();
    let spans: Vec<Span> = lines.iter().take(more + 1).map(|line| line.span).collect();
    let whole = spans.iter().copied().reduce(Span::cover).unwrap_or(Span::new(0, 0));
    let words = match given.words {
        Some(words) => std::iter::once(words).chain(spans.into_iter().skip(1)).collect(),
        None => spans,
    };
    (whole, words, given.clone())
}
