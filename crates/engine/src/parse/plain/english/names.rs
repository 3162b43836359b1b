//! Names that come again as cues, and places that headings name. Owns the counts, made before any line is typed.

use rustc_hash::{FxHashMap, FxHashSet};

use super::features::{Features, Gap};
use super::shapes::{self, HeadingShape};
use crate::parse::slugline;
use crate::text::fold_key;

/// What the whole document proves.
#[derive(Debug, Default)]
pub(super) struct Names {
    cues: FxHashMap<String, usize>,
    places: FxHashSet<String>,
    first_names: FxHashSet<String>,
}

impl Names {
    pub(super) fn collect(text: &str, lines: &[Features<'_>]) -> Self {
        let mut names = Self::default();
        for line in lines {
            if line.heading == HeadingShape::Full {
                let slugline = slugline::read(text, &[line.core]).slugline;
                names.places.extend(slugline.location.iter().chain(&slugline.sub_locations).map(|place| fold_key(&place.text)));
            } else if line.cue.is_some() && line.gap_after != Gap::Blank && !line.shot && !line.transition {
                *names.cues.entry(key(line.words)).or_default() += 1;
                names.first_names.extend(line.words.split_whitespace().next().map(key));
            }
        }
        names
    }

    /// How often a name stands as a cue.
    pub(super) fn count(&self, words: &str) -> usize {
        self.cues.get(&key(words)).copied().unwrap_or(0)
    }

    /// Whether a line tells what a character does: a cue name and a verb in the third person, no address (`Trevor, …`).
    pub(super) fn opens_with_deed(&self, words: &str) -> bool {
        let mut parts = words.split_whitespace();
        let (Some(first), Some(second)) = (parts.next(), parts.next()) else { return false };
        let named = first.starts_with(char::is_uppercase)
            && !first.ends_with(|c: char| !c.is_alphanumeric())
            && self.first_names.contains(&key(first));
        let verb =
            second.ends_with('s') && second.chars().all(|c| c.is_ascii_lowercase()) && !matches!(second, "was" | "this" | "his" | "us");
        named && verb
    }

    /// Whether a line is a place that a heading names, and nobody's name.
    pub(super) fn is_place(&self, words: &str) -> bool {
        let place = words.trim_matches(|c: char| !c.is_alphanumeric());
        !self.cues.contains_key(&key(words)) && self.places.contains(&fold_key(place))
    }
}

/// Letters of the name alone: OCR breaks names into pieces (`MR . HOWARD`).
fn key(words: &str) -> String {
    let (name, _) = shapes::split_extension(words);
    name.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase()
}
