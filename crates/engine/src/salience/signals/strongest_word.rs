//! Greatest absolute valence of one word. Range: 0..4. Source: as for emotional words.

use super::super::criteria::Criterion;
use super::super::story::SceneWords;
use super::super::story::Story;
use super::{Explanation, Signal, quoted, words};
use crate::language::Bilingual;
use crate::text::Span;

pub(super) const SIGNAL: Signal = Signal {
    id: "strongest_word",
    criterion: Some(Criterion::EmotionalImpact),
    inner: 0.15,
    title: ("أقوى كلمة", "Strongest word"),
    measure,
    explain,
};

fn measure(story: &Story<'_>) -> Vec<f64> {
    story.each(|scene| strongest(scene).map_or(0.0, |(strength, _)| strength))
}

fn strongest(scene: &SceneWords) -> Option<(f64, Span)> {
    let charged = scene.charged.iter().filter_map(|(at, valence)| Some((valence.abs(), scene.tokens.get(*at)?.span)));
    charged.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
}

fn explain(story: &Story<'_>, scene: usize) -> Explanation {
    let spans: Vec<Span> = story.scenes.get(scene).and_then(strongest).map(|(_, span)| span).into_iter().collect();
    let list = quoted(story, &spans);
    let why = Bilingual::new("أقوى كلمة في المشهد", "the strongest word of the scene");
    Explanation::new(Bilingual::new(format!("لحظة قوية: {}", list.ar), format!("A strong moment: {}", list.en)), words(spans, &why))
}
