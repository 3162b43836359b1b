//! What a rule is: its description, and the check that combines facts into drafts of findings. Owns the shape; each rule has its file in `rules`.

use super::case::Case;
use super::document::FindingClass;
use crate::language::Bilingual;
use crate::screenplay::Severity;
use crate::text::Span;

/// Switches of the plan: which part of continuity a rule belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RuleGroup {
    /// Names, lives, ages, relations, wardrobe and make-up.
    Characters,
    /// Names and kinds of places, travel.
    Locations,
    /// Things, sets and vehicles.
    Props,
    /// Day and night, days, dates, weather, numbers of scenes.
    Timeline,
}

/// Where the figure for a rule's precision comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PrecisionSource {
    /// Alarms on produced scripts were read one by one.
    Measured,
    /// Estimated before measuring; shown as such.
    Estimated,
}

/// The description of a rule; docs/en/continuity-rules.md is printed from it.
#[derive(Debug, Clone, Copy)]
pub struct RuleInfo {
    /// Id in findings, snake case.
    pub id: &'static str,
    /// Short code of the catalogue, such as `CH1`.
    pub code: &'static str,
    /// Switch.
    pub group: RuleGroup,
    /// Class of its findings.
    pub class: FindingClass,
    /// Severity of its findings.
    pub severity: Severity,
    /// Share of real slips among its findings, 0..=1.
    pub precision: f64,
    /// Where that comes from.
    pub source: PrecisionSource,
    /// Whether it runs when nobody says otherwise.
    pub on: bool,
    /// From how many findings on they become one with all places.
    pub collapse: usize,
    /// What it finds.
    pub finds: &'static str,
    /// Why that matters on set.
    pub matters: &'static str,
    /// An example, both places.
    pub example: &'static str,
    /// When it keeps silent.
    pub silent: &'static str,
}

impl RuleInfo {
    /// The common shape: a question at INFO, on, collapsing at five findings. Rules change what differs.
    pub(crate) const QUESTION: Self = Self {
        id: "",
        code: "",
        group: RuleGroup::Characters,
        class: FindingClass::Question,
        severity: Severity::Info,
        precision: 0.4,
        source: PrecisionSource::Estimated,
        on: true,
        collapse: 5,
        finds: "",
        matters: "",
        example: "",
        silent: "",
    };
}

/// A rule.
pub(crate) trait Rule: Sync {
    /// Its description.
    fn info(&self) -> &'static RuleInfo;
    /// Looks at the facts and adds drafts.
    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>);
}

/// A finding before it is written out.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub(crate) info: &'static RuleInfo,
    pub(crate) subject: String,
    pub(crate) message: Bilingual,
    pub(crate) suggestion: Bilingual,
    pub(crate) places: Vec<DraftPlace>,
    /// What is stated, for the fingerprint.
    pub(crate) stated: Vec<String>,
    pub(crate) severity: Severity,
    pub(crate) class: FindingClass,
}

/// A place of a draft.
#[derive(Debug, Clone)]
pub(crate) struct DraftPlace {
    pub(crate) scene: usize,
    pub(crate) span: Span,
    pub(crate) says: Bilingual,
}

impl Draft {
    /// A draft about a subject.
    pub(crate) fn new(info: &'static RuleInfo, subject: impl Into<String>, message: Bilingual, suggestion: Bilingual) -> Self {
        Self {
            info,
            subject: subject.into(),
            message,
            suggestion,
            places: Vec::new(),
            stated: Vec::new(),
            severity: info.severity,
            class: info.class,
        }
    }

    /// Adds a place and what it says, Arabic first.
    pub(crate) fn at(mut self, scene: usize, span: Span, ar: impl Into<String>, en: impl Into<String>) -> Self {
        self.places.push(DraftPlace { scene, span, says: Bilingual::new(ar, en) });
        self
    }

    /// Adds a part of the fingerprint: what is stated, without positions.
    pub(crate) fn stating(mut self, part: impl Into<String>) -> Self {
        self.stated.push(part.into());
        self
    }
}
