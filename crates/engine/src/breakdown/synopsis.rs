//! One-line synopsis of a scene: the sentences of its own action that carry most of the sheet, quoted and not written anew. Owns the choice
//! and the cutting of sentences; invents no word.

use super::Category;
use super::document::{Element, Synopsis};
use crate::evidence::Quoter;
use crate::language::{Bilingual, Language};
use crate::screenplay::{Scene, Screenplay};
use crate::text::Span;

/// A synopsis is at least so long where the scene has so much action, in characters.
const SHORTEST: usize = 50;
/// A synopsis is at most so long, in characters.
const LONGEST: usize = 200;

/// The synopsis, or `None` for a scene without action.
pub(super) fn synopsis(screenplay: &Screenplay, scene: &Scene, elements: &[Element], quoter: &Quoter<'_>) -> Option<Synopsis> {
    let sentences = sentences(screenplay, scene);
    let weights: Vec<f64> = sentences.iter().enumerate().map(|(at, span)| weight(*span, at, sentences.len(), elements, quoter)).collect();
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    order.sort_by(|a, b| weights.get(*b).unwrap_or(&0.0).total_cmp(weights.get(*a).unwrap_or(&0.0)).then(a.cmp(b)));
    let length = |span: Span| span.of(&screenplay.text).chars().count();
    let mut chosen: Vec<usize> = Vec::new();
    let mut total = 0;
    for at in order {
        let Some(span) = sentences.get(at) else { continue };
        if total < SHORTEST && total + length(*span) + 2 <= LONGEST {
            total += length(*span) + 2;
            chosen.push(at);
        }
    }
    chosen.sort_unstable();
    let spans: Vec<Span> = chosen.iter().filter_map(|at| sentences.get(*at).copied()).collect();
    if spans.is_empty() {
        return None;
    }
    let rationale = Bilingual::new("جملة من المشهد تحمل أكثر عناصره", "a sentence of the scene that carries most of its elements");
    Some(Synopsis {
        text: join(&spans, screenplay),
        evidence: spans.into_iter().map(|span| quoter.evidence(span, rationale.clone())).collect(),
    })
}

/// Sentences of the action, each cut at a clause so that it fits.
fn sentences(screenplay: &Screenplay, scene: &Scene) -> Vec<Span> {
    let whole = screenplay.action_of(scene).flat_map(|line| split(&screenplay.text, line.span));
    whole.map(|span| cut(screenplay, span)).filter(|span| span.of(&screenplay.text).split_whitespace().count() >= 2).collect()
}

/// Sentence ends: `.`, `!`, `?`, `؟` before white space; titles such as `Dr.` and dots in a row end none.
fn split(text: &str, line: Span) -> Vec<Span> {
    let words = line.of(text);
    let mut spans = Vec::new();
    let mut from = 0;
    for (at, mark) in words.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?' | '؟')) {
        let end = at + mark.len_utf8();
        let before = words.get(from..at).unwrap_or_default();
        let is_end = words.get(end..).is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
        let last = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        let is_title = matches!(last, "Dr" | "Mr" | "Mrs" | "Ms" | "St" | "Lt" | "Sgt" | "د" | "أ") || last.ends_with('.');
        if is_end && !is_title {
            spans.push(Span::new(line.start + from, line.start + end).trimmed(text));
            from = end;
        }
    }
    spans.push(Span::new(line.start + from, line.end).trimmed(text));
    spans.retain(|span| !span.is_empty());
    spans
}

/// Cuts a long sentence behind its last clause that fits.
fn cut(screenplay: &Screenplay, span: Span) -> Span {
    let words = span.of(&screenplay.text);
    if words.chars().count() <= LONGEST {
        return span;
    }
    let limit = words.char_indices().nth(LONGEST - 2).map_or(words.len(), |(at, _)| at);
    let head = words.get(..limit).unwrap_or(words);
    let clauses: &[&str] = match screenplay.language {
        Language::Ar => &[" بينما ", " ثم ", "، ", " ف", " و", ", "],
        Language::En => &["; ", " while ", " as ", ", ", " and "],
    };
    let least = words.char_indices().nth(SHORTEST).map_or(0, |(at, _)| at);
    let at = clauses.iter().find_map(|mark| head.rfind(mark).filter(|at| *at >= least)).or_else(|| head.rfind(' ')).unwrap_or(limit);
    Span::new(span.start, span.start + at).trimmed(&screenplay.text)
}

/// People count most, then what must be prepared for; the opening and the end of a scene weigh a little more than its middle.
fn weight(span: Span, at: usize, of: usize, elements: &[Element], quoter: &Quoter<'_>) -> f64 {
    let (start, end) = quoter.offsets(span);
    let inside = |element: &&Element| element.evidence.iter().any(|evidence| evidence.quote.start < end && start < evidence.quote.end);
    let worth = |element: &Element| match element.category {
        Category::CastMembers => 2.0,
        Category::Stunts | Category::SpecialEffects => 1.8,
        Category::Props | Category::Vehicles | Category::MakeupHair => 1.2,
        _ => 0.5,
    };
    let sum: f64 = elements.iter().filter(inside).map(worth).sum();
    let edge = if at == 0 || at + 1 == of { 0.6 } else { 0.0 };
    sum.min(9.0) + edge
}

fn join(spans: &[Span], screenplay: &Screenplay) -> String {
    let mark = match screenplay.language {
        Language::Ar => "، ",
        Language::En => "; ",
    };
    let mut text = String::new();
    for span in spans {
        let sentence = span.of(&screenplay.text).split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            text.push_str(if text.ends_with(['.', '!', '?', '؟', '…']) { " " } else { mark });
        }
        text.push_str(&sentence);
    }
    text
}
