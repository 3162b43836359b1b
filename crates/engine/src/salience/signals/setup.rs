//! Terms used in at least three scenes of the script and first used here. Range: 0 upwards. Source: counterpart of the payoff signal.

use super::super::criteria::Criterion;
use super::super::numeric::count;
use super::super::story::Story;
use super::{Explanation, Signal, quoted, words};
use crate::language::Bilingual;
use crate::text::Span;

pub(super) const SIGNAL: Signal =
    Signal {
        id: "setup", criterion: Some(Criterion::PlotAdvancement), inner: 0.11, title: ("تمهيد لما يلي", "Setup"), measure, explain
    };

/// Scenes in which a term must occur to count as carried.
const CARRIED: u32 = 3;

fn measure(story: &Story<'_>) -> Vec<f64> {
    (0..story.scenes.len()).map(|scene| count(begins(story, scene).len())).collect()
}

/// Carried terms that begin here: number of scenes and first place.
fn begins(story: &Story<'_>, scene: usize) -> Vec<(u32, Span)> {
    let Some((_, here)) = story.scene(scene) else { return Vec::new() };
    let mut seen = rustc_hash::FxHashSet::default();
    let carried = |stem: u32| story.terms.use_of(stem).filter(|(scenes, first, _)| *first == scene && *scenes >= CARRIED);
    let mut found = Vec::new();
    for (token, word) in story.content_of(here) {
        if let Some((scenes, _, _)) = carried(word.stem)
            && seen.insert(word.stem)
        {
            found.push((scenes, token.span));
        }
    }
    found
}

fn explain(story: &Story<'_>, scene: usize) -> Explanation {
    let mut begins = begins(story, scene);
    begins.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let spans: Vec<Span> = begins.iter().take(3).map(|(_, span)| *span).collect();
    let list = quoted(story, &spans);
    let why = Bilingual::new("أول ذكر، ويتكرر لاحقاً", "first used here, carried on later");
    Explanation::new(
        Bilingual::new(format!("يزرع ما سيعود لاحقاً: {}", list.ar), format!("Sets up what returns later: {}", list.en)),
        words(spans, &why),
    )
}
