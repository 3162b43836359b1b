//! The presence matrix: who speaks, is silently there or only talked about, scene by scene. Owns this panel only.
//!
//! Height says the same as colour (full, half, a thin line), so that the picture also reads in grey.

use super::DrawingError;
use super::page::{DEEP, GREY, INK, Look, MIDDLE, Page, RULE, Side, extent, shortened};
use crate::language::Bilingual;
use crate::salience::document::{CharacterProminence, SalienceDocument};
use crate::screenplay::PresenceKind;

/// Rows at most: the most prominent characters.
const MOST: usize = 30;
/// Height of a row, pixels.
const ROW: i32 = 18;
/// Title above the rows, legend below.
const HEAD: i32 = 30;
const FOOT: i32 = 52;
/// Letters of a name.
const NAME: usize = 24;

const SMALL: Look = Look { size: 11, is_bold: false, color: GREY };

/// Characters who get a row: seen or heard somewhere, most prominent first.
pub(super) fn rows(salience: &SalienceDocument) -> Vec<&CharacterProminence> {
    salience.characters.iter().filter(|character| character.scenes > 0).take(MOST).collect()
}

/// Height of the part.
pub(super) fn height(rows: usize) -> i32 {
    HEAD + ROW * i32::try_from(rows).unwrap_or(0) + FOOT
}

/// Draws the part.
pub(super) fn draw(page: &Page<'_>, top: i32, salience: &SalienceDocument, rows: &[&CharacterProminence]) -> Result<(), DrawingError> {
    let title = Bilingual::new("حضور الشخصيات", "Presence of characters");
    page.say((page.margin(), top + 14), Side::Start, &title, Look { size: 13, is_bold: true, color: INK })?;
    let first = top + HEAD;
    for (character, place) in rows.iter().zip(0..) {
        let (high, low) = (first + ROW * place, first + ROW * (place + 1));
        let panel = page.panel(high, low, 0.0, 1.0);
        page.line(&panel, &[(0.0, 0.0), (1.0, 0.0)], &RULE, 1)?;
        let name = shortened(&character.name, NAME);
        page.text((page.names(), (high + low) / 2), Side::End, &name, Look { size: 12, is_bold: false, color: INK })?;
        for cell in &character.presence {
            let at = usize::try_from(cell.ordinal).unwrap_or(usize::MAX).saturating_sub(1);
            if let Some(scene) = salience.scenes.get(at) {
                let (_, color, up) = kind_look(cell.kind);
                page.bar(&panel, (scene.start.get(), scene.end.get()), up, &color)?;
            }
        }
    }
    let below = first + ROW * i32::try_from(rows.len()).unwrap_or(0) + 22;
    legend(page, below, salience, rows.len())
}

/// Name, colour and extent in the row.
fn kind_look(kind: PresenceKind) -> (Bilingual, plotters::style::RGBAColor, (f64, f64)) {
    match kind {
        PresenceKind::Speaks => (Bilingual::new("يتكلم", "Speaks"), DEEP, (0.12, 0.92)),
        PresenceKind::Silent => (Bilingual::new("حاضر صامت", "Present, silent"), MIDDLE, (0.3, 0.72)),
        PresenceKind::Mentioned => (Bilingual::new("يُذكر فقط", "Only mentioned"), GREY, (0.46, 0.58)),
    }
}

fn legend(page: &Page<'_>, y: i32, salience: &SalienceDocument, shown: usize) -> Result<(), DrawingError> {
    let mut x = page.x(0.0);
    for kind in [PresenceKind::Speaks, PresenceKind::Silent, PresenceKind::Mentioned] {
        let (text, color, _) = kind_look(kind);
        let half = match kind {
            PresenceKind::Speaks => 7,
            PresenceKind::Silent => 4,
            PresenceKind::Mentioned => 1,
        };
        let end = page.after(x, 14);
        page.fill((x.min(end), y - half), (x.max(end), y + half), &color)?;
        let start = page.after(end, 6);
        page.say((start, y), Side::Start, &text, SMALL)?;
        x = page.after(start, extent(page.own(&text), 11) + 18);
    }
    let hidden = salience.characters.iter().filter(|character| character.scenes > 0).count() - shown;
    if hidden > 0 {
        let text = Bilingual::new(format!("و{hidden} شخصية أخرى أقل حضوراً"), format!("and {hidden} less prominent characters"));
        page.say((x, y), Side::Start, &text, SMALL)?;
    }
    Ok(())
}
