//! The analysis document as a whole and the numbers in it. Owns the outermost JSON shape; each component owns its own part.

use serde::{Deserialize, Serialize};

use crate::breakdown::document::BreakdownDocument;
use crate::continuity::document::ContinuityDocument;
use crate::outline::StoryOutline;
use crate::salience::document::SalienceDocument;
use crate::screenplay::document::ScreenplayDocument;

/// The document that `mashhad analyze` prints; a component that was not asked for is absent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AnalysisDocument {
    /// [`crate::ENGINE_VERSION`] of the run.
    pub engine_version: String,
    /// The parsed screenplay.
    pub screenplay: ScreenplayDocument,
    /// The breakdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breakdown: Option<BreakdownDocument>,
    /// Scene salience.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub salience: Option<SalienceDocument>,
    /// Continuity findings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub continuity: Option<ContinuityDocument>,
    /// The story in one paragraph; present when both breakdown and salience are and the script has scenes enough.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outline: Option<StoryOutline>,
}

/// A number in 0..=1 (scores, confidences, shares), written with at most six decimals; not a number becomes 0.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Score(f64);

impl Score {
    /// Rounds and clamps: the one place where results are rounded.
    #[must_use]
    pub fn new(value: f64) -> Self {
        let value = if value.is_finite() { value.clamp(0.0, 1.0) } else { 0.0 };
        Self((value * 1e6).round() / 1e6)
    }

    /// The number.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_clamped_and_rounded_once() {
        assert_eq!(serde_json::to_string(&Score::new(1.0 / 3.0)).unwrap(), "0.333333");
        assert_eq!(Score::new(f64::NAN).get(), 0.0);
        assert_eq!(Score::new(7.0).get(), 1.0);
    }
}
