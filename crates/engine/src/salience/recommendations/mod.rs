//! Recommendations: what could be merged or shortened, each with the facts it rests on. One file a kind, one list. Never "cut this".

mod merge;
mod shorten;

use super::document::{Band, Recommendation, RecommendationKind, SceneSalience};
use super::score::Scored;
use super::story::Story;
use crate::evidence::Quoter;

/// What a recommendation looks at.
pub(crate) struct Desk<'a> {
    /// The script.
    pub(crate) story: &'a Story<'a>,
    /// Measured signals.
    pub(crate) scored: &'a Scored,
    /// Scored scenes.
    pub(crate) scenes: &'a [SceneSalience],
    /// Makes quotations.
    pub(crate) quoter: &'a Quoter<'a>,
}

/// One kind of recommendation.
struct Kind {
    /// Its kind.
    kind: RecommendationKind,
    /// Finds all of the kind, in script order.
    find: fn(&Desk<'_>) -> Vec<Recommendation>,
}

const KINDS: &[Kind] = &[merge::KIND, shorten::KIND];

/// All recommendations in script order.
pub(crate) fn recommend(desk: &Desk<'_>) -> Vec<Recommendation> {
    let mut all: Vec<Recommendation> = KINDS.iter().flat_map(|kind| (kind.find)(desk)).collect();
    all.sort_by(|a, b| a.ordinals.cmp(&b.ordinals).then(a.kind.cmp(&b.kind)));
    debug_assert!(all.iter().all(|one| KINDS.iter().any(|kind| kind.kind == one.kind)), "every recommendation has a registered kind");
    all
}

impl Desk<'_> {
    /// Raw number of a signal in a scene.
    fn raw(&self, id: &str, scene: usize) -> f64 {
        self.scored.signal(id).and_then(|measured| measured.raw.get(scene).copied()).unwrap_or(0.0)
    }

    /// Excess of a signal over what the scene's length explains.
    fn excess(&self, id: &str, scene: usize) -> f64 {
        self.scored.signal(id).and_then(|measured| measured.excess.get(scene).copied()).unwrap_or(0.0)
    }

    /// Whether the scene brings in nobody and no first meeting, and starts or ends no carried term.
    fn carries_nothing(&self, scene: usize) -> bool {
        ["first_appearances", "last_appearances", "new_pairs", "setup", "payoff"].iter().all(|id| self.raw(id, scene) == 0.0)
    }

    fn band(&self, scene: usize) -> Option<Band> {
        self.scenes.get(scene).map(|scene| scene.band)
    }
}
