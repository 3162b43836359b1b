//! Words of physical action. Range: 0 upwards. Source: the project's own lists `action_words.tsv`.

use super::super::criteria::Criterion;
use super::super::numeric::count;
use super::super::story::SceneWords;
use super::super::story::Story;
use super::{Explanation, Signal, quoted, words};
use crate::language::Bilingual;
use crate::text::Span;

pub(super) const SIGNAL: Signal = Signal {
    id: "action_words",
    criterion: Some(Criterion::VisualComplexity),
    inner: 0.45,
    title: ("حركة مرئية", "Visible action"),
    measure,
    explain,
};

fn measure(story: &Story<'_>) -> Vec<f64> {
    story.each(|scene| count(found(story, scene).count()))
}

fn found<'a>(story: &'a Story<'_>, scene: &'a SceneWords) -> impl Iterator<Item = Span> + 'a {
    let listed = story.content_of(scene).filter(|(_, word)| story.lists.action.weight(&word.form).is_some());
    listed.map(|(token, _)| token.span)
}

fn explain(story: &Story<'_>, scene: usize) -> Explanation {
    let spans: Vec<Span> = story.scenes.get(scene).map(|scene| found(story, scene).collect()).unwrap_or_default();
    let list = quoted(story, &spans);
    let why = Bilingual::new("حركة", "an action");
    Explanation::new(
        Bilingual::new(format!("حركة كثيرة في الصورة: {}", list.ar), format!("Much visible action: {}", list.en)),
        words(spans, &why),
    )
}
