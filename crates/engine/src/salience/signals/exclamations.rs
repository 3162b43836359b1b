//! Exclamation marks, runs counted once. Range: 0 upwards. Source: the punctuation term of VADER (Hutto and Gilbert 2014).

use super::super::criteria::Criterion;
use super::super::numeric::count;
use super::super::story::Story;
use super::{Explanation, Signal, words};
use crate::language::Bilingual;
use crate::text::Span;

pub(super) const SIGNAL: Signal = Signal {
    id: "exclamations",
    criterion: Some(Criterion::EmotionalImpact),
    inner: 0.22,
    title: ("علامات التعجب", "Exclamations"),
    measure,
    explain,
};

fn measure(story: &Story<'_>) -> Vec<f64> {
    story.each(|scene| count(scene.exclamations.len()))
}

fn explain(story: &Story<'_>, scene: usize) -> Explanation {
    let spans: Vec<Span> = story.scenes.get(scene).map(|scene| scene.exclamations.clone()).unwrap_or_default();
    let (found, why) = (spans.len(), Bilingual::new("انفعال", "an outburst"));
    Explanation::new(
        Bilingual::new(format!("انفعال ظاهر في الكلام ({found} علامة تعجب)"), format!("Outbursts ({found} exclamations)")),
        words(spans, &why),
    )
}
