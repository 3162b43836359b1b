//! Which kind of line follows which: the grammar of the format, with what separates the two lines, their columns, and whether the break
//! between them was forced by the width of the paragraph.

use super::evidence::Kind;
use super::features::{Features, Gap};
use super::layout::Layout;

/// Points for a line of one kind behind a line of another.
pub(super) fn points(from: Kind, to: Kind, before: &Features<'_>, line: &Features<'_>, layout: Option<&Layout>) -> i32 {
    let sequence = match line.gap {
        Gap::Joined => joined(from, to),
        Gap::Page => joined(from, to).max(parted(from, to)),
        Gap::Blank => parted(from, to),
    };
    sequence
        + sentence(from, to, before, line)
        + columns(from, to, before, line)
        + layout.map_or(0, |layout| wrapping(from, to, before, line, layout))
}

/// Points for the first line; a text may begin anywhere.
pub(super) fn first(kind: Kind) -> i32 {
    match kind {
        Kind::Heading | Kind::Action | Kind::Cue | Kind::Transition => 0,
        Kind::Speech => -10,
        Kind::Direction => -20,
    }
}

fn joined(from: Kind, to: Kind) -> i32 {
    match (from, to) {
        (Kind::Cue, Kind::Speech) => 15,
        (Kind::Cue, Kind::Direction) => 10,
        (Kind::Cue, _) => -70,
        (Kind::Speech, Kind::Speech) | (Kind::Direction, Kind::Speech) | (Kind::Action, Kind::Action) | (Kind::Heading, Kind::Action) => 0,
        (Kind::Speech, Kind::Direction) => -5,
        (Kind::Direction, Kind::Direction) => 0,
        (Kind::Speech, Kind::Action) => -25,
        (Kind::Direction, Kind::Action) => -40,
        (Kind::Action | Kind::Speech | Kind::Direction | Kind::Heading, Kind::Cue) => -25,
        (Kind::Action | Kind::Heading | Kind::Transition, Kind::Speech) => -90,
        (Kind::Action | Kind::Heading | Kind::Transition, Kind::Direction) => -60,
        (_, Kind::Heading) => -20,
        (_, Kind::Transition) => -10,
        (Kind::Transition, _) => 0,
    }
}

fn parted(from: Kind, to: Kind) -> i32 {
    match (from, to) {
        (Kind::Cue, Kind::Speech) => -20,
        (Kind::Cue, Kind::Direction) => -10,
        (Kind::Cue, _) => -60,
        (Kind::Speech, Kind::Speech) => -40,
        (Kind::Direction, Kind::Speech) => -25,
        (Kind::Speech, Kind::Direction) => -25,
        (Kind::Direction, Kind::Direction) => -30,
        (Kind::Action | Kind::Heading | Kind::Transition, Kind::Speech) => -90,
        (Kind::Action | Kind::Heading | Kind::Transition, Kind::Direction) => -60,
        _ => 0,
    }
}

/// No new paragraph begins in the middle of a sentence.
fn sentence(from: Kind, to: Kind, before: &Features<'_>, line: &Features<'_>) -> i32 {
    match (from, to) {
        (Kind::Speech, Kind::Action) if line.gap == Gap::Joined => -30 * i32::from(line.goes_on) - 15 * i32::from(before.open_end),
        (Kind::Cue, Kind::Speech) if line.goes_on => -15,
        (Kind::Action, Kind::Cue) if line.gap == Gap::Joined && before.open_end => -15,
        (Kind::Speech, Kind::Speech) | (Kind::Action, Kind::Action) if line.torn_off => 35,
        (_, Kind::Cue) if line.torn_off => -15,
        _ => 0,
    }
}

/// Lines of one paragraph stand in one column; a cue stands right of its speech; what follows a speech further left is action.
fn columns(from: Kind, to: Kind, before: &Features<'_>, line: &Features<'_>) -> i32 {
    let shift = i32::try_from(line.indent).unwrap_or(0) - i32::try_from(before.indent).unwrap_or(0);
    match (from, to) {
        (Kind::Speech, Kind::Speech) if line.gap == Gap::Joined && shift.abs() >= 4 => -30,
        (Kind::Action, Kind::Action) if line.gap == Gap::Joined && shift.abs() >= 4 => -15,
        (Kind::Speech, Kind::Action) if shift <= -4 => 25,
        (Kind::Speech, Kind::Action) if shift >= 3 => -25,
        (Kind::Cue, Kind::Speech | Kind::Direction) if shift <= -3 => 20,
        (Kind::Cue, Kind::Speech) if shift >= 4 => -20,
        (Kind::Action | Kind::Speech, Kind::Cue) if shift >= 4 => 15,
        (Kind::Action | Kind::Speech, Kind::Cue) if shift <= -3 => -15,
        _ => 0,
    }
}

/// Where the next word would still have fitted, the writer ended the paragraph; where it would not, the paragraph goes on.
fn wrapping(from: Kind, to: Kind, before: &Features<'_>, line: &Features<'_>, layout: &Layout) -> i32 {
    if line.gap != Gap::Joined || from != Kind::Speech || !matches!(to, Kind::Speech | Kind::Action) {
        return 0;
    }
    let fitted = before.width + 1 + line.first_word;
    match (fitted + 1 < layout.speech_width, fitted > layout.speech_width, to) {
        (true, _, Kind::Speech) => -15,
        (true, _, _) => 15,
        (_, true, Kind::Speech) => 10,
        (_, true, _) => -30,
        _ => 0,
    }
}
