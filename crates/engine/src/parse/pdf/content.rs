//! The content stream of a page: operators that move and show text, forms inside forms. Owns the text and graphics state that positions need; colours,
//! paths and images are skipped (images are counted).

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::UNPACKED_STREAM;
use super::font::Font;
use crate::refusal::{Refusal, RefusalCode};
use crate::text::is_hidden;

/// A letter at its place; y grows upwards.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) size: f64,
    pub(super) text: String,
}

/// What a page holds.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) has_image: bool,
    /// Lower and upper edge.
    pub(super) bottom: f64,
    pub(super) top: f64,
    /// The edges at the sides.
    pub(super) left: f64,
    pub(super) right: f64,
}

/// Forms nested deeper than this exist only in attacks.
const MOST_FORMS: usize = 12;
/// Letters on one page; a densely printed page has five thousand.
const MOST_GLYPHS: usize = 200_000;

type Matrix = [f64; 6];

fn multiply(a: Matrix, b: Matrix) -> Matrix {
    let [a0, a1, a2, a3, a4, a5] = a;
    let [b0, b1, b2, b3, b4, b5] = b;
    [a0 * b0 + a1 * b2, a0 * b1 + a1 * b3, a2 * b0 + a3 * b2, a2 * b1 + a3 * b3, a4 * b0 + a5 * b2 + b4, a4 * b1 + a5 * b3 + b5]
}

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

#[derive(Clone)]
struct State {
    ctm: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    char_space: f64,
    word_space: f64,
    scale: f64,
    leading: f64,
    rise: f64,
}

struct Interpreter<'a> {
    document: &'a Document,
    page: Page,
    state: State,
    stack: Vec<State>,
    text: Matrix,
    line: Matrix,
    budget: &'a mut usize,
    forms: usize,
}

/// Reads one page.
///
/// # Errors
/// [`RefusalCode::Bomb`] when the streams unpack beyond the budget.
pub(super) fn read(document: &Document, id: ObjectId, budget: &mut usize) -> Result<Page, Refusal> {
    let bytes = document.get_page_content_with_limit(id, (*budget).min(UNPACKED_STREAM)).map_err(|_| bomb())?;
    *budget = budget.checked_sub(bytes.len()).ok_or_else(bomb)?;
    let state = State { ctm: IDENTITY, font: None, size: 12.0, char_space: 0.0, word_space: 0.0, scale: 1.0, leading: 0.0, rise: 0.0 };
    let mut interpreter =
        Interpreter { document, page: Page::default(), state, stack: Vec::new(), text: IDENTITY, line: IDENTITY, budget, forms: 0 };
    let page = &mut interpreter.page;
    (page.left, page.bottom, page.right, page.top) = media_box(document, id);
    let (direct, referenced) = document.get_page_resources(id).unwrap_or((None, Vec::new()));
    let resources: Vec<&Dictionary> =
        direct.into_iter().chain(referenced.iter().filter_map(|id| document.get_dictionary(*id).ok())).collect();
    interpreter.run(&bytes, &resources)?;
    Ok(interpreter.page)
}

fn bomb() -> Refusal {
    Refusal::new(RefusalCode::Bomb).seeing("limit", super::UNPACKED)
}

/// Left, lower, right and upper edge of the page; the US page where the file does not say.
fn media_box(document: &Document, id: ObjectId) -> (f64, f64, f64, f64) {
    let mut node = document.get_dictionary(id).ok();
    for _ in 0..32 {
        let Some(dictionary) = node else { break };
        if let Ok(corners) = dictionary.get_deref(b"MediaBox", document).and_then(Object::as_array) {
            let edge =
                |at: usize| corners.get(at).and_then(|edge| document.dereference(edge).ok()).and_then(|(_, edge)| edge.as_float().ok());
            if let (Some(left), Some(bottom), Some(right), Some(top)) = (edge(0), edge(1), edge(2), edge(3)) {
                return (f64::from(left.min(right)), f64::from(bottom.min(top)), f64::from(right.max(left)), f64::from(top.max(bottom)));
            }
        }
        node = dictionary.get_deref(b"Parent", document).and_then(Object::as_dict).ok();
    }
    (0.0, 0.0, 612.0, 792.0)
}

