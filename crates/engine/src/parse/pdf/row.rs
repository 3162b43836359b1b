//! Glyphs of one baseline to a line in reading order. Owns word gaps, marks above letters, the way from visual to logical order (the Unicode
//! bidirectional algorithm read backwards for the cases that screenplays have), brackets that were mirrored, and presentation forms.

use unicode_normalization::UnicodeNormalization;

use super::content::{Glyph, Page};
use crate::language::is_arabic_letter;
use crate::text::is_mark;

/// A line of a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    pub(super) y: f64,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) size: f64,
    /// Width of the word at the left edge and of the word at the right edge.
    pub(super) edge_words: (f64, f64),
    cells: Vec<Cell>,
}

/// A letter with its marks, or a gap.
#[derive(Debug, Clone, PartialEq)]
struct Cell {
    x: f64,
    right: f64,
    text: String,
}

/// A length as a whole number; what is not finite or negative is 0, and nothing real is beyond a million.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a range that fits")]
pub(super) fn whole(length: f64) -> usize {
    if length.is_finite() { length.round().clamp(0.0, 1e6) as usize } else { 0 }
}

/// Lines of a page from top to bottom.
pub(super) fn rows(page: &Page) -> Vec<Row> {
    let mut glyphs: Vec<&Glyph> = page.glyphs.iter().collect();
    glyphs.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut rows: Vec<Row> = Vec::new();
    let mut group: Vec<&Glyph> = Vec::new();
    for glyph in glyphs {
        if group.first().is_some_and(|first| first.y - glyph.y > first.size.max(glyph.size).max(1.0) * 0.35) {
            rows.extend(row(std::mem::take(&mut group)));
        }
        group.push(glyph);
    }
    rows.extend(row(group));
    rows
}

fn row(mut glyphs: Vec<&Glyph>) -> Option<Row> {
    glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
    let first = glyphs.first()?;
    let (y, size) = (first.y, glyphs.iter().map(|glyph| glyph.size).fold(1.0, f64::max));
    let mut cells: Vec<Cell> = Vec::with_capacity(glyphs.len());
    for glyph in glyphs {
        add(&mut cells, glyph, size);
    }
    of_cells(y, size, &cells)
}

/// A row of its cells, without blanks at its ends.
fn of_cells(y: f64, size: f64, cells: &[Cell]) -> Option<Row> {
    let start = cells.iter().position(|cell| !cell.text.trim().is_empty())?;
    let end = cells.iter().rposition(|cell| !cell.text.trim().is_empty())?;
    let cells: Vec<Cell> = cells.get(start..=end)?.to_vec();
    let (left, right) = (cells.first()?.x, cells.iter().map(|cell| cell.right).fold(f64::MIN, f64::max));
    let is_gap = |cell: &&Cell| cell.text.trim().is_empty();
    let first_gap = cells.iter().find(is_gap).map_or(right, |gap| gap.x);
    let last_gap = cells.iter().rfind(is_gap).map_or(left, |gap| gap.right);
    Some(Row { y, left, right, size, edge_words: (first_gap - left, right - last_gap), cells })
}

/// Adds a glyph: a mark joins the letter under it, a bold letter printed twice counts once, a wide gap becomes spaces.
fn add(cells: &mut Vec<Cell>, glyph: &Glyph, size: f64) {
    if let Some(last) = cells.last_mut() {
        if glyph.text.chars().all(is_mark) && glyph.x < last.right + size * 0.1 && !last.text.trim().is_empty() {
            last.text.push_str(&glyph.text);
            return;
        }
        if last.text == glyph.text && (glyph.x - last.x).abs() < size * 0.06 && !glyph.text.trim().is_empty() {
            return;
        }
        let gap = glyph.x - last.right;
        if gap > size * 0.19 && !(last.text.trim().is_empty() && gap < size) && !(glyph.text.trim().is_empty() && gap < size) {
            let spaces = whole(gap / (size * 0.6)).clamp(1, 60);
            cells.push(Cell { x: glyph.x - gap, right: glyph.x, text: " ".repeat(spaces) });
        }
    }
    cells.push(Cell { x: glyph.x, right: glyph.x + glyph.width, text: glyph.text.clone() });
}

