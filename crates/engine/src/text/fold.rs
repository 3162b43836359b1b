//! Arabic folding on a shadow copy: spelling variants made one, with the way back to the original bytes.
//! Owns comparison forms only; the stored text is never folded. Source of the letter classes: the usual Arabic information-retrieval
//! normalisation (hamza seats, alef maqsura, ta marbuta), Unicode chapter 9.2.

use unicode_normalization::UnicodeNormalization;

use super::Span;

/// A folded copy of a text with the original byte range of every folded byte.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    /// Folded text: one letter per class, no marks, no tatweel, no bidi controls, lower case, ASCII digits.
    pub text: String,
    /// Original start and end of the character behind each byte of `text`.
    origins: Vec<(u32, u32)>,
}

impl Folded {
    /// The original span of a range of the folded text. Marks between the letters are inside, marks behind the last letter too.
    #[must_use]
    pub fn original(&self, folded: Span) -> Span {
        let start = self.origins.get(folded.start).map_or(0, |origin| origin.0);
        let end = folded.end.checked_sub(1).and_then(|last| self.origins.get(last)).map_or(start, |origin| origin.1);
        Span::new(start as usize, end as usize)
    }
}

/// Folds a text; see [`Folded`].
#[must_use]
pub fn fold(text: &str) -> Folded {
    let mut folded = Folded { text: String::with_capacity(text.len()), origins: Vec::with_capacity(text.len()) };
    for (at, c) in text.char_indices() {
        let end = u32::try_from(at + c.len_utf8()).unwrap_or(u32::MAX);
        if is_mark(c) || is_hidden(c) {
            if is_mark(c) {
                extend_last(&mut folded.origins, end);
            }
            continue;
        }
        let origin = (u32::try_from(at).unwrap_or(u32::MAX), end);
        push(&mut folded, c, origin);
    }
    folded
}

/// The folded text alone, with white space made one: a key for comparing names and places.
#[must_use]
pub fn fold_key(text: &str) -> String {
    fold(text).text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn push(folded: &mut Folded, c: char, origin: (u32, u32)) {
    let mut emit = |c: char| {
        folded.text.push(c);
        folded.origins.extend(std::iter::repeat_n(origin, c.len_utf8()));
    };
    if matches!(c, '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}') {
        std::iter::once(c).nfkc().filter(|c| !is_mark(*c)).map(fold_letter).for_each(&mut emit);
    } else if c.is_ascii() || is_caseless(c) {
        emit(fold_letter(c));
    } else {
        c.to_lowercase().for_each(&mut emit);
    }
}

fn is_caseless(c: char) -> bool {
    matches!(c, '\u{0600}'..='\u{06FF}')
}

/// A mark belongs to the letter before it: the letter's original range grows over it.
fn extend_last(origins: &mut [(u32, u32)], end: u32) {
    let Some(last) = origins.last().copied() else { return };
    for origin in origins.iter_mut().rev().take_while(|origin| **origin == last) {
        origin.1 = end;
    }
}

fn fold_letter(c: char) -> char {
    match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ئ' | 'ی' => 'ي',
        'ؤ' => 'و',
        'ة' => 'ه',
        'پ' => 'ب',
        'چ' => 'ج',
        'ڤ' => 'ف',
        'گ' | 'ک' => 'ك',
        '٠'..='٩' => digit(c, '٠'),
        '۰'..='۹' => digit(c, '۰'),
        '\u{00A0}' => ' ',
        c => c.to_ascii_lowercase(),
    }
}

fn digit(c: char, zero: char) -> char {
    char::from_digit(u32::from(c) - u32::from(zero), 10).unwrap_or(c)
}

/// Vowel marks, Quranic signs and tatweel: part of the letter before them.
#[must_use]
pub fn is_mark(c: char) -> bool {
    matches!(c, '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06DC}' | '\u{06DF}'..='\u{06E8}' | '\u{06EA}'..='\u{06ED}' | '\u{0640}')
}

/// Bidi controls, zero-width characters and the byte order mark: nothing that a reader sees.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{00AD}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn folds_classes_and_finds_the_way_back() {
        let text = "شقّـة سَلْمى ١٢";
        let folded = fold(text);
        assert_eq!(folded.text, "شقه سلمي 12");
        let at = folded.text.find("سلمي").unwrap();
        assert_eq!(folded.original(Span::new(at, at + "سلمي".len())).of(text), "سَلْمى");
        assert_eq!(folded.original(Span::new(0, "شقه".len())).of(text), "شقّـة");
        assert_eq!(fold_key("ﻻ  إله"), "لا اله");
    }

    proptest! {
        #[test]
        fn folding_is_idempotent_and_offsets_fit(text in "[\\u0600-\\u06FFa-zA-Z \\uFE70-\\uFEFC😀]{0,60}") {
            let folded = fold(&text);
            prop_assert_eq!(&fold(&folded.text).text, &folded.text);
            for (at, c) in folded.text.char_indices() {
                let original = folded.original(Span::new(at, at + c.len_utf8()));
                prop_assert!(!original.of(&text).is_empty());
            }
        }
    }
}
