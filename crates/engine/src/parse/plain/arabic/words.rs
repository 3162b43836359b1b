//! Closed lists and small tests on single lines of Arabic scripts: transitions, directions, verbs that open action. Sources: the transition
//! names of produced Egyptian scripts (Hekaya), the stage verbs of Arabic action lines, personal pronouns and particles of Egyptian speech.

use std::sync::LazyLock;

use super::cue::Names;
use crate::language::{is_arabic_letter, is_word_letter};
use crate::parse::vocabulary::Vocabulary;
use crate::text::{fold_key, is_hidden};

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::load(include_str!("words.tsv")));

/// Whether the first word of a line can open a heading.
pub(super) fn can_open_heading(first: &str) -> bool {
    VOCABULARY.has("heading_opener", first)
}

/// The folded line without bullets, marks and hidden letters, at most `most` bytes of it.
pub(super) fn bare_key(words: &str, most: usize) -> String {
    let trimmed = words.trim_start_matches(|c: char| c.is_whitespace() || is_bullet(c));
    let head: String = trimmed.chars().take(most).collect();
    fold_key(&head)
}

/// Bullets and hidden letters in front of a name.
pub(super) fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '-' | '–' | '—' | '*' | '●' | '▪' | '◦' | '·' | '@' | '_') || is_hidden(c)
}

pub(super) fn is_basmala(words: &str) -> bool {
    words.chars().take(60).count() < 60 && fold_key(words).contains("بسم الله الرحمن الرحيم")
}

/// Page numbers and lines without any letter.
pub(super) fn is_furniture(words: &str) -> bool {
    if words.chars().take(12).filter(|c| is_arabic_letter(*c)).count() > 8 {
        return false;
    }
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    let digits = words.chars().filter(|c| c.is_numeric()).count();
    if letters == 0 {
        return digits <= 4 && words.chars().count() <= 12;
    }
    letters <= 8 && digits > 0 && matches!(fold_key(words).split(' ').next(), Some("صفحه" | "ص" | "page"))
}

pub(super) fn is_transition(words: &str) -> bool {
    if words.chars().take(31).count() > 30 {
        return false;
    }
    let key = fold_key(words.trim_matches(|c: char| {
        c.is_whitespace() || is_bullet(c) || matches!(c, '.' | ':' | '…' | '(' | ')' | '[' | ']' | '/' | '<' | '>')
    }));
    VOCABULARY.has("transition", key.trim_end_matches([':', '.']).trim_end())
}

pub(super) fn is_bracketed(words: &str) -> bool {
    words.starts_with(['(', '[']) && words.ends_with([')', ']'])
}

/// A short phrase that says how the next speech is spoken: `بحدة`, `هامسا`, `متنهدا`, `بصوت منخفض`.
pub(super) fn is_manner(words: &str) -> bool {
    if is_bracketed(words) {
        return true;
    }
    let key = fold_key(words);
    let count = key.split(' ').count();
    let first = key.split(' ').next().unwrap_or_default();
    let letters = first.chars().count();
    let adverb = (first.starts_with('ب') && letters >= 4 && !first.starts_with("بين"))
        || (first.starts_with('م') && letters >= 4 && !first.starts_with("مع"))
        || (first.ends_with('ا') && letters >= 4)
        || (letters >= 4 && first.ends_with('ه') && count == 1)
        || (first == "في" && count == 2);
    count <= 3 && adverb && !words.contains(['؟', '!', ':'])
}

/// First word of a sentence in the present tense about somebody seen (`يدخل`, `تجلس`, `نرى`), also behind `و` and `ف`.
pub(super) fn opens_with_verb(words: &str) -> bool {
    let key = bare_key(words, 24);
    let first = key.split(|c: char| !is_word_letter(c)).next().unwrap_or_default();
    is_stage_verb(first) || first.strip_prefix(['و', 'ف']).is_some_and(|word| !word.starts_with('ن') && is_stage_verb(word))
}

fn is_stage_verb(word: &str) -> bool {
    let Some(stem) = word.strip_prefix(['ي', 'ت', 'ن']) else { return false };
    let known = |stem: &str| VOCABULARY.has("stage_verb", stem);
    known(stem) || ["ان", "ون", "وا", "ا", "ه", "ها", "هم", "هما", "و"].iter().any(|ending| stem.strip_suffix(ending).is_some_and(known))
}

/// Words that carry a sentence of narration from one picture to the next.
pub(super) fn is_narration(words: &str) -> bool {
    let key = bare_key(words, 24);
    let first = key.split(|c: char| !is_word_letter(c)).next().unwrap_or_default();
    VOCABULARY.has("narration", first)
}

/// A line that cannot go on a speech: a present-tense verb of the stage, alone sufficient when a character or a pronoun form follows.
pub(super) fn opens_action(words: &str, names: &Names) -> bool {
    if is_narration(words) {
        return true;
    }
    if !opens_with_verb(words) {
        return false;
    }
    let key = fold_key(words);
    let mut rest = key.split(' ').skip(1);
    let second = rest.next().unwrap_or_default();
    names.knows(second) || !sounds_spoken(words)
}

pub(super) fn sounds_spoken(words: &str) -> bool {
    words.contains(['؟', '!']) || fold_key(words).split(|c: char| !is_word_letter(c)).any(|word| VOCABULARY.has("spoken", word))
}

/// Beginnings and words that no cue name has.
pub(super) fn cannot_be_name(name: &str) -> bool {
    let key = fold_key(name);
    let first = key.split(' ').next().unwrap_or_default();
    let only_known_verb = is_stage_verb(first) && key.contains(' ');
    let address = key == "علي" || key.starts_with("علي ") && key.split(' ').count() == 2;
    (VOCABULARY.has("not_a_name", first) && !address)
        || only_known_verb
        || first.starts_with(|c: char| c.is_ascii_digit())
        || !key.contains(|c: char| is_arabic_letter(c) || c.is_ascii_alphabetic())
}

/// A colon with words on both sides.
pub(super) fn has_inner_colon(words: &str) -> bool {
    words.split_once([':', '：']).is_some_and(|(before, after)| !before.trim().is_empty() && !after.trim().is_empty())
}

/// The title behind its label.
pub(super) fn labelled_title(words: &str) -> Option<&str> {
    let (label, title) = words.split_once([':', '：'])?;
    matches!(fold_key(label).as_str(), "العنوان" | "عنوان" | "اسم العمل" | "اسم الفيلم" | "اسم المسلسل" | "title")
        .then(|| title.trim())
        .filter(|title| !title.is_empty())
}

/// Lines of the title page that name people, not the title.
pub(super) fn is_credit(words: &str) -> bool {
    let key = fold_key(words);
    let first = key.split([' ', ':']).next().unwrap_or_default();
    matches!(
        first,
        "تاليف"
            | "سيناريو"
            | "كتابه"
            | "اخراج"
            | "قصه"
            | "الحلقه"
            | "حلقه"
            | "المسوده"
            | "مسوده"
            | "تاريخ"
            | "انتاج"
    )
}
