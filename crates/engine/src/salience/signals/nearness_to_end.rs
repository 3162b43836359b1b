//! Middle of the scene as a share of the script's words. Range: 0..1. Source: measured; later scenes are more often part of the plot summary at
//! equal length (matched-length accuracy 56.6%).

use super::super::criteria::Criterion;
use super::super::story::Story;
use super::{Explanation, Signal};
use crate::language::Bilingual;

pub(super) const SIGNAL: Signal = Signal {
    id: "nearness_to_end",
    criterion: Some(Criterion::PlotAdvancement),
    inner: 0.12,
    title: ("القرب من النهاية", "Nearness to the end"),
    measure,
    explain,
};

fn measure(story: &Story<'_>) -> Vec<f64> {
    story.middles.clone()
}

/// Position is no reason by itself beyond saying where the scene stands.
fn explain(story: &Story<'_>, scene: usize) -> Explanation {
    let percent = story.middles.get(scene).map_or(0.0, |middle| (middle * 100.0).round());
    Explanation::new(Bilingual::new(format!("يقع عند {percent}% من العمل"), format!("Stands at {percent}% of the script")), Vec::new())
}
