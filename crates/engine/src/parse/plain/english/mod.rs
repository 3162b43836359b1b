//! English plain text as found in the wild: any indentation or none, page furniture, OCR damage. Owns the walk: furniture out, lines
//! observed, kinds decoded over the whole document, lines written.
//!
//! No single line decides by itself: `evidence` gives every line points for every kind, `grammar` gives points to every step from one
//! line to the next, and `decode` takes the best reading of the whole text.

mod decode;
mod evidence;
mod features;
mod furniture;
mod grammar;
mod layout;
mod names;
mod shapes;
mod title;

use super::source::SourceLine;
use crate::parse::{ParsedHeading, ParsedLine};
use crate::screenplay::LineType;
use evidence::Kind;
use features::Features;

/// Types every line; also the title where the title page states one.
pub(super) fn read(text: &str, source: &[SourceLine]) -> (Vec<ParsedLine>, Option<String>) {
    let furniture = furniture::find(text, source);
    let seen = features::observe(text, source, &furniture);
    let names = names::Names::collect(text, &seen);
    let kinds = decode::decode(&seen, &names);
    let mut lines: Vec<ParsedLine> = source.iter().map(|line| ParsedLine::new(line.span, LineType::Meta)).collect();
    let mut before: Option<(Kind, &Features<'_>)> = None;
    for (line, kind) in seen.iter().zip(&kinds) {
        let goes_on = goes_on_heading(text, line, *kind, before);
        let kind = if goes_on { Kind::Heading } else { *kind };
        if let Some(slot) = lines.get_mut(line.at) {
            write(text, line, kind, goes_on, slot);
        }
        before = Some((kind, line));
    }
    let title = title::mark(text, &mut lines);
    (lines, title)
}

/// Letters of a line behind which the next word of a heading no longer fits (six inches hold sixty, narrow layouts set 55).
const FULL_LINE: usize = 55;

/// The second line of a heading that was too long for one: behind a dash, or capitals directly under a full line that has no time of day yet.
fn goes_on_heading(text: &str, line: &Features<'_>, kind: Kind, before: Option<(Kind, &Features<'_>)>) -> bool {
    let Some((Kind::Heading, above)) = before else { return false };
    if line.gap != features::Gap::Joined {
        return false;
    }
    if kind == Kind::Heading {
        return above.words.ends_with(['-', '–', '/', ',']);
    }
    matches!(kind, Kind::Action | Kind::Cue)
        && line.caps
        && line.indent == above.indent
        && above.width + 1 + line.first_word >= FULL_LINE
        && !crate::parse::slugline::signs(text, above.core).time
}

fn write(text: &str, line: &Features<'_>, kind: Kind, goes_on: bool, slot: &mut ParsedLine) {
    slot.kind = match kind {
        Kind::Heading => LineType::SceneHeading,
        Kind::Action if line.shot => LineType::Shot,
        Kind::Action => LineType::Action,
        Kind::Cue => LineType::Character,
        Kind::Direction => LineType::Parenthetical,
        Kind::Speech => LineType::Dialogue,
        Kind::Transition => LineType::Transition,
    };
    match kind {
        Kind::Heading => {
            let (number, words) = match shapes::margin_numbers(text, line.core) {
                Some((number, words)) => (Some(number.to_owned()), Some(words)),
                None => (None, (line.core != slot.span).then_some(line.core)),
            };
            slot.heading = (!goes_on).then(|| ParsedHeading { number, words, ..ParsedHeading::default() });
        }
        Kind::Cue => slot.cue = Some(crate::parse::cue::read(text, line.core)),
        _ => {}
    }
}