/// What a cell is for the direction of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Right,
    Left,
    Digit,
    Separator,
    Neutral,
}

fn class(cell: &Cell) -> Class {
    let mut class = Class::Neutral;
    for c in cell.text.chars() {
        if is_arabic_letter(c) {
            return Class::Right;
        }
        class = match c {
            c if c.is_numeric() => Class::Digit,
            c if c.is_alphabetic() => return Class::Left,
            '.' | ',' | ':' | '/' | '٫' | '٬' => Class::Separator,
            _ => class,
        };
    }
    class
}

impl Row {
    /// Arabic letters and other letters.
    pub(super) fn letters(&self) -> (usize, usize) {
        let letters = self.cells.iter().flat_map(|cell| cell.text.chars()).filter(|c| c.is_alphabetic());
        letters.fold((0, 0), |(arabic, other), c| if is_arabic_letter(c) { (arabic + 1, other) } else { (arabic, other + 1) })
    }

    /// Letters in the forms of shaping, as programs write them that shape and reverse a text themselves.
    pub(super) fn has_presentation_forms(&self) -> bool {
        self.cells.iter().flat_map(|cell| cell.text.chars()).any(is_presentation_form)
    }

    /// Left edge of what stands behind the widest gap that is at least `letters` wide.
    pub(super) fn behind_widest_gap(&self, letters: f64) -> Option<f64> {
        let mut widest: Option<(f64, f64)> = None;
        let mut words: Option<f64> = None;
        for cell in self.cells.iter().filter(|cell| !cell.text.trim().is_empty()) {
            let gap = words.map_or(0.0, |right| cell.x - right);
            if gap >= letters * self.size * 0.6 && widest.is_none_or(|(width, _)| gap > width) {
                widest = Some((gap, cell.x));
            }
            words = Some(cell.right);
        }
        widest.map(|(_, x)| x)
    }

    /// What stands left of a place and what stands right of it.
    pub(super) fn parted(&self, x: f64) -> (Option<Self>, Option<Self>) {
        let at = self.cells.partition_point(|cell| cell.x < x - 1.0);
        let (left, right) = self.cells.split_at(at);
        (of_cells(self.y, self.size, left), of_cells(self.y, self.size, right))
    }

    /// The words in reading order.
    pub(super) fn words(&self, right_to_left: bool) -> String {
        let classes: Vec<Class> = self.cells.iter().map(class).collect();
        let order = if right_to_left { reversed(&classes) } else { kept(&classes) };
        let mut words = String::new();
        let mut in_arabic = false;
        for (at, turned) in order {
            let Some(cell) = self.cells.get(at) else { continue };
            in_arabic |= turned;
            words.extend(cell.text.chars().flat_map(letters_of));
        }
        let words = words.trim().to_owned();
        if in_arabic && brackets_are_mirrored(&words) { words.chars().map(mirrored).collect() } else { words }
    }
}

/// Right-to-left line: everything turned round, left-to-right runs kept.
fn reversed(classes: &[Class]) -> Vec<(usize, bool)> {
    let mut order = Vec::with_capacity(classes.len());
    let mut end = classes.len();
    while end > 0 {
        let at = end - 1;
        let start = match classes.get(at) {
            Some(Class::Left | Class::Digit) => run_start(classes, at),
            _ => at,
        };
        order.extend((start..=at).map(|at| (at, start == at)));
        end = start;
    }
    order
}

/// Start of the left-to-right run that ends at `end`: numbers with their separators; with a Latin letter at its front also words and spaces.
fn run_start(classes: &[Class], end: usize) -> usize {
    let mut number = end;
    while let Some(before) = number.checked_sub(1) {
        let joined = classes.get(before) == Some(&Class::Separator)
            && before.checked_sub(1).is_some_and(|at| classes.get(at) == Some(&Class::Digit));
        match classes.get(before) {
            Some(Class::Digit) => number = before,
            Some(Class::Separator) if joined && classes.get(number) == Some(&Class::Digit) => number = before,
            _ => break,
        }
    }
    let mut latin = None;
    let mut at = end;
    loop {
        match classes.get(at) {
            Some(Class::Right) | None => break,
            Some(Class::Left) => latin = Some(at),
            _ => {}
        }
        let Some(before) = at.checked_sub(1).filter(|before| end - before < 400) else { break };
        at = before;
    }
    // Digits in front of the first Latin letter belong to it only when they touch it (`3D`).
    match latin {
        Some(mut start) => {
            while start.checked_sub(1).is_some_and(|at| classes.get(at) == Some(&Class::Digit)) {
                start -= 1;
            }
            start
        }
        None => number,
    }
}

