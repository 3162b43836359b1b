//! The `breakdown` part of the analysis document.

use serde::{Deserialize, Serialize};

/// Breakdown of a script.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BreakdownDocument {
    /// One sheet for each scene, in script order.
    pub scenes: Vec<SceneBreakdown>,
}

/// Breakdown sheet of one scene.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SceneBreakdown {
    /// One-based position of the scene.
    pub ordinal: u32,
    /// Elements in the order of category, then first evidence.
    pub elements: Vec<String>,
}
