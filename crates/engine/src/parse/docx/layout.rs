//! Paragraphs as the lines of a plain script, with what Word says about them beside: indents become columns, spacing becomes blank lines, styles of a
//! screenplay template and cue cells of a table become line types. Owns this rendering, which is the text that all positions refer to.

use super::body::Paragraph;
use super::properties::Alignment;
use crate::language::Language;
use crate::screenplay::LineType;

/// A column of ten to the inch in twentieths of a point.
const COLUMN: i64 = 144;
/// Columns of a page of script text.
const WIDTH: usize = 60;
/// Spacing that looks like a blank line: six points.
const GAP: i64 = 120;
/// Most words of a cue.
const CUE_WORDS: usize = 5;

/// A line with what Word knows about it.
#[derive(Debug, Clone)]
pub(super) struct LaidLine {
    /// Bytes of the text where the line begins, indentation included.
    pub(super) start: usize,
    pub(super) end: usize,
    /// The type, where Word says it.
    pub(super) kind: Option<LineType>,
    /// Every word is bold.
    pub(super) bold: bool,
}

/// The text with its lines.
#[derive(Debug, Default)]
pub(super) struct Laid {
    pub(super) text: String,
    pub(super) lines: Vec<LaidLine>,
    /// Paragraphs carry the styles of a screenplay template.
    pub(super) styled: bool,
}

/// Lays the paragraphs out.
pub(super) fn lay(paragraphs: &[Paragraph]) -> Laid {
    let kinds: Vec<Option<LineType>> = paragraphs.iter().map(|paragraph| kind_of_style(&paragraph.style)).collect();
    let count = |kind: LineType| kinds.iter().filter(|own| **own == Some(kind)).count();
    let styled = count(LineType::SceneHeading) >= 1 && count(LineType::Character) + count(LineType::Dialogue) >= 2;
    let spaced = is_spaced(paragraphs);
    let cue_tables = cue_tables(paragraphs);
    let sample: String = paragraphs.iter().flat_map(|paragraph| paragraph.text.chars()).take(4000).collect();
    let indented = Language::of(&sample) == Language::En;
    let mut laid = Laid { styled, ..Laid::default() };
    let mut before: Option<&Paragraph> = None;
    for (paragraph, kind) in paragraphs.iter().zip(&kinds) {
        if spaced && before.is_some_and(|before| gap(before, paragraph) >= GAP) {
            laid.text.push('\n');
        }
        let centred = paragraph.looks.alignment == Some(Alignment::Centre);
        let kind = match kind {
            None | Some(LineType::Action) if styled && centred => Some(LineType::Centered),
            kind if styled => *kind,
            _ => cue_cell(paragraph, &cue_tables),
        };
        let margin = if indented { columns(paragraph) } else { 0 };
        for line in paragraph.text.split('\n') {
            laid.line(line, margin, kind, paragraph.bold);
        }
        before = Some(paragraph);
    }
    laid
}

impl Laid {
    fn line(&mut self, words: &str, margin: usize, kind: Option<LineType>, bold: bool) {
        let start = self.text.len();
        if !words.trim().is_empty() {
            self.text.extend(std::iter::repeat_n(' ', margin));
            self.text.push_str(words.trim_end());
            self.lines.push(LaidLine { start, end: self.text.len(), kind, bold });
        }
        self.text.push('\n');
    }
}

/// Names of paragraph styles in the templates of Final Draft's export, Fade In, Celtx, Trelby, Word's own screenplay template, and Arabic ones.
fn kind_of_style(style: &str) -> Option<LineType> {
    let name = style.trim().trim_start_matches("screenplay").trim_matches(|c: char| !c.is_alphanumeric()).replace(['-', '_'], " ");
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if has(&["scene heading", "sceneheading", "slug", "عنوان المشهد", "عنوان مشهد", "رأس المشهد", "راس المشهد"])
    {
        Some(LineType::SceneHeading)
    } else if has(&["parenthetical", "wryly", "توجيه", "بين قوسين"]) {
        Some(LineType::Parenthetical)
    } else if has(&["dialogue", "dialog", "حوار"]) {
        Some(LineType::Dialogue)
    } else if has(&["character", "cue", "شخصية", "اسم الشخصية", "المتكلم"]) && !has(&["char char"]) {
        Some(LineType::Character)
    } else if has(&["transition", "انتقال", "قطع"]) {
        Some(LineType::Transition)
    } else if name == "shot" || name == "لقطة" {
        Some(LineType::Shot)
    } else if has(&["action", "وصف", "حركة"]) {
        Some(LineType::Action)
    } else {
        None
    }
}

fn gap(before: &Paragraph, this: &Paragraph) -> i64 {
    before.looks.after.unwrap_or(0).max(this.looks.before.unwrap_or(0))
}

/// Whether spacing tells paragraphs apart: some pairs have it and some have not.
fn is_spaced(paragraphs: &[Paragraph]) -> bool {
    let pairs = paragraphs.windows(2).filter(|pair| pair.iter().all(|paragraph| !paragraph.text.trim().is_empty()));
    let (mut wide, mut all) = (0_usize, 0_usize);
    for pair in pairs {
        let [before, this] = pair else { continue };
        all += 1;
        wide += usize::from(gap(before, this) >= GAP);
    }
    wide * 10 >= all && (all - wide) * 10 >= all && wide > 0
}

/// Columns that the paragraph is moved in.
fn columns(paragraph: &Paragraph) -> usize {
    let length = paragraph.text.lines().map(|line| line.trim().chars().count()).max().unwrap_or(0);
    let indent = usize::try_from(paragraph.looks.indent.unwrap_or(0).max(0) / COLUMN).unwrap_or(0).min(WIDTH);
    match paragraph.looks.alignment.unwrap_or_default() {
        Alignment::Start => indent,
        Alignment::Centre => WIDTH.saturating_sub(length) / 2,
        Alignment::End => WIDTH.saturating_sub(length),
    }
}

/// Tables of two columns whose first cells are short names and whose second cells are speeches: name beside speech.
fn cue_tables(paragraphs: &[Paragraph]) -> Vec<usize> {
    let mut tables: Vec<usize> = paragraphs.iter().filter_map(|paragraph| paragraph.cell.map(|cell| cell.table)).collect();
    tables.dedup();
    tables.retain(|table| {
        let cells =
            || paragraphs.iter().filter_map(|paragraph| paragraph.cell.filter(|cell| cell.table == *table).map(|cell| (cell, paragraph)));
        let written = |column: usize| cells().filter(move |(cell, paragraph)| cell.column == column && !paragraph.text.trim().is_empty());
        let names = written(0).count();
        let short = written(0).filter(|(_, paragraph)| could_be_cue(&paragraph.text)).count();
        cells().all(|(cell, _)| cell.column <= 1) && names >= 3 && short * 10 >= names * 8 && written(1).count() >= names
    });
    tables
}

fn could_be_cue(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let digits = text.chars().filter(|c| c.is_numeric()).count();
    (1..=CUE_WORDS).contains(&words) && digits * 2 < text.chars().count() && !text.trim_end().ends_with(['.', '!', '؟', '?'])
}

fn cue_cell(paragraph: &Paragraph, tables: &[usize]) -> Option<LineType> {
    let cell = paragraph.cell.filter(|cell| tables.contains(&cell.table))?;
    match cell.column {
        0 if could_be_cue(&paragraph.text) => Some(LineType::Character),
        1 => Some(LineType::Dialogue),
        _ => None,
    }
}
