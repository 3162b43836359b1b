//! Pairs who are together for the first time here and meet again later, each weighted by the prominence of both. Range: 0 upwards. Source:
//! progression of shared characters in Gorinski and Lapata (2015); dynamic networks in Labatut and Bost (2019).

use super::super::cast::{Pair, pairs};
use super::super::criteria::Criterion;
use super::super::story::Story;
use super::{Explanation, Signal, names, people};
use crate::language::Bilingual;
use crate::screenplay::CharacterIndex;

pub(super) const SIGNAL: Signal = Signal {
    id: "new_pairs",
    criterion: Some(Criterion::CharacterDevelopment),
    inner: 0.10,
    title: ("لقاءات أولى", "First meetings"),
    measure,
    explain,
};

fn measure(story: &Story<'_>) -> Vec<f64> {
    let weight = |pair: Pair| (story.cast.prominence_of(pair.0) * story.cast.prominence_of(pair.1)).sqrt();
    (0..story.scenes.len()).map(|scene| meetings(story, scene).map(weight).sum()).collect()
}

fn meetings<'a>(story: &'a Story<'_>, scene: usize) -> impl Iterator<Item = Pair> + 'a {
    pairs(story.cast.present_in(scene))
        .filter(move |pair| story.cast.shared(*pair).is_some_and(|shared| shared.first == scene && shared.scenes > 1))
}

fn explain(story: &Story<'_>, scene: usize) -> Explanation {
    let mut who: Vec<CharacterIndex> = Vec::new();
    if let Some(pair) = meetings(story, scene).next() {
        who.extend([pair.0, pair.1]);
    }
    let list = names(story, &who);
    let why = Bilingual::new("أول مشهد يجمعهما", "their first scene together");
    Explanation::new(
        Bilingual::new(format!("أول لقاء بين {}", list.ar), format!("First scene together: {}", list.en)),
        people(story, scene, &who, &why),
    )
}
