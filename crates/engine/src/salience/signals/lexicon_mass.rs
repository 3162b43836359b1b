//! Sum of the absolute valence of all emotional words. Range: 0 upwards. Source: VADER (Hutto and Gilbert 2014) for English, the project's own
//! list for Arabic; names are never looked up.

use super::super::criteria::Criterion;
use super::super::story::Story;
use super::{Explanation, Signal, quoted, words};
use crate::language::Bilingual;
use crate::text::Span;

pub(super) const SIGNAL: Signal = Signal {
    id: "lexicon_mass",
    criterion: Some(Criterion::EmotionalImpact),
    inner: 0.58,
    title: ("كثافة الكلمات العاطفية", "Emotional words"),
    measure,
    explain,
};

fn measure(story: &Story<'_>) -> Vec<f64> {
    story.each(|scene| scene.charged.iter().map(|(_, valence)| valence.abs()).sum())
}

fn explain(story: &Story<'_>, scene: usize) -> Explanation {
    let Some(here) = story.scenes.get(scene) else { return Explanation::new(Bilingual::new("", ""), Vec::new()) };
    let mut charged: Vec<(f64, Span)> =
        here.charged.iter().filter_map(|(at, valence)| Some((valence.abs(), here.tokens.get(*at)?.span))).collect();
    charged.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let spans: Vec<Span> = charged.into_iter().take(3).map(|(_, span)| span).collect();
    let list = quoted(story, &spans);
    let why = Bilingual::new("كلمة مشحونة", "a charged word");
    Explanation::new(
        Bilingual::new(format!("شحنة عاطفية عالية: {}", list.ar), format!("Charged with emotion: {}", list.en)),
        words(spans, &why),
    )
}
