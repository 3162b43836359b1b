//! Extraction from Arabic scenes, Egyptian and standard. Owns the Arabic rules; words are in `lexicon/ar`.

mod effects;
mod handling;
mod heading;
mod people;
mod scan;
mod scene_text;
mod things;
mod token;
mod verb;
mod words;

use super::candidate::{Candidate, SceneContext};

/// Candidates of one scene, in any order.
pub(super) fn extract(context: &SceneContext<'_>) -> Vec<Candidate> {
    let folded = scene_text::folded_lines(context);
    let lines = scene_text::action_lines(context, &folded);
    let mut found = people::people(context, &lines);
    found.extend(things::things(&lines));
    found.extend(effects::effects(&lines));
    found
}
