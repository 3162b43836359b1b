//! Cinematic patterns: hints for departments with the line that triggers each. One pattern a file, in the order of `PatternKind`. Owns the registry and the making of
//! patterns; finding is in `triggers`.

mod animals;
mod crowd;
mod driving_shot;
mod fire;
mod intimacy;
mod minors;
mod night_exterior;
mod phone_call;
mod playback;
mod police_or_army;
mod prayer_or_religious_place;
mod rain;
mod screen_insert;
mod stairs_or_heights;
mod water;
mod weapons;

use super::department::Department;
use super::document::{Pattern, PatternKind};
use super::triggers::{Hits, Trigger};
use crate::evidence::Evidence;
use crate::language::Bilingual;

/// Quotations of one pattern at most.
const MOST_EVIDENCE: usize = 3;

/// A rule.
pub(super) struct PatternRule {
    /// Kind, unique in the registry.
    pub(super) kind: PatternKind,
    /// Who should read it, the most concerned first.
    pub(super) departments: &'static [Department],
    /// When it fires, Arabic and English, for the catalogue.
    pub(super) fires: (&'static str, &'static str),
    /// What to prepare, Arabic and English.
    pub(super) note: (&'static str, &'static str),
    /// What sets it off.
    pub(super) triggers: &'static [Trigger],
}

/// All rules in the order of [`PatternKind`].
pub(super) const RULES: &[PatternRule] = &[
    night_exterior::RULE,
    driving_shot::RULE,
    crowd::RULE,
    playback::RULE,
    phone_call::RULE,
    screen_insert::RULE,
    rain::RULE,
    stairs_or_heights::RULE,
    minors::RULE,
    intimacy::RULE,
    weapons::RULE,
    fire::RULE,
    water::RULE,
    animals::RULE,
    prayer_or_religious_place::RULE,
    police_or_army::RULE,
];

/// Patterns of one scene in the order of kind, one of a kind, with its first lines.
pub(super) fn patterns(hits: &Hits) -> Vec<Pattern> {
    let mut found = Vec::new();
    for (at, rule) in RULES.iter().enumerate() {
        let mut evidence: Vec<Evidence> = Vec::new();
        for (_, hit) in hits.patterns.iter().filter(|(own, _)| *own == at) {
            if !evidence.iter().any(|own| own.quote.start < hit.quote.end && hit.quote.start < own.quote.end) {
                evidence.push(Evidence { quote: hit.quote.clone(), rationale: hit.rationale.clone() });
            }
        }
        evidence.sort_by_key(|evidence| evidence.quote.start);
        evidence.truncate(MOST_EVIDENCE);
        if !evidence.is_empty() {
            let note = Bilingual::new(rule.note.0, rule.note.1);
            found.push(Pattern { kind: rule.kind, departments: rule.departments.to_vec(), note, evidence });
        }
    }
    found
}

/// The catalogue: kind, when it fires, departments, in the order of the registry.
pub fn catalogue() -> impl Iterator<Item = (PatternKind, Bilingual, &'static [Department])> {
    RULES.iter().map(|rule| (rule.kind, Bilingual::new(rule.fires.0, rule.fires.1), rule.departments))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_its_own_kind_and_a_trigger() {
        for (before, after) in RULES.iter().zip(RULES.iter().skip(1)) {
            assert!(before.kind < after.kind, "{:?} and {:?} are out of order", before.kind, after.kind);
        }
        assert!(RULES.iter().all(|rule| !rule.triggers.is_empty() && !rule.departments.is_empty()));
        let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/breakdown/patterns")).unwrap().count();
        assert_eq!(files, RULES.len() + 1, "a rule's file has no line in the registry");
    }
}
