//! Names of known characters in a sentence. Owns the marking of tokens; whether the named person is in the scene is decided by `people`.

use crate::breakdown::candidate::SceneContext;
use crate::english::{Shape, Word};
use crate::screenplay::CharacterIndex;

/// The character whose name covers each token. A name must be written as one (a capital), so that `Rose` and `rose` stay apart.
pub(super) fn mark(context: &SceneContext<'_>, words: &[Word]) -> Vec<Option<CharacterIndex>> {
    let mut marks = vec![None; words.len()];
    for (at, word) in words.iter().enumerate() {
        if !matches!(word.shape, Shape::Capitals | Shape::Capitalised) || marks.get(at).is_some_and(Option::is_some) {
            continue;
        }
        if let Some((character, length)) = longest_name(context, words, at) {
            marks.iter_mut().skip(at).take(length).for_each(|mark| *mark = Some(character));
        }
    }
    marks
}

fn longest_name(context: &SceneContext<'_>, words: &[Word], at: usize) -> Option<(CharacterIndex, usize)> {
    let mut best: Option<(CharacterIndex, usize)> = None;
    for (index, character) in context.screenplay.characters.iter().enumerate() {
        let index = CharacterIndex(u32::try_from(index).ok()?);
        for name in std::iter::once(&character.name).chain(&character.aliases) {
            let length = matching(name, words, at);
            if length > best.map_or(0, |(_, length)| length) {
                best = Some((index, length));
            }
        }
    }
    best
}

/// Tokens that the name covers when it stands at the position; 0 when it does not.
fn matching(name: &str, words: &[Word], at: usize) -> usize {
    let mut count = 0;
    for part in name.split_whitespace() {
        let Some(word) = words.get(at + count) else { return 0 };
        let plain = part.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
        if !plain.eq_ignore_ascii_case(&word.lower) && !plain.trim_end_matches('.').eq_ignore_ascii_case(word.lower.trim_end_matches('.')) {
            return 0;
        }
        count += 1;
    }
    count
}
