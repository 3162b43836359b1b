//! Continuity results: findings, story days, facts and lanes. Owns their GraphQL shape; what is found is the engine's
//! (`mashhad_engine::continuity::document`).

mod enums;

use std::sync::Arc;

use async_graphql::{InputObject, Object};
use mashhad_engine::continuity::document as model;

pub use self::enums::{FactAttribute, FactPolarity, FactSource, FindingClass, RuleGroup, StoryDayCertainty, StoryDayReason, Strictness};
use super::enums::Severity;
use super::text::LocalizedText;
use super::view::{all, views};
use crate::api::paging::{Page, PageArguments, page_cost, page_of};

/// Which findings to return; all given conditions must hold.
#[derive(Debug, Default, InputObject)]
pub struct FindingFilter {
    /// Any of these classes.
    classes: Option<Vec<FindingClass>>,
    /// Any of these rules.
    rules: Option<Vec<String>>,
    /// At least this severe.
    min_severity: Option<Severity>,
    /// Touching this scene.
    scene: Option<u32>,
}

impl FindingFilter {
    fn admits(&self, finding: &model::Finding) -> bool {
        let least = self.min_severity.map(mashhad_engine::screenplay::Severity::from);
        self.classes.as_ref().is_none_or(|wanted| wanted.contains(&finding.class.into()))
            && self.rules.as_ref().is_none_or(|wanted| wanted.contains(&finding.rule))
            && least.is_none_or(|least| finding.severity >= least)
            && self.scene.is_none_or(|scene| finding.scenes.contains(&scene))
    }
}

/// The continuity check of a script.
#[derive(Clone)]
pub struct Continuity {
    /// The stored document.
    pub document: Arc<model::ContinuityDocument>,
}

