//! What a line's observations speak for: points for each kind of line, from the line itself, from names that come again, and from the
//! layout that a first reading of the document has measured. All weights stand here and in `grammar`.

use super::features::{Features, Gap};
use super::layout::Layout;
use super::names::Names;
use super::shapes::HeadingShape;

/// Kinds that the decoder tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Heading.
    Heading,
    /// Action, shots included.
    Action,
    /// Cue.
    Cue,
    /// Direction inside a speech.
    Direction,
    /// Speech.
    Speech,
    /// Transition.
    Transition,
}

/// All kinds, in the order of the score arrays.
pub(super) const KINDS: [Kind; 6] = [Kind::Heading, Kind::Action, Kind::Cue, Kind::Direction, Kind::Speech, Kind::Transition];

/// Points for a kind that is out of the question.
pub(super) const NEVER: i32 = -400;

/// Points of one line for every kind.
pub(super) fn points(line: &Features<'_>, names: &Names, layout: Option<&Layout>) -> [i32; 6] {
    let mut points = [heading(line, names), action(line, names), cue(line, names), direction(line), speech(line), transition(line)];
    if let Some(layout) = layout {
        for (kind, points) in KINDS.iter().zip(points.iter_mut()) {
            *points += layout.column_points(*kind, line.indent);
        }
        let wide = line.width > layout.speech_width + 2;
        points[4] -= if wide { 60 } else { 0 };
        points[1] += if wide { 20 } else { 0 };
    }
    points
}

fn heading(line: &Features<'_>, names: &Names) -> i32 {
    match line.heading {
        HeadingShape::Full => 150,
        HeadingShape::Numbered => 120,
        HeadingShape::Timed if line.gap != Gap::Joined && line.cue.is_none_or(|cue| !cue.extended) => 40,
        _ if line.caps && line.gap != Gap::Joined && names.is_place(line.words) => 40,
        _ => NEVER,
    }
}

fn action(line: &Features<'_>, names: &Names) -> i32 {
    let mut points = -3 * line.spoken;
    points += if names.opens_with_deed(line.words) { 15 } else { 0 };
    points += if line.shot { 40 } else { 0 };
    points -= if line.bracketed { 10 } else { 0 };
    points -= if line.caps && line.cue.is_some() && line.gap_after == Gap::Joined { 10 } else { 0 };
    points
}

fn cue(line: &Features<'_>, names: &Names) -> i32 {
    let Some(shape) = line.cue else { return NEVER };
    let mut points = 20;
    points += if shape.extended { 40 } else { 0 };
    points += match names.count(line.words) {
        0 | 1 => 0,
        2 => 15,
        _ => 30,
    };
    points -= if shape.words > 4 { 20 } else { 0 };
    points -= if line.width > 30 && !shape.extended { 15 } else { 0 };
    points -= if line.gap_after == Gap::Blank { 20 } else { 0 };
    points -= if line.shot { 40 } else { 0 };
    points -= if line.words.starts_with(|c: char| c.is_ascii_digit()) { 20 } else { 0 };
    points
}

fn direction(line: &Features<'_>) -> i32 {
    if line.bracketed { 50 } else { NEVER }
}

fn speech(line: &Features<'_>) -> i32 {
    let mut points = 3 * line.spoken;
    points -= if line.bracketed { 40 } else { 0 };
    points -= if line.caps { 5 } else { 0 };
    points -= if line.width > 62 { 30 } else { 0 };
    points
}

fn transition(line: &Features<'_>) -> i32 {
    if line.transition { 120 } else { NEVER }
}
