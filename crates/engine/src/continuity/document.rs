//! The `continuity` part of the analysis document.

use serde::{Deserialize, Serialize};

/// Continuity findings of a script.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ContinuityDocument {
    /// Findings in the order of their first place, then rule.
    pub findings: Vec<String>,
}
