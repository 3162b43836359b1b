//! PDF with a text layer: positioned glyphs, lines assembled by us, then the rules of plain text on the lines with their indentation. Owns the order of
//! the steps and the refusals (encrypted, page images, bombs); `font` and `cmap` make letters of codes, `content` places them, `row` puts them in
//! reading order, `dual` takes two voices apart, `page` makes lines of a document of them, `seat` and `reading` say what the page says about a line.

mod cmap;
mod content;
mod dual;
mod font;
mod page;
mod reading;
mod row;
mod seat;

use lopdf::{Document, LoadOptions};

use super::{Format, ParsedScript, Reader, plain};
use crate::refusal::{Refusal, RefusalCode};
use crate::screenplay::{Eighths, LineType, PageMethod};
use crate::text::Span;
use page::{Laid, TextLine};

pub(crate) const READER: Reader = Reader { format: Format::Pdf, read };

/// Most bytes that all streams together may unpack to.
const UNPACKED: usize = 256 * 1024 * 1024;
/// Most bytes that one stream may unpack to.
const UNPACKED_STREAM: usize = 64 * 1024 * 1024;

fn read(bytes: &[u8]) -> Result<ParsedScript, Refusal> {
    let options = LoadOptions { max_decompressed_size: Some(UNPACKED_STREAM), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| refusal_of(&error))?;
    if document.is_encrypted() {
        return Err(Refusal::new(RefusalCode::Encrypted));
    }
    let mut budget = UNPACKED;
    let mut pages = Vec::new();
    let mut images = 0;
    for id in document.page_iter().take(5000) {
        let page = content::read(&document, id, &mut budget)?;
        images += usize::from(page.glyphs.is_empty() && page.has_image);
        pages.push(page);
    }
    let written = pages.iter().filter(|page| page.glyphs.len() >= 10).count();
    if pages.is_empty() {
        return Err(Refusal::new(RefusalCode::DamagedFile).seeing("pages", 0));
    }
    if written == 0 || images * 2 > pages.len() {
        let code = if images > 0 { RefusalCode::ScannedPdf } else { RefusalCode::EmptyFile };
        return Err(Refusal::new(code).seeing("pages", pages.len()).seeing("pages_of_images", images).seeing("pages_with_text", written));
    }
    let laid = page::lay(&pages);
    let mut script = (plain::READER.read)(laid.body().as_bytes())?;
    measure(&mut script, &laid);
    reading::correct(&mut script, &laid);
    with_furniture(&mut script, &laid);
    Ok(script)
}

fn refusal_of(error: &lopdf::Error) -> Refusal {
    let said = error.to_string().to_lowercase();
    if said.contains("password") || said.contains("decrypt") || said.contains("encrypt") {
        Refusal::new(RefusalCode::Encrypted)
    } else if said.contains("limit") && said.contains("memory") {
        Refusal::new(RefusalCode::Bomb).seeing("limit", UNPACKED_STREAM)
    } else {
        Refusal::new(RefusalCode::DamagedFile)
    }
}

/// Lengths of scenes from where their headings stand on the pages.
fn measure(script: &mut ParsedScript, laid: &Laid) {
    let starts = laid.starts();
    let place = |byte: usize| {
        let at = starts.partition_point(|(start, _)| *start <= byte);
        at.checked_sub(1).and_then(|at| starts.get(at)).map_or(0.0, |(_, place)| *place)
    };
    let end = starts.last().map_or(0.0, |(_, place)| *place);
    let places: Vec<f64> = script.lines.iter().filter(|line| line.heading.is_some()).map(|line| place(line.span.start)).collect();
    let ends = places.iter().skip(1).copied().chain(std::iter::once(end));
    let lengths: Vec<Eighths> = places.iter().zip(ends).map(|(start, end)| eighths(end - start)).collect();
    let headings = script.lines.iter_mut().filter_map(|line| line.heading.as_mut());
    for (heading, length) in headings.zip(lengths) {
        heading.eighths = Some(length);
    }
    script.page_method = PageMethod::MeasuredPdf;
}

/// Pages to eighths, at least one.
fn eighths(pages: f64) -> Eighths {
    let eighths = row::whole(pages * 8.0).max(1);
    Eighths(u32::try_from(eighths).unwrap_or(1))
}

/// Puts page numbers, headers and footers back where they stand, as META lines.
fn with_furniture(script: &mut ParsedScript, laid: &Laid) {
    let mut text = String::with_capacity(script.text.len());
    let mut shifts: Vec<(usize, usize)> = Vec::new();
    let mut furniture = Vec::new();
    let mut at = 0;
    for line in &laid.lines {
        match line {
            TextLine::Body { words, .. } => {
                shifts.push((at, text.len()));
                text.push_str(words);
                text.push('\n');
                at += words.len() + 1;
            }
            TextLine::Furniture(words) => {
                let start = text.len();
                text.push_str(words);
                furniture.push(super::ParsedLine::new(Span::new(start, text.len()).trimmed(&text), LineType::Meta));
                text.push('\n');
            }
        }
    }
    let moved = |span: Span| {
        let before = shifts.partition_point(|(body, _)| *body <= span.start);
        let (body, whole) = before.checked_sub(1).and_then(|at| shifts.get(at)).copied().unwrap_or((0, 0));
        span.shifted(whole.saturating_sub(body))
    };
    for line in &mut script.lines {
        line.span = moved(line.span);
        if let Some(words) = line.heading.as_mut().and_then(|heading| heading.words.as_mut()) {
            *words = moved(*words);
        }
        if let Some(cue) = &mut line.cue {
            cue.name = moved(cue.name);
            cue.speech = cue.speech.map(moved);
        }
    }
    for note in &mut script.diagnostics {
        note.span = moved(note.span);
    }
    script.lines.extend(furniture.into_iter().filter(|line| !line.span.is_empty()));
    script.lines.sort_by_key(|line| line.span.start);
    script.text = text;
}
