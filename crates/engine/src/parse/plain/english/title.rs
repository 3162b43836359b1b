//! The title page in front of the first heading: found by its credits, never guessed from position alone, because a text may begin in the
//! middle of a scene.

use super::shapes;
use crate::parse::ParsedLine;
use crate::screenplay::LineType;

/// Lines looked at.
const MOST_LINES: usize = 60;

/// Marks the title page and returns the title.
pub(super) fn mark(text: &str, lines: &mut [ParsedLine]) -> Option<String> {
    let starts_story = |line: &ParsedLine| line.heading.is_some() || line.kind == LineType::Transition;
    let end = lines.iter().take(MOST_LINES).position(starts_story)?;
    let page = lines.get_mut(..end)?;
    if !page.iter().any(|line| shapes::is_credit(line.span.of(text))) {
        return None;
    }
    for line in page.iter_mut() {
        line.kind = LineType::TitlePage;
        line.cue = None;
    }
    let title =
        page.iter().map(|line| line.span.of(text)).find(|words| words.chars().any(char::is_alphabetic) && !shapes::is_credit(words))?;
    let bare = title.trim_matches(|c: char| matches!(c, '"' | '“' | '”' | '_' | '*'));
    (bare.chars().count() <= 80).then(|| bare.split_whitespace().collect::<Vec<_>>().join(" "))
}
