//! PDF files with a text layer: objects, cross-reference table, one content stream a page. Latin text is set in the built-in Courier; Arabic in a
//! composite font whose codes are Unicode and whose letters stand in visual order, as printing programs leave them.

use std::fmt::Write as _;

use mashhad_engine::screenplay::LineType;

use super::{Element, is_spoken, wrapped};

/// Width of a letter of Courier 12.
const LETTER: f64 = 7.2;
/// Distance of two lines.
const LINE: f64 = 12.0;
const TOP: f64 = 720.0;
const BOTTOM: f64 = 72.0;

/// Text at a place; the left end in points from the left edge.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) words: String,
    /// In the composite font.
    pub(crate) unicode: bool,
}

/// A file of pages.
pub(crate) fn file(pages: &[Vec<Piece>]) -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!(
            "<< /Type /Pages /Count {} /Kids [{}] /MediaBox [0 0 612 792] >>",
            pages.len(),
            (0..pages.len()).map(|page| format!("{} 0 R ", 7 + page * 2)).collect::<String>()
        ),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>".to_owned(),
        "<< /Type /Font /Subtype /Type0 /BaseFont /Any /Encoding /Identity-H /DescendantFonts [5 0 R] /ToUnicode 6 0 R >>".to_owned(),
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Any /DW 600 >>".to_owned(),
        stream("1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange"),
    ];
    for (at, page) in pages.iter().enumerate() {
        objects
            .push(format!("<< /Type /Page /Parent 2 0 R /Contents {} 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>", 8 + at * 2));
        objects.push(stream(&content(page)));
    }
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 1).bytes());
    }
    let start = bytes.len();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        writeln!(table, "{place:010} 00000 n ").unwrap_or_default();
    }
    write!(table, "trailer << /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).unwrap_or_default();
    bytes.extend(table.bytes());
    bytes
}

fn stream(words: &str) -> String {
    format!("<< /Length {} >>\nstream\n{words}\nendstream", words.len())
}

