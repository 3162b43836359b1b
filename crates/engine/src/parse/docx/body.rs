//! `document.xml` as paragraphs in reading order: runs joined, tracked changes accepted, fields and hidden words left out, table cells one after the
//! other. Owns the walk over the body; what a paragraph is in a screenplay is decided in `layout`.

use super::numbering::Numbering;
use super::properties::{Looks, Styles};
use crate::parse::xml::{self, Element, Ending, Piece};
use crate::refusal::Refusal;

/// Where a paragraph stands in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) table: usize,
    pub(super) row: usize,
    pub(super) column: usize,
}

/// A paragraph.
#[derive(Debug, Clone, Default)]
pub(super) struct Paragraph {
    /// Words; line breaks inside are LF, tabs are tabs.
    pub(super) text: String,
    /// Name of its style, lower case; empty for none.
    pub(super) style: String,
    pub(super) looks: Looks,
    /// Every word is bold.
    pub(super) bold: bool,
    pub(super) cell: Option<Cell>,
}

/// Elements whose content is not on the page: deleted and moved-away words, field codes, the second form of a drawing, notes.
const UNSEEN: [&str; 8] = ["del", "moveFrom", "instrText", "Fallback", "delText", "footnote", "endnote", "sectPr"];

/// Reads the body.
///
/// # Errors
/// A DTD.
pub(super) fn read(xml: &str, styles: &Styles, numbering: &mut Numbering) -> Result<(Vec<Paragraph>, Ending), Refusal> {
    let mut walk =
        Walk { styles, numbering, done: Vec::new(), open: Vec::new(), path: Vec::new(), unseen: 0, tables: Vec::new(), next_table: 0 };
    let ending = xml::walk(xml, |piece| walk.take(piece))?;
    while !walk.open.is_empty() {
        walk.close_paragraph();
    }
    Ok((walk.done, ending))
}

/// A paragraph that is still open.
#[derive(Default)]
struct Open {
    paragraph: Paragraph,
    style: String,
    own: Looks,
    run: Looks,
    letters: usize,
    bold_letters: usize,
}

struct Walk<'a> {
    styles: &'a Styles,
    numbering: &'a mut Numbering,
    done: Vec<Paragraph>,
    open: Vec<Open>,
    path: Vec<String>,
    unseen: usize,
    tables: Vec<Cell>,
    next_table: usize,
}

impl Walk<'_> {
    fn take(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Open(element) => {
                if self.unseen > 0 || UNSEEN.contains(&element.name()) {
                    self.unseen += 1;
                }
                if self.unseen == 0 {
                    self.begin(&element);
                }
                self.path.push(element.name().to_owned());
            }
            Piece::Close => {
                let name = self.path.pop().unwrap_or_default();
                if self.unseen > 0 {
                    self.unseen -= 1;
                } else {
                    self.end(&name);
                }
            }
            Piece::Text(words) => {
                if self.unseen == 0 && self.path.last().is_some_and(|name| name == "t") {
                    self.write(words);
                }
            }
        }
    }

    fn begin(&mut self, element: &Element<'_>) {
        let inside = |name: &str| self.path.iter().rev().take(4).any(|own| own == name);
        let (in_run_looks, in_looks) = (inside("rPr") && inside("r"), inside("pPr"));
        match element.name() {
            "tbl" => {
                self.tables.push(Cell { table: self.next_table, row: 0, column: 0 });
                self.next_table += 1;
            }
            "p" => self
                .open
                .push(Open { paragraph: Paragraph { cell: self.tables.last().copied(), ..Paragraph::default() }, ..Open::default() }),
            "r" => {
                if let Some(open) = self.open.last_mut() {
                    open.run = Looks::default();
                }
            }
            "pStyle" => {
                if let Some(open) = self.open.last_mut() {
                    open.style = element.attribute("val").unwrap_or_default();
                }
            }
            "tab" if !in_looks => self.write("\t"),
            "br" | "cr" => self.write("\n"),
            "noBreakHyphen" => self.write("-"),
            _ if in_run_looks => {
                if let Some(open) = self.open.last_mut() {
                    open.run.take(element);
                }
            }
            _ if in_looks && !inside("rPr") => {
                if let Some(open) = self.open.last_mut() {
                    open.own.take(element);
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => self.close_paragraph(),
            "tc" => {
                if let Some(cell) = self.tables.last_mut() {
                    cell.column += 1;
                }
            }
            "tr" => {
                if let Some(cell) = self.tables.last_mut() {
                    cell.row += 1;
                    cell.column = 0;
                }
            }
            "tbl" => {
                self.tables.pop();
            }
            _ => {}
        }
    }

    fn write(&mut self, words: &str) {
        let styles = self.styles;
        let Some(open) = self.open.last_mut() else { return };
        let style = styles.looks(&open.style);
        let looks = open.run.clone().over(&style);
        if looks.hidden == Some(true) {
            return;
        }
        let letters = words.chars().filter(|c| c.is_alphanumeric()).count();
        open.letters += letters;
        open.bold_letters += if looks.bold == Some(true) { letters } else { 0 };
        if looks.capitals == Some(true) {
            open.paragraph.text.push_str(&words.to_uppercase());
        } else {
            open.paragraph.text.push_str(words);
        }
    }

    fn close_paragraph(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let mut paragraph = open.paragraph;
        paragraph.looks = open.own.over(&self.styles.looks(&open.style));
        paragraph.style = if open.style.is_empty() { String::new() } else { self.styles.name(&open.style) };
        paragraph.bold = open.letters > 0 && open.bold_letters == open.letters;
        if let Some((list, level)) = &paragraph.looks.list
            && !paragraph.text.trim().is_empty()
            && let Some(number) = self.numbering.next(list, *level)
        {
            paragraph.text = format!("{number} {}", paragraph.text.trim_start());
        }
        self.done.push(paragraph);
    }
}
