//! The elements of a screenplay without the marks of its format: what both printers write. Owns the cutting off of Fountain's marks, the joining
//! of heading lines, and the parting of a cue from speech on the same line.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::parse::Format;
use crate::parse::fountain::{hidden_regions, rules};
use crate::screenplay::{Line, LineType, Scene, Screenplay, Speech};
use crate::text::Span;

/// One element of the script.
#[derive(Debug, Clone, PartialEq)]
pub struct Element<'a> {
    /// Its type; never page furniture.
    pub kind: LineType,
    /// The source spans of its words, in order, without forcing marks.
    pub parts: Vec<Span>,
    /// The words: the parts, heading lines joined by a dash.
    pub words: Cow<'a, str>,
    /// Scene of a heading.
    pub scene: Option<&'a Scene>,
    /// Speech of a cue.
    pub speech: Option<&'a Speech>,
    /// Depth of a section, from 1.
    pub depth: usize,
    /// A blank line stands before it in the source.
    pub apart: bool,
    /// The element holds a note or boneyard over several lines and is written as it stands.
    pub verbatim: bool,
}

impl Element<'_> {
    /// Whether the element belongs to a speech.
    pub(super) fn is_spoken(&self) -> bool {
        matches!(self.kind, LineType::Character | LineType::Parenthetical | LineType::Dialogue | LineType::Lyrics)
    }
}

/// All elements, in order.
#[must_use]
pub fn elements(screenplay: &Screenplay) -> Vec<Element<'_>> {
    let hidden = if screenplay.format == Format::Fountain { hidden_regions(&screenplay.text) } else { Vec::new() };
    let speeches = screenplay.scenes.iter().flat_map(|scene| &scene.speeches).map(|speech| (speech.cue.start, speech)).collect();
    let headings = screenplay.scenes.iter().filter(|scene| !scene.heading.is_empty()).map(|scene| (scene.heading.start, scene)).collect();
    let mut gatherer =
        Gatherer { screenplay, hidden, speeches, headings, elements: Vec::with_capacity(screenplay.lines.len()), end: 0, skipped: false };
    let mut lines = screenplay.lines.as_slice();
    while let Some(taken) = gatherer.take(lines) {
        lines = lines.get(taken..).unwrap_or_default();
    }
    gatherer.elements
}

struct Gatherer<'a> {
    screenplay: &'a Screenplay,
    hidden: Vec<Span>,
    speeches: BTreeMap<usize, &'a Speech>,
    headings: BTreeMap<usize, &'a Scene>,
    elements: Vec<Element<'a>>,
    /// End of the last line that was taken.
    end: usize,
    /// An element without words was left out just now.
    skipped: bool,
}

impl<'a> Gatherer<'a> {
    /// Makes elements of the next lines and says how many lines they were.
    fn take(&mut self, lines: &[Line]) -> Option<usize> {
        let line = *lines.first()?;
        let apart = self.is_apart(line.span.start);
        let taken = self.run_length(lines);
        let run = lines.get(..taken).unwrap_or_default();
        let whole = run.iter().map(|line| line.span).reduce(Span::cover).unwrap_or(line.span);
        self.end = whole.end;
        if line.kind == LineType::SceneHeading {
            self.heading(run, apart);
        } else if taken > 1 {
            let kind = run.iter().map(|line| line.kind).find(|kind| *kind != LineType::Note).unwrap_or(LineType::Note);
            self.push(kind, vec![whole], apart, |element| element.verbatim = true);
        } else if line.kind != LineType::Meta {
            self.single(line, apart);
        }
        Some(taken)
    }

    /// A blank line is in front; extracted texts have one paragraph a line.
    fn is_apart(&self, start: usize) -> bool {
        let gap = self.screenplay.text.get(self.end..start).unwrap_or_default();
        let one_paragraph_a_line = matches!(self.screenplay.format, Format::Fdx | Format::Docx);
        self.end == 0 || one_paragraph_a_line || gap.bytes().filter(|byte| *byte == b'\n').count() > 1
    }

    /// Lines of one heading, or lines that one note or boneyard holds together.
    fn run_length(&self, lines: &[Line]) -> usize {
        let Some(first) = lines.first() else { return 0 };
        if first.kind == LineType::SceneHeading {
            return 1 + lines
                .iter()
                .skip(1)
                .take_while(|line| line.kind == LineType::SceneHeading && !self.headings.contains_key(&line.span.start))
                .count();
        }
        let mut end = first.span.end;
        let mut taken = 0;
        for line in lines {
            if line.span.start >= end && taken > 0 {
                break;
            }
            taken += 1;
            end = end.max(line.span.end);
            let after = self.hidden.partition_point(|region| region.start < line.span.end);
            if let Some(region) = after.checked_sub(1).and_then(|at| self.hidden.get(at)) {
                end = end.max(region.end);
            }
        }
        taken
    }

