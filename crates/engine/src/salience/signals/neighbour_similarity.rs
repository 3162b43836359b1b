//! Mean cosine similarity of tf-idf vectors to the three scenes before and the three after. Range: 0..1. Source: progression term of Gorinski
//! and Lapata (2015).

use super::super::criteria::Criterion;
use super::super::numeric::mean;
use super::super::story::Story;
use super::{Explanation, Signal, heading};
use crate::language::Bilingual;

pub(super) const SIGNAL: Signal = Signal {
    id: "neighbour_similarity",
    criterion: Some(Criterion::PlotAdvancement),
    inner: 0.15,
    title: ("صلة بالمشاهد المجاورة", "Tied to its neighbours"),
    measure,
    explain,
};

/// Scenes looked at on each side.
const REACH: usize = 3;

fn measure(story: &Story<'_>) -> Vec<f64> {
    (0..story.scenes.len())
        .map(|scene| mean(&near(story, scene).into_iter().map(|(_, similarity)| similarity).collect::<Vec<_>>()))
        .collect()
}

fn near(story: &Story<'_>, scene: usize) -> Vec<(usize, f64)> {
    let last = (scene + REACH).min(story.scenes.len().saturating_sub(1));
    let others = (scene.saturating_sub(REACH)..=last).filter(|other| *other != scene);
    others.map(|other| (other, story.terms.matrix.similarity(scene, other))).collect()
}

fn explain(story: &Story<'_>, scene: usize) -> Explanation {
    let closest = near(story, scene).into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
    let (ordinal, exhibits) = closest.map_or((0, Vec::new()), |(other, _)| {
        (other + 1, heading(story, other, &Bilingual::new("أقرب المشاهد المجاورة كلاماً", "closest neighbour by its words")))
    });
    Explanation::new(
        Bilingual::new(
            format!("جزء من خط متصل مع المشاهد حوله، وأقربها المشهد {ordinal}"),
            format!("Part of a line with the scenes around it, closest to scene {ordinal}"),
        ),
        exhibits,
    )
}
