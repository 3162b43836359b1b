//! The FDX element tree folded into paragraphs. Owns where text may come from: `Content` and `TitlePage/Content`, never headers, smart lists or
//! arc beats. Sources: files of Final Draft 8 to 13, Fade In, Highland and Beat; there is no public DTD.

use super::paragraph::{Paragraph, eighths};
use super::tags::Tags;
use crate::parse::xml::{Element, Piece};
use crate::text::Span;

/// Everything that was read.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// Paragraphs of the script.
    pub(super) body: Vec<Paragraph>,
    /// Paragraphs of the title page.
    pub(super) title_page: Vec<Paragraph>,
    /// Tag tables.
    pub(super) tags: Tags,
    /// Notes that name their place by a range of the script (Final Draft 12 and later).
    ranged_notes: Vec<(usize, String)>,
    open: Vec<Open>,
}

/// An open element.
#[derive(Debug)]
enum Open {
    Root,
    Body,
    TitlePage,
    TitleContent,
    Paragraph(Box<Paragraph>),
    Dual {
        voices: usize,
    },
    Note {
        at: Option<usize>,
        words: String,
    },
    Summary {
        words: String,
    },
    /// Old paragraphs of an omitted scene, arc beats and everything else that is no script text.
    Aside,
    Run(Vec<String>),
    Tags,
    Definition,
    Other,
}

impl Document {
    /// Takes the next piece of XML.
    pub(super) fn take(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Open(element) => {
                let open = self.opened(&element);
                self.open.push(open);
            }
            Piece::Close => {
                if let Some(closed) = self.open.pop() {
                    self.closed(closed);
                }
            }
            Piece::Text(words) => self.text(words),
        }
    }

    fn opened(&mut self, element: &Element<'_>) -> Open {
        let parent = self.open.last();
        match (element.name(), parent) {
            (_, Some(Open::Aside)) => Open::Aside,
            ("FinalDraft", None) => Open::Root,
            ("Content", Some(Open::Root)) => Open::Body,
            ("TitlePage", Some(Open::Root)) => Open::TitlePage,
            ("Content", Some(Open::TitlePage)) => Open::TitleContent,
            ("TagData", Some(Open::Root)) => Open::Tags,
            ("ScriptNotes", Some(Open::Root)) => Open::Other,
            ("DefId", Some(Open::Tags)) => Open::Definition,
            (_, Some(Open::Tags)) => {
                self.tags.open(element);
                Open::Tags
            }
            ("Paragraph", Some(Open::Body | Open::TitleContent | Open::Dual { .. } | Open::Note { .. } | Open::Summary { .. })) => {
                Open::Paragraph(Box::new(Paragraph::open(element)))
            }
            ("Text", Some(Open::Paragraph(_))) => Open::Run(tag_numbers(element)),
            ("DualDialogue", Some(Open::Paragraph(_) | Open::Body)) => Open::Dual { voices: 0 },
            ("ScriptNote", _) => {
                let range = element.attribute("Range").and_then(|range| range.split(',').next()?.trim().parse().ok());
                Open::Note { at: range, words: String::new() }
            }
            ("Summary", Some(Open::Other)) => Open::Summary { words: String::new() },
            ("SceneProperties", Some(Open::Paragraph(_))) => {
                self.properties(element);
                Open::Other
            }
            ("OmittedScene", Some(Open::Paragraph(_))) => {
                if let Some(Open::Paragraph(paragraph)) = self.open.last_mut() {
                    paragraph.omitted = true;
                }
                Open::Aside
            }
            (_, Some(Open::Root)) | (_, None) => Open::Other,
            (_, Some(Open::Paragraph(_))) => Open::Aside,
            _ => Open::Other,
        }
    }

    fn properties(&mut self, element: &Element<'_>) {
        let Some(Open::Paragraph(paragraph)) = self.open.last_mut() else { return };
        paragraph.length = element.attribute("Length").and_then(|length| eighths(&length));
        let number = element.attribute("Number").map(|number| number.trim().to_owned()).filter(|number| !number.is_empty());
        paragraph.number = paragraph.number.take().or(number);
    }

    fn text(&mut self, words: &str) {
        match self.open.as_mut_slice() {
            [.., Open::Paragraph(paragraph), Open::Run(tags)] => {
                let start = paragraph.text.len();
                paragraph.text.push_str(words);
                if !tags.is_empty() {
                    paragraph.tags.push((Span::new(start, paragraph.text.len()), tags.clone()));
                }
            }
            [.., Open::Definition] => self.tags.define(words),
            _ => {}
        }
    }

    fn closed(&mut self, closed: Open) {
        match closed {
            Open::Paragraph(paragraph) => self.deliver(*paragraph),
            Open::Note { at, words } => {
                let holder =
                    self.open.iter_mut().rev().find_map(|open| if let Open::Paragraph(paragraph) = open { Some(paragraph) } else { None });
                match (holder, at) {
                    _ if words.trim().is_empty() => {}
                    (Some(paragraph), _) => paragraph.notes.push(words),
                    (None, Some(at)) => self.ranged_notes.push((at, words)),
                    (None, None) => {}
                }
            }
            Open::Summary { words } => {
                let holder =
                    self.open.iter_mut().rev().find_map(|open| if let Open::Paragraph(paragraph) = open { Some(paragraph) } else { None });
                if let Some(paragraph) = holder.filter(|_| !words.trim().is_empty()) {
                    paragraph.synopsis.push(words);
                }
            }
            _ => {}
        }
    }

    /// Hands a finished paragraph to what it stands in.
    fn deliver(&mut self, mut paragraph: Paragraph) {
        paragraph.close();
        match self.open.last_mut() {
            Some(Open::Note { words, .. } | Open::Summary { words }) => {
                words.push_str(&paragraph.text);
                words.push('\n');
            }
            Some(Open::Dual { voices }) => {
                *voices += usize::from(paragraph.is_cue());
                paragraph.second_voice = *voices >= 2;
                self.keep(paragraph);
            }
            Some(Open::TitleContent) => self.title_page.push(paragraph),
            _ => self.keep(paragraph),
        }
    }

    fn keep(&mut self, paragraph: Paragraph) {
        if !paragraph.is_empty() {
            self.body.push(paragraph);
        }
    }

    /// Closes what a broken file has left open and gives every note its place.
    pub(super) fn finish(&mut self) {
        while let Some(open) = self.open.pop() {
            self.closed(open);
        }
        self.attach_ranged_notes();
    }

    /// Puts notes with a range behind the paragraph where the range begins; ranges count UTF-16 units, one for each paragraph's end.
    fn attach_ranged_notes(&mut self) {
        let mut notes = std::mem::take(&mut self.ranged_notes);
        notes.sort();
        let mut notes = notes.into_iter().peekable();
        let mut end = 0;
        let last = self.body.len().saturating_sub(1);
        for (at, paragraph) in self.body.iter_mut().enumerate() {
            end += paragraph.text.encode_utf16().count() + 1;
            while let Some((_, words)) = notes.next_if(|(place, _)| *place < end || at == last) {
                paragraph.notes.push(words);
            }
        }
    }
}

fn tag_numbers(element: &Element<'_>) -> Vec<String> {
    let numbers = element.attribute("TagNumber").unwrap_or_default();
    numbers.split([',', ' ']).filter(|number| !number.is_empty()).map(str::to_owned).collect()
}
