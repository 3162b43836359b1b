//! Words in capitals inside action lines (sounds, effects, first sights); scripts without capitals are silent here and nothing else changes.
//! Range: 0 upwards. Source: the convention of English-language action lines.

use super::super::criteria::Criterion;
use super::super::numeric::count;
use super::super::story::SceneWords;
use super::super::story::Story;
use super::super::words::Part;
use super::{Explanation, Signal, quoted, words};
use crate::language::Bilingual;
use crate::text::Span;

pub(super) const SIGNAL: Signal = Signal {
    id: "capitalised_cues",
    criterion: Some(Criterion::VisualComplexity),
    inner: 0.40,
    title: ("كلمات مبرزة", "Capitalised words"),
    measure,
    explain,
};

fn measure(story: &Story<'_>) -> Vec<f64> {
    story.each(|scene| count(capitals(story, scene).count()))
}

/// Words of at least three letters, all of them capitals.
fn capitals<'a>(story: &'a Story<'_>, scene: &'a SceneWords) -> impl Iterator<Item = Span> + 'a {
    let in_capitals = |span: Span| {
        let word = story.screenplay.slice(span);
        word.chars().nth(2).is_some() && word.chars().all(char::is_uppercase)
    };
    scene.tokens.iter().filter(|token| token.part == Part::Action).map(|token| token.span).filter(move |span| in_capitals(*span))
}

fn explain(story: &Story<'_>, scene: usize) -> Explanation {
    let spans: Vec<Span> = story.scenes.get(scene).map(|scene| capitals(story, scene).collect()).unwrap_or_default();
    let list = quoted(story, &spans);
    let why = Bilingual::new("مبرزة في الوصف", "set off in the action");
    Explanation::new(
        Bilingual::new(format!("عناصر مبرزة في الوصف: {}", list.ar), format!("Set off in the action: {}", list.en)),
        words(spans, &why),
    )
}
