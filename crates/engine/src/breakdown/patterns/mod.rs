//! Cinematic patterns: hints for departments with the line that triggers each. Owns the patterns' rules.

use super::candidate::SceneContext;
use super::document::{Element, Pattern};
use crate::evidence::Quoter;

/// Patterns of one scene in the order of kind. `elements` are the scene's finished elements.
pub(super) fn patterns(_context: &SceneContext<'_>, _elements: &[Element], _quoter: &Quoter<'_>) -> Vec<Pattern> {
    Vec::new()
}
