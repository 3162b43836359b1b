//! The `salience` part of the analysis document: every type that a client, an export or a drawing reads. Owns the JSON shape
//! (docs/en/analysis-document.md); nothing is decided here.
//!
//! Ordinals are one-based scene positions. Numbers that end up in a drawing are shares 0..=1 of the script by words, unless they say otherwise.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::criteria::Criterion;
use crate::document::Score;
use crate::evidence::Evidence;
use crate::language::Bilingual;
use crate::screenplay::{Eighths, PresenceKind};

/// Salience of a script.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SalienceDocument {
    /// What could be compared.
    pub coverage: Coverage,
    /// What a reader must know before trusting the numbers, most important first.
    pub notes: Vec<Bilingual>,
    /// Weights of the four criteria after normalisation: they sum to 1, or are all 0 when the caller set all to 0.
    pub criteria: BTreeMap<Criterion, Score>,
    /// Weight of length beside the criteria, 0..=1.
    pub length_weight: Score,
    /// Legend of the signals, in the order of every scene's factors.
    pub signals: Vec<SignalDocument>,
    /// One entry for each scene, in script order.
    pub scenes: Vec<SceneSalience>,
    /// The five turning points in story order; empty when they were not looked for (see `turning_point_search`).
    pub turning_points: Vec<TurningPoint>,
    /// Whether turning points were looked for.
    pub turning_point_search: TurningPointSearch,
    /// Acts between the turning points, in order; empty without turning points.
    pub acts: Vec<Act>,
    /// Textbook and observed marks, grey guides for a drawing.
    pub guides: Vec<Guide>,
    /// What could be merged or shortened, in script order.
    pub recommendations: Vec<Recommendation>,
    /// Who carries the script, most prominent first.
    pub characters: Vec<CharacterProminence>,
    /// Who shares scenes with whom.
    pub network: Network,
    /// Estimated emotional arcs: the story's first, then the leading characters'.
    pub arcs: Vec<Arc>,
    /// Pacing, one entry for each sequence.
    pub pacing: Vec<Pacing>,
    /// The viewer's read: what an audience would follow, without any production element.
    pub viewer: Vec<ViewerNote>,
}

/// What the comparison of scenes rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Coverage {
    /// The script has no scenes.
    NoScenes,
    /// One or two scenes: nothing to rank; every scene stands at the script's average.
    TooFewScenes,
    /// No scene has dialogue; the signals of speech are silent.
    NoDialogue,
    /// No scene has action; the signals of action are silent.
    NoAction,
    /// Action and dialogue were compared.
    Full,
}

/// Legend of one signal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SignalDocument {
    /// Stable name.
    pub id: String,
    /// Criterion that the signal speaks for; absent for length and for the script's average.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criterion: Option<Criterion>,
    /// Name for people.
    pub title: Bilingual,
    /// Share of the signal inside its criterion, 0..=1.
    pub inner_weight: Score,
}

/// Salience of one scene.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SceneSalience {
    /// One-based position.
    pub ordinal: u32,
    /// 0 for the script's least, 1 for its most salient scene; exactly the sum of the factors' contributions, counted in millionths.
    pub score: Score,
    /// From 1; equal scores in script order.
    pub rank: u32,
    /// Band of the rank.
    pub band: Band,
    /// Where the scene starts, share of the words: the axis of the salience curve.
    pub start: Score,
    /// Where it ends.
    pub end: Score,
    /// Percentile 0..=1 of each criterion inside the script, after taking out what length explains.
    pub criteria: BTreeMap<Criterion, Score>,
    /// Parts of the score in the order of the legend; parts that are exactly 0 are left out.
    pub factors: Vec<Factor>,
    /// Up to three reasons, strongest first; empty when the scene stands out in nothing but length.
    pub reasons: Vec<Reason>,
}

/// Band of a scene. A low band is never a request to cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Band {
    /// Among the top tenth of the script.
    Key,
    /// Below the top tenth, among the top 35%.
    Important,
    /// All others.
    Supporting,
    /// Fewer than three scenes: nothing to compare with.
    Unranked,
}

