//! One category for one thing: the mentions of a scene are compared, and the surest use decides (a gun that lies on the table and is then
//! grabbed is a prop). Owns the ranking of the uses; joining equal candidates belongs to `merge`.

use std::collections::BTreeMap;

use crate::breakdown::Category;
use crate::breakdown::candidate::Candidate;

/// Categories between which the use of a thing decides, strongest use first.
const PROP_LADDER: [Category; 2] = [Category::Props, Category::SetDressing];

/// Candidates with one category for each thing; what several rules found at the same words stays with the surest.
pub(super) fn settle(mut found: Vec<Candidate>) -> Vec<Candidate> {
    raise_used_things(&mut found);
    found.sort_by(|a, b| {
        b.belief.total_cmp(&a.belief).then_with(|| a.clues.first().map(|clue| clue.span).cmp(&b.clues.first().map(|clue| clue.span)))
    });
    let mut kept: Vec<Candidate> = Vec::with_capacity(found.len());
    for candidate in found {
        if !kept.iter().any(|other| is_same_words(other, &candidate)) {
            kept.push(candidate);
        }
    }
    kept
}

fn raise_used_things(found: &mut [Candidate]) {
    let mut strongest: BTreeMap<String, Category> = BTreeMap::new();
    for candidate in found.iter().filter(|candidate| PROP_LADDER.contains(&candidate.category)) {
        let category = strongest.entry(candidate.key.clone()).or_insert(candidate.category);
        *category = (*category).min(candidate.category);
    }
    for candidate in found.iter_mut().filter(|candidate| PROP_LADDER.contains(&candidate.category)) {
        if let Some(category) = strongest.get(&candidate.key) {
            candidate.category = *category;
        }
    }
}

/// Two different readings of the same words; people, stunts and sounds may share words with things.
fn is_same_words(kept: &Candidate, candidate: &Candidate) -> bool {
    let apart = |category: Category| matches!(category, Category::CastMembers | Category::Stunts | Category::Sound | Category::Music);
    if kept.category != candidate.category && (apart(kept.category) || apart(candidate.category)) {
        return false;
    }
    let same_key = kept.category == candidate.category && kept.key == candidate.key;
    !same_key && kept.clues.iter().any(|a| candidate.clues.iter().any(|b| a.span.overlaps(b.span)))
}
