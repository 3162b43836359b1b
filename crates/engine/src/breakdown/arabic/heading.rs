//! What the heading of an Arabic scene asks for: a vehicle that the scene is played in. Owns nothing of the action.

use super::scan::mentions;
use super::scene_text::ActionLine;
use crate::breakdown::Category;
use crate::breakdown::candidate::{Candidate, Clue};
use crate::language::Bilingual;
use crate::text::fold_key;

/// Candidates of the heading.
pub(super) fn heading(lines: &[ActionLine<'_>]) -> Vec<Candidate> {
    let in_heading = lines.iter().filter(|line| line.is_heading).flat_map(mentions);
    let vehicles = in_heading.filter(|mention| mention.entry.category.category() == Some(Category::Vehicles));
    let candidate = |mention: super::scan::Mention<'_>| {
        let clue = Clue {
            span: mention.span,
            rationale: Bilingual::new("المشهد يدور داخل المركبة أو عندها", "the scene is played in or at the vehicle"),
        };
        let mut candidate = Candidate::new(Category::Vehicles, &mention.name, fold_key(&mention.entry.lemma), clue, "heading");
        candidate.qualifiers = mention.qualifiers;
        candidate.belief = 0.9;
        candidate.attributes.insert("PLAYED_IN".to_owned());
        candidate
    };
    vehicles.map(candidate).collect()
}
