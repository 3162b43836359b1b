//! Extraction from English scenes. Owns the English rules; words are in `lexicon/en`.

use super::candidate::{Candidate, SceneContext};

/// Candidates of one scene, in any order.
pub(super) fn extract(_context: &SceneContext<'_>) -> Vec<Candidate> {
    Vec::new()
}
