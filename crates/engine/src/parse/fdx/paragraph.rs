//! One FDX paragraph: its attributes, its joined runs with the map of tags, its type in our terms. Owns the list of paragraph types.

use super::tags::TaggedSpan;
use crate::parse::fountain::rules;
use crate::parse::xml::Element;
use crate::screenplay::{Eighths, LineType};
use crate::text::Span;

/// A paragraph with all of its runs joined.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Paragraph {
    name: String,
    centred: bool,
    /// Scene number.
    pub(super) number: Option<String>,
    /// `SceneProperties Length`.
    pub(super) length: Option<Eighths>,
    /// The scene is kept as OMITTED.
    pub(super) omitted: bool,
    /// Second voice of a dual dialogue.
    pub(super) second_voice: bool,
    /// Joined runs.
    pub(super) text: String,
    /// Ranges of `text` with the tag numbers of their run.
    pub(super) tags: Vec<(Span, Vec<String>)>,
    /// Script notes.
    pub(super) notes: Vec<String>,
    /// Paragraphs of the scene summary.
    pub(super) synopsis: Vec<String>,
}

impl Paragraph {
    /// A paragraph from its opening element.
    pub(super) fn open(element: &Element<'_>) -> Self {
        Self {
            name: element.attribute("Type").unwrap_or_default(),
            centred: element.attribute("Alignment").is_some_and(|alignment| alignment.eq_ignore_ascii_case("center")),
            number: element.attribute("Number").map(|number| number.trim().to_owned()).filter(|number| !number.is_empty()),
            omitted: element.attribute("Flags").is_some_and(|flags| flags.contains("Omitted")),
            ..Self::default()
        }
    }

    /// Whether the paragraph opens a speech.
    pub(super) fn is_cue(&self) -> bool {
        self.name.eq_ignore_ascii_case("character")
    }

    /// The type in our terms. A paragraph of unknown type, and one without type, is action; a transition of no other type is a transition.
    pub(super) fn kind(&self) -> LineType {
        match self.name.to_ascii_lowercase().as_str() {
            "scene heading" => LineType::SceneHeading,
            "character" => LineType::Character,
            "parenthetical" => LineType::Parenthetical,
            "dialogue" => LineType::Dialogue,
            "transition" => LineType::Transition,
            "shot" => LineType::Shot,
            "lyrics" | "singing" => LineType::Lyrics,
            "new act" | "end of act" => LineType::Centered,
            "cast list" => LineType::Meta,
            name if name.starts_with("outline") => {
                if name.ends_with("body") {
                    LineType::Synopsis
                } else {
                    LineType::Section
                }
            }
            "general" | "action" | "" if self.centred => LineType::Centered,
            "general" if rules::is_transition(self.text.trim()) => LineType::Transition,
            _ => LineType::Action,
        }
    }

    /// Whether the paragraph says nothing at all.
    pub(super) fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.notes.is_empty() && self.synopsis.is_empty() && !self.omitted
    }

    /// An omitted heading without words is printed as OMITTED.
    pub(super) fn close(&mut self) {
        if self.omitted && self.text.trim().is_empty() {
            "OMITTED".clone_into(&mut self.text);
        }
    }

    /// Tags on a line of the paragraph: `offset` and `length` say where the line is in the paragraph, `start` where it begins in the script.
    pub(super) fn tagged_within(&self, offset: usize, length: usize, start: usize) -> impl Iterator<Item = TaggedSpan> + '_ {
        let line = Span::new(offset, offset + length);
        self.tags.iter().filter(move |(span, _)| span.overlaps(line)).flat_map(move |(span, numbers)| {
            let part = Span::new(span.start.max(line.start) - offset + start, span.end.min(line.end) - offset + start);
            numbers.iter().map(move |number| TaggedSpan { number: number.clone(), span: part })
        })
    }
}

/// `1 2/8`, `3/8`, `2`; anything else is no length.
pub(super) fn eighths(length: &str) -> Option<Eighths> {
    let mut total = 0_u32;
    for part in length.split_whitespace() {
        total += match part.split_once('/') {
            Some((eighths, "8")) => eighths.parse::<u32>().ok()?,
            Some(_) => return None,
            None => part.parse::<u32>().ok()?.checked_mul(8)?,
        };
    }
    (total > 0 && total <= 8 * 1000).then_some(Eighths(total))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths() {
        assert_eq!(["1 2/8", "3/8", "2", " 1  4/8 "].map(eighths), [10, 3, 16, 12].map(|n| Some(Eighths(n))));
        assert_eq!(["", "x", "1/4", "99999999999", "0"].map(eighths), [None; 5]);
    }
}
