//! Documents that tests typeset themselves: a screenplay as a list of elements, written as Fountain, Word and PDF. Owns nothing of the engine; the
//! layout is that of printed screenplays (Courier 12, margins of Final Draft).
#![allow(dead_code, reason = "each test binary uses its own part")]

pub(crate) mod docx;
pub(crate) mod pdf;

use mashhad_engine::screenplay::LineType;

/// One element of a script.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Element {
    pub(crate) kind: LineType,
    pub(crate) words: &'static str,
    /// Scene number of a heading.
    pub(crate) number: Option<&'static str>,
    /// The second of two voices.
    pub(crate) dual: bool,
}

/// An element without number and second voice.
pub(crate) const fn element(kind: LineType, words: &'static str) -> Element {
    Element { kind, words, number: None, dual: false }
}

/// A heading with its number.
pub(crate) const fn scene(number: &'static str, words: &'static str) -> Element {
    Element { kind: LineType::SceneHeading, words, number: Some(number), dual: false }
}

/// The name of the second of two voices.
pub(crate) const fn second(words: &'static str) -> Element {
    Element { kind: LineType::Character, words, number: None, dual: true }
}

/// Whether an element goes on the speech of the one before it.
pub(crate) fn is_spoken(kind: LineType) -> bool {
    matches!(kind, LineType::Parenthetical | LineType::Dialogue)
}

/// The script as Fountain.
pub(crate) fn fountain(script: &[Element], forced_names: bool) -> String {
    let mut text = String::new();
    for element in script {
        if !text.is_empty() && !is_spoken(element.kind) {
            text.push('\n');
        }
        let number = element.number.map(|number| format!(" #{number}#")).unwrap_or_default();
        let line = match element.kind {
            LineType::Character => {
                format!("{}{}{}", if forced_names { "@" } else { "" }, element.words, if element.dual { " ^" } else { "" })
            }
            LineType::Transition => format!("> {}", element.words),
            LineType::Centered => format!("> {} <", element.words),
            LineType::Shot => format!("!!{}", element.words),
            _ => format!("{}{number}", element.words),
        };
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// Words in lines of at most so many letters.
pub(crate) fn wrapped(words: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut().filter(|line| line.chars().count() + 1 + word.chars().count() <= most) {
            Some(line) => {
                line.push(' ');
                line.push_str(word);
            }
            None => lines.push(word.to_owned()),
        }
    }
    lines
}
