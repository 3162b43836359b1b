//! Clearance, permission and safety alerts of a scene: what to check, who handles it, what to do. Owns detection; gazetteers are in
//! `lexicon/gazetteer`.

use super::candidate::SceneContext;
use super::document::{Alert, Element};
use crate::evidence::Quoter;

/// Alerts of one scene, most severe first, then by place. `elements` are the scene's finished elements.
pub(super) fn alerts(_context: &SceneContext<'_>, _elements: &[Element], _quoter: &Quoter<'_>) -> Vec<Alert> {
    Vec::new()
}
