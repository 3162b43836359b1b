//! Continuity: contradictions that a script supervisor would raise, with both places quoted. Owns facts, rules and findings.
//!
//! The walk: sentences of every scene (`reading`) give facts (`facts`) about people, things and places (`entities`); rules (`rules`) combine
//! facts into drafts; `finding` mutes, fingerprints and filters them; `report` lays out what is known for the continuity breakdown.

mod case;
pub mod document;
mod entities;
mod facts;
mod finding;
mod lexicon;
mod reading;
mod report;
mod rule;
mod rules;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use self::case::Case;
use self::document::{ContinuityDocument, Finding, FindingClass};
pub use self::rule::{PrecisionSource, RuleGroup, RuleInfo};
use crate::evidence::Quoter;
use crate::pipeline::{AnalyzeError, Cancel, Progress, Stage};
use crate::screenplay::{Screenplay, Severity};

/// Options of the continuity check.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ContinuityOptions {
    /// Groups of rules that are switched off.
    pub groups_off: BTreeSet<RuleGroup>,
    /// Single rules switched on or off by id; stronger than the group.
    pub rules: BTreeMap<String, bool>,
    /// Findings below are left out.
    pub severity_floor: Severity,
    /// Which rules speak up.
    pub strictness: Strictness,
    /// Whether questions to the writer are shown beside conflicts and house style.
    pub show_questions: bool,
    /// Fingerprints that a person has dismissed.
    pub dismissed: BTreeSet<String>,
}

/// How sure a rule must be to speak up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Strictness {
    /// Only rules whose findings are right at least three times in four.
    Lenient,
    /// Every rule that is on by default.
    #[default]
    Standard,
    /// Also rules that are off by default.
    Strict,
}

impl Default for ContinuityOptions {
    fn default() -> Self {
        Self {
            groups_off: BTreeSet::new(),
            rules: BTreeMap::new(),
            severity_floor: Severity::Info,
            strictness: Strictness::Standard,
            show_questions: true,
            dismissed: BTreeSet::new(),
        }
    }
}

impl ContinuityOptions {
    /// Whether a rule runs.
    fn runs(&self, rule: &RuleInfo) -> bool {
        if let Some(on) = self.rules.get(rule.id) {
            return *on;
        }
        let by_strictness = match self.strictness {
            Strictness::Lenient => rule.on && rule.precision >= 0.75,
            Strictness::Standard => rule.on,
            Strictness::Strict => true,
        };
        by_strictness && !self.groups_off.contains(&rule.group)
    }

    /// Whether a finding is shown.
    fn shows(&self, finding: &Finding) -> bool {
        finding.severity >= self.severity_floor
            && (self.show_questions || finding.class != FindingClass::Question)
            && !self.dismissed.contains(&finding.fingerprint)
    }
}

/// Descriptions of all rules, in the order of the catalogue.
#[must_use]
pub fn catalogue() -> Vec<&'static RuleInfo> {
    rules::RULES.iter().map(|rule| rule.info()).collect()
}

/// Checks a screenplay.
///
/// # Errors
/// [`AnalyzeError::Cancelled`].
pub fn check(
    screenplay: &Screenplay,
    options: &ContinuityOptions,
    progress: &dyn Progress,
    cancel: &Cancel,
) -> Result<ContinuityDocument, AnalyzeError> {
    cancel.check()?;
    progress.stage(Stage::Continuity, u32::try_from(screenplay.scenes.len()).unwrap_or(u32::MAX));
    let case = Case::new(screenplay);
    let mut drafts = Vec::new();
    for rule in rules::RULES.iter().filter(|rule| options.runs(rule.info())) {
        cancel.check()?;
        rule.check(&case, &mut drafts);
    }
    if case.is_non_linear() {
        // Where the order of the script is not the order of the story, a question about states is no warning.
        for draft in drafts.iter_mut().filter(|draft| draft.class == FindingClass::Question) {
            draft.severity = Severity::Info;
        }
    }
    let quoter = Quoter::new(screenplay);
    let findings = finding::write(drafts, options, &quoter);
    for scene in &screenplay.scenes {
        progress.scene_done(Stage::Continuity, scene.index.ordinal(), scene.index.ordinal());
    }
    Ok(report::document(&case, &quoter, findings))
}
