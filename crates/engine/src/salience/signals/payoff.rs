//! Terms used in at least three scenes of the script and last used here: what was set up and carried comes to its end. Range: 0 upwards.
//! Source: surrogate of event salience as later need (Otake 2020; Wilmot and Keller 2021).

use super::super::criteria::Criterion;
use super::super::numeric::count;
use super::super::story::Story;
use super::{Explanation, Signal, quoted, words};
use crate::language::Bilingual;
use crate::text::Span;

pub(super) const SIGNAL: Signal =
    Signal {
        id: "payoff", criterion: Some(Criterion::PlotAdvancement), inner: 0.17, title: ("حصاد ما سبق", "Payoff"), measure, explain
    };

/// Scenes in which a term must occur to count as carried.
const CARRIED: u32 = 3;

fn measure(story: &Story<'_>) -> Vec<f64> {
    (0..story.scenes.len()).map(|scene| count(ends(story, scene).len())).collect()
}

/// Carried terms that end here: number of scenes, where they began, first place here, stem.
fn ends(story: &Story<'_>, scene: usize) -> Vec<(u32, usize, Span, u32)> {
    let Some((_, here)) = story.scene(scene) else { return Vec::new() };
    let mut found: Vec<(u32, usize, Span, u32)> = Vec::new();
    let mut seen = rustc_hash::FxHashSet::default();
    for (token, word) in story.content_of(here) {
        if let Some((scenes, first, last)) = story.terms.use_of(word.stem)
            && last == scene
            && scenes >= CARRIED
            && seen.insert(word.stem)
        {
            found.push((scenes, first, token.span, word.stem));
        }
    }
    found
}

/// Quotes the terms here and the scene that set the most carried one up.
fn explain(story: &Story<'_>, scene: usize) -> Explanation {
    let mut ends = ends(story, scene);
    ends.sort_by(|a, b| b.0.cmp(&a.0).then(a.2.cmp(&b.2)));
    ends.truncate(3);
    let spans: Vec<Span> = ends.iter().map(|(_, _, span, _)| *span).collect();
    let list = quoted(story, &spans);
    let mut exhibits = words(spans, &Bilingual::new("آخر ذكر هنا", "last used here"));
    let mut from = 0;
    if let Some((_, first, _, stem)) = ends.first()
        && let Some((_, setup)) = story.scene(*first)
        && let Some((token, _)) = story.content_of(setup).find(|(_, word)| word.stem == *stem)
    {
        from = first + 1;
        exhibits.push((
            token.span,
            Bilingual::new(format!("أول ذكر، مشهد رقم {from} في الترتيب"), format!("set up in scene {from} of the order")),
        ));
    }
    Explanation::new(
        Bilingual::new(
            format!("يُحصد هنا ما زُرع منذ المشهد {from}: {}", list.ar),
            format!("Pays off what was set up from scene {from} on: {}", list.en),
        ),
        exhibits,
    )
}
