//! A screenplay as Final Draft XML, with scene numbers, measured lengths and tags. Owns the paragraphs; runs are cut by `run`, the tag tables are
//! written by `tags`. Page breaks and boneyards have no paragraph in FDX and are left out.

mod run;
mod tags;

use std::fmt::Write as _;

pub use tags::Tag;

use super::element::{Element, elements};
use crate::parse::Format;
use crate::parse::fountain::hidden_regions;
use crate::screenplay::{LineType, PageMethod, SceneFlag, Screenplay};
use run::Runs;
use tags::Tables;

/// Writes the screenplay as FDX with the given tags ([`Tag::imported`] gives those that the file came with).
#[must_use]
pub fn print(screenplay: &Screenplay, tags: &[Tag]) -> String {
    let elements = elements(screenplay);
    let hidden = if screenplay.format == Format::Fountain { hidden_regions(&screenplay.text) } else { Vec::new() };
    let mut tables = Tables::new(tags);
    let runs = Runs { text: &screenplay.text, hidden: &hidden, marked: screenplay.format == Format::Fountain };
    let mut writer = Writer { screenplay, runs, out: String::with_capacity(screenplay.text.len() * 3), dual: false };
    writer.out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\" ?>\n<FinalDraft DocumentType=\"Script\" Template=\"No\" Version=\"5\">\n  <Content>\n");
    let body: Vec<&Element<'_>> =
        elements.iter().filter(|element| !matches!(element.kind, LineType::TitlePage | LineType::PageBreak)).collect();
    let mut at = 0;
    while at < body.len() {
        at += writer.element(body.get(at..).unwrap_or_default(), &mut tables).max(1);
    }
    writer.close_dual();
    writer.out.push_str("  </Content>\n");
    writer.title_page(&elements);
    writer.out.push_str(&tables.xml());
    writer.out.push_str("</FinalDraft>\n");
    writer.out
}

/// Text for XML: the five entities, and nothing that XML 1.0 forbids.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(c),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            c => out.push(c),
        }
    }
    out
}

struct Writer<'a> {
    screenplay: &'a Screenplay,
    runs: Runs<'a>,
    out: String,
    dual: bool,
}

