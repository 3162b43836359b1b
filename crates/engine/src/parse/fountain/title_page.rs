//! The title page: `Key: value` lines at the very start of a Fountain file. Owns the keys of both languages; what the page is for belongs to nobody here.

use super::source::{Content, SourceLine};
use crate::language::is_arabic_letter;
use crate::text::{Span, fold_key};

/// Keys that make a title page certain, folded.
const KEYS: &[&str] = &[
    "title",
    "credit",
    "author",
    "authors",
    "source",
    "draft date",
    "date",
    "contact",
    "copyright",
    "notes",
    "revision",
    "draft",
    "format",
    "episode",
    "series",
    "العنوان",
    "عنوان",
    "اسم العمل",
    "سيناريو",
    "سيناريو وحوار",
    "كتابه",
    "تاليف",
    "قصه",
    "اخراج",
    "المصدر",
    "مسوده",
    "تاريخ المسوده",
    "تاريخ",
    "التاريخ",
    "تواصل",
    "للتواصل",
    "حقوق النشر",
    "حقوق",
    "ملاحظات",
    "الحلقه",
    "حلقه",
];
const TITLE_KEYS: &[&str] = &["title", "العنوان", "عنوان", "اسم العمل"];

/// A title page that was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct TitlePage {
    /// Index of the first line of the page.
    pub(super) first: usize,
    /// Index of the first line behind it; equal to `first` when there is none.
    pub(super) end: usize,
    /// The title, its lines joined, emphasis marks removed.
    pub(super) title: Option<String>,
}

/// Finds the title page. Notes and blank lines may stand in front of it.
pub(super) fn find(text: &str, lines: &[SourceLine]) -> TitlePage {
    let first = lines.iter().position(|line| matches!(line.content, Content::Words(_))).unwrap_or(0);
    let mut page = TitlePage { first, end: first, title: None };
    if !opens(text, lines, first) {
        return page;
    }
    let mut current_is_title = false;
    let mut title: Vec<String> = Vec::new();
    for line in lines.iter().skip(first) {
        if let Content::Blank { .. } = line.content {
            break;
        }
        let value = match key_value(text, line.span) {
            Some((key, value)) if !line.indented => {
                current_is_title = TITLE_KEYS.contains(&fold_key(key.of(text)).as_str());
                value
            }
            _ if line.indented => line.span,
            _ => break,
        };
        if current_is_title && !value.is_empty() {
            title.push(plain(value.of(text)));
        }
        page.end += 1;
    }
    page.title = (!title.is_empty()).then(|| title.join(" "));
    page
}

/// A page opens with a known key, or with another key that a known one follows, or with a Latin key and its value.
fn opens(text: &str, lines: &[SourceLine], first: usize) -> bool {
    let Some((key, value)) = lines.get(first).filter(|line| !line.indented).and_then(|line| key_value(text, line.span)) else {
        return false;
    };
    let known = |key: Span| KEYS.contains(&fold_key(key.of(text)).as_str());
    let continued = lines.get(first + 1).is_some_and(|line| line.indented && matches!(line.content, Content::Words(_)));
    if known(key) {
        return !value.is_empty() || continued || lines.get(first + 1).is_some_and(|line| key_value(text, line.span).is_some());
    }
    let follows = lines
        .iter()
        .skip(first + 1)
        .take_while(|line| matches!(line.content, Content::Words(_)) && (line.indented || key_value(text, line.span).is_some()))
        .any(|line| key_value(text, line.span).is_some_and(|(key, _)| known(key)));
    let latin = !key.of(text).chars().any(is_arabic_letter) && key.of(text).chars().any(char::is_lowercase) && key.len() <= 24;
    follows || (latin && (!value.is_empty() || continued) && !super::rules::is_latin_heading(key.of(text)))
}

/// The key and the value of a line.
pub(super) fn key_value(text: &str, line: Span) -> Option<(Span, Span)> {
    let words = line.of(text);
    let at = words.find([':', '：'])?;
    let colon = words.get(at..)?.chars().next()?.len_utf8();
    let key = Span::new(line.start, line.start + at).trimmed(text);
    let value = Span::new(line.start + at + colon, line.end).trimmed(text);
    (key.of(text).starts_with(char::is_alphabetic) && key.of(text).split_whitespace().count() <= 4).then_some((key, value))
}

/// The words without emphasis marks.
fn plain(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    let mut escaped = false;
    for c in words.chars() {
        match c {
            '\\' if !escaped => escaped = true,
            '*' | '_' if !escaped => {}
            c => {
                plain.push(c);
                escaped = false;
            }
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