/// The continuity check of a script.
#[Object]
impl Continuity {
    /// Findings in the order of their first place.
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    async fn findings(
        &self,
        filter: Option<FindingFilter>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> async_graphql::Result<Page<Finding>> {
        let filter = filter.unwrap_or_default();
        let found = self.document.findings.iter().filter(|finding| filter.admits(finding)).cloned().map(Finding).collect();
        page_of(found, PageArguments { first, after, last, before })
    }

    /// Continuity breakdown scene by scene.
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    async fn scenes(
        &self,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> async_graphql::Result<Page<SceneContinuity>> {
        page_of(all(&self.document.scenes, SceneContinuity), PageArguments { first, after, last, before })
    }

    /// What is known of each character.
    async fn characters(&self) -> Vec<CharacterLane> {
        all(&self.document.characters, CharacterLane)
    }

    /// What is known of each prop.
    async fn props(&self) -> Vec<PropLane> {
        all(&self.document.props, PropLane)
    }

    /// Arcs between the places of findings, for drawing.
    async fn arcs(&self) -> Vec<FindingArc> {
        all(&self.document.arcs, FindingArc)
    }
}

views! {
    /// A contradiction or question with its quoted places.
    Finding(model::Finding) as "ContinuityFinding" {
        /// Rule that found it.
        rule: String = |it| it.rule.clone();
        /// Conflict, question or house style.
        class: FindingClass = |it| it.class.into();
        /// How much it matters.
        severity: Severity = |it| it.severity.into();
        /// Share of findings of this rule that are real, as measured, 0..1.
        confidence: f64 = |it| it.confidence.get();
        /// What it is about.
        subject: String = |it| it.subject.clone();
        /// Scenes concerned, ascending.
        scenes: Vec<u32> = |it| it.scenes.clone();
        /// What a script supervisor would say.
        message: LocalizedText = |it| LocalizedText(it.message.clone());
        /// What to do.
        suggestion: LocalizedText = |it| LocalizedText(it.suggestion.clone());
        /// The places, in script order.
        evidence: Vec<PlaceEvidence> = |it| all(&it.evidence, PlaceEvidence);
        /// Stable across drafts; give it to `findingDismiss`.
        fingerprint: String = |it| it.fingerprint.clone();
    }

    /// A quoted place.
    PlaceEvidence(model::PlaceEvidence) as "PlaceEvidence" {
        /// Scene.
        scene: u32 = |it| it.scene;
        /// First UTF-16 code unit, from 0.
        start: u32 = |it| it.quote.start;
        /// One past the last UTF-16 code unit.
        end: u32 = |it| it.quote.end;
        /// The words themselves.
        excerpt: String = |it| it.quote.excerpt.clone();
        /// Why they count.
        rationale: LocalizedText = |it| LocalizedText(it.rationale.clone());
    }

    /// Continuity breakdown of one scene: what is known about whom.
    SceneContinuity(model::SceneContinuity) as "SceneContinuity" {
        /// Position of the scene, from 1.
        ordinal: u32 = |it| it.ordinal;
        /// Day of the story with its derivation.
        story_day: StoryDay = |it| StoryDay(it.story_day.clone());
        /// Who is in the scene.
        cast: Vec<String> = |it| it.cast.clone();
        /// Facts about clothes.
        wardrobe: Vec<Fact> = |it| all(&it.wardrobe, Fact);
        /// Facts about props.
        props: Vec<Fact> = |it| all(&it.props, Fact);
        /// Facts about injuries and make-up.
        injuries: Vec<Fact> = |it| all(&it.injuries, Fact);
        /// Other facts.
        notes: Vec<Fact> = |it| all(&it.notes, Fact);
    }

    /// Day of the story with its derivation.
    StoryDay(model::StoryDay) as "StoryDay" {
        /// Day, from 1; null outside of the story's present.
        day: Option<u32> = |it| it.day;
        /// Label as script supervisors write it (`D1`, `X2` …).
        label: String = |it| it.label.clone();
        /// Track of the story: 0 for the present.
        track: u32 = |it| it.track;
        /// How sure.
        certainty: StoryDayCertainty = |it| it.certainty.into();
        /// Why.
        reason: StoryDayReason = |it| it.reason.into();
        /// Why, as a sentence.
        explanation: LocalizedText = |it| LocalizedText(it.explanation.clone());
        /// The words that prove it.
        evidence: Option<Quotation> = |it| it.evidence.clone().map(Quotation);
    }

    /// An exact quotation.
    Quotation(mashhad_engine::Quote) as "Quotation" {
        /// First UTF-16 code unit, from 0.
        start: u32 = |it| it.start;
        /// One past the last UTF-16 code unit.
        end: u32 = |it| it.end;
        /// The words themselves.
        excerpt: String = |it| it.excerpt.clone();
    }

    /// One typed fact with its words.
    Fact(model::FactRecord) as "ContinuityFact" {
        /// Scene.
        scene: u32 = |it| it.scene;
        /// Whom or what it is about.
        subject: String = |it| it.subject.clone();
        /// What it is about.
        attribute: FactAttribute = |it| it.attribute.into();
        /// Value as stated.
        value: String = |it| it.value.clone();
        /// Begins or ends.
        polarity: FactPolarity = |it| it.polarity.into();
        /// Where it is stated.
        source: FactSource = |it| it.source.into();
        /// First UTF-16 code unit, from 0.
        start: u32 = |it| it.quote.start;
        /// One past the last UTF-16 code unit.
        end: u32 = |it| it.quote.end;
        /// The words themselves.
        excerpt: String = |it| it.quote.excerpt.clone();
    }

    /// What is known of a character over the script.
    CharacterLane(model::CharacterLane) as "CharacterLane" {
        /// Id of the character within the script.
        character: String = |it| it.character.clone();
        /// Name.
        name: String = |it| it.name.clone();
        /// Scenes of the character.
        scenes: Vec<u32> = |it| it.scenes.clone();
        /// Facts in script order.
        facts: Vec<Fact> = |it| all(&it.facts, Fact);
    }

    /// What is known of a prop over the script.
    PropLane(model::PropLane) as "PropLane" {
        /// Name.
        name: String = |it| it.name.clone();
        /// Facts in script order.
        facts: Vec<Fact> = |it| all(&it.facts, Fact);
    }

    /// An arc between two scenes for drawing.
    FindingArc(model::Arc) as "FindingArc" {
        /// Finding.
        fingerprint: String = |it| it.fingerprint.clone();
        /// How much it matters.
        severity: Severity = |it| it.severity.into();
        /// Earlier scene.
        from: u32 = |it| it.from;
        /// Later scene.
        to: u32 = |it| it.to;
    }
}
