//! Breakdown: everything a production must find, make, hire or clear, scene by scene, each with the exact words that prove it.
//! Owns categories, extraction and the sheet; owns no word list (see `lexicon`).

mod alerts;
mod arabic;
mod calibration;
pub mod candidate;
mod category;
mod completeness;
mod department;
pub mod document;
mod english;
mod implied;
mod imported;
mod makeup;
mod merge;
mod palette;
mod patterns;
mod relations;
mod script_elements;
mod sheet;
mod synopsis;
mod triggers;
mod wardrobe;

pub use alerts::catalogue as alert_catalogue;
pub use category::{Category, PLAN_CATEGORIES, PlanCategory};
pub use department::Department;
pub use palette::{Palette, strip_colour};
pub use patterns::catalogue as pattern_catalogue;

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU32, Ordering};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use self::candidate::SceneContext;
use self::document::{BreakdownDocument, Element, SceneBreakdown};
use self::merge::SceneElement;
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
    let found = screenplay
        .scenes
        .par_iter()
        .map(|scene| {
            cancel.check()?;
            let elements = scene_elements(screenplay, scene, options, &quoter);
            let sheet = sheet(screenplay, scene, &elements, &quoter);
            progress.scene_sheet(&sheet);
            progress.scene_done(Stage::Breakdown, done.fetch_add(1, Ordering::Relaxed) + 1, scene.index.ordinal());
            Ok(((scene.index.ordinal(), elements), sheet))
        })
        .collect::<Result<Vec<_>, AnalyzeError>>()?;
    let (found, sheets) = found.into_iter().unzip();
    Ok(assemble(screenplay, found, sheets))
}

/// What only the whole script knows, written into the sheets of the scenes.
fn assemble(screenplay: &Screenplay, mut found: Vec<(u32, Vec<SceneElement>)>, mut scenes: Vec<SceneBreakdown>) -> BreakdownDocument {
    let elements = script_elements::link(&mut found);
    for (sheet, (_, linked)) in scenes.iter_mut().zip(&found) {
        sheet.elements = linked.iter().map(|found| found.element.clone()).collect();
    }
    let wardrobe = wardrobe::plan(screenplay, &found, &mut scenes);
    let makeup = makeup::states(screenplay, &found);
    let relations = relations::relations(screenplay, &scenes, &elements);
    BreakdownDocument { scenes, elements, wardrobe, makeup, relations, categories: sheet::categories() }
}

fn scene_elements(screenplay: &Screenplay, scene: &Scene, options: &BreakdownOptions, quoter: &Quoter<'_>) -> Vec<SceneElement> {
    let context = SceneContext { screenplay, scene };
    let mut candidates = imported::candidates(&context);
    let extracted = match screenplay.language {
        Language::Ar => arabic::extract(&context),
        Language::En => english::extract(&context),
    };
    let kept = imported::yield_to_tags(&mut candidates, extracted);
    candidates.extend(kept);
    candidates.extend(implied::implied(screenplay.language, &candidates));
    let mut elements = merge::elements(candidates, screenplay.language, options, quoter);
    for (at, found) in elements.iter_mut().enumerate() {
        found.element.id = format!("e{}.{}", scene.index.ordinal(), at + 1);
    }
    elements
}

/// The sheet as far as the scene alone tells: what the whole script adds (things across scenes, clothes carried over) is not in it yet.
fn sheet(screenplay: &Screenplay, scene: &Scene, found: &[SceneElement], quoter: &Quoter<'_>) -> SceneBreakdown {
    let context = SceneContext { screenplay, scene };
    let elements: Vec<Element> = found.iter().map(|found| found.element.clone()).collect();
    let header = sheet::header(scene, &elements);
    let synopsis = synopsis::synopsis(screenplay, scene, &elements, quoter);
    let (completeness, missing) = completeness::completeness(scene, &header, synopsis.as_ref(), &elements);
    let hits = triggers::hits(&context, &elements, quoter);
    SceneBreakdown {
        ordinal: scene.index.ordinal(),
        sheet: header,
        synopsis,
        completeness,
        missing,
        agreement: completeness::agreement(&elements),
        alerts: alerts::alerts(&hits),
        patterns: patterns::patterns(&hits),
        elements,
        wardrobe: Vec::new(),
    }
}
