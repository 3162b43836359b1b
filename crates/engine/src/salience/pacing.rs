//! Pacing by sequence: length of scenes, cut rate, share of dialogue. Owns the cut into eight sequences.
//!
//! Source: the eight-sequence convention (Daniel 1973, Gulino 2004); a sequence starts at the first scene that begins in its eighth of the
//! words, so short scripts have fewer.

use super::document::Pacing;
use super::numeric::{count, share, six};
use super::story::Story;
use crate::document::Score;

/// Sequences of a script.
const SEQUENCES: f64 = 8.0;

/// One entry for each sequence that has a scene, in order.
pub(crate) fn pacing(story: &Story<'_>) -> Vec<Pacing> {
    let sequence_of = |start: &f64| (start * SEQUENCES).floor().clamp(0.0, SEQUENCES - 1.0);
    let places: Vec<(usize, f64)> = story.starts.iter().map(sequence_of).enumerate().collect();
    let runs = places.chunk_by(|a, b| a.1 == b.1);
    runs.zip(1_u32..).filter_map(|(run, sequence)| Some(describe(story, sequence, run.first()?.0, run.last()?.0))).collect()
}

fn describe(story: &Story<'_>, sequence: u32, first: usize, last: usize) -> Pacing {
    let scenes = story.scenes.get(first..=last).unwrap_or_default();
    let parsed = story.screenplay.scenes.get(first..=last).unwrap_or_default();
    let words: usize = scenes.iter().map(|scene| scene.tokens.len()).sum();
    let (action, speech) = scenes.iter().fold((0, 0), |(action, speech), scene| (action + scene.action, speech + scene.speech));
    let speeches: usize = parsed.iter().map(|scene| scene.speeches.len()).sum();
    Pacing {
        sequence,
        first: u32::try_from(first + 1).unwrap_or(u32::MAX),
        last: u32::try_from(last + 1).unwrap_or(u32::MAX),
        eighths: parsed.iter().map(|scene| scene.eighths).sum(),
        words: u32::try_from(words).unwrap_or(u32::MAX),
        mean_scene_words: six(share(count(words), count(scenes.len()))),
        cut_rate: six(1000.0 * share(count(scenes.len()), count(words))),
        dialogue_share: Score::new(share(count(speech), count(action + speech))),
        mean_speech_words: six(share(count(speech), count(speeches))),
    }
}