impl Writer<'_> {
    /// Writes the first of the elements with the notes behind it; says how many elements that was.
    fn element(&mut self, rest: &[&Element<'_>], tables: &mut Tables<'_>) -> usize {
        let Some(element) = rest.first() else { return 0 };
        let after = rest.get(1..).unwrap_or_default();
        let synopses = if element.kind == LineType::SceneHeading { length(after, LineType::Synopsis) } else { 0 };
        let (summary, after) = after.split_at_checked(synopses).unwrap_or((after, &[]));
        let notes = after.get(..length(after, LineType::Note)).unwrap_or_default();
        self.dual(element, rest);
        if element.kind == LineType::Note {
            let notes = rest.get(..length(rest, LineType::Note)).unwrap_or_default();
            let written = self.notes(notes);
            if !written.is_empty() {
                self.paragraph("General", "", "", &written, "");
            }
            return notes.len();
        }
        let (attributes, properties) = self.heading_facts(element, summary);
        let text = self.text(element, tables);
        let inside = self.notes(notes) + &self.inline_notes(element);
        self.paragraph(paragraph_type(element), &attributes, &properties, &inside, &text);
        1 + summary.len() + notes.len()
    }

    fn paragraph(&mut self, name: &str, attributes: &str, properties: &str, notes: &str, text: &str) {
        let _ = writeln!(self.out, "    <Paragraph Type=\"{name}\"{attributes}>\n{properties}{notes}{text}    </Paragraph>");
    }

    /// Number and flag of a heading; length and summary inside it.
    fn heading_facts(&self, element: &Element<'_>, summary: &[&Element<'_>]) -> (String, String) {
        if element.kind == LineType::Centered {
            return (" Alignment=\"Center\"".to_owned(), String::new());
        }
        let Some(scene) = element.scene else { return (String::new(), String::new()) };
        let number = scene.number.as_deref().map(|number| format!(" Number=\"{}\"", escaped(number))).unwrap_or_default();
        let mut properties = String::new();
        let measured = self.screenplay.page_method != PageMethod::EstimatedLines;
        let length = if measured && scene.eighths.0 > 0 { format!(" Length=\"{}\"", scene.eighths) } else { String::new() };
        if !length.is_empty() || !summary.is_empty() {
            let lines: String =
                summary.iter().map(|line| format!("          <Paragraph><Text>{}</Text></Paragraph>\n", escaped(&line.words))).collect();
            let lines = if lines.is_empty() { lines } else { format!("        <Summary>\n{lines}        </Summary>\n") };
            properties = format!("      <SceneProperties{length} Title=\"\">\n{lines}      </SceneProperties>\n");
        }
        if scene.flags.contains(&SceneFlag::Omitted) {
            properties.push_str("      <OmittedScene/>\n");
        }
        (number, properties)
    }

    fn text(&self, element: &Element<'_>, tables: &mut Tables<'_>) -> String {
        let mut out = String::new();
        for (n, part) in element.parts.iter().enumerate() {
            if n > 0 {
                out.push_str("      <Text> - </Text>\n");
            }
            for run in self.runs.of(*part, tables) {
                let style = run.style.fdx().map(|style| format!(" Style=\"{style}\"")).unwrap_or_default();
                let tag = run.tag.map(|number| format!(" TagNumber=\"{number}\"")).unwrap_or_default();
                let _ = writeln!(out, "      <Text{style}{tag}>{}</Text>", escaped(run.span.of(&self.screenplay.text)));
            }
        }
        out
    }

    fn notes(&self, notes: &[&Element<'_>]) -> String {
        let written = notes.iter().flat_map(|note| {
            if self.screenplay.format == Format::Fountain {
                note.parts.iter().flat_map(|part| self.runs.notes(*part)).map(str::to_owned).collect()
            } else {
                vec![note.words.clone().into_owned()]
            }
        });
        written.map(|note| note_xml(&note)).collect()
    }

    fn inline_notes(&self, element: &Element<'_>) -> String {
        element.parts.iter().flat_map(|part| self.runs.notes(*part)).map(note_xml).collect()
    }

    /// Opens and closes the wrapper of a dual dialogue.
    fn dual(&mut self, element: &Element<'_>, rest: &[&Element<'_>]) {
        let is_dual = |element: &Element<'_>| element.speech.is_some_and(|speech| speech.dual);
        if element.kind == LineType::Character {
            if self.dual && is_dual(element) {
                return;
            }
            self.close_dual();
            let next =
                rest.iter().skip(1).find(|next| !(next.is_spoken() || next.kind == LineType::Note) || next.kind == LineType::Character);
            if next.is_some_and(|next| is_dual(next)) {
                self.out.push_str("    <Paragraph>\n      <DualDialogue>\n");
                self.dual = true;
            }
        } else if !element.is_spoken() {
            self.close_dual();
        }
    }

    fn close_dual(&mut self) {
        if std::mem::take(&mut self.dual) {
            self.out.push_str("      </DualDialogue>\n    </Paragraph>\n");
        }
    }

    /// The title first, then every other line of the page without its key.
    fn title_page(&mut self, elements: &[Element<'_>]) {
        let page: Vec<&Element<'_>> = elements.iter().filter(|element| element.kind == LineType::TitlePage).collect();
        if page.is_empty() {
            return;
        }
        let mut lines: Vec<String> = self.screenplay.title.iter().cloned().collect();
        let stated: Vec<String> = lines.iter().flat_map(|title| title.split_whitespace().map(str::to_owned)).collect();
        for element in page {
            let words = self.runs.title_value(element);
            let of_title = words.split_whitespace().all(|word| stated.iter().any(|stated| stated == word));
            if !words.is_empty() && !of_title {
                lines.push(words);
            }
        }
        self.out.push_str("  <TitlePage>\n    <Content>\n");
        for line in lines {
            let _ = writeln!(self.out, "      <Paragraph Alignment=\"Center\"><Text>{}</Text></Paragraph>", escaped(&line));
        }
        self.out.push_str("    </Content>\n  </TitlePage>\n");
    }
}

/// Number of elements of one type at the start.
fn length(elements: &[&Element<'_>], kind: LineType) -> usize {
    elements.iter().take_while(|element| element.kind == kind).count()
}

fn note_xml(words: &str) -> String {
    if words.trim().is_empty() {
        return String::new();
    }
    let lines: String =
        words.lines().map(|line| format!("        <Paragraph><Text>{}</Text></Paragraph>\n", escaped(line.trim()))).collect();
    format!("      <ScriptNote>\n{lines}      </ScriptNote>\n")
}

fn paragraph_type(element: &Element<'_>) -> &'static str {
    match element.kind {
        LineType::SceneHeading => "Scene Heading",
        LineType::Character => "Character",
        LineType::Parenthetical => "Parenthetical",
        LineType::Dialogue => "Dialogue",
        LineType::Transition => "Transition",
        LineType::Shot => "Shot",
        LineType::Lyrics => "Lyrics",
        LineType::Synopsis => "Outline Body",
        LineType::Section => match element.depth {
            0 | 1 => "Outline 1",
            2 => "Outline 2",
            3 => "Outline 3",
            _ => "Outline 4",
        },
        _ => "Action",
    }
}
