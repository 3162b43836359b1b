//! Salience results: scored scenes, turning points, acts, characters, network, arcs, pacing, recommendations. Owns their GraphQL shape; the numbers are the
//! engine's (`mashhad_engine::salience::document`).

use std::sync::Arc;

use async_graphql::{Enum, Object};
use mashhad_engine::salience as engine;
use mashhad_engine::salience::document as model;

use super::enums::PresenceKind;
use super::text::{Evidence, LocalizedText, evidence};
use super::view::{all, views};
use crate::api::paging::{Page, PageArguments, page_cost, page_of};

/// The four criteria of the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "SalienceCriterion", remote = "engine::Criterion")]
pub enum Criterion {
    /// Who changes, meets, appears, leaves.
    CharacterDevelopment,
    /// What moves the story on.
    PlotAdvancement,
    /// What moves the audience.
    EmotionalImpact,
    /// What fills the picture.
    VisualComplexity,
}

/// What the comparison of scenes rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "SalienceCoverage", remote = "model::Coverage")]
pub enum Coverage {
    /// The script has no scenes.
    NoScenes,
    /// One or two scenes: nothing to rank.
    TooFewScenes,
    /// No scene has dialogue.
    NoDialogue,
    /// No scene has action.
    NoAction,
    /// Action and dialogue were compared.
    Full,
}

/// Band of a scene; a low band is never a request to cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "SalienceBand", remote = "model::Band")]
pub enum Band {
    /// Among the top tenth of the script.
    Key,
    /// Among the top 35 per cent.
    Important,
    /// All others.
    Supporting,
    /// Fewer than three scenes.
    Unranked,
}

/// Kinds of turning points, in story order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "model::TurningPointKind")]
pub enum TurningPointKind {
    /// The event that offers the story.
    Opportunity,
    /// The event that sets the goal.
    ChangeOfPlans,
    /// No way back.
    PointOfNoReturn,
    /// All seems lost.
    MajorSetback,
    /// The final event.
    Climax,
}

/// Whether turning points were looked for and why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "model::TurningPointSearch")]
pub enum TurningPointSearch {
    /// Looked for.
    Done,
    /// Shorter than a feature.
    TooShort,
    /// Fewer scenes than six.
    TooFewScenes,
    /// Turned off by the caller.
    Off,
}

/// Sections between turning points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "StorySection", remote = "model::Section")]
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

/// What could be done with scenes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "model::RecommendationKind")]
pub enum RecommendationKind {
    /// Two neighbouring scenes could become one.
    Merge,
    /// The scene could say the same on fewer pages.
    Shorten,
}

/// Topics of the viewer's read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "model::ViewerTopic")]
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

/// How scored scenes are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Enum)]
pub enum SalienceOrder {
    /// Script order.
    #[default]
    Script,
    /// Most salient first.
    Rank,
}

/// Salience of a script.
#[derive(Clone)]
pub struct Salience {
    /// The stored document.
    pub document: Arc<model::SalienceDocument>,
}

/// Salience of a script.
#[Object]
impl Salience {
    /// What the comparison rests on.
    async fn coverage(&self) -> Coverage {
        self.document.coverage.into()
    }

    /// What a reader must know before trusting the numbers.
    async fn notes(&self) -> Vec<LocalizedText> {
        all(&self.document.notes, LocalizedText)
    }

    /// Weights of the criteria after normalisation.
    async fn criteria(&self) -> Vec<CriterionWeight> {
        self.document.criteria.iter().map(|(criterion, weight)| CriterionWeight((*criterion, weight.get()))).collect()
    }

    /// Weight of length beside the criteria.
    async fn length_weight(&self) -> f64 {
        self.document.length_weight.get()
    }

    /// Legend of the signals.
    async fn signals(&self) -> Vec<SalienceSignal> {
        all(&self.document.signals, SalienceSignal)
    }

    /// Scored scenes: the salience curve.
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    async fn scenes(
        &self,
        #[graphql(default)] order: SalienceOrder,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> async_graphql::Result<Page<SceneSalience>> {
        let mut scenes = self.document.scenes.clone();
        if order == SalienceOrder::Rank {
            scenes.sort_by_key(|scene| scene.rank);
        }
        page_of(scenes.into_iter().map(SceneSalience).collect(), PageArguments { first, after, last, before })
    }

    /// Whether turning points were looked for.
    async fn turning_point_search(&self) -> TurningPointSearch {
        self.document.turning_point_search.into()
    }

    /// The five turning points in story order: "likely around here", never a fact.
    async fn turning_points(&self) -> Vec<TurningPoint> {
        all(&self.document.turning_points, TurningPoint)
    }

    /// Acts between the turning points.
    async fn acts(&self) -> Vec<Act> {
        all(&self.document.acts, Act)
    }

    /// What could be merged or shortened; the writer decides.
    async fn recommendations(&self) -> Vec<Recommendation> {
        all(&self.document.recommendations, Recommendation)
    }

    /// Who carries the script, most prominent first: rows of the presence matrix.
    async fn characters(&self) -> Vec<CharacterProminence> {
        all(&self.document.characters, CharacterProminence)
    }