impl<'a> Interpreter<'a> {
    fn run(&mut self, bytes: &[u8], resources: &[&'a Dictionary]) -> Result<(), Refusal> {
        let mut fonts: BTreeMap<Vec<u8>, Option<Rc<Font>>> = BTreeMap::new();
        let depth = self.stack.len();
        for operation in Content::decode_iter(bytes) {
            let Ok(operation) = operation else { break };
            if self.page.glyphs.len() > MOST_GLYPHS {
                break;
            }
            match operation.operator.as_str() {
                "Tf" => self.set_font(&operation, resources, &mut fonts),
                "Do" => self.paint(&operation, resources)?,
                "Q" if self.stack.len() > depth => self.state = self.stack.pop().unwrap_or_else(|| self.state.clone()),
                "q" if self.stack.len() < 256 => self.stack.push(self.state.clone()),
                "BI" | "INLINE_IMAGE" => self.page.has_image = true,
                operator => self.operate(operator, &operation.operands),
            }
        }
        self.stack.truncate(depth);
        Ok(())
    }

    fn operate(&mut self, operator: &str, operands: &[Object]) {
        let n = |at: usize| operands.get(at).and_then(|operand| operand.as_float().ok()).map_or(0.0, f64::from);
        match operator {
            "cm" => self.state.ctm = multiply([n(0), n(1), n(2), n(3), n(4), n(5)], self.state.ctm),
            "BT" => (self.text, self.line) = (IDENTITY, IDENTITY),
            "Tm" => self.set_line([n(0), n(1), n(2), n(3), n(4), n(5)]),
            "Td" => self.move_by(n(0), n(1)),
            "TD" => {
                self.state.leading = -n(1);
                self.move_by(n(0), n(1));
            }
            "T*" => self.move_by(0.0, -self.state.leading),
            "TL" => self.state.leading = n(0),
            "Tc" => self.state.char_space = n(0),
            "Tw" => self.state.word_space = n(0),
            "Tz" => self.state.scale = n(0) / 100.0,
            "Ts" => self.state.rise = n(0),
            "Tj" => self.show(operands.first()),
            "'" => {
                self.move_by(0.0, -self.state.leading);
                self.show(operands.first());
            }
            "\"" => {
                self.state.word_space = n(0);
                self.state.char_space = n(1);
                self.move_by(0.0, -self.state.leading);
                self.show(operands.get(2));
            }
            "TJ" => {
                for piece in operands.first().and_then(|pieces| pieces.as_array().ok()).into_iter().flatten() {
                    match piece.as_float() {
                        Ok(back) => self.advance(-f64::from(back) / 1000.0 * self.state.size),
                        Err(_) => self.show(Some(piece)),
                    }
                }
            }
            _ => {}
        }
    }

    fn set_line(&mut self, matrix: Matrix) {
        self.text = matrix;
        self.line = matrix;
    }

    fn move_by(&mut self, x: f64, y: f64) {
        self.set_line(multiply([1.0, 0.0, 0.0, 1.0, x, y], self.line));
    }

    /// Moves on along the line, in unscaled text space.
    fn advance(&mut self, x: f64) {
        self.text = multiply([1.0, 0.0, 0.0, 1.0, x * self.state.scale, 0.0], self.text);
    }

    fn set_font(&mut self, operation: &Operation, resources: &[&'a Dictionary], fonts: &mut BTreeMap<Vec<u8>, Option<Rc<Font>>>) {
        let Some(name) = operation.operands.first().and_then(|name| name.as_name().ok()) else { return };
        self.state.size = operation.operands.get(1).and_then(|size| size.as_float().ok()).map_or(12.0, f64::from);
        let document = self.document;
        let found = fonts.entry(name.to_vec()).or_insert_with(|| {
            let font = resources.iter().find_map(|resources| {
                let fonts = resources.get_deref(b"Font", document).and_then(Object::as_dict).ok()?;
                fonts.get_deref(name, document).and_then(Object::as_dict).ok()
            });
            font.map(|font| Rc::new(Font::read(document, font)))
        });
        self.state.font.clone_from(found);
    }

    fn show(&mut self, string: Option<&Object>) {
        let Some(bytes) = string.and_then(|string| string.as_str().ok()) else { return };
        let Some(font) = self.state.font.clone() else { return };
        for letter in font.letters(bytes) {
            let placed = multiply([1.0, 0.0, 0.0, 1.0, 0.0, self.state.rise], multiply(self.text, self.state.ctm));
            let [a, b, c, d, x, y] = placed;
            let across = a.hypot(b);
            let width = letter.width / 1000.0 * self.state.size * self.state.scale;
            let text: String = letter.text.chars().filter(|c| !c.is_control() && !is_hidden(*c)).collect();
            let upright = b.abs() < a.abs() && a > 0.0;
            if !text.is_empty() && upright && x.is_finite() && y.is_finite() {
                let size = (self.state.size * c.hypot(d)).abs();
                self.page.glyphs.push(Glyph { x, y, width: width * across, size, text });
            }
            let spacing = self.state.char_space + if letter.is_space_code { self.state.word_space } else { 0.0 };
            self.advance(letter.width / 1000.0 * self.state.size + spacing);
        }
    }

    /// An image is counted, a form is read with its own resources.
    fn paint(&mut self, operation: &Operation, resources: &[&'a Dictionary]) -> Result<(), Refusal> {
        let Some(name) = operation.operands.first().and_then(|name| name.as_name().ok()) else { return Ok(()) };
        let document = self.document;
        let stream = resources.iter().find_map(|resources| {
            let objects = resources.get_deref(b"XObject", document).and_then(Object::as_dict).ok()?;
            objects.get_deref(name, document).and_then(Object::as_stream).ok()
        });
        let Some(stream) = stream else { return Ok(()) };
        let subtype = stream.dict.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
        if subtype == b"Image" {
            self.page.has_image = true;
        }
        if subtype != b"Form" || self.forms >= MOST_FORMS {
            return Ok(());
        }
        let bytes = stream.get_plain_content_with_limit((*self.budget).min(UNPACKED_STREAM)).map_err(|_| bomb())?;
        *self.budget = self.budget.checked_sub(bytes.len().max(1024)).ok_or_else(bomb)?;
        let saved = (self.state.clone(), self.text, self.line);
        if let Ok(matrix) = stream.dict.get_deref(b"Matrix", document).and_then(Object::as_array) {
            let n = |at: usize| matrix.get(at).and_then(|entry| entry.as_float().ok()).map_or(0.0, f64::from);
            self.state.ctm = multiply([n(0), n(1), n(2), n(3), n(4), n(5)], self.state.ctm);
        }
        let own = stream.dict.get_deref(b"Resources", document).and_then(Object::as_dict).ok();
        let inner: Vec<&Dictionary> = own.into_iter().chain(resources.iter().copied()).collect();
        self.forms += 1;
        let result = self.run(&bytes, &inner);
        self.forms -= 1;
        (self.state, self.text, self.line) = saved;
        result
    }
}
