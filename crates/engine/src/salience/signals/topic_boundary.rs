//! How little the three scenes from this one on share with the three before it. Range: 0..1. Source: Hearst, "TextTiling" (1997), with scenes
//! as blocks.

use super::super::criteria::Criterion;
use super::super::numeric::mean;
use super::super::story::Story;
use super::{Explanation, Signal, heading};
use crate::language::Bilingual;

pub(super) const SIGNAL: Signal = Signal {
    id: "topic_boundary",
    criterion: Some(Criterion::PlotAdvancement),
    inner: 0.02,
    title: ("بداية موضوع جديد", "Topic boundary"),
    measure,
    explain,
};

/// Scenes of a block.
const BLOCK: usize = 3;

fn measure(story: &Story<'_>) -> Vec<f64> {
    let last = story.scenes.len();
    let distance = |scene: usize| {
        let after = scene..(scene + BLOCK).min(last);
        let pairs = (scene.saturating_sub(BLOCK)..scene).flat_map(|a| after.clone().map(move |b| (a, b)));
        let similarities: Vec<f64> = pairs.map(|(a, b)| story.terms.matrix.similarity(a, b)).collect();
        if similarities.is_empty() { 0.0 } else { 1.0 - mean(&similarities) }
    };
    (0..last).map(distance).collect()
}

fn explain(story: &Story<'_>, scene: usize) -> Explanation {
    let why = Bilingual::new("يبدأ موضوعاً غير الذي قبله", "starts another matter than the scenes before");
    Explanation::new(Bilingual::new("يفتح موضوعاً جديداً", "Opens a new matter"), heading(story, scene, &why))
}
