//! The façade: parse, then the components that were asked for, with progress and cancellation. Owns order and options; every
//! analysis lives in its own module.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::{Deserialize, Serialize};

use crate::breakdown::BreakdownOptions;
use crate::breakdown::document::SceneBreakdown;
use crate::continuity::ContinuityOptions;
use crate::document::AnalysisDocument;
use crate::language::Language;
use crate::outline::story_outline;
use crate::parse::{Input, parse};
use crate::refusal::Refusal;
use crate::salience::{InvalidCriteria, SalienceOptions};
use crate::screenplay::document::ScreenplayDocument;
use crate::screenplay::{Screenplay, story_day};

/// An analysis component.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Component {
    /// Production elements of every scene.
    Breakdown,
    /// Which scenes matter and why.
    Salience,
    /// Contradictions across scenes.
    Continuity,
}

/// A step of the pipeline, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Stage {
    /// Reading the file.
    Parse,
    /// Breakdown, one step for each scene.
    Breakdown,
    /// Salience.
    Salience,
    /// Continuity.
    Continuity,
}

/// What is analysed and how; part of every cache key, so its serialised form is canonical (ordered maps and sets only).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Options {
    /// Components to run.
    pub components: BTreeSet<Component>,
    /// Language of the script, where the caller overrules the count of letters.
    pub language: Option<Language>,
    /// Breakdown options.
    pub breakdown: BreakdownOptions,
    /// Salience options.
    pub salience: SalienceOptions,
    /// Continuity options.
    pub continuity: ContinuityOptions,
    /// Story days set by a person, by scene ordinal; they overrule the derivation and everything downstream follows.
    pub story_days: BTreeMap<u32, u32>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            components: BTreeSet::from([Component::Breakdown, Component::Salience, Component::Continuity]),
            language: None,
            breakdown: BreakdownOptions::default(),
            salience: SalienceOptions::default(),
            continuity: ContinuityOptions::default(),
            story_days: BTreeMap::new(),
        }
    }
}

/// Receives progress. Called from several threads; `scenes_done` may arrive out of order, so receivers keep the maximum.
pub trait Progress: Sync {
    /// A stage starts; `scenes` is the number of scenes it goes through.
    fn stage(&self, stage: Stage, scenes: u32);
    /// One more scene of the stage is done.
    fn scene_done(&self, stage: Stage, scenes_done: u32, ordinal: u32);
    /// The breakdown sheet of one scene as far as the scene alone tells: links to other scenes and carried clothes come with the whole
    /// breakdown. Told before the scene is done.
    fn scene_sheet(&self, _: &SceneBreakdown) {}
}

/// Ignores progress.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn stage(&self, _: Stage, _: u32) {}
    fn scene_done(&self, _: Stage, _: u32, _: u32) {}
}

/// A cancellation flag that is looked at between scenes; clones share the flag.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// A flag that is not set.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Asks the run to stop.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether the run was asked to stop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// # Errors
    /// [`AnalyzeError::Cancelled`] when the flag is set.
    pub fn check(&self) -> Result<(), AnalyzeError> {
        if self.is_cancelled() { Err(AnalyzeError::Cancelled) } else { Ok(()) }
    }
}

/// Why there is no analysis.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum AnalyzeError {
    /// The file is refused; the user can do something about it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The salience options are not acceptable; see [`SalienceOptions::weights`], which callers use to check before they run.
    #[error(transparent)]
    InvalidCriteria(#[from] InvalidCriteria),
    /// The run was cancelled.
    #[error("cancelled")]
    Cancelled,
}

/// Reads a file and runs the components.
///
/// # Errors
/// A refusal of the file, options that are not acceptable, or cancellation.
pub fn analyze(input: &Input<'_>, options: &Options, progress: &dyn Progress, cancel: &Cancel) -> Result<AnalysisDocument, AnalyzeError> {
    let screenplay = parse_input(input, options, progress)?;
    analyze_screenplay(&screenplay, options, progress, cancel)
}

/// Reads a file with the options that concern reading.
///
/// # Errors
/// A typed refusal.
pub fn parse_input(input: &Input<'_>, options: &Options, progress: &dyn Progress) -> Result<Screenplay, Refusal> {
    progress.stage(Stage::Parse, 0);
    let mut screenplay = parse(input)?;
    if let Some(language) = options.language {
        screenplay.language = language;
    }
    if !options.story_days.is_empty() {
        story_day::fill(&mut screenplay, &options.story_days);
    }
    Ok(screenplay)
}

/// Runs the components on a parsed screenplay.
///
/// # Errors
/// [`AnalyzeError::InvalidCriteria`] or [`AnalyzeError::Cancelled`].
pub fn analyze_screenplay(
    screenplay: &Screenplay,
    options: &Options,
    progress: &dyn Progress,
    cancel: &Cancel,
) -> Result<AnalysisDocument, AnalyzeError> {
    let wants = |component| options.components.contains(&component);
    let breakdown = if wants(Component::Breakdown) {
        Some(crate::breakdown::break_down(screenplay, &options.breakdown, progress, cancel)?)
    } else {
        None
    };
    let salience =
        if wants(Component::Salience) { Some(crate::salience::assess(screenplay, &options.salience, progress, cancel)?) } else { None };
    let continuity = if wants(Component::Continuity) {
        Some(crate::continuity::check(screenplay, &options.continuity, progress, cancel)?)
    } else {
        None
    };
    let outline = breakdown.as_ref().zip(salience.as_ref()).and_then(|(breakdown, salience)| story_outline(breakdown, salience));
    Ok(AnalysisDocument {
        engine_version: crate::ENGINE_VERSION.to_owned(),
        screenplay: ScreenplayDocument::new(screenplay, false),
        breakdown,
        salience,
        continuity,
        outline,
    })
}
