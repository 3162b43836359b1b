//! Titles laid over the picture and pictures on screens, both made in post. Owns the ways in which scripts write them.

use super::scene_text::{Sentence, Source};
use super::things::written;
use crate::breakdown::Category;
use crate::breakdown::candidate::{Candidate, Clue, SceneContext};
use crate::language::Bilingual;

/// Words that open a title: `SUPER: 1984`.
const TITLES: [&str; 10] =
    ["super", "superimpose", "superimposed", "supertitle", "title", "titles", "caption", "legend", "subtitle", "chyron"];

/// Screens on which a picture appears.
const SCREENS: [&str; 9] = ["screen", "monitor", "tv", "television", "laptop", "display", "viewscreen", "computer", "scanner"];

/// Verbs by which a screen shows something.
const SHOWS: [&str; 16] = [
    "shows",
    "show",
    "showing",
    "displays",
    "displaying",
    "appears",
    "appear",
    "flickers",
    "reads",
    "plays",
    "playing",
    "flashes",
    "scrolls",
    "reveals",
    "image",
    "footage",
];

/// Adds the titles and screens of one sentence.
pub(super) fn candidates(context: &SceneContext<'_>, sentence: &Sentence, found: &mut Vec<Candidate>) {
    if matches!(sentence.source, Source::Heading | Source::Shown(_)) {
        return;
    }
    for at in 0..sentence.words.len() {
        let opens = at == 0 || sentence.before(at).is_some_and(|before| before.lower.chars().all(|c| !c.is_alphanumeric()));
        let is_title =
            opens && sentence.is(at, &TITLES) && (at + 1..at + 4).any(|at| sentence.is(at, &[":", "card", "over", "reads", "--", "-"]));
        let is_screen = sentence.word(at).is_some_and(|word| SCREENS.contains(&word.lemma()))
            && (at + 1..at + 4).any(|at| sentence.is(at, &SHOWS))
            || sentence.is(at, &SHOWS)
                && (at + 1..at + 5).any(|at| sentence.is(at, &["on"]) && (at + 1..at + 4).any(|at| is_screen_word(sentence, at)));
        if !is_title && !is_screen {
            continue;
        }
        let Some(span) = sentence.span(at, at) else { continue };
        let rationale = if is_title {
            Bilingual::new("كتابة فوق الصورة تضاف في المونتاج", "A title laid over the picture in post")
        } else {
            Bilingual::new("صورة على شاشة تركب أو تعرض", "A picture on a screen, composited or played back")
        };
        let key = if is_title { "title" } else { "screen" };
        let mut candidate =
            Candidate::new(Category::VisualEffects, written(span.of(&context.screenplay.text)), key, Clue { span, rationale }, "screen");
        candidate.belief = if is_title { 0.85 } else { 0.55 };
        found.push(candidate);
    }
}

fn is_screen_word(sentence: &Sentence, at: usize) -> bool {
    sentence.word(at).is_some_and(|word| SCREENS.contains(&word.lemma()))
}
