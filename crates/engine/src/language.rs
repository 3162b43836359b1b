//! The two languages of the product and texts written in both. Owns no translation: each message is written twice where it is made.

use serde::{Deserialize, Serialize};

/// Language of a screenplay, decided by the share of letters, never by a statistical guess (one-line English sluglines are
/// taken for German by general detectors).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Arabic in any variety, Egyptian included.
    Ar,
    /// English.
    En,
}

impl Language {
    /// Arabic when the text has more Arabic than Latin letters.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let (arabic, latin) = text.chars().fold((0_usize, 0_usize), |(arabic, latin), c| {
            (arabic + usize::from(is_arabic_letter(c)), latin + usize::from(c.is_ascii_alphabetic()))
        });
        if arabic > latin { Self::Ar } else { Self::En }
    }

    /// Writing direction of the language.
    #[must_use]
    pub fn direction(self) -> Direction {
        match self {
            Self::Ar => Direction::Rtl,
            Self::En => Direction::Ltr,
        }
    }
}

/// Base direction of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Direction {
    /// Right to left.
    Rtl,
    /// Left to right.
    Ltr,
}

/// A text that a user reads, in both languages.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Bilingual {
    /// Arabic.
    pub ar: String,
    /// English.
    pub en: String,
}

impl Bilingual {
    /// Both texts at once, Arabic first.
    pub fn new(ar: impl Into<String>, en: impl Into<String>) -> Self {
        Self { ar: ar.into(), en: en.into() }
    }

    /// The text in the language asked for.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Ar => &self.ar,
            Language::En => &self.en,
        }
    }
}

/// Letters of the Arabic script, presentation forms included; digits, marks and punctuation are no letters.
#[must_use]
pub(crate) fn is_arabic_letter(c: char) -> bool {
    matches!(c, '\u{0620}'..='\u{064A}' | '\u{066E}'..='\u{066F}' | '\u{0671}'..='\u{06D3}' | '\u{06FA}'..='\u{06FC}' | '\u{FB50}'..='\u{FDFB}' | '\u{FE70}'..='\u{FEFC}')
        && c != '\u{0640}'
}

/// [`char::is_alphanumeric`], with the Arabic letters answered before the tables are asked: most letters that the analyses look at are these.
pub(crate) fn is_letter_or_digit(c: char) -> bool {
    matches!(c, '\u{0621}'..='\u{064A}' | 'a'..='z' | 'A'..='Z') || c.is_alphanumeric()
}

/// Letters and digits of any script, fast for the two scripts that matter here.
#[must_use]
pub(crate) fn is_word_letter(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || is_arabic_letter(c)
        || (!c.is_ascii()
            && !matches!(c, '\u{0600}'..='\u{060F}' | '\u{061B}'..='\u{061F}' | '\u{2000}'..='\u{206F}')
            && c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_agrees_with_the_tables() {
        assert!((0..=0x2FFFF).filter_map(char::from_u32).all(|c| is_letter_or_digit(c) == c.is_alphanumeric()));
    }

    #[test]
    fn language_is_decided_by_letters() {
        assert_eq!(Language::of("INT. KITCHEN - NIGHT"), Language::En);
        assert_eq!(Language::of("مشهد 1 ليل-داخلي anniversary"), Language::Ar);
        assert_eq!(Language::of(""), Language::En);
    }
}
