//! The `continuity` part of the analysis document (docs/en/analysis-document.md): findings, the continuity breakdown of every scene, lanes of
//! characters and props, arcs for drawing, the facts behind it all. Owns the JSON shape, decides nothing.

use serde::{Deserialize, Serialize};

pub use super::facts::{Attribute, Polarity};
pub use super::reading::Source;
use crate::document::Score;
use crate::evidence::Quote;
use crate::language::Bilingual;
use crate::screenplay::Severity;
use crate::screenplay::story_day::{Certainty, DayReason};

/// Continuity of a script.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ContinuityDocument {
    /// Findings in the order of their first place, then rule.
    pub findings: Vec<Finding>,
    /// The continuity breakdown, one entry for each scene, in script order.
    pub scenes: Vec<SceneContinuity>,
    /// Characters with what is known about them when, in order of first appearance.
    pub characters: Vec<CharacterLane>,
    /// Props that are followed across scenes, by first place.
    pub props: Vec<PropLane>,
    /// Two places of a finding over the axis of the script, for drawing.
    pub arcs: Vec<Arc>,
}

/// What a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum FindingClass {
    /// Two explicit statements cannot both hold.
    Conflict,
    /// Needs the writer's word.
    Question,
    /// One thing in more than one form.
    HouseStyle,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// Rule id, snake case.
    pub rule: String,
    /// What it is.
    pub class: FindingClass,
    /// How much it matters.
    pub severity: Severity,
    /// Share of such findings that were real slips where the rule was measured (docs/en/accuracy.md), else the estimate of its source.
    pub confidence: Score,
    /// Who or what it is about, as written.
    pub subject: String,
    /// Ordinals of the scenes concerned, ascending.
    pub scenes: Vec<u32>,
    /// What is wrong, as a script supervisor would say it.
    pub message: Bilingual,
    /// What to do.
    pub suggestion: Bilingual,
    /// The places, in script order; two or more, except where one place alone shows it.
    pub evidence: Vec<PlaceEvidence>,
    /// Stays the same in later drafts: made of rule, subject and what is stated, never of positions.
    pub fingerprint: String,
}

/// One place of a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PlaceEvidence {
    /// Ordinal of the scene.
    pub scene: u32,
    /// Quotation.
    #[serde(flatten)]
    pub quote: Quote,
    /// What the place says.
    pub rationale: Bilingual,
}

/// The continuity breakdown of one scene.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SceneContinuity {
    /// Ordinal of the scene.
    pub ordinal: u32,
    /// Story day with its derivation.
    pub story_day: StoryDay,
    /// Names of the characters in the picture or heard, in order of first evidence.
    pub cast: Vec<String>,
    /// Clothes stated or changed.
    pub wardrobe: Vec<FactRecord>,
    /// Props destroyed, handed over or lost.
    pub props: Vec<FactRecord>,
    /// Wounds, bandages, blood, wet clothes, hair.
    pub injuries: Vec<FactRecord>,
    /// Everything else that is stated: place, weather, light, ages, deaths, departures.
    pub notes: Vec<FactRecord>,
}

/// A derived story day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StoryDay {
    /// Day of the story's present, from 1; none outside of the present.
    pub day: Option<u32>,
    /// `D3`, `N3`, `X2`.
    pub label: String,
    /// 0 for the present; each stretch of flashback or dream has its own number.
    pub track: u32,
    /// How sure.
    pub certainty: Certainty,
    /// Why, as a code.
    pub reason: DayReason,
    /// Why, in words.
    pub explanation: Bilingual,
    /// The words that prove it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Quote>,
}

/// A fact of the script, for looking up what is known about whom when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FactRecord {
    /// Ordinal of the scene.
    pub scene: u32,
    /// Character or thing; empty for the scene itself.
    pub subject: String,
    /// Property.
    pub attribute: Attribute,
    /// Value in short, in the words of the lexicon.
    pub value: String,
    /// Begins or ends.
    pub polarity: Polarity,
    /// Where it stands; `DIALOGUE` is a claim, not a fact.
    pub source: Source,
    /// Quotation.
    #[serde(flatten)]
    pub quote: Quote,
}

/// One character across the script.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CharacterLane {
    /// Id of the character (`c1`).
    pub character: String,
    /// Name.
    pub name: String,
    /// Ordinals of the scenes with the character.
    pub scenes: Vec<u32>,
    /// What is known when.
    pub facts: Vec<FactRecord>,
}

/// One prop across the script.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PropLane {
    /// The prop as first written.
    pub name: String,
    /// What happens to it when.
    pub facts: Vec<FactRecord>,
}

/// A line between two places of a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Arc {
    /// Fingerprint of the finding.
    pub fingerprint: String,
    /// How much it matters.
    pub severity: Severity,
    /// Eighths of the script before the earlier scene.
    pub from: u32,
    /// Eighths of the script before the later scene.
    pub to: u32,
}
