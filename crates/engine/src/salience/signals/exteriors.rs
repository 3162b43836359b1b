//! 1 for exteriors, 0.5 for scenes in and out, 0 otherwise. Range: 0..1. Source: the slugline.

use super::super::criteria::Criterion;
use super::super::story::Story;
use super::{Explanation, Signal, heading};
use crate::language::Bilingual;
use crate::screenplay::IntExt;

pub(super) const SIGNAL: Signal =
    Signal {
        id: "exteriors", criterion: Some(Criterion::VisualComplexity), inner: 0.07, title: ("خارجي", "Exterior"), measure, explain
    };

fn measure(story: &Story<'_>) -> Vec<f64> {
    let outside = |int_ext| match int_ext {
        IntExt::Ext => 1.0,
        IntExt::IntExt => 0.5,
        IntExt::Int | IntExt::Unknown => 0.0,
    };
    story.screenplay.scenes.iter().map(|scene| outside(scene.slugline.int_ext)).collect()
}

fn explain(story: &Story<'_>, scene: usize) -> Explanation {
    let why = Bilingual::new("خارجي بنص رأس المشهد", "exterior by its slugline");
    Explanation::new(Bilingual::new("مشهد خارجي", "An exterior"), heading(story, scene, &why))
}
