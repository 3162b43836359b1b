//! Clearance, permission and safety alerts of a scene: what to check, who handles it, what to do. One rule a file, in the order of `AlertKind`. An
//! alert says "check this", never "cleared", and is no legal advice. Owns the registry and the making of alerts; finding is in `triggers`.
//!
//! Sources: errors-and-omissions clearance procedures (names, brands, music, clips, art, numbers), safety bulletins of the industry, and the permissions
//! that Egyptian and Gulf shoots need (security services, uniforms, religion, censorship law).

mod address;
mod alcohol_or_smoking;
mod animal;
mod artwork;
mod book;
mod brand;
mod crowd;
mod drone;
mod drugs;
mod film_or_tv_clip;
mod fire;
mod height;
mod intimacy;
mod licence_plate;
mod minor;
mod phone_number;
mod real_institution;
mod real_person;
mod recognisable_place;
mod religion;
mod security_services;
mod song;
mod strobe;
mod stunt;
mod uniform;
mod url_or_handle;
mod vehicle;
mod water;
mod weapon;

use super::department::Department;
use super::document::{Alert, AlertFamily, AlertKind};
use super::triggers::{Hits, Trigger};
use crate::evidence::Evidence;
use crate::language::Bilingual;
use crate::screenplay::Severity;
use crate::text::fold_key;

/// Quotations of one alert at most.
const MOST_EVIDENCE: usize = 3;

/// A rule.
pub(super) struct AlertRule {
    /// Kind, unique in the registry.
    pub(super) kind: AlertKind,
    /// Family.
    pub(super) family: AlertFamily,
    /// How much it matters.
    pub(super) severity: Severity,
    /// Who usually handles it.
    pub(super) department: Department,
    /// When it fires, Arabic and English, for the catalogue.
    pub(super) fires: (&'static str, &'static str),
    /// What and why, Arabic and English; `{}` is the subject.
    pub(super) message: (&'static str, &'static str),
    /// What to do, Arabic and English.
    pub(super) action: (&'static str, &'static str),
    /// What sets it off.
    pub(super) triggers: &'static [Trigger],
}

/// All rules in the order of [`AlertKind`].
pub(super) const RULES: &[AlertRule] = &[
    real_person::RULE,
    brand::RULE,
    song::RULE,
    film_or_tv_clip::RULE,
    artwork::RULE,
    book::RULE,
    phone_number::RULE,
    licence_plate::RULE,
    address::RULE,
    url_or_handle::RULE,
    real_institution::RULE,
    recognisable_place::RULE,
    security_services::RULE,
    uniform::RULE,
    religion::RULE,
    minor::RULE,
    drugs::RULE,
    alcohol_or_smoking::RULE,
    weapon::RULE,
    stunt::RULE,
    fire::RULE,
    water::RULE,
    animal::RULE,
    vehicle::RULE,
    height::RULE,
    crowd::RULE,
    intimacy::RULE,
    drone::RULE,
    strobe::RULE,
];

/// Alerts of one scene, most severe first, then by place; the same subject of a kind is one alert.
pub(super) fn alerts(hits: &Hits) -> Vec<Alert> {
    let mut found: Vec<(String, u32, Alert)> = Vec::new();
    for (at, hit) in &hits.alerts {
        let Some(rule) = RULES.get(*at) else { continue };
        let key = fold_key(&hit.subject);
        let evidence = Evidence { quote: hit.quote.clone(), rationale: hit.rationale.clone() };
        match found.iter_mut().find(|(own, _, alert)| alert.kind == rule.kind && (*own == key || overlaps(alert, &evidence))) {
            Some((_, _, alert)) => add(alert, evidence),
            None => found.push((key, hit.quote.start, alert(rule, &hit.subject, hit.detector, evidence))),
        }
    }
    found.sort_by(|a, b| b.2.severity.cmp(&a.2.severity).then(a.1.cmp(&b.1)).then(a.2.kind.cmp(&b.2.kind)));
    found.into_iter().map(|(_, _, alert)| alert).collect()
}

fn alert(rule: &AlertRule, subject: &str, detector: &str, evidence: Evidence) -> Alert {
    let (ar, en) = rule.message;
    Alert {
        family: rule.family,
        kind: rule.kind,
        severity: rule.severity,
        department: rule.department,
        subject: subject.to_owned(),
        message: Bilingual::new(ar.replace("{}", subject), en.replace("{}", subject)),
        action: Bilingual::new(rule.action.0, rule.action.1),
        detector: detector.to_owned(),
        evidence: vec![evidence],
    }
}

fn overlaps(alert: &Alert, evidence: &Evidence) -> bool {
    alert.evidence.iter().any(|own| own.quote.start < evidence.quote.end && evidence.quote.start < own.quote.end)
}

/// Adds a quotation in text order, unless it repeats another or there are enough.
fn add(alert: &mut Alert, evidence: Evidence) {
    if overlaps(alert, &evidence) || alert.evidence.len() >= MOST_EVIDENCE {
        return;
    }
    alert.evidence.push(evidence);
    alert.evidence.sort_by_key(|evidence| evidence.quote.start);
}

/// The catalogue: kind, when it fires, family, severity, department, in the order of the registry.
pub fn catalogue() -> impl Iterator<Item = (AlertKind, Bilingual, AlertFamily, Severity, Department)> {
    RULES.iter().map(|rule| (rule.kind, Bilingual::new(rule.fires.0, rule.fires.1), rule.family, rule.severity, rule.department))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_its_own_kind_a_subject_and_a_trigger() {
        for (before, after) in RULES.iter().zip(RULES.iter().skip(1)) {
            assert!(before.kind < after.kind, "{:?} and {:?} are out of order", before.kind, after.kind);
        }
        for rule in RULES {
            assert!(rule.message.0.contains("{}") && rule.message.1.contains("{}") && !rule.triggers.is_empty(), "{:?}", rule.kind);
        }
        let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/breakdown/alerts")).unwrap().count();
        assert_eq!(files, RULES.len() + 1, "a rule's file has no line in the registry");
    }
}
