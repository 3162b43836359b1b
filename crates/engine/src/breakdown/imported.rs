//! Elements that a person tagged in the writing program (FDX `TagData`): provenance IMPORTED, never overwritten by a rule. Owns the reading
//! of their categories and the yielding of rules.

use super::Category;
use super::candidate::{Candidate, Clue, SceneContext};
use crate::language::Bilingual;
use crate::text::{Span, fold_key};

/// Detector id of tags.
pub(super) const DETECTOR: &str = "fdx-tag";

/// Tags of one scene as candidates.
pub(super) fn candidates(context: &SceneContext<'_>) -> Vec<Candidate> {
    let scene = context.scene.span;
    let tags = context.screenplay.imported.iter();
    tags.filter_map(|tag| {
        let spans: Vec<Span> = tag.spans.iter().copied().filter(|span| scene.contains(*span) && !span.is_empty()).collect();
        let category = Category::from_fdx(tag.category_id.as_deref(), &tag.category).unwrap_or(Category::Miscellaneous);
        let clue = |span: &Span| Clue {
            span: *span,
            rationale: Bilingual::new("وسم وضعه الكاتب أو المساعد في الملف", "tagged by a person in the file"),
        };
        let mut candidate = Candidate::new(category, &tag.name, fold_key(&tag.name), clue(spans.first()?), DETECTOR);
        candidate.clues = spans.iter().map(clue).collect();
        candidate.belief = 1.0;
        Some(candidate)
    })
    .collect()
}

/// Rules yield to tags: what a rule found on tagged words is left out, its category kept as an alternative reading of the tag.
pub(super) fn yield_to_tags(tags: &mut [Candidate], found: Vec<Candidate>) -> Vec<Candidate> {
    let is_tagged = |tag: &Candidate, candidate: &Candidate| {
        candidate.clues.iter().any(|clue| tag.clues.iter().any(|other| other.span.overlaps(clue.span)))
    };
    let mut kept = Vec::new();
    for candidate in found {
        match tags.iter_mut().find(|tag| is_tagged(tag, &candidate) || (tag.category == candidate.category && tag.key == candidate.key)) {
            Some(tag) => {
                tag.attributes.extend(candidate.attributes);
                tag.character = tag.character.or(candidate.character);
                tag.carriers.extend(candidate.carriers);
                if tag.category != candidate.category && !tag.alternatives.iter().any(|(category, _)| *category == candidate.category) {
                    tag.alternatives.push((candidate.category, candidate.belief * 0.2));
                }
            }
            None => kept.push(candidate),
        }
    }
    kept
}
