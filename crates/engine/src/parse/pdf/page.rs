//! Rows of all pages to the lines of one document: indentation in columns, blank lines from gaps, wrapped Arabic paragraphs joined, page furniture
//! told from text. Owns the geometry of a document; knows no element types. Source of the layout: US screenplay margins (Courier 12, ten letters an
//! inch), mirrored for right-to-left.

use std::collections::BTreeMap;

use super::content::Page;
use super::dual;
use super::row::{Row, rows, whole};
use super::seat::{Seat, seats};
use crate::parse::fountain::rules;
use crate::text::fold_key;

/// A line of the document.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum TextLine {
    /// Script text.
    Body {
        /// Indentation and words.
        words: String,
        /// Pages from the start of the script to this line.
        place: f64,
        /// Where it stands across the page.
        seat: Seat,
    },
    /// Page number, header, footer.
    Furniture(String),
}

/// The document.
#[derive(Debug, Default)]
pub(super) struct Laid {
    pub(super) lines: Vec<TextLine>,
}

impl Laid {
    /// Script text without furniture.
    pub(super) fn body(&self) -> String {
        let body = self.lines.iter().filter_map(|line| if let TextLine::Body { words, .. } = line { Some(words.as_str()) } else { None });
        body.flat_map(|words| [words, "\n"]).collect()
    }

    /// First byte of each line of the body with its seat.
    pub(super) fn seats(&self) -> Vec<(usize, Seat)> {
        self.body_lines().map(|(from, _, _, seat)| (from, seat)).collect()
    }

    /// First byte of each line of the body with its place, and the place of the end.
    pub(super) fn starts(&self) -> Vec<(usize, f64)> {
        let mut starts = Vec::new();
        let (mut end, mut last) = (0, 0.0);
        for (from, to, place, _) in self.body_lines() {
            starts.push((from, place));
            (end, last) = (to, place);
        }
        starts.push((end, last + 1.0 / 54.0));
        starts
    }

    /// First byte, first byte of the next, place and seat of each line of the body.
    fn body_lines(&self) -> impl Iterator<Item = (usize, usize, f64, Seat)> {
        let mut to = 0;
        self.lines.iter().filter_map(move |line| {
            let TextLine::Body { words, place, seat } = line else { return None };
            let from = to;
            to += words.len() + 1;
            Some((from, to, *place, *seat))
        })
    }
}

/// A row with what the document says about it.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub(super) row: Row,
    pub(super) page: usize,
    pub(super) furniture: bool,
    /// The name of the second of two voices that stood side by side.
    pub(super) second_voice: bool,
}

/// Measures of the document.
struct Measure {
    right_to_left: bool,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    /// Distance of two lines of one paragraph.
    line: f64,
    /// The text is right-to-left and set flush left.
    flush_left: bool,
    /// A wrapped paragraph stands upside down: its last words on its first line.
    upside_down: bool,
}

/// Lays the document out.
pub(super) fn lay(pages: &[Page]) -> Laid {
    let mut placed: Vec<Placed> = Vec::new();
    for (page, content) in pages.iter().enumerate() {
        placed.extend(rows(content).into_iter().map(|row| Placed { row, page, furniture: false, second_voice: false }));
    }
    mark_furniture(&mut placed, pages);
    let measure = measure(&placed);
    if !measure.right_to_left {
        placed = dual::part(&placed, measure.line);
    }
    let seats = measure.seats(&placed, pages);
    let mut laid = Laid::default();
    let mut at = 0;
    while let Some(first) = placed.get(at) {
        if first.furniture {
            laid.lines.push(TextLine::Furniture(first.row.words(measure.right_to_left)));
            at += 1;
            continue;
        }
        for _ in 0..measure.blanks(&placed, at) {
            laid.lines.push(TextLine::Body { words: String::new(), place: measure.place(first), seat: Seat::Column });
        }
        let seat = seats.get(at).copied().unwrap_or_default();
        let (paragraph, furniture, taken) = measure.paragraph(&placed, at);
        laid.lines.push(TextLine::Body { words: measure.words(&paragraph), place: measure.place(first), seat });
        laid.lines.extend(furniture.into_iter().map(|row| TextLine::Furniture(row.words(measure.right_to_left))));
        at += taken.max(1);
    }
    laid
}

