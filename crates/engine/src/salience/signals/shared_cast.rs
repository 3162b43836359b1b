//! PageRank of the scene in the graph of scenes that share characters, characters weighted by prominence. Range: 0..1, all scenes sum to 1.
//! Source: scene graphs of Gorinski and Lapata (2015); random walk as in TextRank.

use super::super::criteria::Criterion;
use super::super::story::Story;
use super::super::terms::{Sparse, unit};
use super::{Explanation, Signal, names, people};
use crate::language::Bilingual;

pub(super) const SIGNAL: Signal = Signal {
    id: "shared_cast",
    criterion: Some(Criterion::CharacterDevelopment),
    inner: 0.20,
    title: ("مركزية الشخصيات المشتركة", "Shared-cast centrality"),
    measure,
    explain,
};

fn measure(story: &Story<'_>) -> Vec<f64> {
    let row = |here: &Vec<crate::screenplay::CharacterIndex>| {
        let mut row: Vec<(u32, f64)> = here.iter().map(|who| (who.0, story.cast.prominence_of(*who))).collect();
        row.sort_by_key(|(who, _)| *who);
        unit(row)
    };
    Sparse::new(story.cast.present.iter().map(row).collect(), story.cast.prominence.len()).page_rank()
}

fn explain(story: &Story<'_>, scene: usize) -> Explanation {
    let here = story.cast.present_in(scene);
    let list = names(story, here);
    let why = Bilingual::new("يربط المشهد بمشاهد كثيرة", "ties the scene to many others");
    Explanation::new(
        Bilingual::new(
            format!("يلتقي فيه خط شخصيات تجمعها مشاهد كثيرة: {}", list.ar),
            format!("Joins characters who tie many scenes together: {}", list.en),
        ),
        people(story, scene, here, &why),
    )
}