    /// Characters of the co-presence graph.
    async fn network_nodes(&self) -> Vec<NetworkNode> {
        all(&self.document.network.nodes, NetworkNode)
    }

    /// Pairs that share scenes.
    async fn network_edges(&self) -> Vec<NetworkEdge> {
        all(&self.document.network.edges, NetworkEdge)
    }

    /// Estimated emotional arcs: the story's first, then the leading characters'.
    async fn arcs(&self) -> Vec<EmotionalArc> {
        all(&self.document.arcs, EmotionalArc)
    }

    /// Pacing by sequence.
    async fn pacing(&self) -> Vec<Pacing> {
        all(&self.document.pacing, Pacing)
    }

    /// The viewer's read: what an audience would follow.
    async fn viewer(&self) -> Vec<ViewerNote> {
        all(&self.document.viewer, ViewerNote)
    }
}

views! {
    /// Weight of one criterion.
    CriterionWeight((engine::Criterion, f64)) as "CriterionWeight" {
        /// Criterion.
        criterion: Criterion = |it| it.0.into();
        /// Weight, or value in a scene, 0..1.
        value: f64 = |it| it.1;
    }

    /// Legend of one signal.
    SalienceSignal(model::SignalDocument) as "SalienceSignal" {
        /// Stable name.
        key: String = |it| it.id.clone();
        /// Criterion that the signal speaks for; null for length.
        criterion: Option<Criterion> = |it| it.criterion.map(Into::into);
        /// Name for people.
        title: LocalizedText = |it| LocalizedText(it.title.clone());
        /// Share inside its criterion, 0..1.
        inner_weight: f64 = |it| it.inner_weight.get();
    }

    /// Salience of one scene.
    SceneSalience(model::SceneSalience) as "SceneSalience" {
        /// Position of the scene, from 1.
        ordinal: u32 = |it| it.ordinal;
        /// Score inside the script, 0..1; the sum of the factors' contributions.
        score: f64 = |it| it.score.get();
        /// Rank, from 1.
        rank: u32 = |it| it.rank;
        /// Band of the rank.
        band: Band = |it| it.band.into();
        /// Where the scene starts, share of the words: the axis of the salience curve.
        start: f64 = |it| it.start.get();
        /// Where it ends.
        end: f64 = |it| it.end.get();
        /// Percentile of each criterion, after taking out what length explains.
        criteria: Vec<CriterionWeight> = |it| it.criteria.iter().map(|(criterion, value)| CriterionWeight((*criterion, value.get()))).collect();
        /// Parts of the score.
        factors: Vec<SalienceFactor> = |it| all(&it.factors, SalienceFactor);
        /// Up to three reasons, strongest first; empty when the scene stands out in nothing but length.
        reasons: Vec<SalienceReason> = |it| all(&it.reasons, SalienceReason);
    }

    /// One part of a score.
    SalienceFactor(model::Factor) as "SalienceFactor" {
        /// Signal, see the legend.
        signal: String = |it| it.signal.clone();
        /// Percentile of the signal inside the script, 0..1.
        value: f64 = |it| it.value.get();
        /// How far it lies above what the scene's length explains.
        excess: f64 = |it| it.excess;
        /// Contribution of one whole unit of excess.
        weight: f64 = |it| it.weight;
        /// Contribution to the score.
        contribution: f64 = |it| it.contribution;
        /// Where it shows.
        evidence: Vec<Evidence> = |it| evidence(&it.evidence);
    }

    /// A reason for people.
    SalienceReason(model::Reason) as "SalienceReason" {
        /// Signal, see the legend.
        signal: String = |it| it.signal.clone();
        /// The sentence.
        text: LocalizedText = |it| LocalizedText(it.text.clone());
    }

    /// A turning point of the story.
    TurningPoint(model::TurningPoint) as "TurningPoint" {
        /// Kind.
        kind: TurningPointKind = |it| it.kind.into();
        /// Name for people.
        title: LocalizedText = |it| LocalizedText(it.title.clone());
        /// Candidate scene.
        ordinal: u32 = |it| it.ordinal;
        /// Share of the estimate on the candidate and its neighbours, 0..1.
        score: f64 = |it| it.score.get();
        /// Runner-up scene.
        runner_up: Option<u32> = |it| it.runner_up;
        /// First scene of the band.
        band_first: u32 = |it| it.band_first;
        /// Last scene of the band.
        band_last: u32 = |it| it.band_last;
        /// Middle of the candidate, share of the words.
        position: f64 = |it| it.position.get();
    }

    /// One act.
    Act(model::Act) as "Act" {
        /// Act of three, from 1.
        act: u32 = |it| it.act;
        /// Section.
        section: Section = |it| it.section.into();
        /// Name for people.
        title: LocalizedText = |it| LocalizedText(it.title.clone());
        /// First scene.
        first: u32 = |it| it.first;
        /// Last scene.
        last: u32 = |it| it.last;
        /// Where it starts, share of the words.
        start: f64 = |it| it.start.get();
        /// Where it ends, share of the words.
        end: f64 = |it| it.end.get();
    }

    /// A suggestion with its reasons; the writer decides.
    Recommendation(model::Recommendation) as "Recommendation" {
        /// Kind.
        kind: RecommendationKind = |it| it.kind.into();
        /// Scenes concerned.
        ordinals: Vec<u32> = |it| it.ordinals.clone();
        /// The suggestion.
        text: LocalizedText = |it| LocalizedText(it.text.clone());
        /// Why, each a fact of the script.
        reasons: Vec<LocalizedText> = |it| all(&it.reasons, LocalizedText);
        /// What the reasons rest on.
        evidence: Vec<Evidence> = |it| evidence(&it.evidence);
    }

    /// Weight of a character in the script.
    CharacterProminence(model::CharacterProminence) as "CharacterProminence" {
        /// Id of the character within the script.
        key: String = |it| it.id.clone();
        /// Name.
        name: String = |it| it.name.clone();
        /// Against the leading character, 0..1.
        prominence: f64 = |it| it.prominence.get();
        /// Scenes in which the character is seen or heard.
        scenes: u32 = |it| it.scenes;
        /// Speeches.
        speeches: u32 = |it| it.speeches;
        /// Spoken words.
        words: u32 = |it| it.words;
        /// Row of the presence matrix; scenes without the character are left out.
        presence: Vec<PresenceCell> = |it| all(&it.presence, PresenceCell);
    }

    /// A filled cell of the presence matrix.
    PresenceCell(model::PresenceCell) as "PresenceCell" {
        /// Scene.
        ordinal: u32 = |it| it.ordinal;
        /// Mentioned, silent or speaking.
        kind: PresenceKind = |it| it.kind.into();
        /// Spoken words.
        words: u32 = |it| it.words;
    }

    /// A character in the co-presence graph.
    NetworkNode(model::NetworkNode) as "NetworkNode" {
        /// Id of the character within the script.
        key: String = |it| it.id.clone();
        /// Name.
        name: String = |it| it.name.clone();
        /// Community, from 1.
        community: u32 = |it| it.community;
        /// Shared scenes with all others together.
        strength: u32 = |it| it.strength;
        /// Share of shortest ways between others that lead through the character.
        betweenness: f64 = |it| it.betweenness.get();
        /// Eigenvector centrality against the highest.
        eigenvector: f64 = |it| it.eigenvector.get();
        /// Share of scenes with the character in each fifth of the script.
        over_time: Vec<f64> = |it| it.over_time.iter().map(|share| share.get()).collect();
        /// Strength over time: meetings with others in each fifth of the script.
        strength_over_time: Vec<u32> = |it| it.strength_over_time.clone();
    }

    /// Two characters who share scenes.
    NetworkEdge(model::NetworkEdge) as "NetworkEdge" {
        /// The more prominent one.
        a: String = |it| it.a.clone();
        /// The other.
        b: String = |it| it.b.clone();
        /// Shared scenes.
        scenes: u32 = |it| it.scenes;
        /// First shared scene.
        first: u32 = |it| it.first;
        /// Last shared scene.
        last: u32 = |it| it.last;
    }

    /// An emotional arc: an estimate from a word list, not a reading.
    EmotionalArc(model::Arc) as "EmotionalArc" {
        /// Character; null for the story's own arc.
        character: Option<String> = |it| it.character.clone();
        /// Smoothed points in script order.
        points: Vec<ArcPoint> = |it| all(&it.points, ArcPoint);
    }

    /// A point of an arc.
    ArcPoint(model::ArcPoint) as "ArcPoint" {
        /// Scene.
        ordinal: u32 = |it| it.ordinal;
        /// Middle of the scene, share of the words.
        position: f64 = |it| it.position.get();
        /// Mean valence of the emotional words nearby, -1 (dark) to 1 (bright).
        valence: f64 = |it| it.valence;
        /// Half width of the 95 per cent interval.
        spread: f64 = |it| it.spread;
    }

    /// Pacing of one sequence.
    Pacing(model::Pacing) as "Pacing" {
        /// Sequence, from 1.
        sequence: u32 = |it| it.sequence;
        /// First scene.
        first: u32 = |it| it.first;
        /// Last scene.
        last: u32 = |it| it.last;
        /// Length in eighths of a page.
        eighths: u32 = |it| it.eighths.0;
        /// Words.
        words: u32 = |it| it.words;
        /// Mean words of a scene.
        mean_scene_words: f64 = |it| it.mean_scene_words;
        /// Scenes for each thousand words.
        cut_rate: f64 = |it| it.cut_rate;
        /// Spoken share of the words, 0..1.
        dialogue_share: f64 = |it| it.dialogue_share.get();
        /// Mean words of a speech.
        mean_speech_words: f64 = |it| it.mean_speech_words;
    }

    /// One note of the viewer's read.
    ViewerNote(model::ViewerNote) as "ViewerNote" {
        /// Topic.
        topic: ViewerTopic = |it| it.topic.into();
        /// The note.
        text: LocalizedText = |it| LocalizedText(it.text.clone());
        /// Scenes that it speaks of.
        ordinals: Vec<u32> = |it| it.ordinals.clone();
    }
}