/// Rows in the outermost parts of a page that come again on many pages, or count the pages.
fn mark_furniture(placed: &mut [Placed], pages: &[Page]) {
    let outer = |placed: &Placed| {
        let page = pages.get(placed.page);
        let (bottom, top) = page.map_or((0.0, 792.0), |page| (page.bottom, page.top));
        let height = (top - bottom).max(1.0);
        placed.row.y > top - height * 0.09 || placed.row.y < bottom + height * 0.09
    };
    let mut seen: BTreeMap<String, Vec<(usize, Option<usize>)>> = BTreeMap::new();
    for row in placed.iter().filter(|placed| outer(placed)) {
        let (key, number) = key_of(&row.row);
        seen.entry(key).or_default().push((row.page, number));
    }
    let needed = (pages.len() * 2 / 5).max(3);
    seen.retain(|key, places| {
        let counts = places
            .windows(2)
            .filter(|pair| matches!(pair, [(a, Some(m)), (b, Some(n))] if b > a && n.checked_sub(*m) == b.checked_sub(*a)))
            .count();
        let bare = !key.chars().any(char::is_alphabetic);
        let repeats = places.len() >= needed && !(bare && key.contains('#'));
        repeats || (counts > 0 && counts * 2 >= places.len().saturating_sub(1))
    });
    for row in placed.iter_mut().filter(|placed| outer(placed)) {
        row.furniture = seen.contains_key(&key_of(&row.row).0);
    }
}

/// The words with their digits made one, and the last number in them.
fn key_of(row: &Row) -> (String, Option<usize>) {
    let (arabic, other) = row.letters();
    let words = row.words(arabic > other);
    let mut key = String::new();
    let mut number = None;
    let mut inside = false;
    for c in words.chars() {
        if let Some(digit) = c.to_digit(10).or_else(|| u32::from(c).checked_sub(0x0660).filter(|digit| *digit < 10)) {
            let digit = usize::try_from(digit).unwrap_or(0);
            number = Some(if inside { number.unwrap_or(0_usize).saturating_mul(10).saturating_add(digit) } else { digit });
            if !inside {
                key.push('#');
            }
            inside = true;
        } else {
            key.push(c);
            inside = false;
        }
    }
    (key, number)
}

fn measure(placed: &[Placed]) -> Measure {
    let body: Vec<&Placed> = placed.iter().filter(|placed| !placed.furniture).collect();
    let rows = || body.iter().map(|placed| &placed.row);
    let (arabic, other) = rows().map(Row::letters).fold((0, 0), |sum, letters| (sum.0 + letters.0, sum.1 + letters.1));
    let right_to_left = arabic > other;
    let low = |value: fn(&Row) -> f64| rows().map(value).fold(f64::MAX, f64::min);
    let high = |value: fn(&Row) -> f64| rows().map(value).fold(f64::MIN, f64::max);
    let (left, right) = (low(|row| row.left), high(|row| row.right));
    let share = |is: &dyn Fn(&Row) -> bool| rows().filter(|row| is(row)).count() * 10;
    let flush_left =
        right_to_left && share(&|row| row.left - left < 2.0) >= body.len() * 9 && share(&|row| right - row.right < 2.0) < body.len() * 5;
    let mut measure = Measure {
        right_to_left,
        left,
        right,
        top: high(|row| row.y),
        bottom: low(|row| row.y),
        line: line_distance(&body),
        flush_left,
        upside_down: false,
    };
    let turned = flush_left && rows().any(Row::has_presentation_forms);
    if turned {
        let broken = |upside_down: bool| {
            body.windows(2)
                .filter(|pair| matches!(pair, [a, b] if measure.nearly_full(&a.row) && !measure.wraps(&a.row, &b.row, upside_down)))
                .count()
        };
        measure.upside_down = broken(true) <= broken(false);
    }
    measure
}

/// The smallest distance of lines that is common in the document.
fn line_distance(body: &[&Placed]) -> f64 {
    let mut distances: BTreeMap<usize, usize> = BTreeMap::new();
    let mut count = 0;
    for pair in body.windows(2) {
        if let [above, below] = pair
            && above.page == below.page
        {
            *distances.entry(whole((above.row.y - below.row.y) * 2.0)).or_default() += 1;
            count += 1;
        }
    }
    let common = distances.iter().find(|(distance, times)| **distance > 8 && **times * 10 >= count).map(|(distance, _)| *distance);
    common.and_then(|distance| u32::try_from(distance).ok()).map_or(12.0, |distance| f64::from(distance) / 2.0)
}

