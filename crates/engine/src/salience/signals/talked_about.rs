//! Absent people who are talked about, each by the square root of prominence: what others do here changes things for them. Range: 0 upwards.
//! Source: measured; the strongest single gain in matched-length accuracy beyond the reference signals (about one point).

use super::super::criteria::Criterion;
use super::super::story::Story;
use super::{Explanation, Signal, names};
use crate::language::Bilingual;
use crate::screenplay::{CharacterIndex, Presence, PresenceKind};

pub(super) const SIGNAL: Signal = Signal {
    id: "talked_about",
    criterion: Some(Criterion::PlotAdvancement),
    inner: 0.15,
    title: ("غائبون يدور عنهم الكلام", "Absent people talked about"),
    measure,
    explain,
};

fn measure(story: &Story<'_>) -> Vec<f64> {
    let sum = |scene| mentioned(story, scene).map(|presence| story.cast.prominence_of(presence.character).sqrt()).sum();
    (0..story.scenes.len()).map(sum).collect()
}

fn mentioned<'a>(story: &'a Story<'_>, scene: usize) -> impl Iterator<Item = &'a Presence> {
    let presence = story.screenplay.scenes.get(scene).map(|scene| scene.presence.as_slice()).unwrap_or_default();
    presence.iter().filter(|presence| presence.kind == PresenceKind::Mentioned)
}

fn explain(story: &Story<'_>, scene: usize) -> Explanation {
    let who: Vec<CharacterIndex> = mentioned(story, scene).map(|presence| presence.character).collect();
    let list = names(story, &who);
    let why = Bilingual::new("غائب يُذكر هنا", "absent and talked about");
    let exhibits = mentioned(story, scene).filter_map(|presence| Some((*presence.spans.first()?, why.clone()))).collect();
    Explanation::new(Bilingual::new(format!("يدور الكلام عن غائب: {}", list.ar), format!("Turns on somebody absent: {}", list.en)), exhibits)
}
