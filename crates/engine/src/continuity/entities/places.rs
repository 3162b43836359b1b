//! Places of the headings: one key for each main place and sub-place, whatever the spelling class. Owns no rule about them.

use crate::screenplay::{Screenplay, Slugline};
use crate::text::{Span, fold_key};

/// The place of one scene.
#[derive(Debug, Clone, Default)]
pub(crate) struct PlaceAt {
    /// Folded main place; empty when the heading states none.
    pub(crate) main: String,
    /// Folded sub-places.
    pub(crate) subs: Vec<String>,
    /// Main place as written.
    pub(crate) written: String,
    /// Where the main place stands.
    pub(crate) span: Option<Span>,
    /// Where each sub-place stands, with its words as written.
    pub(crate) sub_spans: Vec<(Span, String)>,
}

/// Places by scene.
#[derive(Debug)]
pub(crate) struct Places(Vec<PlaceAt>);

impl Places {
    /// Reads all headings.
    pub(crate) fn new(screenplay: &Screenplay) -> Self {
        Self(screenplay.scenes.iter().map(|scene| place_of(&scene.slugline)).collect())
    }

    /// Place of a scene.
    pub(crate) fn at(&self, scene: usize) -> Option<&PlaceAt> {
        self.0.get(scene)
    }

    /// All places in scene order.
    pub(crate) fn all(&self) -> impl Iterator<Item = (usize, &PlaceAt)> {
        self.0.iter().enumerate()
    }

    /// Whether two scenes certainly play at different main places.
    pub(crate) fn differ(&self, a: usize, b: usize) -> bool {
        match (self.at(a), self.at(b)) {
            (Some(a), Some(b)) => !a.main.is_empty() && !b.main.is_empty() && loose(&a.main) != loose(&b.main),
            _ => false,
        }
    }

    /// Whether both scenes play at the same place down to the room.
    pub(crate) fn same_room(&self, a: usize, b: usize) -> bool {
        match (self.at(a), self.at(b)) {
            (Some(a), Some(b)) => !a.main.is_empty() && a.main == b.main && a.subs == b.subs,
            _ => false,
        }
    }
}

impl PlaceAt {
    /// Words of the whole place.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.main.as_str())
            .chain(self.subs.iter().map(String::as_str))
            .flat_map(|part| part.split(|c: char| !c.is_alphanumeric()))
            .filter(|word| !word.is_empty())
    }
}

fn place_of(slugline: &Slugline) -> PlaceAt {
    PlaceAt {
        main: slugline.location.as_ref().map(|place| fold_key(&place.text)).unwrap_or_default(),
        subs: slugline.sub_locations.iter().map(|place| fold_key(&place.text)).collect(),
        written: slugline.location.as_ref().map(|place| place.text.clone()).unwrap_or_default(),
        span: slugline.location.as_ref().map(|place| place.span),
        sub_spans: slugline.sub_locations.iter().map(|place| (place.span, place.text.clone())).collect(),
    }
}

/// A place key without articles, apostrophes, dots and spaces: two places with the same loose key are one place in two spellings.
pub(crate) fn loose(key: &str) -> String {
    key.split(|c: char| c.is_whitespace() || c == '-')
        .map(|word| word.strip_prefix("ال").filter(|rest| rest.chars().count() >= 3).unwrap_or(word))
        .filter(|word| !matches!(*word, "the" | "a" | "an"))
        .flat_map(str::chars)
        .filter(|c| c.is_alphanumeric())
        .collect()
}

impl PlaceAt {
    /// See [`loose`].
    pub(crate) fn loose(key: &str) -> String {
        loose(key)
    }
}
