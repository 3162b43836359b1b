//! Which lines are headings. Owns the shapes that spread over two or three lines; what a line says is read by `slugline`.

use super::words;
use crate::parse::plain::source::SourceLine;
use crate::parse::slugline::{Signs, signs};
use crate::text::Span;

/// Part of a line in a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HeadingRole {
    /// No heading.
    None,
    /// First line of a heading.
    First,
    /// A further line.
    More,
}

/// Letters of the longest line that can be a heading's.
const LONGEST: usize = 120;

/// Finds the headings.
pub(super) fn find(text: &str, source: &[SourceLine]) -> Vec<HeadingRole> {
    let mut roles = vec![HeadingRole::None; source.len()];
    let mut at = 0;
    while at < source.len() {
        let length = heading_length(text, source, at);
        for (offset, role) in roles.iter_mut().skip(at).take(length).enumerate() {
            *role = if offset == 0 { HeadingRole::First } else { HeadingRole::More };
        }
        at += length.max(1);
    }
    roles
}

/// Number of lines of the heading that begins here; 0 when none does.
fn heading_length(text: &str, source: &[SourceLine], at: usize) -> usize {
    let Some(first) = source.get(at).filter(|line| line.width <= LONGEST + 60 && may_open(line.span.of(text))) else { return 0 };
    let signs_of = |at: usize| source.get(at).filter(|line| line.width <= LONGEST).map(|line| signs(text, line.span));
    let seen = signs(text, first.span);
    if !opens(&seen, first.span.of(text)) {
        return 0;
    }
    let mut length = 1;
    let mut states = seen.int_ext || seen.time || seen.mark;
    if !states && let Some(next) = signs_of(at + 1).filter(|next| (next.int_ext || next.time) && !next.scene_word) {
        length = 2;
        states = true;
        if next.other_words > 0 {
            return length;
        }
    }
    let has_place = seen.place_behind || (!states && seen.other_words > 0);
    if has_place && !source.get(at + length).is_some_and(|line| signs(text, line.span).label) {
        return length;
    }
    while let Some(line) = source.get(at + length).filter(|line| is_place_line(text, line)) {
        length += 1;
        if !line.span.of(text).ends_with(['-', '–', '—', '/']) {
            break;
        }
    }
    length
}

/// Cheap look at the first letters, so that prose is not cut into words: a heading begins with its word, a number or a keyword.
fn may_open(words: &str) -> bool {
    let folded = words::bare_key(words, 24);
    let first = folded.split(' ').next().unwrap_or_default();
    words::can_open_heading(first.trim_end_matches(|c: char| !c.is_alphabetic()))
        || first.starts_with(|c: char| c.is_ascii_digit() || c == '#')
        || words.contains("داخلي")
        || words.contains("خارجي")
        || words.contains("داخلى")
        || words.contains("خارجى")
}

fn opens(seen: &Signs, words: &str) -> bool {
    if seen.scene_word {
        return (seen.number || seen.int_ext) && seen.other_words <= 14;
    }
    let short = seen.other_words <= 8 && !words.ends_with(['؟', '!']) && !words.trim_end().ends_with(':');
    seen.int_ext && short && (seen.time || seen.number || starts_with_int_ext(words))
}

fn starts_with_int_ext(words: &str) -> bool {
    let key = words::bare_key(words, 16);
    let first = key.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    matches!(first, "داخلي" | "خارجي" | "int" | "ext")
}

/// A line below the number line that names the place: short, no sentence, no cue.
fn is_place_line(text: &str, line: &SourceLine) -> bool {
    let words = line.span.of(text);
    let seen = signs(text, Span::new(line.span.start, line.span.end));
    line.width <= LONGEST
        && !seen.scene_word
        && !seen.int_ext
        && !words::is_transition(words)
        && !words.trim_end().ends_with([':', '؟', '!', '.'])
        && !words::opens_with_verb(words)
        && !words::is_furniture(words)
        && !words::is_basmala(words)
        && seen.other_words <= 16
        && (seen.label || !words::has_inner_colon(words))
}
