//! From the candidates of one scene to its elements: one element for each distinct thing, with all its evidence. Owns merging, order and the
//! options; owns no rule of a language.

use std::collections::BTreeSet;

use super::candidate::Candidate;
use super::document::{AlternativeReading, Element, Provenance};
use super::{BreakdownOptions, calibration};
use crate::document::Score;
use crate::evidence::Quoter;
use crate::language::Language;
use crate::screenplay::document::character_id;

/// An element with what makes it the same thing in another scene.
#[derive(Debug, Clone)]
pub(super) struct SceneElement {
    /// The element as shown.
    pub(super) element: Element,
    /// Merge key, see [`Candidate::key`].
    pub(super) key: String,
    /// Qualifiers of the name.
    pub(super) qualifiers: BTreeSet<String>,
}

/// Elements in the order of category, then first evidence. Their ids are given by the caller, who knows the scene.
pub(super) fn elements(
    candidates: Vec<Candidate>,
    language: Language,
    options: &BreakdownOptions,
    quoter: &Quoter<'_>,
) -> Vec<SceneElement> {
    let elements = merge(candidates).into_iter().map(|merged| scene_element(merged, language, quoter));
    elements.filter(|found| is_wanted(&found.element, options)).collect()
}

fn is_wanted(element: &Element, options: &BreakdownOptions) -> bool {
    (options.categories.is_empty() || options.categories.contains(&element.category))
        && (element.confidence.get() >= options.threshold || element.provenance < Provenance::Rule)
        && (element.explicit || !options.explicit_only)
}

/// A candidate that has taken in its doubles, with every detector that found it.
struct Merged {
    candidate: Candidate,
    detectors: BTreeSet<&'static str>,
}

/// One candidate for each distinct thing: same category, same key, qualifiers that do not contradict.
fn merge(mut candidates: Vec<Candidate>) -> Vec<Merged> {
    candidates.retain(|candidate| !candidate.clues.is_empty());
    candidates.sort_by(|a, b| first_clue(a).cmp(&first_clue(b)).then(a.category.cmp(&b.category)).then_with(|| a.key.cmp(&b.key)));
    let mut merged: Vec<Merged> = Vec::new();
    for candidate in candidates {
        match merged.iter_mut().find(|other| is_same_thing(&other.candidate, &candidate)) {
            Some(other) => absorb(other, candidate),
            None => merged.push(Merged { detectors: BTreeSet::from([candidate.detector]), candidate }),
        }
    }
    merged.sort_by_key(|merged| (merged.candidate.category, first_clue(&merged.candidate)));
    merged
}

fn first_clue(candidate: &Candidate) -> Option<crate::text::Span> {
    candidate.clues.iter().map(|clue| clue.span).min()
}

/// A bare mention goes with any qualified one; two qualified ones must share a qualifier. What a person tagged stays as tagged.
fn is_same_thing(a: &Candidate, b: &Candidate) -> bool {
    a.category == b.category
        && (a.key == b.key || is_event(a.category) && overlap(a, b))
        && a.character == b.character
        && a.explicit == b.explicit
        && (a.detector == super::imported::DETECTOR) == (b.detector == super::imported::DETECTOR)
        && agree(&a.qualifiers, &b.qualifiers)
}

/// Categories of events: two detectors that point at the same words mean the same event, whatever they call it.
fn is_event(category: super::Category) -> bool {
    use super::Category as C;
    matches!(category, C::Stunts | C::Sound | C::Music | C::SpecialEffects | C::VisualEffects | C::MechanicalEffects | C::MakeupHair)
}

fn overlap(a: &Candidate, b: &Candidate) -> bool {
    a.clues.iter().any(|clue| b.clues.iter().any(|other| clue.span.overlaps(other.span)))
}

/// Whether two sets of qualifiers can describe one thing.
pub(super) fn agree(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    a.is_empty() || b.is_empty() || !a.is_disjoint(b)
}

fn absorb(into: &mut Merged, from: Candidate) {
    let kept = &mut into.candidate;
    if kept.qualifiers.is_empty() && !from.qualifiers.is_empty() {
        kept.name = from.name;
    }
    kept.qualifiers.extend(from.qualifiers);
    kept.attributes.extend(from.attributes);
    for clue in from.clues {
        if !kept.clues.iter().any(|other| other.span == clue.span) {
            kept.clues.push(clue);
        }
    }
    kept.clues.sort_by_key(|clue| clue.span);
    kept.quantity = kept.quantity.max(from.quantity);
    kept.belief = kept.belief.max(from.belief);
    for carrier in from.carriers {
        if !kept.carriers.contains(&carrier) {
            kept.carriers.push(carrier);
        }
    }
    into.detectors.insert(from.detector);
}

fn scene_element(merged: Merged, language: Language, quoter: &Quoter<'_>) -> SceneElement {
    let Merged { candidate, detectors } = merged;
    let names: BTreeSet<&str> = detectors.iter().flat_map(|detector| detector.split('+')).collect();
    let is_imported = detectors.contains(super::imported::DETECTOR);
    let confidence = if is_imported { 1.0 } else { calibration::confidence(language, candidate.category, candidate.belief) };
    let element = Element {
        id: String::new(),
        category: candidate.category,
        name: candidate.name,
        quantity: candidate.quantity,
        attributes: candidate.attributes.into_iter().collect(),
        explicit: candidate.explicit,
        confidence: Score::new(confidence),
        provenance: if is_imported { Provenance::Imported } else { Provenance::Rule },
        detector: names.into_iter().collect::<Vec<_>>().join("+"),
        alternatives: alternatives(&candidate.alternatives),
        character: candidate.character.map(character_id),
        carriers: candidate.carriers.into_iter().map(character_id).collect(),
        script_element: None,
        evidence: candidate.clues.into_iter().map(|clue| quoter.evidence(clue.span, clue.rationale)).collect(),
    };
    SceneElement { element, key: candidate.key, qualifiers: candidate.qualifiers }
}

fn alternatives(readings: &[(super::Category, f64)]) -> Vec<AlternativeReading> {
    let mut readings: Vec<_> = readings.to_vec();
    readings.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    readings.into_iter().map(|(category, weight)| AlternativeReading { category, weight: Score::new(weight) }).collect()
}
