//! Number of characters seen or heard. Range: 0 upwards. Source: presence of the parsed script.

use super::super::criteria::Criterion;
use super::super::numeric::count;
use super::super::story::Story;
use super::{Explanation, Signal, names, people};
use crate::language::Bilingual;

pub(super) const SIGNAL: Signal = Signal {
    id: "people_present",
    criterion: Some(Criterion::VisualComplexity),
    inner: 0.08,
    title: ("عدد الحاضرين", "People present"),
    measure,
    explain,
};

fn measure(story: &Story<'_>) -> Vec<f64> {
    story.cast.present.iter().map(|here| count(here.len())).collect()
}

fn explain(story: &Story<'_>, scene: usize) -> Explanation {
    let here = story.cast.present_in(scene);
    let (found, list) = (here.len(), names(story, here));
    let why = Bilingual::new("حاضر في المشهد", "present in the scene");
    Explanation::new(
        Bilingual::new(format!("مشهد جماعي ({found}): {}", list.ar), format!("Many people in the scene ({found}): {}", list.en)),
        people(story, scene, here, &why),
    )
}