fn content(page: &[Piece]) -> String {
    let mut content = String::from("BT\n");
    for piece in page {
        let (font, shown) = if piece.unicode {
            ("F2", format!("<{}>", piece.words.encode_utf16().map(|unit| format!("{unit:04X}")).collect::<String>()))
        } else {
            ("F1", format!("({})", piece.words.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)")))
        };
        writeln!(content, "/{font} 12 Tf 1 0 0 1 {} {} Tm {shown} Tj", piece.x, piece.y).unwrap_or_default();
    }
    content + "ET"
}

/// Letters of a right-to-left line as they stand from left to right; numbers keep their order.
pub(crate) fn visual(words: &str) -> String {
    let mut shown = String::new();
    let mut number = String::new();
    for c in words.chars().rev() {
        if c.is_numeric() {
            number.insert(0, c);
            continue;
        }
        shown.push_str(&std::mem::take(&mut number));
        shown.push(match c {
            '(' => ')',
            ')' => '(',
            c => c,
        });
    }
    shown + &number
}

fn right_end(words: &str) -> f64 {
    f64::from(u32::try_from(words.chars().count()).unwrap_or(0)) * LETTER
}

/// Pages that are filled line by line.
#[derive(Debug, Default)]
struct Pages {
    done: Vec<Vec<Piece>>,
    page: Vec<Piece>,
    y: f64,
}

impl Pages {
    fn new() -> Self {
        Self { y: TOP, ..Self::default() }
    }

    fn put(&mut self, x: f64, words: &str, unicode: bool) {
        self.page.push(Piece { x, y: self.y, words: words.to_owned(), unicode });
    }

    fn full(&self, lines: f64) -> bool {
        self.y - lines * LINE < BOTTOM
    }

    fn turn(&mut self) {
        self.done.push(std::mem::take(&mut self.page));
        self.y = TOP + 2.0 * LINE;
        let number = format!("{}.", self.done.len() + 1);
        self.put(540.0 - right_end(&number), &number, false);
        self.y = TOP;
    }

    fn finish(mut self) -> Vec<u8> {
        self.done.push(self.page);
        file(&self.done)
    }
}

/// Left edge and most letters of a line.
fn column(kind: LineType) -> (f64, usize) {
    match kind {
        LineType::Character => (252.0, 34),
        LineType::Parenthetical => (216.0, 25),
        LineType::Dialogue => (180.0, 35),
        _ => (108.0, 60),
    }
}

/// The script on US pages. Speeches that do not fit are broken with `(MORE)` and the name with `(CONT'D)`; two voices stand side by side.
pub(crate) fn script(script: &[Element]) -> Vec<u8> {
    let mut pages = Pages::new();
    let mut name = "";
    let mut at = 0;
    while let Some(element) = script.get(at) {
        let first = pages.page.is_empty() || pages.y >= TOP;
        let speech = |from: usize| 1 + script.iter().skip(from + 1).take_while(|next| is_spoken(next.kind)).count();
        if !is_spoken(element.kind) && !first {
            pages.y -= if element.kind == LineType::SceneHeading { 2.0 * LINE } else { LINE };
        }
        if !is_spoken(element.kind) && pages.full(4.0) {
            pages.turn();
        }
        let left = speech(at);
        if element.kind == LineType::Character && script.get(at + left).is_some_and(|next| next.dual) {
            let right = speech(at + left);
            side_by_side(
                &mut pages,
                script.get(at..at + left).unwrap_or_default(),
                script.get(at + left..at + left + right).unwrap_or_default(),
            );
            at += left + right;
            continue;
        }
        name = if element.kind == LineType::Character { element.words } else { name };
        set(&mut pages, element, name);
        at += 1;
    }
    pages.finish()
}

fn set(pages: &mut Pages, element: &Element, name: &str) {
    let (x, most) = column(element.kind);
    for line in wrapped(element.words, most) {
        if pages.full(1.0) {
            if is_spoken(element.kind) {
                pages.put(252.0, "(MORE)", false);
            }
            pages.turn();
            if is_spoken(element.kind) {
                pages.put(252.0, &format!("{name} (CONT'D)"), false);
                pages.y -= LINE;
            }
        }
        let x = match element.kind {
            LineType::Transition => 511.2 - right_end(&line),
            LineType::Centered => 324.0 - right_end(&line) / 2.0,
            _ => x,
        };
        pages.put(x, &line, false);
        if let Some(number) = element.number {
            pages.put(54.0, number, false);
            pages.put(531.0, number, false);
        }
        pages.y -= LINE;
    }
}

fn side_by_side(pages: &mut Pages, left: &[Element], right: &[Element]) {
    let top = pages.y;
    let mut bottom = top;
    for (voice, shift) in [(left, 108.0), (right, 324.0)] {
        pages.y = top;
        for element in voice {
            let (x, most) = match element.kind {
                LineType::Character => (shift + 72.0, 18),
                LineType::Parenthetical => (shift + 36.0, 20),
                _ => (shift + 7.2, 26),
            };
            for line in wrapped(element.words, most) {
                pages.put(x, &line, false);
                pages.y -= LINE;
            }
        }
        bottom = f64::min(bottom, pages.y);
    }
    pages.y = bottom;
}

/// An Arabic script: everything at the right edge, one blank line between elements that do not belong together.
pub(crate) fn arabic(script: &[Element]) -> Vec<u8> {
    let mut pages = Pages::new();
    for element in script {
        if !is_spoken(element.kind) && !pages.page.is_empty() {
            pages.y -= LINE;
        }
        if pages.full(2.0) {
            pages.done.push(std::mem::take(&mut pages.page));
            pages.y = TOP;
        }
        let words = if element.kind == LineType::Character { format!("{}:", element.words) } else { element.words.to_owned() };
        for line in wrapped(&words, 60) {
            let line = visual(&line);
            let x = 504.0 - right_end(&line);
            pages.put(x, &line, true);
            pages.y -= LINE;
        }
    }
    pages.finish()
}