    fn push(&mut self, kind: LineType, parts: Vec<Span>, apart: bool, finish: impl FnOnce(&mut Element<'a>)) {
        let text = self.screenplay.text.as_str();
        let words = match parts.as_slice() {
            [one] => Cow::Borrowed(one.of(text)),
            many => Cow::Owned(many.iter().map(|part| part.of(text)).collect::<Vec<_>>().join(" - ")),
        };
        if words.trim().is_empty() {
            self.skipped = true;
            return;
        }
        let apart = apart || std::mem::take(&mut self.skipped);
        let mut element = Element { kind, parts, words, scene: None, speech: None, depth: 0, apart, verbatim: false };
        finish(&mut element);
        self.elements.push(element);
    }

    fn heading(&mut self, run: &[Line], apart: bool) {
        let text = &self.screenplay.text;
        let scene = run.first().and_then(|line| self.headings.get(&line.span.start)).copied();
        let number = scene.and_then(|scene| scene.number.as_deref());
        let fountain = self.screenplay.format == Format::Fountain;
        let bare = |(at, line): (usize, &Line)| match (fountain, at) {
            (true, 0) => rules::split_number(text, without(text, line.span, &["."])).0,
            (true, _) => line.span,
            (false, _) => without_margin_number(text, line.span, number),
        };
        let parts: Vec<Span> = run.iter().enumerate().map(bare).filter(|part| !part.is_empty()).collect();
        self.push(LineType::SceneHeading, parts, apart, |element| element.scene = scene);
    }

    fn single(&mut self, line: Line, apart: bool) {
        let text = &self.screenplay.text;
        let speech = self.speeches.range(line.span.start..line.span.end).next().map(|(_, speech)| *speech);
        if let Some(speech) = speech {
            self.cue(line, speech, apart);
            return;
        }
        if self.screenplay.format != Format::Fountain {
            self.push(line.kind, vec![line.span], apart, |_| {});
            return;
        }
        let marks = if line.kind == LineType::Section { line.span.of(text).bytes().take_while(|byte| *byte == b'#').count() } else { 0 };
        let bare = match line.kind {
            LineType::Section => Span::new(line.span.start + marks, line.span.end).trimmed(text),
            LineType::Synopsis => without(text, line.span, &["="]),
            LineType::Lyrics => without(text, line.span, &["~"]),
            LineType::Shot => without(text, line.span, &["!!"]),
            LineType::Action => without(text, line.span, &["!"]),
            LineType::Character => without(text, line.span, &["@"]),
            LineType::Transition => without(text, line.span, &[">"]),
            LineType::Centered => {
                let open = without(text, line.span, &[">"]);
                Span::new(open.start, open.end.saturating_sub(1).max(open.start)).trimmed(text)
            }
            _ => line.span,
        };
        self.push(line.kind, vec![bare], apart, |element| element.depth = marks);
    }

    /// A cue, and its speech where both stand on one line.
    fn cue(&mut self, line: Line, speech: &'a Speech, apart: bool) {
        let text = &self.screenplay.text;
        let inline = speech.dialogue.first().filter(|spoken| line.span.contains(**spoken)).copied();
        let mut name = Span::new(line.span.start, inline.map_or(line.span.end, |spoken| spoken.start)).trimmed(text);
        if self.screenplay.format == Format::Fountain {
            name = without(text, name, &["@"]);
        }
        let bare = name.of(text).trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | '^'));
        name = Span::new(name.start, name.start + bare.len());
        self.push(LineType::Character, vec![name], apart, |element| element.speech = Some(speech));
        if let Some(spoken) = inline {
            let kind = if rules::is_parenthetical(spoken.of(text)) { LineType::Parenthetical } else { LineType::Dialogue };
            self.push(kind, vec![spoken], false, |_| {});
        }
    }
}

/// The span without a mark at its start.
fn without(text: &str, span: Span, marks: &[&str]) -> Span {
    let words = span.of(text);
    let cut = marks.iter().find_map(|mark| words.strip_prefix(mark)).unwrap_or(words);
    Span::new(span.end - cut.len(), span.end).trimmed(text)
}

/// A heading without its number in the margins (`12  INT. ROOF - DAY  12`).
fn without_margin_number(text: &str, line: Span, number: Option<&str>) -> Span {
    let Some(number) = number else { return line };
    let words = line.of(text);
    let apart = |c: char| c.is_whitespace();
    let words = words.strip_prefix(number).filter(|rest| rest.starts_with(apart)).unwrap_or(words);
    let start = line.end - words.len();
    let words = words.strip_suffix(number).filter(|rest| rest.ends_with(apart)).unwrap_or(words);
    let bare = Span::new(start, start + words.len()).trimmed(text);
    if bare.is_empty() { line } else { bare }
}
