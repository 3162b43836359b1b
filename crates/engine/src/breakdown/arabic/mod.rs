//! Extraction from Arabic scenes, Egyptian and standard. Owns the Arabic rules; words are in `lexicon/ar`.

use super::candidate::{Candidate, SceneContext};

/// Candidates of one scene, in any order.
pub(super) fn extract(_context: &SceneContext<'_>) -> Vec<Candidate> {
    Vec::new()
}
