//! What the spelling rules share: one name or place in several spellings of a letter class. Owns the grouping; when it matters is decided in
//! the rules.

use std::collections::BTreeMap;

use crate::text::{Span, is_hidden, is_mark};

/// A spelling without what the eye does not take for a letter: marks, tatweel, controls, doubled spaces.
pub(super) fn plain(written: &str) -> String {
    let visible: String = written.chars().filter(|c| !is_mark(*c) && !is_hidden(*c)).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// One spelling with its places.
#[derive(Debug, Clone)]
pub(super) struct Spelling {
    /// As first written.
    pub(super) written: String,
    /// Scene and span of each use.
    pub(super) uses: Vec<(usize, Span)>,
}

/// Groups uses by key, then by spelling; the most frequent spelling first, the earlier one where they are equal.
pub(super) fn group(uses: impl Iterator<Item = (String, String, usize, Span)>) -> BTreeMap<String, Vec<Spelling>> {
    let mut groups: BTreeMap<String, BTreeMap<String, Spelling>> = BTreeMap::new();
    for (key, written, scene, span) in uses {
        let spelling = groups.entry(key).or_default().entry(plain(&written)).or_insert_with(|| Spelling { written, uses: Vec::new() });
        spelling.uses.push((scene, span));
    }
    let order = |spellings: BTreeMap<String, Spelling>| {
        let mut spellings: Vec<Spelling> = spellings.into_values().collect();
        spellings.sort_by_key(|spelling| (usize::MAX - spelling.uses.len(), spelling.uses.first().map(|(_, span)| *span)));
        spellings
    };
    groups.into_iter().map(|(key, spellings)| (key, order(spellings))).collect()
}
