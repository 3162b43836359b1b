//! Final Draft XML, versions 1 to 13 and what other programs write in its name. Owns the way from paragraphs to the element stream; the document
//! itself is read by `document`, tags by `tags`. Lengths and numbers are read, never recomputed.

mod document;
mod paragraph;
mod tags;

use super::transcript::Transcript;
use super::xml::{self, Ending};
use super::{Format, ParsedHeading, ParsedScript, Reader, cue};
use crate::language::Bilingual;
use crate::refusal::{Refusal, RefusalCode};
use crate::screenplay::{Diagnostic, LineType, PageMethod, Severity};
use crate::text::{Span, decode};
use document::Document;
use paragraph::Paragraph;
use tags::TaggedSpan;

pub(crate) const READER: Reader = Reader { format: Format::Fdx, read };

/// Whether the bytes begin like a Final Draft document.
pub(crate) fn looks_like(bytes: &[u8]) -> bool {
    xml::head(bytes).is_some_and(|head| head.contains("<FinalDraft"))
}

fn read(bytes: &[u8]) -> Result<ParsedScript, Refusal> {
    let xml = decode(bytes)?.text;
    let mut document = Document::default();
    let ending = xml::walk(&xml, |piece| document.take(piece))?;
    document.finish();
    if document.body.is_empty() {
        return Err(Refusal::new(RefusalCode::DamagedFile).seeing("paragraphs", 0));
    }
    let mut writer = Writer::default();
    let title = writer.title_page(&document.title_page);
    for paragraph in &document.body {
        writer.paragraph(paragraph);
    }
    let mut diagnostics = Vec::new();
    if ending == Ending::Broken {
        diagnostics.push(broken(writer.transcript.text.len()));
    }
    let imported = document.tags.elements(&writer.tagged, &writer.transcript.text);
    let measured = writer.measured;
    Ok(ParsedScript {
        text: writer.transcript.text,
        title,
        lines: writer.transcript.lines,
        diagnostics,
        imported,
        page_method: if measured { PageMethod::MeasuredFdx } else { PageMethod::EstimatedLines },
    })
}

fn broken(end: usize) -> Diagnostic {
    Diagnostic {
        code: "FDX_TRUNCATED",
        severity: Severity::Error,
        span: Span::new(end, end),
        message: Bilingual::new(
            "ملف Final Draft مقطوع أو تالف بعد هذا الموضع؛ صدّره من جديد.",
            "The Final Draft file is cut off or damaged behind this place; export it again.",
        ),
    }
}

/// Writes paragraphs as lines.
#[derive(Default)]
struct Writer {
    transcript: Transcript,
    tagged: Vec<TaggedSpan>,
    measured: bool,
}

impl Writer {
    /// Writes the title page; the first words on it are the title.
    fn title_page(&mut self, paragraphs: &[Paragraph]) -> Option<String> {
        let mut title = None;
        for line in paragraphs.iter().flat_map(|paragraph| paragraph.text.lines()) {
            if !line.trim().is_empty() {
                title = title.or_else(|| Some(line.split_whitespace().collect::<Vec<_>>().join(" ")));
                self.transcript.line(line.trim(), LineType::TitlePage);
            }
        }
        title
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let kind = paragraph.kind();
        let mut offset = 0;
        let mut first = true;
        for line in paragraph.text.split('\n') {
            let (at, start) = self.transcript.line(line, kind);
            self.tagged.extend(paragraph.tagged_within(offset, line.len(), start));
            offset += line.len() + 1;
            let Some(at) = at else {
                self.transcript.text.truncate(start);
                continue;
            };
            if std::mem::take(&mut first) {
                self.first_line(paragraph, kind, at);
            }
        }
        for synopsis in &paragraph.synopsis {
            self.lines(synopsis, LineType::Synopsis);
        }
        for note in &paragraph.notes {
            self.lines(note, LineType::Note);
        }
    }

    fn first_line(&mut self, paragraph: &Paragraph, kind: LineType, at: usize) {
        let text = &self.transcript.text;
        let Some(line) = self.transcript.lines.get_mut(at) else { return };
        match kind {
            LineType::SceneHeading => {
                self.measured |= paragraph.length.is_some();
                line.heading = Some(ParsedHeading {
                    number: paragraph.number.clone(),
                    words: None,
                    eighths: paragraph.length,
                    omitted: paragraph.omitted,
                });
            }
            LineType::Character => {
                let mut cue = cue::read(text, line.span);
                cue.dual |= paragraph.second_voice;
                line.cue = Some(cue);
            }
            _ => {}
        }
    }

    fn lines(&mut self, words: &str, kind: LineType) {
        for line in words.lines().map(str::trim).filter(|line| !line.is_empty()) {
            self.transcript.line(line, kind);
        }
    }
}
