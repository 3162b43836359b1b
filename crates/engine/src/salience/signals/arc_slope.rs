//! Steepness of the story's smoothed emotional arc at the scene, up or down. Range: 0 upwards. Source: Reagan et al. 2016 (arcs from word valence
//! in long windows); an estimate.

use super::super::criteria::Criterion;
use super::super::story::Story;
use super::{Explanation, Signal, heading};
use crate::language::Bilingual;

pub(super) const SIGNAL: Signal = Signal {
    id: "arc_slope",
    criterion: Some(Criterion::EmotionalImpact),
    inner: 0.05,
    title: ("تحوّل المزاج", "Turn of mood"),
    measure,
    explain,
};

/// Scenes on each side between which the slope is taken.
const REACH: usize = 2;

fn measure(story: &Story<'_>) -> Vec<f64> {
    (0..story.scenes.len()).map(|scene| slope(story, scene).abs()).collect()
}

fn slope(story: &Story<'_>, scene: usize) -> f64 {
    let last = story.arc.len().saturating_sub(1);
    let at = |scene: usize| story.arc.get(scene.min(last)).copied().flatten().map_or(0.0, |mood| mood.valence);
    at(scene + REACH) - at(scene.saturating_sub(REACH))
}

fn explain(story: &Story<'_>, scene: usize) -> Explanation {
    let is_rising = slope(story, scene) > 0.0;
    let (ar, en) = if is_rising { ("نحو الانفراج", "brighter") } else { ("نحو القتامة", "darker") };
    let why = Bilingual::new("حوله يتحول المزاج", "around here the mood turns");
    Explanation::new(
        Bilingual::new(format!("يتحول المزاج حوله {ar} (تقدير)"), format!("The mood turns {en} around it (an estimate)")),
        heading(story, scene, &why),
    )
}
