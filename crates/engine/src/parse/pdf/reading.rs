//! What the page says about a line against what its words say: centred lines, transitions at the right edge, the second of two voices, and names that
//! are printed again only because a speech runs over a page. Owns these corrections of the plain reading.

use super::page::Laid;
use super::seat::Seat;
use crate::parse::fountain::rules;
use crate::parse::{ParsedLine, ParsedScript};
use crate::screenplay::LineType;
use crate::text::fold_key;

/// Corrects the types of a script read from the body of `laid`.
pub(super) fn correct(script: &mut ParsedScript, laid: &Laid) {
    let seats = laid.seats();
    let seat = |byte: usize| {
        let at = seats.partition_point(|(start, _)| *start <= byte);
        at.checked_sub(1).and_then(|at| seats.get(at)).map_or(Seat::Column, |(_, seat)| *seat)
    };
    for line in &mut script.lines {
        seated(line, seat(line.span.start), &script.text);
    }
    repeated_names(&script.text, &mut script.lines);
}

fn seated(line: &mut ParsedLine, seat: Seat, text: &str) {
    match seat {
        Seat::Centred if !rules::stays_when_centred(line.kind, line.span.of(text)) => {
            line.kind = LineType::Centered;
            line.cue = None;
        }
        Seat::Right if !rules::is_typed_by_words(line.kind) => {
            line.kind = LineType::Transition;
            line.cue = None;
        }
        Seat::SecondVoice => {
            if let Some(cue) = &mut line.cue {
                cue.dual = true;
            }
        }
        _ => {}
    }
}

/// `(MORE)` at the foot of a page and the name with `(CONT'D)` at the head of the next belong to the page: the speech is one.
fn repeated_names(text: &str, lines: &mut [ParsedLine]) {
    let mut speaker: Option<String> = None;
    let mut more = false;
    for line in lines {
        if line.kind == LineType::Meta {
            more |= line.span.of(text).contains("MORE");
            continue;
        }
        if let Some(cue) = &line.cue {
            let name = fold_key(cue.name.of(text));
            if more && cue.continued && line.kind == LineType::Character && speaker.as_ref() == Some(&name) {
                line.kind = LineType::Meta;
                line.cue = None;
                continue;
            }
            speaker = Some(name);
        }
        more = false;
    }
}
