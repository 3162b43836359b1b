//! English verbs and given names: what a verb does to its object, which verbs call for a stunt or are an effect by themselves. Owns the formats
//! of `en/verbs/*.tsv` and `en/given_names.tsv`.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::breakdown::Category;

/// What a verb does, several at once: bits of a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct EnglishVerbClass(u16);

impl EnglishVerbClass {
    /// A hand is on the object.
    pub const HOLD: Self = Self(1);
    /// The object goes from one person to another.
    pub const GIVE: Self = Self(1 << 1);
    /// The object is eaten, drunk or smoked.
    pub const CONSUME: Self = Self(1 << 2);
    /// The object is read or written.
    pub const READ: Self = Self(1 << 3);
    /// The object is put on, worn or taken off.
    pub const WEAR: Self = Self(1 << 4);
    /// The eye goes to the object.
    pub const LOOK: Self = Self(1 << 5);
    /// Speaking.
    pub const SPEAK: Self = Self(1 << 6);
    /// The object is driven or boarded.
    pub const DRIVE: Self = Self(1 << 7);
    /// The subject is there.
    pub const BE: Self = Self(1 << 8);
    /// Any other action of a body or a thing.
    pub const MOVE: Self = Self(1 << 9);

    fn from_name(name: &str) -> Option<Self> {
        const NAMES: [(&str, EnglishVerbClass); 10] = [
            ("HOLD", EnglishVerbClass::HOLD),
            ("GIVE", EnglishVerbClass::GIVE),
            ("CONSUME", EnglishVerbClass::CONSUME),
            ("READ", EnglishVerbClass::READ),
            ("WEAR", EnglishVerbClass::WEAR),
            ("LOOK", EnglishVerbClass::LOOK),
            ("SPEAK", EnglishVerbClass::SPEAK),
            ("DRIVE", EnglishVerbClass::DRIVE),
            ("BE", EnglishVerbClass::BE),
            ("MOVE", EnglishVerbClass::MOVE),
        ];
        NAMES.iter().find(|(known, _)| *known == name).map(|(_, class)| *class)
    }

    /// Whether any of the classes of `other` is among these.
    #[must_use]
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A verb with the frame in which it calls for a stunt.
#[derive(Debug, Clone, PartialEq)]
pub struct StuntVerb {
    /// `ANY`, `PERSON`, `THROW`, `FIGHT`, `HEIGHT`, `DOWN`, `FROM`, `CLIMB`, `VEHICLE`, `BULLET`.
    pub frame: &'static str,
    /// 0..1.
    pub belief: f64,
}

fn rows(list: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    list.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
}

static CLASSES: LazyLock<FxHashMap<&'static str, EnglishVerbClass>> = LazyLock::new(|| {
    let parse = |row: Vec<&'static str>| {
        let names = row.get(1)?.split('|').map(EnglishVerbClass::from_name);
        let class = names.collect::<Option<Vec<_>>>()?.into_iter().fold(EnglishVerbClass::default(), EnglishVerbClass::or);
        Some((*row.first()?, class))
    };
    rows(include_str!("en/verbs/classes.tsv")).filter_map(parse).collect()
});

static STUNTS: LazyLock<FxHashMap<&'static str, Vec<StuntVerb>>> = LazyLock::new(|| {
    let mut verbs: FxHashMap<&'static str, Vec<StuntVerb>> = FxHashMap::default();
    for row in rows(include_str!("en/verbs/stunts.tsv")) {
        if let &[verb, frame, belief] = row.as_slice()
            && let Ok(belief) = belief.parse()
        {
            verbs.entry(verb).or_default().push(StuntVerb { frame, belief });
        }
    }
    verbs
});

static EFFECTS: LazyLock<FxHashMap<&'static str, (Category, f64)>> = LazyLock::new(|| {
    let parse = |row: Vec<&'static str>| match row.as_slice() {
        &[verb, category, belief] => Some((verb, (Category::from_code(category)?, belief.parse().ok()?))),
        _ => None,
    };
    rows(include_str!("en/verbs/effects.tsv")).filter_map(parse).collect()
});

static NAMES: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| rows(include_str!("en/given_names.tsv")).filter_map(|row| row.first().copied()).collect());

/// Classes of an English verb in its base form; `None` when it is no known verb of action.
#[must_use]
pub fn english_verb(lemma: &str) -> Option<EnglishVerbClass> {
    CLASSES.get(lemma).copied()
}

/// Frames in which an English verb calls for a stunt.
#[must_use]
pub fn english_stunt(lemma: &str) -> &'static [StuntVerb] {
    STUNTS.get(lemma).map(Vec::as_slice).unwrap_or_default()
}

/// The category that an English verb is by itself, with a belief of 0..1.
#[must_use]
pub fn english_effect(lemma: &str) -> Option<(Category, f64)> {
    EFFECTS.get(lemma).copied()
}

/// Whether a lower-case word is a given name.
#[must_use]
pub fn is_english_given_name(word: &str) -> bool {
    NAMES.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        assert_eq!(CLASSES.len(), rows(include_str!("en/verbs/classes.tsv")).count());
        assert_eq!(EFFECTS.len(), rows(include_str!("en/verbs/effects.tsv")).count());
        assert_eq!(STUNTS.values().map(Vec::len).sum::<usize>(), rows(include_str!("en/verbs/stunts.tsv")).count());
        assert!(english_verb("hand").is_some_and(|class| class.has(EnglishVerbClass::GIVE)));
        assert!(is_english_given_name("walter"));
    }
}
