//! The page under a picture: size, margins, direction, text and bars. Owns everything that depends on the writing direction; nothing of what
//! is drawn.

use plotters::coord::types::RangedCoordf64;
use plotters::coord::{CoordTranslate, Shift};
use plotters::prelude::{
    Cartesian2d, Circle, DrawingArea, FontStyle, IntoDrawingArea, IntoFont, PathElement, RGBAColor, Rectangle, SVGBackend, Text,
};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, TextStyle};

use super::DrawingError;
use crate::language::{Bilingual, Language, is_arabic_letter};

/// Letters; the viewer takes the first that it has.
const FAMILY: &str = "Noto Sans Arabic, Noto Sans, DejaVu Sans, Arial, sans-serif";
/// Side on which the names of the rows stand.
const NAMES: i32 = 190;
/// The other side.
const MARGIN: i32 = 36;
/// Narrowest and widest picture of the script, pixels.
const PLOT: (i32, i32) = (1040, 12_000);
/// Pixels for a scene of mean length, where the widest picture allows it.
const SCENE: i32 = 8;

/// Text.
pub(super) const INK: RGBAColor = RGBAColor(0x20, 0x24, 0x2A, 1.0);
/// Secondary text, guides.
pub(super) const GREY: RGBAColor = RGBAColor(0x6B, 0x72, 0x80, 1.0);
/// Frames and rules.
pub(super) const RULE: RGBAColor = RGBAColor(0xD5, 0xDA, 0xE1, 1.0);
/// Strongest of the three blues: key scenes, speaking.
pub(super) const DEEP: RGBAColor = RGBAColor(0x0B, 0x4F, 0x8A, 1.0);
/// Middle blue: important scenes, silent presence.
pub(super) const MIDDLE: RGBAColor = RGBAColor(0x6A, 0xA6, 0xD8, 1.0);
/// Pale blue: supporting scenes.
pub(super) const PALE: RGBAColor = RGBAColor(0xC3, 0xCF, 0xDC, 1.0);
/// Turning points.
pub(super) const TURN: RGBAColor = RGBAColor(0xB4, 0x53, 0x09, 1.0);

/// What decides the size and the direction of a page.
pub(super) struct Frame {
    /// Language of the picture's own words.
    pub(super) language: Language,
    /// From right to left.
    pub(super) is_mirrored: bool,
    /// Scenes to show.
    pub(super) scenes: usize,
    /// Pixels.
    pub(super) height: i32,
}

/// Where a text lies against its point, in reading direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// The text begins at the point.
    Start,
    /// The point is its middle.
    Middle,
    /// The text ends at the point.
    End,
}

/// How a text looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// Pixels.
    pub(super) size: i32,
    /// Bold.
    pub(super) is_bold: bool,
    /// Colour.
    pub(super) color: RGBAColor,
}

/// Shares of the script across, any unit upwards.
pub(super) type Panel = Cartesian2d<RangedCoordf64, RangedCoordf64>;

/// A page that is being drawn.
pub(super) struct Page<'a> {
    root: DrawingArea<SVGBackend<'a>, Shift>,
    language: Language,
    is_mirrored: bool,
    width: i32,
    plot: i32,
}

impl<'a> Page<'a> {
    /// An empty white page.
    pub(super) fn new(svg: &'a mut String, frame: &Frame) -> Result<Self, DrawingError> {
        let scenes = i32::try_from(frame.scenes).unwrap_or(i32::MAX);
        let plot = scenes.saturating_mul(SCENE).clamp(PLOT.0, PLOT.1);
        let width = NAMES + plot + MARGIN;
        let size = (width.unsigned_abs(), frame.height.unsigned_abs());
        let root = SVGBackend::with_string(svg, size).into_drawing_area();
        root.draw(&Rectangle::new([(0, 0), (width, frame.height)], RGBAColor(0xFF, 0xFF, 0xFF, 1.0).filled()))?;
        Ok(Self { root, language: frame.language, is_mirrored: frame.is_mirrored, width, plot })
    }

    /// Writes the picture out.
    pub(super) fn finish(&self) -> Result<(), DrawingError> {
        Ok(self.root.present()?)
    }

    /// A panel between two heights: shares 0..=1 across, `low` at the bottom and `high` at the top.
    pub(super) fn panel(&self, top: i32, bottom: i32, low: f64, high: f64) -> Panel {
        let (from, to) = (self.mirror(NAMES), self.mirror(NAMES + self.plot));
        let across = from..to;
        Cartesian2d::new(0.0..1.0, low..high, (across, bottom..top))
    }

    /// Pixels of a share in any panel.
    pub(super) fn x(&self, share: f64) -> i32 {
        self.panel(0, 1, 0.0, 1.0).translate(&(share, 0.0)).0
    }

    /// Where titles begin.
    pub(super) fn margin(&self) -> i32 {
        self.mirror(MARGIN)
    }

    /// Where the names of rows end.
    pub(super) fn names(&self) -> i32 {
        self.mirror(NAMES - 10)
    }

