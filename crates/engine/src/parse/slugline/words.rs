//! The closed lists of words that headings are made of, folded. Sources: sluglines of Egyptian, American and continental scripts
//! (docs/en/engine.md names the shapes), screenwriting guides of both traditions. Owns the words, not where they may stand.

use std::sync::LazyLock;

use crate::parse::vocabulary::Vocabulary;
use crate::screenplay::{IntExt, TimeOfDay};

static WORDS: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::load(include_str!("words.tsv")));

/// The word for scene.
pub(super) const SCENE: &[&str] = &["مشهد", "المشهد", "scene", "sc"];
/// Short forms of the word for scene, taken only in front of a number.
pub(super) const SCENE_SHORT: &[&str] = &["م", "sc", "s"];
/// Words between the word for scene and its number.
pub(super) const NUMBER_WORDS: &[&str] = &["رقم", "no", "number", "num"];
/// Labels in front of a place.
pub(super) const PLACE_LABELS: &[&str] = &["موقع", "الموقع", "المكان", "مكان", "location", "setting", "المنظر", "منظر"];

/// Inside or outside, as a word that cannot be a part of a place name.
pub(super) fn int_ext(key: &str) -> Option<IntExt> {
    match key {
        "داخلي" | "د اخلي" | "int" | "interior" | "lnt" | "1nt" | "داخليه" => Some(IntExt::Int),
        "خارجي" | "ext" | "exterior" | "est" | "خارجيه" => Some(IntExt::Ext),
        "i/e" | "e/i" | "ie" => Some(IntExt::IntExt),
        _ => None,
    }
}

/// Inside or outside, as a word or letter that counts only when it stands alone between two breaks.
pub(super) fn lone_int_ext(key: &str) -> Option<IntExt> {
    match key {
        "داخل" | "د" | "i" | "داخ" => Some(IntExt::Int),
        "خارج" | "خ" | "e" | "خار" => Some(IntExt::Ext),
        _ => None,
    }
}

/// Letters for a time, taken only alone between two breaks.
pub(super) fn lone_time(key: &str) -> Option<TimeOfDay> {
    match key {
        "ن" | "d" => Some(TimeOfDay::Day),
        "ل" | "n" => Some(TimeOfDay::Night),
        "ف" => Some(TimeOfDay::Dawn),
        "ص" => Some(TimeOfDay::Morning),
        _ => None,
    }
}

/// The time that a word, or a whole phrase of several words, names.
pub(super) fn time(phrase: &str) -> Option<TimeOfDay> {
    let time = match WORDS.list_of(phrase)? {
        "DAY" => TimeOfDay::Day,
        "NIGHT" => TimeOfDay::Night,
        "DAWN" => TimeOfDay::Dawn,
        "MORNING" => TimeOfDay::Morning,
        "NOON" => TimeOfDay::Noon,
        "AFTERNOON" => TimeOfDay::Afternoon,
        "DUSK" => TimeOfDay::Dusk,
        "EVENING" => TimeOfDay::Evening,
        "CONTINUOUS" => TimeOfDay::Continuous,
        "LATER" => TimeOfDay::Later,
        "SAME" => TimeOfDay::Same,
        _ => return None,
    };
    Some(time)
}

/// Words that may stand before a time word and belong to the phrase.
pub(super) fn before_time(key: &str) -> bool {
    WORDS.has("before_time", key)
}

/// Words that may stand before a time word even behind a place without any dash.
pub(super) fn tail_before_time(key: &str) -> bool {
    WORDS.has("tail_before_time", key)
}

/// Words that may stand behind a time word and belong to the phrase.
pub(super) fn after_time(key: &str) -> bool {
    WORDS.has("after_time", key) || key.chars().all(|c| c.is_ascii_digit())
}

/// Relations to the scene before, weaker than a word of light.
pub(super) fn is_relation(time: TimeOfDay) -> bool {
    matches!(time, TimeOfDay::Continuous | TimeOfDay::Later | TimeOfDay::Same)
}

/// Ordinals as scene numbers (`المشهد الأول`).
pub(super) fn ordinal(key: &str) -> bool {
    WORDS.has("ordinal", key)
}

/// A printed scene number: digits with up to two Latin letters or one Arabic letter on either side.
pub(super) fn is_number(key: &str) -> bool {
    let letters = |part: &str| {
        part.is_empty()
            || (part.len() <= 2 && part.chars().all(|c| c.is_ascii_alphabetic()))
            || (part.chars().count() == 1 && part >= "ا")
            || part == "مكرر"
    };
    let digits_start = key.find(|c: char| c.is_ascii_digit());
    let Some(start) = digits_start else { return false };
    let (head, rest) = key.split_at_checked(start).unwrap_or((key, ""));
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (digits, tail) = rest.split_at_checked(end).unwrap_or((rest, ""));
    digits.len() <= 4 && letters(head) && letters(tail)
}
