//! Prominence of the characters who are seen or heard for the last time here and have more scenes than this one. Range: 0 upwards.
//! Source: entries and exits of the cast in dynamic character networks (Labatut and Bost 2019).

use super::super::criteria::Criterion;
use super::super::story::Story;
use super::{Explanation, Signal, names, people};
use crate::language::Bilingual;
use crate::screenplay::CharacterIndex;

pub(super) const SIGNAL: Signal = Signal {
    id: "last_appearances",
    criterion: Some(Criterion::CharacterDevelopment),
    inner: 0.30,
    title: ("ظهور أخير", "Last appearances"),
    measure,
    explain,
};

fn measure(story: &Story<'_>) -> Vec<f64> {
    let sum = |scene| who(story, scene).iter().map(|who| story.cast.prominence_of(*who)).sum();
    (0..story.scenes.len()).map(sum).collect()
}

fn who(story: &Story<'_>, scene: usize) -> Vec<CharacterIndex> {
    let is_so = |who: &CharacterIndex| story.cast.appearance(*who).is_some_and(|(first, last)| last == scene && last > first);
    story.cast.present_in(scene).iter().copied().filter(is_so).collect()
}

fn explain(story: &Story<'_>, scene: usize) -> Explanation {
    let who = who(story, scene);
    let list = names(story, &who);
    let why = Bilingual::new("ظهور أخير", "leaves the story");
    Explanation::new(
        Bilingual::new(format!("آخر ظهور: {}", list.ar), format!("Last appearance of {}", list.en)),
        people(story, scene, &who, &why),
    )
}
