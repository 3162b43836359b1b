//! PageRank of the scene over the cosine similarity of tf-idf vectors (TextRank): scenes that speak of what many scenes speak of. Range: 0..1,
//! all scenes sum to 1. Source: Mihalcea and Tarau, "TextRank" (EMNLP 2004).

use super::super::criteria::Criterion;
use super::super::story::Story;
use super::{Explanation, Signal, quoted, words};
use crate::language::Bilingual;
use crate::text::Span;

pub(super) const SIGNAL: Signal = Signal {
    id: "text_centrality",
    criterion: Some(Criterion::PlotAdvancement),
    inner: 0.10,
    title: ("مركزية النص", "Text centrality"),
    measure,
    explain,
};

fn measure(story: &Story<'_>) -> Vec<f64> {
    story.terms.matrix.page_rank()
}

fn explain(story: &Story<'_>, scene: usize) -> Explanation {
    let spans = central(story, scene);
    let list = quoted(story, &spans);
    let why = Bilingual::new("كلمة تتردد في مشاهد كثيرة", "a word that many scenes share");
    Explanation::new(
        Bilingual::new(format!("يدور حول ما يدور حوله العمل: {}", list.ar), format!("Turns on what the script turns on: {}", list.en)),
        words(spans, &why),
    )
}

/// Scenes that must use a term for it to count as shared by many.
const SHARED: u32 = 3;

/// First places of the three terms that most other scenes share with this one.
fn central(story: &Story<'_>, scene: usize) -> Vec<Span> {
    let Some((_, here)) = story.scene(scene) else { return Vec::new() };
    let mut terms: Vec<(u32, u32, Span)> = Vec::new();
    for (token, word) in story.content_of(here) {
        if let Some((used, _, _)) = story.terms.use_of(word.stem)
            && used >= SHARED
            && !terms.iter().any(|(_, stem, _)| *stem == word.stem)
        {
            terms.push((used, word.stem, token.span));
        }
    }
    terms.sort_by(|a, b| b.0.cmp(&a.0).then(a.2.cmp(&b.2)));
    terms.into_iter().take(3).map(|(_, _, span)| span).collect()
}
