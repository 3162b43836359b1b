//! Words of events that change a story (deaths, meetings, decisions, discoveries) in action and speech. Range: 0 upwards. Source: the
//! project's own lists `event_words.tsv`, after the finding that events make plot summaries.

use super::super::criteria::Criterion;
use super::super::numeric::count;
use super::super::story::SceneWords;
use super::super::story::Story;
use super::{Explanation, Signal, quoted, words};
use crate::language::Bilingual;
use crate::text::Span;

pub(super) const SIGNAL: Signal = Signal {
    id: "event_words",
    criterion: Some(Criterion::PlotAdvancement),
    inner: 0.18,
    title: ("كلمات الأحداث", "Event words"),
    measure,
    explain,
};

fn measure(story: &Story<'_>) -> Vec<f64> {
    story.each(|scene| count(found(story, scene).count()))
}

fn found<'a>(story: &'a Story<'_>, scene: &'a SceneWords) -> impl Iterator<Item = Span> + 'a {
    let listed = story.content_of(scene).filter(|(_, word)| story.lists.events.weight(&word.form).is_some());
    listed.map(|(token, _)| token.span)
}

fn explain(story: &Story<'_>, scene: usize) -> Explanation {
    let spans: Vec<Span> = story.scenes.get(scene).map(|scene| found(story, scene).collect()).unwrap_or_default();
    let list = quoted(story, &spans);
    let why = Bilingual::new("حدث", "an event");
    Explanation::new(
        Bilingual::new(format!("أحداث تغيّر القصة: {}", list.ar), format!("Events that change the story: {}", list.en)),
        words(spans, &why),
    )
}
