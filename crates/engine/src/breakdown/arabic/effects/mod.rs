//! What an Arabic verb phrase asks for without naming a thing: stunts, knocks and rings, fire and light, captions and screens, wounds,
//! music. One family, one file.

mod fire;
mod screens;
mod sounds;
mod stunts;
mod wounds;

pub(super) use wounds::is_body;

use super::scene_text::ActionLine;
use super::verb::verb;
use super::words;
use crate::breakdown::Category;
use crate::breakdown::candidate::{Candidate, Clue};
use crate::language::Bilingual;
use crate::text::Span;

/// Candidates of all families.
pub(super) fn effects(lines: &[ActionLine<'_>]) -> Vec<Candidate> {
    let action = || lines.iter().filter(|line| !line.is_heading);
    let at_words = action().flat_map(|line| {
        (0..line.words.len()).filter(|at| line.name(*at).is_none()).flat_map(move |at| {
            [
                stunts::stunt(line, at),
                sounds::knock(line, at),
                sounds::ring(line, at),
                sounds::broadcast(line, at),
                sounds::voice(line, at),
                sounds::music(line, at),
                fire::fire(line, at),
                fire::light(line, at),
                wounds::wound(line, at),
                wounds::hurt(line, at),
            ]
        })
    });
    at_words.flatten().chain(action().filter_map(|line| screens::caption(line).or_else(|| screens::screen(line)))).collect()
}

/// A candidate from the words `from..to` of a line.
fn phrase(line: &ActionLine<'_>, (from, to): (usize, usize), category: Category, key: &str, rationale: Bilingual) -> Option<Candidate> {
    let mut to = to.min(line.words.len());
    // A mark or a further verb begins another clause: يصفّر، وكلبه ينبح ويجري.
    let opens_clause = |at: usize| is_behind_clause_mark(line, at) || line.letters(at).starts_with(['و', 'ف']) && line.verb(at).is_some();
    to = (from + 1..to).find(|at| opens_clause(*at)).unwrap_or(to);
    while to > from + 1 && words::is_function(line.letters(to - 1)) {
        to -= 1;
    }
    let span = line.span(from, to)?;
    let mut candidate = Candidate::new(category, named(line, from, span), key, Clue { span, rationale }, "verb-phrase");
    candidate.belief = 0.75;
    Some(candidate)
}

/// A mark that ends a clause stands before the word; a quotation mark does not (يغني «…»).
fn is_behind_clause_mark(line: &ActionLine<'_>, at: usize) -> bool {
    let (Some(before), Some(word)) = (at.checked_sub(1).and_then(|at| line.words.get(at)), line.words.get(at)) else { return false };
    word.after_mark && line.folded.text_of(Span::new(before.span.end, word.span.start)).contains(['.', '،', ',', '؛', ':', '!', '؟', '…'])
}

/// The words without the conjunction that ties them to the sentence before (ويقفز → يقفز).
fn named(line: &ActionLine<'_>, from: usize, span: Span) -> String {
    let text = line.folded.text_of(span);
    let first = line.letters(from);
    let tied = first.strip_prefix(['و', 'ف']).is_some_and(|rest| {
        verb(rest, "").is_some()
            && verb(first, "").is_none_or(|whole| whole.classes == verb(rest, "").map_or(whole.classes, |own| own.classes))
    });
    if tied { text.trim_start_matches(['و', 'ف']).to_owned() } else { text }
}
