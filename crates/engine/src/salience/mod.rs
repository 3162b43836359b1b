//! Scene salience: which scenes carry the script and why. Owns signals, score, bands, turning points and the data that drawings need.
//! Owns no parsing and no production element.

mod acts;
mod arc;
mod bands;
mod cast;
pub mod criteria;
pub mod document;
mod network;
mod numeric;
mod pacing;
mod reasons;
mod recommendations;
mod score;
mod signals;
mod stem;
mod story;
mod terms;
mod turning_points;
mod viewer;
mod word_list;
mod words;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use self::criteria::{Criterion, InvalidCriteria, Weights};
use self::document::{Coverage, SalienceDocument, SceneSalience, SignalDocument};
use self::recommendations::{Desk, recommend};
use self::score::{Scored, score};
use self::story::Story;
use self::viewer::Seen;
use self::word_list::WordLists;
use crate::document::Score;
use crate::evidence::{Quote, Quoter};
use crate::language::{Bilingual, Language};
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
    progress.stage(Stage::Salience, ordinal_of(screenplay.scenes.len()) - 1);
    assess_with(screenplay, options, WordLists::shipped(), progress, cancel)
}

/// Raw readings of every signal in every scene with the words that explain them, whether or not they become a reason: for specs, for
/// studies and for a user who asks "why not". In the order of the legend.
#[must_use]
pub fn readings(screenplay: &Screenplay) -> Vec<Reading> {
    let story = Story::new(screenplay, WordLists::shipped());
    let quoter = Quoter::new(screenplay);
    let explain = |signal: &signals::Signal, scene: usize| {
        let explanation = (signal.explain)(&story, scene);
        let quotes = explanation.exhibits.into_iter().map(|(span, _)| quoter.quote(span)).collect();
        Explained { text: explanation.text, quotes }
    };
    let read = |signal: &signals::Signal| Reading {
        signal: signal.id,
        raw: (signal.measure)(&story).into_iter().map(numeric::six).collect(),
        explained: (0..story.scenes.len()).map(|scene| explain(signal, scene)).collect(),
    };
    signals::SIGNALS.iter().map(read).collect()
}

/// One signal read in all scenes.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Stable name.
    pub signal: &'static str,
    /// Raw number by scene, in the signal's own unit.
    pub raw: Vec<f64>,
    /// Explanation by scene; says something only where the raw number is above 0.
    pub explained: Vec<Explained>,
}

/// An explanation with its quotations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// The sentence.
    pub text: Bilingual,
    /// What proves it.
    pub quotes: Vec<Quote>,
}

/// As [`assess`], with the word lists to use.
fn assess_with(
    screenplay: &Screenplay,
    options: &SalienceOptions,
    lists: &'static WordLists,
    progress: &dyn Progress,
    cancel: &Cancel,
) -> Result<SalienceDocument, AnalyzeError> {
    let weights = options.weights()?;
    let story = Story::new(screenplay, lists);
    cancel.check()?;
    let scored = score(&story, &weights);
    let quoter = Quoter::new(screenplay);
    let scenes = scenes(&story, &scored, &quoter, progress, cancel)?;
    let (turning_point_search, turning_points) = turning_points::find(&story, &scored, options.turning_points);
    let recommendations = recommend(&Desk { story: &story, scored: &scored, scenes: &scenes, quoter: &quoter });
    let (characters, network) = (network::characters(&story), network::network(&story));
    let (arcs, pacing) = (arc::arcs(&story), pacing::pacing(&story));
    let seen = Seen { scenes: &scenes, characters: &characters, network: &network, points: &turning_points, arcs: &arcs, pacing: &pacing };
    let viewer = viewer::notes(&seen);
    let coverage = coverage(&story);
    Ok(SalienceDocument {
        coverage,
        notes: notes(coverage, screenplay.language),
        criteria: Criterion::ALL.into_iter().map(|criterion| (criterion, Score::new(weights.of(criterion)))).collect(),
        length_weight: Score::new(weights.length),
        signals: legend(),
        acts: acts::acts(&story, &turning_points),
        guides: turning_points::guides(),
        scenes,
        turning_points,
        turning_point_search,
        recommendations,
        characters,
        network,
        arcs,
        pacing,
        viewer,
    })
}

