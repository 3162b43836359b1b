//! Scene salience: which scenes carry the script and why. Owns signals, score and turning points.

pub mod document;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use self::document::SalienceDocument;
use crate::pipeline::{AnalyzeError, Cancel, Progress, Stage};
use crate::screenplay::Screenplay;

/// Options of the salience analysis.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct SalienceOptions {
    /// Weights 0..=1 by criterion; a criterion that is not named has its default.
    pub criteria: BTreeMap<String, f64>,
}

/// Assesses all scenes.
///
/// # Errors
/// [`AnalyzeError::Cancelled`].
pub fn assess(
    screenplay: &Screenplay,
    _options: &SalienceOptions,
    progress: &dyn Progress,
    cancel: &Cancel,
) -> Result<SalienceDocument, AnalyzeError> {
    cancel.check()?;
    progress.stage(Stage::Salience, u32::try_from(screenplay.scenes.len()).unwrap_or(u32::MAX));
    Ok(SalienceDocument { scenes: Vec::new() })
}
