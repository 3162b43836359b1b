//! Extraction from English scenes. Owns the English rules; words are in `lexicon/en`.

mod effects;
mod fields;
mod heading;
mod names;
mod people;
mod repair;
mod role;
mod scene_text;
mod screens;
mod settle;
mod stunts;
mod things;
mod wounds;

use super::candidate::{Candidate, SceneContext};

/// Candidates of one scene, in any order.
pub(super) fn extract(context: &SceneContext<'_>) -> Vec<Candidate> {
    let sentences = scene_text::sentences(context);
    let mut found = people::candidates(context, &sentences);
    found.extend(heading::candidates(&sentences, context));
    for sentence in &sentences {
        things::candidates(context, sentence, &mut found);
        effects::candidates(context, sentence, &mut found);
        stunts::candidates(context, sentence, &mut found);
        screens::candidates(context, sentence, &mut found);
        wounds::candidates(context, sentence, &mut found);
    }
    settle::settle(found)
}
