//! Breakdown: everything a production must find, make, hire or clear, scene by scene, each with the exact words that prove it.
//! Owns categories, extraction and the sheet; owns no word list (see `lexicon`).

pub mod document;

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU32, Ordering};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use self::document::{BreakdownDocument, SceneBreakdown};
use crate::evidence::Quoter;
use crate::pipeline::{AnalyzeError, Cancel, Progress, Stage};
use crate::screenplay::{Scene, Screenplay};

/// Options of the breakdown.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct BreakdownOptions {
    /// Elements below this confidence are left out; 0 keeps all.
    pub threshold: f64,
    /// Categories to report; empty for all.
    pub categories: BTreeSet<String>,
    /// Leave out what is only implied.
    pub explicit_only: bool,
}

/// Breaks a screenplay down; scenes run in parallel, the output is in script order.
///
/// # Errors
/// [`AnalyzeError::Cancelled`].
pub fn break_down(
    screenplay: &Screenplay,
    options: &BreakdownOptions,
    progress: &dyn Progress,
    cancel: &Cancel,
) -> Result<BreakdownDocument, AnalyzeError> {
    let quoter = Quoter::new(screenplay);
    let done = AtomicU32::new(0);
    progress.stage(Stage::Breakdown, u32::try_from(screenplay.scenes.len()).unwrap_or(u32::MAX));
    let scenes = screenplay
        .scenes
        .par_iter()
        .map(|scene| {
            cancel.check()?;
            let sheet = break_down_scene(screenplay, scene, options, &quoter);
            progress.scene_done(Stage::Breakdown, done.fetch_add(1, Ordering::Relaxed) + 1, scene.index.ordinal());
            Ok(sheet)
        })
        .collect::<Result<Vec<_>, AnalyzeError>>()?;
    Ok(BreakdownDocument { scenes })
}

fn break_down_scene(_screenplay: &Screenplay, scene: &Scene, _options: &BreakdownOptions, _quoter: &Quoter<'_>) -> SceneBreakdown {
    SceneBreakdown { ordinal: scene.index.ordinal(), elements: Vec::new() }
}
