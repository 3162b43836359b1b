//! Places of a heading: the words that no other role took. Owns which left-over words are a place, and which a title or remark.

use super::roles::{Role, Roles};
use super::tokens::{Break, Token};
use crate::screenplay::Place;
use crate::text::Span;

struct Run {
    span: Span,
    line: usize,
    behind_key: bool,
    behind_time: bool,
    labelled: bool,
}

/// Main place and sub-places.
pub(super) fn gather(text: &str, tokens: &[Token], roles: &Roles) -> (Option<Place>, Vec<Place>) {
    let mut runs = runs(tokens, roles);
    keep_places(text, &mut runs);
    let mut places = runs.into_iter().filter_map(|run| place(text, run.span)).collect::<Vec<_>>().into_iter();
    (places.next(), places.collect())
}

/// Runs of left-over words between strong breaks and other roles.
fn runs(tokens: &[Token], roles: &Roles) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let (mut line, mut behind_key, mut behind_time, mut labelled) = (0, false, false, false);
    let mut open = false;
    for (at, (token, role)) in tokens.iter().zip(&roles.of).enumerate() {
        if token.before == Break::Line && at > 0 {
            line += 1;
            labelled = false;
        }
        match role {
            Role::Word => {
                let joins = open && !token.before.is_strong() && !(token.before == Break::Comma && is_arabic_comma(tokens, at));
                match runs.last_mut() {
                    Some(last) if joins => last.span = last.span.cover(token.span),
                    _ => runs.push(Run { span: token.span, line, behind_key, behind_time, labelled }),
                }
            }
            Role::IntExt(_) => behind_key = true,
            Role::Time(_) => (behind_key, behind_time) = (true, true),
            Role::Label => labelled = true,
            Role::Number | Role::Note => {}
        }
        open = *role == Role::Word;
    }
    runs
}

fn is_arabic_comma(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| token.key.starts_with(crate::language::is_arabic_letter))
}

/// A labelled place is the place. Else, words in front of the first word for inside, outside or time are the scene's title when a
/// place stands behind it or on a further line.
fn keep_places(text: &str, runs: &mut Vec<Run>) {
    if runs.iter().any(|run| run.labelled) {
        runs.retain(|run| run.labelled);
        return;
    }
    let has_better = runs.iter().any(|run| run.behind_key || run.line > 0);
    if has_better {
        runs.retain(|run| run.behind_key || run.line > 0);
    }
    let has_place_before_time = runs.iter().any(|run| !run.behind_time);
    if has_place_before_time {
        runs.retain(|run| !run.behind_time || run.line > 0 || !is_remark(run.span.of(text)));
    }
}

/// Behind the time American headings carry clock times, shots and remarks, which are no places.
fn is_remark(words: &str) -> bool {
    const SHOTS: &[&str] = &[
        "ANGLE",
        "CLOSE",
        "POV",
        "INSERT",
        "SHOT",
        "WIDE",
        "CLOSER",
        "ESTABLISHING",
        "ON",
        "TRACKING",
        "MOVING",
        "VARIOUS",
        "RAIN",
        "RAINING",
        "STOCK",
        "AERIAL",
    ];
    let first = words.split([' ', ',']).next().unwrap_or_default().to_uppercase();
    words.chars().any(|c| c.is_ascii_digit()) || SHOTS.contains(&first.as_str()) || words.ends_with(':')
}

fn place(text: &str, span: Span) -> Option<Place> {
    let words = span.of(text);
    let edge = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':' | ',' | '،' | '*');
    let trimmed = Span::of_part(text, words.trim_matches(edge))?;
    let content = trimmed.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    (!content.is_empty()).then_some(Place { text: content, span: trimmed })
}
