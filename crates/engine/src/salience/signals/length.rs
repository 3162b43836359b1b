//! Words of the scene, heading included. The strongest single predictor of what ends up in a plot summary, so it is a term of its own, never
//! hidden inside the others. Range: 0 upwards. Source: measured on films with human labels, where no other single signal does better.

use super::super::numeric::count;
use super::super::story::Story;
use super::{Explanation, Signal};
use crate::language::Bilingual;

pub(super) const SIGNAL: Signal = Signal { id: "length", criterion: None, inner: 1.0, title: ("الطول", "Length"), measure, explain };

fn measure(story: &Story<'_>) -> Vec<f64> {
    story.each(|scene| count(scene.tokens.len()))
}

/// Length is shown as a number; it is never a reason.
fn explain(story: &Story<'_>, scene: usize) -> Explanation {
    let words = story.scenes.get(scene).map_or(0, |scene| scene.tokens.len());
    Explanation::new(Bilingual::new(format!("{words} كلمة"), format!("{words} words")), Vec::new())
}