/// Left-to-right line: runs of Arabic are turned round where they stand.
fn kept(classes: &[Class]) -> Vec<(usize, bool)> {
    let mut order = Vec::with_capacity(classes.len());
    let mut at = 0;
    while at < classes.len() {
        if classes.get(at) != Some(&Class::Right) {
            order.push((at, false));
            at += 1;
            continue;
        }
        let run = classes.iter().skip(at).take_while(|class| **class != Class::Left).count();
        let last = classes.iter().skip(at).take(run).rposition(|class| *class == Class::Right).unwrap_or(0);
        let part = classes.get(at..=at + last).unwrap_or_default();
        order.extend(reversed(part).into_iter().map(|(offset, turned)| (at + offset, turned)));
        at += last + 1;
    }
    order
}

fn is_presentation_form(c: char) -> bool {
    matches!(c, '\u{FB50}'..='\u{FD3D}' | '\u{FD40}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}')
}

/// The letters behind a presentation form; others as they are.
fn letters_of(c: char) -> Vec<char> {
    if is_presentation_form(c) { std::iter::once(c).nfkc().filter(|c| !c.is_whitespace()).collect() } else { vec![c] }
}

const PAIRS: [(char, char); 5] = [('(', ')'), ('[', ']'), ('{', '}'), ('«', '»'), ('<', '>')];

fn mirrored(c: char) -> char {
    PAIRS
        .iter()
        .find_map(|(open, close)| {
            if c == *open {
                Some(*close)
            } else if c == *close {
                Some(*open)
            } else {
                None
            }
        })
        .unwrap_or(c)
}

/// Brackets stand the wrong way round when a closing one comes first, or an opening one ends the line.
fn brackets_are_mirrored(words: &str) -> bool {
    let mut wrong = 0_i32;
    for (open, close) in PAIRS {
        let mut depth = 0_i32;
        for c in words.chars().filter(|c| *c == open || *c == close) {
            depth += if c == open { 1 } else { -1 };
            if depth < 0 {
                wrong += 1;
                depth = 0;
            } else if c == close {
                wrong -= 1;
            }
        }
        wrong += i32::from(depth > 0 && words.ends_with(open));
    }
    wrong > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row whose letters stand one after another in the given visual order.
    fn visual(text: &str) -> Row {
        let place = |at: usize| f64::from(u32::try_from(at).unwrap()) * 6.0;
        let glyphs: Vec<Glyph> =
            text.chars().enumerate().map(|(at, c)| Glyph { x: place(at), y: 700.0, width: 6.0, size: 12.0, text: c.to_string() }).collect();
        row(glyphs.iter().collect()).unwrap()
    }

    fn shown(logical: &str) -> String {
        logical.chars().rev().collect()
    }

    #[test]
    fn arabic_is_turned_and_numbers_are_kept() {
        assert_eq!(visual(&shown("مشهد")).words(true), "مشهد");
        assert_eq!(visual("يلخاد-ليل  12 دهشم").words(true), "مشهد 12  ليل-داخلي");
        assert_eq!(visual("9:30 ةعاسلا").words(true), "الساعة 9:30");
        assert_eq!(visual("فتاه iPhone 15 عم").words(true), "مع iPhone 15 هاتف");
        assert_eq!(visual("NOOR says ابحرم twice").words(false), "NOOR says مرحبا twice");
    }

    #[test]
    fn mirrored_brackets_and_presentation_forms() {
        assert_eq!(visual("(ﺔﺘﻣﺎﺻ) ﻯﻮﻠﺳ").words(true), "سلوى (صامتة)");
        assert_eq!(visual(")ةتماص( ىولس").words(true), "سلوى (صامتة)");
        assert_eq!(visual("ﺎﻬﻟ ﻻ").words(true), "لا لها");
    }
}