impl Measure {
    /// Pages from the start of the script.
    fn place(&self, placed: &Placed) -> f64 {
        let height = (self.top - self.bottom + self.line).max(1.0);
        f64::from(u32::try_from(placed.page).unwrap_or(u32::MAX)) + (self.top - placed.row.y) / height
    }

    /// Blank lines in front of a row.
    fn blanks(&self, placed: &[Placed], at: usize) -> usize {
        let Some(row) = placed.get(at) else { return 0 };
        let Some(before) = placed.get(..at).and_then(|before| before.iter().rev().find(|before| !before.furniture)) else { return 0 };
        if row.second_voice {
            return 1;
        }
        if before.page != row.page {
            let same_column = (before.row.left - row.row.left).abs() < 2.0 && !self.right_to_left;
            return usize::from(!same_column && !self.right_to_left);
        }
        whole((before.row.y - row.row.y) / self.line).saturating_sub(1).min(3)
    }

    /// Seats are read off left-to-right pages only.
    fn seats(&self, placed: &[Placed], pages: &[Page]) -> Vec<Seat> {
        if self.right_to_left {
            return Vec::new();
        }
        let middle = |row: &Placed| pages.get(row.page).map(|page| f64::midpoint(page.left, page.right));
        seats(placed, &middle, (self.left, self.right), &|at| self.blanks(placed, at) == 0)
    }

    fn nearly_full(&self, row: &Row) -> bool {
        row.right - row.left > (self.right - self.left) * 0.85
    }

    /// Whether the paragraph of a row goes on on the next: the next word did not fit on this line.
    fn wraps(&self, row: &Row, next: &Row, upside_down: bool) -> bool {
        let word = if upside_down { next.edge_words.0 } else { next.edge_words.1 };
        row.right - row.left + word + row.size * 0.2 > (self.right - self.left) * 0.999
    }

    /// The rows of one paragraph, furniture between them, and how many rows that were. Only wrapped Arabic is joined; the line breaks of an English
    /// script are part of its layout.
    fn paragraph<'a>(&self, placed: &'a [Placed], at: usize) -> (Vec<&'a Row>, Vec<&'a Row>, usize) {
        let mut paragraph: Vec<&Row> = placed.get(at).map(|placed| &placed.row).into_iter().collect();
        let (mut furniture, mut taken) = (Vec::new(), 1);
        loop {
            let skipped = placed.iter().skip(at + taken).take_while(|placed| placed.furniture).count();
            let next_at = at + taken + skipped;
            let (Some(last), Some(next)) = (paragraph.last(), placed.get(next_at)) else { break };
            if !self.right_to_left
                || !self.nearly_full(last)
                || !self.wraps(last, &next.row, self.upside_down)
                || self.blanks(placed, next_at) > 0
                || stands_alone(&next.row.words(true))
                || self.upside_down && is_direction(placed, next_at)
            {
                break;
            }
            furniture.extend(placed.iter().skip(at + taken).take(skipped).map(|placed| &placed.row));
            paragraph.push(&next.row);
            taken += skipped + 1;
        }
        (paragraph, furniture, taken)
    }

    /// Indentation and words of a paragraph.
    fn words(&self, paragraph: &[&Row]) -> String {
        let Some(first) = paragraph.first() else { return String::new() };
        let indent = match (self.right_to_left, self.flush_left) {
            (true, true) => 0,
            (true, false) => whole((self.right - first.right) / (first.size * 0.5)),
            (false, _) => whole((first.left - self.left) / (first.size * 0.6)),
        };
        let rows: Vec<String> = paragraph.iter().map(|row| row.words(self.right_to_left)).collect();
        let words = if self.upside_down { rows.iter().rev().cloned().collect::<Vec<_>>().join(" ") } else { rows.join(" ") };
        format!("{}{words}", " ".repeat(indent.min(90)))
    }
}

/// One word that says how the name under it speaks (`بغضب`, `مستغربا`). In a text that stands upside down the rest of a paragraph is its first word, which
/// such an adverb is not.
fn is_direction(placed: &[Placed], at: usize) -> bool {
    let words = |at: usize| placed.get(at).map(|placed| fold_key(&placed.row.words(true))).unwrap_or_default();
    let key = words(at);
    let adverb = key.ends_with('ا') || key.starts_with('ب') && !key.starts_with("بين");
    adverb && key.chars().count() >= 4 && !key.contains(' ') && words(at + 1).ends_with([':', '：'])
}

/// A cue or a transition: never the rest of a paragraph.
fn stands_alone(words: &str) -> bool {
    words.ends_with([':', '：']) || rules::is_transition(words)
}