    /// A point so many pixels further in reading direction.
    pub(super) fn after(&self, x: i32, pixels: i32) -> i32 {
        if self.is_mirrored { x - pixels } else { x + pixels }
    }

    /// A filled box between two shares; at least one pixel wide, with a gap where there is room for one.
    pub(super) fn bar(&self, panel: &Panel, across: (f64, f64), up: (f64, f64), color: &RGBAColor) -> Result<(), DrawingError> {
        let (a, b) = (panel.translate(&(across.0, up.0)), panel.translate(&(across.1, up.1)));
        let (left, right) = (a.0.min(b.0), a.0.max(b.0));
        let gap = i32::from(right - left > 3);
        self.fill((left, a.1.min(b.1)), ((right - gap).max(left + 1), a.1.max(b.1)), color)
    }

    /// A filled box between two corners in pixels.
    pub(super) fn fill(&self, from: (i32, i32), to: (i32, i32), color: &RGBAColor) -> Result<(), DrawingError> {
        Ok(self.root.draw(&Rectangle::new([from, to], color.filled()))?)
    }

    /// A line through points of a panel.
    pub(super) fn line(&self, panel: &Panel, points: &[(f64, f64)], color: &RGBAColor, width: u32) -> Result<(), DrawingError> {
        let points: Vec<(i32, i32)> = points.iter().map(|point| panel.translate(point)).collect();
        Ok(self.root.draw(&PathElement::new(points, color.stroke_width(width)))?)
    }

    /// A dot at a point of a panel.
    pub(super) fn dot(&self, panel: &Panel, point: (f64, f64), color: &RGBAColor) -> Result<(), DrawingError> {
        Ok(self.root.draw(&Circle::new(panel.translate(&point), 3, color.filled()))?)
    }

    /// One of the picture's own texts in its language.
    pub(super) fn say(&self, at: (i32, i32), side: Side, text: &Bilingual, look: Look) -> Result<(), DrawingError> {
        self.text(at, side, text.get(self.language), look)
    }

    /// A text, vertically centred on its point.
    pub(super) fn text(&self, at: (i32, i32), side: Side, text: &str, look: Look) -> Result<(), DrawingError> {
        /// The library divides sizes by this before it writes them.
        const PER_PIXEL: f64 = 1.24;
        let horizontal = match (side, self.is_mirrored) {
            (Side::Middle, _) => HPos::Center,
            (Side::Start, false) | (Side::End, true) => HPos::Left,
            (Side::Start, true) | (Side::End, false) => HPos::Right,
        };
        let weight = if look.is_bold { FontStyle::Bold } else { FontStyle::Normal };
        let font = (FAMILY, f64::from(look.size) * PER_PIXEL, weight).into_font();
        let style = TextStyle::from(font).color(&look.color).pos(Pos::new(horizontal, VPos::Center));
        Ok(self.root.draw(&Text::new(isolated(text), at, style))?)
    }

    /// The text of the picture's language.
    pub(super) fn own<'t>(&self, text: &'t Bilingual) -> &'t str {
        text.get(self.language)
    }

    fn mirror(&self, x: i32) -> i32 {
        if self.is_mirrored { self.width - x } else { x }
    }
}

/// Pixels that a text of a size takes, roughly: no font is at hand while drawing.
pub(super) fn extent(text: &str, size: i32) -> i32 {
    let letters = i32::try_from(text.chars().count()).unwrap_or(i32::MAX);
    letters.saturating_mul(size).saturating_mul(3) / 5
}

/// At most so many letters.
pub(super) fn shortened(text: &str, letters: usize) -> String {
    if text.chars().count() <= letters {
        return text.to_owned();
    }
    let kept: String = text.chars().take(letters.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// A label that keeps its own direction (first strong isolate), without the control characters that XML forbids.
fn isolated(text: &str) -> String {
    let clean: String = text.chars().map(|c| if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') { ' ' } else { c }).collect();
    if clean.chars().any(is_arabic_letter) { format!("\u{2068}{clean}\u{2069}") } else { clean }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_isolated_cleaned_and_shortened() {
        assert_eq!(isolated("نور (2)"), "\u{2068}نور (2)\u{2069}");
        assert_eq!(isolated("IVY\u{b}2"), "IVY 2");
        assert_eq!(shortened("THE OLD CLOCKMAKER", 8), "THE OLD…");
        assert_eq!(shortened("IVY", 8), "IVY");
    }

    #[test]
    fn a_mirrored_page_begins_at_the_right() {
        let (mut svg, mut other) = (String::new(), String::new());
        let frame = |is_mirrored| Frame { language: Language::Ar, is_mirrored, scenes: 10, height: 100 };
        let page = Page::new(&mut svg, &frame(true)).unwrap();
        let plain = Page::new(&mut other, &frame(false)).unwrap();
        assert!(page.x(0.0) > page.x(1.0) && page.names() > page.x(0.0));
        assert!(plain.x(0.0) < plain.x(1.0) && plain.names() < plain.x(0.0));
        assert_eq!(plain.x(0.25) + page.x(0.25), NAMES + PLOT.0 + MARGIN);
    }
}