/// One part of a score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Factor {
    /// Stable name, see the legend.
    pub signal: String,
    /// Percentile 0..=1 of the signal inside the script (1 for the script's average, which all scenes share).
    pub value: Score,
    /// How far the percentile lies above (positive) or below what the scene's length explains, −1..=1; for length, above the middle of the script.
    pub excess: f64,
    /// Contribution of one whole unit of excess.
    pub weight: f64,
    /// `weight × excess` in the score's unit; six decimals, cut so that the running sums are the rounded running sums.
    pub contribution: f64,
    /// Where it shows; filled for the scene's reasons.
    pub evidence: Vec<Evidence>,
}

/// A reason for people; its evidence stands in the factor of the same signal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// Stable name of the signal.
    pub signal: String,
    /// The sentence.
    pub text: Bilingual,
}

/// Kinds of turning points, in story order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TurningPointKind {
    /// The event that offers the story.
    Opportunity,
    /// The event that sets the goal.
    ChangeOfPlans,
    /// The event after which there is no way back.
    PointOfNoReturn,
    /// The event in which all seems lost.
    MajorSetback,
    /// The final event.
    Climax,
}

/// A turning point: "likely around here", never a fact.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TurningPoint {
    /// Kind.
    pub kind: TurningPointKind,
    /// Name for people.
    pub title: Bilingual,
    /// Candidate scene.
    pub ordinal: u32,
    /// Share of the estimate's mass on the candidate and its two neighbours.
    pub score: Score,
    /// Runner-up scene between the neighbouring turning points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub runner_up: Option<u32>,
    /// First scene of the band.
    pub band_first: u32,
    /// Last scene of the band.
    pub band_last: u32,
    /// Middle of the candidate, share of the words.
    pub position: Score,
}

/// Whether turning points were looked for and why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TurningPointSearch {
    /// Looked for.
    Done,
    /// Shorter than a feature; ask for it to have it anyway.
    TooShort,
    /// Fewer scenes than six: five points in order do not fit.
    TooFewScenes,
    /// The caller turned it off.
    Off,
}

/// One act.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Act {
    /// One-based act of three.
    pub act: u32,
    /// Section between two turning points.
    pub section: Section,
    /// Name of the section for people.
    pub title: Bilingual,
    /// First scene.
    pub first: u32,
    /// Last scene.
    pub last: u32,
    /// Where the section starts, share of the words.
    pub start: Score,
    /// Where it ends.
    pub end: Score,
}

/// The six sections that five turning points make.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Section {
    /// Before the opportunity.
    Setup,
    /// Up to the change of plans.
    NewSituation,
    /// Up to the point of no return.
    Progress,
    /// Up to the major setback.
    Complications,
    /// Up to the climax.
    FinalPush,
    /// After the climax.
    Aftermath,
}

/// A guide mark of one turning point.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Guide {
    /// Kind.
    pub kind: TurningPointKind,
    /// Where textbooks put it.
    pub textbook: Score,
    /// Median by words of 32 produced films.
    pub observed: Score,
}

/// What could be done with a scene.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RecommendationKind {
    /// Two neighbouring scenes could become one.
    Merge,
    /// The scene could say the same on fewer pages.
    Shorten,
}

/// A suggestion with its reasons; the writer decides.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recommendation {
    /// Kind.
    pub kind: RecommendationKind,
    /// Scenes concerned, ascending.
    pub ordinals: Vec<u32>,
    /// The suggestion.
    pub text: Bilingual,
    /// Why, each a fact of the script.
    pub reasons: Vec<Bilingual>,
    /// Headings of the scenes and what the reasons rest on.
    pub evidence: Vec<Evidence>,
}

