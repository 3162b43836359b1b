//! From the candidates of one scene to its elements: one element for each distinct thing, with all its evidence. Owns merging, order and the
//! options; owns no rule of a language.

use std::collections::BTreeSet;

use super::BreakdownOptions;
use super::candidate::Candidate;
use super::document::{AlternativeReading, Element, Provenance};
use crate::document::Score;
use crate::evidence::Quoter;
use crate::screenplay::document::character_id;

/// Elements in the order of category, then first evidence. Ids are given later, when all scenes are known.
pub(super) fn elements(candidates: Vec<Candidate>, options: &BreakdownOptions, quoter: &Quoter<'_>) -> Vec<Element> {
    let merged = merge(candidates);
    let elements = merged.into_iter().map(|merged| element(merged, quoter));
    elements.filter(|element| is_wanted(element, options)).collect()
}

fn is_wanted(element: &Element, options: &BreakdownOptions) -> bool {
    (options.categories.is_empty() || options.categories.contains(&element.category))
        && element.confidence.get() >= options.threshold
        && (element.explicit || !options.explicit_only)
}

/// A candidate that has taken in its doubles, with every detector that found it.
pub(super) struct Merged {
    pub(super) candidate: Candidate,
    pub(super) detectors: BTreeSet<&'static str>,
}

/// One candidate for each distinct thing: same category, same key, qualifiers that do not contradict.
pub(super) fn merge(mut candidates: Vec<Candidate>) -> Vec<Merged> {
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

/// A bare mention goes with any qualified one; two qualified ones must share a qualifier.
fn is_same_thing(a: &Candidate, b: &Candidate) -> bool {
    a.category == b.category
        && a.key == b.key
        && a.character == b.character
        && (a.qualifiers.is_empty() || b.qualifiers.is_empty() || !a.qualifiers.is_disjoint(&b.qualifiers))
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
    kept.explicit |= from.explicit;
    kept.belief = kept.belief.max(from.belief);
    for carrier in from.carriers {
        if !kept.carriers.contains(&carrier) {
            kept.carriers.push(carrier);
        }
    }
    into.detectors.insert(from.detector);
}

fn element(merged: Merged, quoter: &Quoter<'_>) -> Element {
    let Merged { candidate, detectors } = merged;
    let names: BTreeSet<&str> = detectors.iter().flat_map(|detector| detector.split('+')).collect();
    Element {
        id: String::new(),
        category: candidate.category,
        name: candidate.name,
        quantity: candidate.quantity,
        attributes: candidate.attributes.into_iter().collect(),
        explicit: candidate.explicit,
        confidence: Score::new(candidate.belief),
        provenance: Provenance::Rule,
        detector: names.into_iter().collect::<Vec<_>>().join("+"),
        alternatives: candidate
            .alternatives
            .iter()
            .map(|&(category, weight)| AlternativeReading { category, weight: Score::new(weight) })
            .collect(),
        character: candidate.character.map(character_id),
        script_element: None,
        evidence: candidate.clues.into_iter().map(|clue| quoter.evidence(clue.span, clue.rationale)).collect(),
    }
}
