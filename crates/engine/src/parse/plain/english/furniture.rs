//! Page furniture: page numbers, CONTINUED and MORE, running headers, revision lines, left-over HTML. Found before anything else, because it
//! cuts through speeches and paragraphs without ending them.

use rustc_hash::FxHashMap;

use super::shapes;
use crate::parse::plain::source::SourceLine;

/// Which lines are furniture.
pub(super) fn find(text: &str, source: &[SourceLine]) -> Vec<bool> {
    let mut repeats: FxHashMap<String, usize> = FxHashMap::default();
    for line in source {
        if let Some(key) = header_key(line.span.of(text)) {
            *repeats.entry(key).or_default() += 1;
        }
    }
    source
        .iter()
        .map(|line| {
            let words = line.span.of(text);
            is_number(words)
                || is_continuation(words)
                || is_markup(words)
                || is_revision(words)
                || header_key(words).is_some_and(|key| repeats.get(&key).is_some_and(|count| *count >= 2))
        })
        .collect()
}

/// `12`, `12.`, `- 12 -`, `p. 12`, `Page 12`, `12A.`, a lone asterisk.
fn is_number(words: &str) -> bool {
    let bare = words.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '-' | '–' | '—' | '.' | '*' | '(' | ')' | '[' | ']' | '#' | '|' | '_' | '=' | '~')
    });
    if bare.len() > 12 {
        return false;
    }
    let lower = bare.to_lowercase();
    let bare = ["page", "pg", "p"]
        .iter()
        .find_map(|word| lower.strip_prefix(word))
        .unwrap_or(&lower)
        .trim_matches(|c: char| c == '.' || c.is_whitespace());
    if bare.is_empty() {
        return words.chars().count() <= 3 || !words.contains(|c: char| c.is_alphanumeric());
    }
    let digits = bare.chars().take_while(char::is_ascii_digit).count();
    (1..=4).contains(&digits) && bare.chars().count() - digits <= 1 && bare.chars().skip(digits).all(|c| c.is_ascii_alphabetic())
}

/// `(MORE)`, `(CONTINUED)`, `CONTINUED: (2)`, `65   CONTINUED:   65`, `(CONT'D)`.
fn is_continuation(words: &str) -> bool {
    words.chars().count() <= 100
        && words.contains(|c: char| c.is_uppercase())
        && !words.contains(|c: char| c.is_lowercase())
        && shapes::is_continued(words)
}

/// Nothing but tags.
fn is_markup(words: &str) -> bool {
    words.starts_with('<') && words.ends_with('>') && {
        let mut inside = false;
        !words.chars().any(|c| {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                _ => return !inside && c.is_alphanumeric(),
            }
            false
        })
    }
}

/// `Pink Revised 21st May 2008   73.`, `Rev. 8/24/07`, `FINAL DRAFT 3/4/99   12.`
fn is_revision(words: &str) -> bool {
    const COLOURS: &[&str] = &["white", "blue", "pink", "yellow", "green", "goldenrod", "buff", "salmon", "cherry", "tan", "ivory"];
    if !words.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let key = words.to_lowercase();
    let says_revision = key
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| matches!(word, "rev" | "revised" | "revision" | "revisions" | "draft" | "pages"));
    let coloured = key.split(|c: char| !c.is_alphanumeric()).any(|word| COLOURS.contains(&word));
    let dated = key.split_whitespace().any(|word| word.matches('/').count() == 2 && word.starts_with(|c: char| c.is_ascii_digit()));
    words.chars().count() <= 90 && (says_revision && (dated || coloured || key.ends_with('.')) || coloured && dated)
}

/// A line with a number that may be a running header, with the digits taken out; headings and sentences are none.
fn header_key(words: &str) -> Option<String> {
    if !words.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let count = words.split_whitespace().count();
    let page_at_end = words.trim_end_matches('.').ends_with(|c: char| c.is_ascii_digit());
    let gap = words.contains("   ") || words.contains('\t') || words.matches('/').count() == 2;
    let heading = words.contains("INT") || words.contains("EXT");
    ((2..=14).contains(&count) && page_at_end && gap && !heading)
        .then(|| words.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect::<String>())
        .filter(|key| key.chars().any(char::is_alphabetic))
}
