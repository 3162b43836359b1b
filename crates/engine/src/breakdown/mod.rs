//! Breakdown: everything a production must find, make, hire or clear, scene by scene, each with the exact words that prove it.
//! Owns categories, extraction and the sheet; owns no word list (see `lexicon`).

mod alerts;
mod arabic;
pub mod candidate;
mod category;
mod department;
pub mod document;
mod english;
mod merge;
mod palette;
mod patterns;
mod sheet;

pub use category::{Category, PLAN_CATEGORIES, PlanCategory};
pub use department::Department;
pub use palette::{Palette, strip_colour};

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU32, Ordering};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use self::candidate::{Candidate, SceneContext};
use self::document::{BreakdownDocument, SceneBreakdown};
use crate::evidence::Quoter;
use crate::language::Language;
use crate::pipeline::{AnalyzeError, Cancel, Progress, Stage};
use crate::screenplay::{Scene, Screenplay};

/// Options of the breakdown.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct BreakdownOptions {
    /// Elements below this confidence are left out; 0 keeps all.
    pub threshold: f64,
    /// Categories to report; empty for all.
    pub categories: BTreeSet<Category>,
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
    Ok(BreakdownDocument {
        scenes,
        elements: Vec::new(),
        wardrobe: Vec::new(),
        makeup: Vec::new(),
        relations: Vec::new(),
        categories: sheet::categories(),
    })
}

fn extract(context: &SceneContext<'_>) -> Vec<Candidate> {
    match context.screenplay.language {
        Language::Ar => arabic::extract(context),
        Language::En => english::extract(context),
    }
}

fn break_down_scene(screenplay: &Screenplay, scene: &Scene, options: &BreakdownOptions, quoter: &Quoter<'_>) -> SceneBreakdown {
    let context = SceneContext { screenplay, scene };
    let elements = merge::elements(extract(&context), options, quoter);
    let alerts = alerts::alerts(&context, &elements, quoter);
    let patterns = patterns::patterns(&context, &elements, quoter);
    SceneBreakdown {
        ordinal: scene.index.ordinal(),
        sheet: sheet::header(screenplay, scene, &elements),
        synopsis: None,
        completeness: crate::Score::default(),
        missing: Vec::new(),
        agreement: crate::Score::default(),
        elements,
        wardrobe: Vec::new(),
        alerts,
        patterns,
    }
}