/// Weight of a character in the script, and a row of the presence matrix.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CharacterProminence {
    /// Id of the screenplay document (`c1`).
    pub id: String,
    /// Name.
    pub name: String,
    /// Half share of scenes, half share of words, both against the leading character; 1 is the most prominent.
    pub prominence: Score,
    /// Scenes in which the character is seen or heard.
    pub scenes: u32,
    /// Speeches.
    pub speeches: u32,
    /// Spoken words.
    pub words: u32,
    /// Row of the presence matrix: only scenes in which the character is seen, heard or talked about.
    pub presence: Vec<PresenceCell>,
}

/// A filled cell of the presence matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PresenceCell {
    /// Scene.
    pub ordinal: u32,
    /// Mentioned, silent or speaking.
    pub kind: PresenceKind,
    /// Spoken words.
    pub words: u32,
}

/// The co-presence graph.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Network {
    /// The most prominent characters (at most 60), most prominent first.
    pub nodes: Vec<NetworkNode>,
    /// Pairs that share scenes, by the order of the nodes.
    pub edges: Vec<NetworkEdge>,
}

/// A character in the graph.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NetworkNode {
    /// Id of the screenplay document.
    pub id: String,
    /// Name.
    pub name: String,
    /// One-based community: people who share scenes with each other more than with others.
    pub community: u32,
    /// Shared scenes with all others together.
    pub strength: u32,
    /// Share of shortest ways between others that lead through the character.
    pub betweenness: Score,
    /// Eigenvector centrality against the highest.
    pub eigenvector: Score,
    /// Share of the scenes in which the character is present, in each fifth of the script by words.
    pub over_time: Vec<Score>,
    /// Strength over time: meetings with others, scene by scene, in each fifth of the script by words.
    pub strength_over_time: Vec<u32>,
}

/// Two characters who share scenes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NetworkEdge {
    /// Id of the more prominent one.
    pub a: String,
    /// Id of the other.
    pub b: String,
    /// Shared scenes.
    pub scenes: u32,
    /// First shared scene.
    pub first: u32,
    /// Last shared scene.
    pub last: u32,
}

/// An emotional arc, an estimate from a word list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Arc {
    /// Character, absent for the story's own arc.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub character: Option<String>,
    /// How it was made: always an estimate.
    pub method: ArcMethod,
    /// Smoothed points in script order.
    pub points: Vec<ArcPoint>,
}

/// How an arc was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ArcMethod {
    /// Mean word valence in a moving window over the words; an estimate, not a reading.
    LexiconEstimate,
}

/// A point of an arc.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ArcPoint {
    /// Scene.
    pub ordinal: u32,
    /// Middle of the scene, share of the words.
    pub position: Score,
    /// Mean valence of the emotional words in the window, −1 (dark) to 1 (bright).
    pub valence: f64,
    /// Half width of the 95% interval of that mean.
    pub spread: f64,
}

/// Pacing of one sequence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Pacing {
    /// One-based sequence; eight equal shares of the words, cut at scene starts.
    pub sequence: u32,
    /// First scene.
    pub first: u32,
    /// Last scene.
    pub last: u32,
    /// Page length.
    pub eighths: Eighths,
    /// Words.
    pub words: u32,
    /// Mean words of a scene.
    pub mean_scene_words: f64,
    /// Scenes for each thousand words.
    pub cut_rate: f64,
    /// Spoken share of the words of action and dialogue.
    pub dialogue_share: Score,
    /// Mean words of a speech; 0 without speeches.
    pub mean_speech_words: f64,
}

/// One note of the viewer's read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ViewerNote {
    /// What the note is about.
    pub topic: ViewerTopic,
    /// The note.
    pub text: Bilingual,
    /// Scenes that it speaks of, ascending.
    pub ordinals: Vec<u32>,
}

/// Topics of the viewer's read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ViewerTopic {
    /// Who carries the story.
    Lead,
    /// The relation that the story returns to.
    Relationship,
    /// Scenes that carry the story.
    KeyScenes,
    /// Turns of the story.
    Turn,
    /// Bright and dark stretches (an estimate).
    Mood,
    /// Fast and slow stretches.
    Pace,
}
