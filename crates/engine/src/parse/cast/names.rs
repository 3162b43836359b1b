//! Comparison keys of cue names: white space made one, voices and punctuation away. Owns no merging.

use super::WORDS;
use crate::text::fold_key;

/// Words that stand in front of a name and only say that it is heard.
const VOICE_WORDS: &[&str] = &["صوت", "voice of", "voice"];

/// The name with white space made one.
pub(super) fn as_written(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `صوت طارق` is Tarek heard; a voice with nobody's name (`صوت`, `الصوت`) stays.
pub(super) fn without_voice(written: &str) -> &str {
    let stripped = VOICE_WORDS.iter().find_map(|word| {
        let rest = written.get(word.len()..)?.strip_prefix(' ')?;
        (fold_key(written.get(..word.len())?) == *word).then(|| rest.trim())
    });
    let name = stripped.filter(|rest| !rest.is_empty()).unwrap_or(written);
    name.strip_suffix("'S VOICE").or_else(|| name.strip_suffix("’S VOICE")).unwrap_or(name)
}

/// Folded letters and digits of the person's name.
pub(super) fn person_key(written: &str) -> String {
    let key = fold_key(without_voice(written));
    let spaced: String = key.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Titles in front of names, folded.
pub(super) fn is_title(word: &str) -> bool {
    WORDS.has("title", word)
}
