//! The `salience` part of the analysis document.

use serde::{Deserialize, Serialize};

/// Salience of a script.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SalienceDocument {
    /// One entry for each scene, in script order.
    pub scenes: Vec<String>,
}
