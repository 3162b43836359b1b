//! Pictures of stored results as SVG: the salience curve with its acts and, on the same axis, the presence matrix. Owns layout, colours and the
//! few words of a legend; every number comes from the analysis document.
//!
//! A script that is read from right to left is drawn from right to left: it begins at the right, and the names stand there. Letters are
//! shaped by the viewer; each label is a Unicode isolate of its own, so that Arabic names, Latin names and numbers keep their order. Coordinates
//! are whole pixels: the same document gives the same bytes.

mod curve;
mod labels;
mod matrix;
mod page;

use crate::language::{Bilingual, Direction};
use crate::salience::document::SalienceDocument;
use crate::screenplay::document::ScreenplayDocument;

use self::page::{Frame, GREY, INK, Look, Page, Side};

/// A picture could not be written.
#[derive(Debug, thiserror::Error)]
#[error("the picture could not be drawn: {reason}")]
pub struct DrawingError {
    /// What the plotting library said.
    reason: String,
}

impl<E: std::error::Error + Send + Sync> From<plotters::drawing::DrawingAreaErrorKind<E>> for DrawingError {
    fn from(error: plotters::drawing::DrawingAreaErrorKind<E>) -> Self {
        Self { reason: error.to_string() }
    }
}

/// Height of the title block.
const TITLE: i32 = 64;
/// Height of one line of notes.
const LINE: i32 = 18;

/// The salience curve with acts and the presence matrix of one script, in the script's own language and direction.
///
/// # Errors
/// [`DrawingError`] when the plotting library refuses.
pub fn salience_svg(screenplay: &ScreenplayDocument, salience: &SalienceDocument) -> Result<String, DrawingError> {
    let rows = matrix::rows(salience);
    let notes = i32::try_from(salience.notes.len()).unwrap_or(0);
    let matrix_top = TITLE + curve::HEIGHT;
    let notes_top = matrix_top + matrix::height(rows.len());
    let frame = Frame {
        language: screenplay.language,
        is_mirrored: screenplay.direction == Direction::Rtl,
        scenes: salience.scenes.len(),
        height: notes_top + LINE * notes + 16,
    };
    let title = title(screenplay).get(screenplay.language).to_owned();
    let mut svg = String::new();
    {
        let page = Page::new(&mut svg, &frame)?;
        let left = page.margin();
        page.text((left, 26), Side::Start, &title, Look { size: 18, is_bold: true, color: INK })?;
        page.say((left, 48), Side::Start, &axis_note(), Look { size: 12, is_bold: false, color: GREY })?;
        curve::draw(&page, TITLE, screenplay, salience)?;
        matrix::draw(&page, matrix_top, salience, &rows)?;
        for (note, line) in salience.notes.iter().zip(0..) {
            page.say((left, notes_top + LINE * line + 8), Side::Start, note, Look { size: 11, is_bold: false, color: GREY })?;
        }
        page.finish()?;
    }
    Ok(named(&svg, &title))
}

fn title(screenplay: &ScreenplayDocument) -> Bilingual {
    match screenplay.title.as_deref().map(str::trim).filter(|title| !title.is_empty()) {
        Some(title) => Bilingual::new(format!("{title}: أهمية المشاهد"), format!("{title}: scene salience")),
        None => Bilingual::new("أهمية المشاهد", "Scene salience"),
    }
}

fn axis_note() -> Bilingual {
    Bilingual::new(
        "المحور بعدد الكلمات من أول العمل إلى آخره؛ والدرجة مقارنة داخل العمل وحده.",
        "The axis counts words from the beginning to the end; scores compare scenes inside this script only.",
    )
}

/// Tells screen readers what the picture is: a role and a title after the opening tag.
fn named(svg: &str, title: &str) -> String {
    let title = title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    match svg.split_once(">\n") {
        Some((open, rest)) => format!("{open} role=\"img\">\n<title>{title}</title>\n{rest}"),
        None => svg.to_owned(),
    }
}
