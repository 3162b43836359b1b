//! Continuity: contradictions that a script supervisor would raise, with both places quoted. Owns facts, rules and findings.

pub mod document;

use serde::{Deserialize, Serialize};

use self::document::ContinuityDocument;
use crate::pipeline::{AnalyzeError, Cancel, Progress, Stage};
use crate::screenplay::Screenplay;

/// Options of the continuity check.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ContinuityOptions {}

/// Checks a screenplay.
///
/// # Errors
/// [`AnalyzeError::Cancelled`].
pub fn check(
    screenplay: &Screenplay,
    _options: &ContinuityOptions,
    progress: &dyn Progress,
    cancel: &Cancel,
) -> Result<ContinuityDocument, AnalyzeError> {
    cancel.check()?;
    progress.stage(Stage::Continuity, u32::try_from(screenplay.scenes.len()).unwrap_or(u32::MAX));
    Ok(ContinuityDocument { findings: Vec::new() })
}
