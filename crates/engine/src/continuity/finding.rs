//! From drafts to findings: fingerprints, muting of rules that fire often, options of the caller, order. Owns no rule.

use std::collections::{BTreeMap, BTreeSet};

use super::ContinuityOptions;
use super::document::{Finding, FindingClass, PlaceEvidence};
use super::rule::{Draft, DraftPlace};
use crate::document::Score;
use crate::evidence::Quoter;
use crate::language::Bilingual;
use crate::text::fold_key;

/// Writes out the drafts that the options let through.
pub(super) fn write(drafts: Vec<Draft>, options: &ContinuityOptions, quoter: &Quoter<'_>) -> Vec<Finding> {
    let mut by_rule: BTreeMap<&str, Vec<Draft>> = BTreeMap::new();
    for draft in drafts {
        by_rule.entry(draft.info.id).or_default().push(draft);
    }
    let mut findings: Vec<Finding> = by_rule
        .into_values()
        .flat_map(|drafts| if drafts.first().is_some_and(|draft| drafts.len() > draft.info.collapse) { collapse(&drafts) } else { drafts })
        .map(|draft| finding(draft, quoter))
        .filter(|finding| options.shows(finding))
        .collect();
    findings.sort_by(|a, b| first(a).cmp(&first(b)).then_with(|| a.rule.cmp(&b.rule)).then_with(|| a.fingerprint.cmp(&b.fingerprint)));
    findings.dedup_by(|a, b| a.fingerprint == b.fingerprint && first(a) == first(b));
    findings
}

fn first(finding: &Finding) -> u32 {
    finding.evidence.first().map_or(0, |place| place.quote.start)
}

/// One finding with all places: a habit of the script is told once.
fn collapse(drafts: &[Draft]) -> Vec<Draft> {
    let count = drafts.len();
    let Some(head) = drafts.first().cloned() else { return Vec::new() };
    let subjects: BTreeSet<String> = drafts.iter().map(|draft| draft.subject.clone()).collect();
    let places: Vec<DraftPlace> = drafts.iter().flat_map(|draft| draft.places.clone()).collect();
    let message = Bilingual::new(
        format!("تتكرر هذه الملاحظة {count} مرة في السيناريو، وأولها: {}", head.message.ar),
        format!("This comes up {count} times in the script, first: {}", head.message.en),
    );
    let severity = drafts.iter().map(|draft| draft.severity).max().unwrap_or(head.severity);
    vec![Draft {
        subject: subjects.into_iter().collect::<Vec<_>>().join("، "),
        message,
        places,
        stated: vec!["all".to_owned()],
        class: FindingClass::HouseStyle,
        severity,
        ..head
    }]
}

fn finding(mut draft: Draft, quoter: &Quoter<'_>) -> Finding {
    draft.places.sort_by_key(|place| (place.span, place.scene));
    draft.places.dedup_by(|a, b| a.span == b.span);
    let scenes: BTreeSet<u32> = draft.places.iter().map(|place| ordinal(place.scene)).collect();
    let subject = if draft.stated == ["all"] { String::new() } else { fold_key(&draft.subject) };
    let fingerprint = fingerprint(draft.info.id, &subject, &draft.stated);
    Finding {
        rule: draft.info.id.to_owned(),
        class: draft.class,
        severity: draft.severity,
        confidence: Score::new(draft.info.precision),
        subject: draft.subject,
        scenes: scenes.into_iter().collect(),
        message: draft.message,
        suggestion: draft.suggestion,
        evidence: draft
            .places
            .into_iter()
            .map(|place| PlaceEvidence { scene: ordinal(place.scene), quote: quoter.quote(place.span), rationale: place.says })
            .collect(),
        fingerprint,
    }
}

fn ordinal(scene: usize) -> u32 {
    u32::try_from(scene + 1).unwrap_or(u32::MAX)
}

/// FNV-1a over rule, subject and what is stated; parts are folded, so that a change of spelling class keeps a dismissal.
fn fingerprint(rule: &str, subject: &str, stated: &[String]) -> String {
    let text = std::iter::once(rule.to_owned())
        .chain(std::iter::once(subject.to_owned()))
        .chain(stated.iter().map(|part| fold_key(part)))
        .collect::<Vec<_>>()
        .join("\u{1f}");
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{rule}:{hash:016x}")
}
