//! Marks in headings: flashback, dream, montage, intercut, omitted. Owns the phrases; carrying a flashback over the scenes up to its end
//! belongs to `assemble`.

use std::sync::LazyLock;

use crate::parse::vocabulary::Vocabulary;
use crate::screenplay::SceneFlag;

/// Marks of one heading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Marks {
    /// Flags of this very scene, ascending.
    pub(crate) flags: Vec<SceneFlag>,
    /// A stretch of scenes with this flag begins here.
    pub(crate) begins: Option<SceneFlag>,
    /// A stretch of scenes ends with this one (the scene belongs to it).
    pub(crate) ends: Option<SceneFlag>,
    /// The story is back in its present with this scene.
    pub(crate) returns: bool,
}

impl Marks {
    /// Adds what a phrase says.
    pub(super) fn add(&mut self, found: Marks) {
        for flag in found.flags {
            if !self.flags.contains(&flag) {
                self.flags.push(flag);
            }
        }
        self.flags.sort_unstable();
        self.begins = self.begins.or(found.begins);
        self.ends = self.ends.or(found.ends);
        self.returns |= found.returns;
    }
}

static PHRASES: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::load(include_str!("marks.tsv")));

fn flag(phrase: &str) -> Option<SceneFlag> {
    match PHRASES.list_of(phrase)? {
        "FLASHBACK" => Some(SceneFlag::Flashback),
        "FLASHFORWARD" => Some(SceneFlag::Flashforward),
        "DREAM" => Some(SceneFlag::Dream),
        "MONTAGE" => Some(SceneFlag::Montage),
        "INTERCUT" => Some(SceneFlag::Intercut),
        "OMITTED" => Some(SceneFlag::Omitted),
        _ => None,
    }
}

/// What a folded phrase between two breaks says, if it is a mark. Inside a longer phrase only a flashback is sure (`فلاش باك من مشهد 34`),
/// and what a word of beginning or end stands in front of.
pub(super) fn of_phrase(phrase: &str) -> Option<Marks> {
    if PHRASES.has("returns", phrase) {
        return Some(Marks { returns: true, ..Marks::default() });
    }
    let first = phrase.split(' ').next().unwrap_or_default();
    let begins = matches!(first, "بدايه" | "بدء" | "begin" | "start" | "beginning");
    let ends = matches!(first, "نهايه" | "انتهاء" | "end" | "ends");
    let words: Vec<&str> = phrase.split(' ').map(|word| word.strip_prefix("ال").unwrap_or(word)).collect();
    let (flag, whole) = longest_flag(&words)?;
    let sure = whole || begins || ends || matches!(flag, SceneFlag::Flashback | SceneFlag::Flashforward);
    sure.then(|| Marks { flags: vec![flag], begins: begins.then_some(flag), ends: ends.then_some(flag), returns: false })
}

/// The longest mark in the words, and whether it is all of them.
fn longest_flag(words: &[&str]) -> Option<(SceneFlag, bool)> {
    (1..=words.len().min(3)).rev().find_map(|length| {
        let found = words.windows(length).find_map(|window| flag(&window.join(" ")))?;
        Some((found, length == words.len()))
    })
}
