//! Scene salience: which scenes carry the script and why. Owns signals, score, bands, turning points and the data that drawings need.
//! Owns no parsing and no production element.

pub mod criteria;
pub mod document;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use self::criteria::{Criterion, InvalidCriteria, Weights};
use self::document::{Coverage, Network, SalienceDocument, TurningPointSearch};
use crate::document::Score;
use crate::pipeline::{AnalyzeError, Cancel, Progress, Stage};
use crate::screenplay::Screenplay;

/// Whether turning points are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TurningPointMode {
    /// In feature-length scripts only: episodes do not have this shape.
    #[default]
    Auto,
    /// In every script with enough scenes.
    On,
    /// Never.
    Off,
}

/// Options of the salience analysis.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct SalienceOptions {
    /// Weights 0..=1 by criterion; a criterion that is not named has its default.
    pub criteria: BTreeMap<String, f64>,
    /// Weight of length beside the criteria, 0..=1.
    pub length_weight: f64,
    /// Whether turning points are looked for.
    pub turning_points: TurningPointMode,
}

impl Default for SalienceOptions {
    fn default() -> Self {
        Self { criteria: BTreeMap::new(), length_weight: 1.0, turning_points: TurningPointMode::Auto }
    }
}

impl SalienceOptions {
    /// The checked weights; callers use this to turn bad input into an input error before a run.
    ///
    /// # Errors
    /// [`InvalidCriteria`] for an unknown name or a weight outside 0..=1.
    pub fn weights(&self) -> Result<Weights, InvalidCriteria> {
        Weights::new(&self.criteria, self.length_weight)
    }
}

/// Assesses all scenes.
///
/// # Errors
/// [`AnalyzeError::InvalidCriteria`] or [`AnalyzeError::Cancelled`].
pub fn assess(
    screenplay: &Screenplay,
    options: &SalienceOptions,
    progress: &dyn Progress,
    cancel: &Cancel,
) -> Result<SalienceDocument, AnalyzeError> {
    cancel.check()?;
    let weights = options.weights()?;
    progress.stage(Stage::Salience, u32::try_from(screenplay.scenes.len()).unwrap_or(u32::MAX));
    Ok(SalienceDocument {
        coverage: Coverage::NoScenes,
        notes: Vec::new(),
        criteria: Criterion::ALL.into_iter().map(|criterion| (criterion, Score::new(weights.of(criterion)))).collect(),
        length_weight: Score::new(weights.length),
        signals: Vec::new(),
        scenes: Vec::new(),
        turning_points: Vec::new(),
        turning_point_search: TurningPointSearch::Off,
        acts: Vec::new(),
        guides: Vec::new(),
        recommendations: Vec::new(),
        characters: Vec::new(),
        network: Network::default(),
        arcs: Vec::new(),
        pacing: Vec::new(),
        viewer: Vec::new(),
    })
}