fn scenes(
    story: &Story<'_>,
    scored: &Scored,
    quoter: &Quoter<'_>,
    progress: &dyn Progress,
    cancel: &Cancel,
) -> Result<Vec<SceneSalience>, AnalyzeError> {
    let total = story.scenes.len();
    let mut ranks = vec![0; total];
    for (place, scene) in scored.order.iter().enumerate() {
        if let Some(rank) = ranks.get_mut(*scene) {
            *rank = place + 1;
        }
    }
    let mut scenes = Vec::with_capacity(total);
    for (at, rank) in ranks.into_iter().enumerate() {
        cancel.check()?;
        let (factors, reasons) = reasons::explain(story, scored, at, quoter);
        let criterion = |(criterion, ranks): &(Criterion, Vec<f64>)| (*criterion, Score::new(ranks.get(at).copied().unwrap_or(0.5)));
        let start = |scene: usize| Score::new(story.starts.get(scene).copied().unwrap_or(1.0));
        scenes.push(SceneSalience {
            ordinal: ordinal_of(at),
            score: Score::new(scored.score_of(at)),
            rank: u32::try_from(rank).unwrap_or(u32::MAX),
            band: bands::band(rank, total),
            start: start(at),
            end: start(at + 1),
            criteria: scored.criteria.iter().map(criterion).collect(),
            factors,
            reasons,
        });
        progress.scene_done(Stage::Salience, ordinal_of(at), ordinal_of(at));
    }
    Ok(scenes)
}

/// One-based position.
fn ordinal_of(scene: usize) -> u32 {
    u32::try_from(scene + 1).unwrap_or(u32::MAX)
}

fn legend() -> Vec<SignalDocument> {
    let average = SignalDocument {
        id: score::AVERAGE.to_owned(),
        criterion: None,
        title: Bilingual::new("متوسط العمل", "The script's average"),
        inner_weight: Score::new(1.0),
    };
    let signal = |signal: &signals::Signal| SignalDocument {
        id: signal.id.to_owned(),
        criterion: signal.criterion,
        title: signal.name(),
        inner_weight: Score::new(signal.inner),
    };
    std::iter::once(average).chain(signals::SIGNALS.iter().map(signal)).collect()
}

fn coverage(story: &Story<'_>) -> Coverage {
    let has = |words: fn(&story::SceneWords) -> usize| story.scenes.iter().any(|scene| words(scene) > 0);
    match story.scenes.len() {
        0 => Coverage::NoScenes,
        1..score::FEWEST => Coverage::TooFewScenes,
        _ if !has(|scene| scene.speech) => Coverage::NoDialogue,
        _ if !has(|scene| scene.action) => Coverage::NoAction,
        _ => Coverage::Full,
    }
}

/// What must be said beside the numbers.
fn notes(coverage: Coverage, language: Language) -> Vec<Bilingual> {
    let mut notes = Vec::new();
    match coverage {
        Coverage::NoScenes => {
            notes.push(Bilingual::new("لا مشاهد في النص، فلا شيء يُرتَّب.", "The script has no scenes; there is nothing to rank."));
        }
        Coverage::TooFewScenes => notes.push(Bilingual::new(
            "الأهمية مقارنة بين مشاهد العمل؛ وأقل من ثلاثة مشاهد لا تكفي للمقارنة.",
            "Salience compares the scenes of a script; fewer than three scenes leave nothing to compare.",
        )),
        Coverage::NoDialogue => {
            notes.push(Bilingual::new(
                "لا حوار في العمل؛ إشارات الكلام صامتة.",
                "The script has no dialogue; the signals of speech are silent.",
            ));
        }
        Coverage::NoAction => {
            notes.push(Bilingual::new(
                "لا وصف حركة في العمل؛ إشارات الحركة صامتة.",
                "The script has no action; the signals of action are silent.",
            ));
        }
        Coverage::Full => {}
    }
    if language == Language::Ar && !matches!(coverage, Coverage::NoScenes | Coverage::TooFewScenes) {
        notes.push(Bilingual::new(
            "الترتيب قيس على أفلام إنجليزية وُسمت يدوياً؛ ولا توجد بعدُ بيانات عربية موسومة تؤكده.",
            "The ranking was measured on English films with human labels; no labelled Arabic scripts confirm it yet.",
        ));
    }
    notes
}
