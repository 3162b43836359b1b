//! The cast by scene: prominence, who is present together, first and last appearances. Owns no graph measure (see `network`).
//!
//! Prominence follows RoleNet (Weng, Chu and Wu 2009) in taking the scene as the window of co-occurrence: half the share of scenes, half the
//! share of spoken words, both against the leading character.

use std::collections::BTreeMap;

use super::numeric::share;
use crate::screenplay::{CharacterIndex, PresenceKind, Screenplay};

/// People looked at for pairs in one scene; a crowd of named people makes no relation.
const PAIRED: usize = 8;

/// Two characters who are present together; the smaller index first.
pub(crate) type Pair = (CharacterIndex, CharacterIndex);

/// Scenes shared by a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shared {
    /// First shared scene (zero-based).
    pub(crate) first: usize,
    /// Last shared scene.
    pub(crate) last: usize,
    /// Number of shared scenes.
    pub(crate) scenes: u32,
}

/// Characters by scene.
#[derive(Debug, Default)]
pub(crate) struct Cast {
    /// Prominence 0..=1 by character.
    pub(crate) prominence: Vec<f64>,
    /// Seen or heard in each scene, most prominent first.
    pub(crate) present: Vec<Vec<CharacterIndex>>,
    /// First and last scene in which a character is present, by character.
    pub(crate) appearances: Vec<Option<(usize, usize)>>,
    /// All pairs.
    pub(crate) pairs: BTreeMap<Pair, Shared>,
}

impl Cast {
    /// Counts the presence of every character.
    pub(crate) fn new(screenplay: &Screenplay) -> Self {
        let characters = screenplay.characters.len();
        let mut scenes_of = vec![0.0; characters];
        let mut words_of = vec![0.0; characters];
        let mut cast = Self { appearances: vec![None; characters], ..Self::default() };
        for (at, scene) in screenplay.scenes.iter().enumerate() {
            let here = scene.presence.iter().filter(|presence| presence.kind != PresenceKind::Mentioned);
            for presence in here {
                let who = presence.character.0 as usize;
                if let (Some(scenes), Some(words), Some(seen)) =
                    (scenes_of.get_mut(who), words_of.get_mut(who), cast.appearances.get_mut(who))
                {
                    *scenes += 1.0;
                    *words += f64::from(presence.words);
                    *seen = Some((seen.map_or(at, |(first, _)| first), at));
                }
            }
        }
        let most = |values: &[f64]| values.iter().copied().fold(0.0, f64::max);
        let (most_scenes, most_words) = (most(&scenes_of), most(&words_of));
        let half = |scenes: &f64, words: &f64| (share(*scenes, most_scenes) + share(*words, most_words)) / 2.0;
        cast.prominence = scenes_of.iter().zip(&words_of).map(|(scenes, words)| half(scenes, words)).collect();
        for (at, scene) in screenplay.scenes.iter().enumerate() {
            let mut here: Vec<CharacterIndex> = scene
                .presence
                .iter()
                .filter(|presence| presence.kind != PresenceKind::Mentioned)
                .map(|presence| presence.character)
                .collect();
            here.sort_by(|a, b| cast.prominence_of(*b).total_cmp(&cast.prominence_of(*a)).then(a.cmp(b)));
            here.dedup();
            for pair in pairs(&here) {
                let shared = cast.pairs.entry(pair).or_insert(Shared { first: at, last: at, scenes: 0 });
                shared.last = at;
                shared.scenes += 1;
            }
            cast.present.push(here);
        }
        cast
    }

    /// Prominence of a character, 0..=1.
    pub(crate) fn prominence_of(&self, who: CharacterIndex) -> f64 {
        self.prominence.get(who.0 as usize).copied().unwrap_or(0.0)
    }

    /// Seen or heard in a scene, most prominent first.
    pub(crate) fn present_in(&self, scene: usize) -> &[CharacterIndex] {
        self.present.get(scene).map(Vec::as_slice).unwrap_or_default()
    }

    /// First and last scene of a character's presence.
    pub(crate) fn appearance(&self, who: CharacterIndex) -> Option<(usize, usize)> {
        self.appearances.get(who.0 as usize).copied().flatten()
    }

    /// Scenes that a pair shares.
    pub(crate) fn shared(&self, pair: Pair) -> Option<Shared> {
        self.pairs.get(&pair).copied()
    }

    /// Characters by prominence, then by first appearance.
    pub(crate) fn by_prominence(&self) -> Vec<CharacterIndex> {
        let mut order: Vec<CharacterIndex> =
            (0..self.prominence.len()).filter_map(|at| u32::try_from(at).ok()).map(CharacterIndex).collect();
        order.sort_by(|a, b| self.prominence_of(*b).total_cmp(&self.prominence_of(*a)).then(a.cmp(b)));
        order
    }
}

/// Pairs among the most prominent people of a scene.
pub(crate) fn pairs(here: &[CharacterIndex]) -> impl Iterator<Item = Pair> + '_ {
    let here = here.get(..PAIRED).unwrap_or(here);
    here.iter().enumerate().flat_map(move |(at, a)| here.iter().skip(at + 1).map(move |b| (*a.min(b), *a.max(b))))
}
