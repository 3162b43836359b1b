//! Scenes shared by the pair of present characters that shares most scenes of the whole script. Range: 0 upwards. Source: edge weights of
//! RoleNet (Weng, Chu and Wu 2009).

use super::super::cast::{Pair, pairs};
use super::super::criteria::Criterion;
use super::super::story::Story;
use super::{Explanation, Signal, names, people};
use crate::language::Bilingual;

pub(super) const SIGNAL: Signal = Signal {
    id: "strongest_pair",
    criterion: Some(Criterion::CharacterDevelopment),
    inner: 0.05,
    title: ("أقوى ثنائي", "Strongest pair"),
    measure,
    explain,
};

fn measure(story: &Story<'_>) -> Vec<f64> {
    (0..story.scenes.len()).map(|scene| strongest(story, scene).map_or(0.0, |(scenes, _)| f64::from(scenes))).collect()
}

fn strongest(story: &Story<'_>, scene: usize) -> Option<(u32, Pair)> {
    let shared = pairs(story.cast.present_in(scene)).filter_map(|pair| Some((story.cast.shared(pair)?.scenes, pair)));
    shared.max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)))
}

fn explain(story: &Story<'_>, scene: usize) -> Explanation {
    let (scenes, pair) = strongest(story, scene).map_or((0, Vec::new()), |(scenes, pair)| (scenes, vec![pair.0, pair.1]));
    let list = names(story, &pair);
    let why = Bilingual::new("طرف في أكثر علاقات العمل تكراراً", "part of a relation that the script returns to");
    Explanation::new(
        Bilingual::new(
            format!("العلاقة التي يعود إليها العمل: {} ({scenes} مشهداً معاً)", list.ar),
            format!("A relation that the script returns to: {} ({scenes} scenes together)", list.en),
        ),
        people(story, scene, &pair, &why),
    )
}
