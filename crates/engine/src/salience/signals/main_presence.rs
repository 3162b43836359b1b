//! Sum of the prominence of all who are seen or heard in the scene. Range: 0 upwards. Source: the importance term of Gorinski and Lapata
//! (NAACL 2015), the share of the main characters in a scene.

use super::super::criteria::Criterion;
use super::super::story::Story;
use super::{Explanation, Signal, names, people};
use crate::language::Bilingual;

pub(super) const SIGNAL: Signal = Signal {
    id: "main_presence",
    criterion: Some(Criterion::CharacterDevelopment),
    inner: 0.25,
    title: ("حضور الشخصيات الرئيسية", "Main characters present"),
    measure,
    explain,
};

fn measure(story: &Story<'_>) -> Vec<f64> {
    let sum = |here: &Vec<_>| here.iter().map(|who| story.cast.prominence_of(*who)).sum();
    story.cast.present.iter().map(sum).collect()
}

fn explain(story: &Story<'_>, scene: usize) -> Explanation {
    let here = story.cast.present_in(scene);
    let list = names(story, here);
    let why = Bilingual::new("من الشخصيات الأكثر حضوراً في العمل", "among the most present characters of the script");
    Explanation::new(
        Bilingual::new(format!("تحمل المشهدَ شخصياتٌ رئيسية: {}", list.ar), format!("Carried by main characters: {}", list.en)),
        people(story, scene, here, &why),
    )
}
