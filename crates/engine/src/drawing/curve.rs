//! The salience curve: a bar for each scene, the smoothed curve over them, sections between turning points, bands around them, textbook marks,
//! and the numbers of the scenes that matter most. Owns this panel only.

use super::DrawingError;
use super::labels::fitting;
use super::page::{DEEP, GREY, INK, Look, MIDDLE, PALE, Page, Panel, RULE, Side, TURN, extent};
use crate::language::Bilingual;
use crate::salience::document::{Band, SalienceDocument, SceneSalience};
use crate::screenplay::document::ScreenplayDocument;

/// Height of the whole part, titles and axis included.
pub(super) const HEIGHT: i32 = 372;
/// From the part's top: middle of the row of sections, first row of turning points, panel, axis, legend.
const SECTIONS: i32 = 12;
const TURNS: [i32; 2] = [32, 48];
const TOP: i32 = 60;
const BOTTOM: i32 = 290;
const AXIS: i32 = 304;
const LEGEND: i32 = 340;
/// Highest value of the panel: room for the numbers over the bars.
const HEADROOM: f64 = 1.12;
/// Width of the window of the smoothed curve, share of the script.
const WINDOW: f64 = 0.05;

const SMALL: Look = Look { size: 11, is_bold: false, color: GREY };

/// Draws the part.
pub(super) fn draw(page: &Page<'_>, top: i32, screenplay: &ScreenplayDocument, salience: &SalienceDocument) -> Result<(), DrawingError> {
    let panel = page.panel(top + TOP, top + BOTTOM, 0.0, HEADROOM);
    sections(page, top, salience)?;
    bands(page, &panel, salience)?;
    page.line(&panel, &[(0.0, 0.0), (1.0, 0.0)], &RULE, 1)?;
    for mark in [0.5, 1.0] {
        page.line(&panel, &[(0.0, mark), (1.0, mark)], &RULE, 1)?;
    }
    for (mark, label) in [(0.0, "0"), (0.5, "0.5"), (1.0, "1")] {
        let (_, y) = plotters::coord::CoordTranslate::translate(&panel, &(0.0, mark));
        page.text((page.names(), y), Side::End, label, SMALL)?;
    }
    for scene in &salience.scenes {
        let (_, color) = band_look(scene.band);
        page.bar(&panel, (scene.start.get(), scene.end.get()), (0.0, scene.score.get().max(0.01)), &color)?;
    }
    if salience.scenes.len() > 2 {
        page.line(&panel, &smoothed(&salience.scenes), &INK, 2)?;
    }
    turning_points(page, top, &panel, salience)?;
    let name = |scene: &SceneSalience| number(screenplay, scene);
    key_numbers(page, &panel, &salience.scenes, &name)?;
    axis(page, top + AXIS, &salience.scenes, &name)?;
    legend(page, top + LEGEND, salience)
}

/// Number of a scene as the script gives it, its position where it gives none.
fn number(screenplay: &ScreenplayDocument, scene: &SceneSalience) -> String {
    let at = usize::try_from(scene.ordinal).unwrap_or(usize::MAX).saturating_sub(1);
    let stated = screenplay.scenes.get(at).and_then(|scene| scene.number.clone());
    stated.unwrap_or_else(|| scene.ordinal.to_string())
}

/// Sections as alternating grounds with their names where they fit.
fn sections(page: &Page<'_>, top: i32, salience: &SalienceDocument) -> Result<(), DrawingError> {
    for (act, place) in salience.acts.iter().zip(0..) {
        let (from, to) = (page.x(act.start.get()), page.x(act.end.get()));
        let (left, right) = (from.min(to), from.max(to));
        let ground = plotters::style::RGBAColor(0x0B, 0x4F, 0x8A, if place % 2 == 0 { 0.05 } else { 0.10 });
        page.fill((left, top), (right, top + BOTTOM), &ground)?;
        let title = Bilingual::new(format!("{}. {}", act.act, act.title.ar), format!("{}. {}", act.act, act.title.en));
        let fits = [page.own(&title), page.own(&act.title)].into_iter().find(|text| extent(text, 11) < right - left);
        if let Some(text) = fits {
            page.text(((left + right) / 2, top + SECTIONS), Side::Middle, text, Look { is_bold: true, ..SMALL })?;
        }
    }
    Ok(())
}

fn band_look(band: Band) -> (Bilingual, plotters::style::RGBAColor) {
    match band {
        Band::Key => (Bilingual::new("محوري", "Key"), DEEP),
        Band::Important => (Bilingual::new("مهم", "Important"), MIDDLE),
        Band::Supporting => (Bilingual::new("مساند", "Supporting"), PALE),
        Band::Unranked => (Bilingual::new("غير مرتّب", "Not ranked"), PALE),
    }
}

/// Mean score of the words in a window around the middle of each scene, by the running integral of the bars.
fn smoothed(scenes: &[SceneSalience]) -> Vec<(f64, f64)> {
    let mut integral = vec![(0.0, 0.0)];
    let mut sum = 0.0;
    for scene in scenes {
        sum += scene.score.get() * (scene.end.get() - scene.start.get());
        integral.push((scene.end.get(), sum));
    }
    let area = |share: f64| {
        let next = integral.partition_point(|(end, _)| *end < share).max(1);
        match (integral.get(next - 1), integral.get(next)) {
            (Some((a, low)), Some((b, high))) if b > a => low + (high - low) * (share - a) / (b - a),
            (_, Some((_, high))) => *high,
            _ => sum,
        }
    };
    let point = |scene: &SceneSalience| {
        let middle = f64::midpoint(scene.start.get(), scene.end.get());
        let (from, to) = ((middle - WINDOW / 2.0).max(0.0), (middle + WINDOW / 2.0).min(1.0));
        (middle, (area(to) - area(from)) / (to - from))
    };
    scenes.iter().map(point).collect()
}

/// Bands of the turning points, behind the bars.
fn bands(page: &Page<'_>, panel: &Panel, salience: &SalienceDocument) -> Result<(), DrawingError> {
    let scene = |ordinal: u32| salience.scenes.get(usize::try_from(ordinal).ok()?.checked_sub(1)?);
    let ground = plotters::style::RGBAColor(0xB4, 0x53, 0x09, 0.12);
    for point in &salience.turning_points {
        let (Some(first), Some(last)) = (scene(point.band_first), scene(point.band_last)) else { continue };
        page.bar(panel, (first.start.get(), last.end.get()), (0.0, HEADROOM), &ground)?;
    }
    Ok(())
}

/// Candidates with their names, and textbook marks; neighbouring names stand on two rows.
fn turning_points(page: &Page<'_>, top: i32, panel: &Panel, salience: &SalienceDocument) -> Result<(), DrawingError> {
    for (point, row) in salience.turning_points.iter().zip(TURNS.into_iter().cycle()) {
        page.line(panel, &[(point.position.get(), 0.0), (point.position.get(), HEADROOM)], &TURN, 1)?;
        let width = extent(page.own(&point.title), 11);
        let (low, high) = (page.x(0.0).min(page.x(1.0)), page.x(0.0).max(page.x(1.0)));
        let middle = page.x(point.position.get()).clamp(low + width / 2, high - width / 2);
        page.say((middle, top + row), Side::Middle, &point.title, Look { color: TURN, ..SMALL })?;
    }
    if !salience.turning_points.is_empty() {
        for guide in &salience.guides {
            page.dot(panel, (guide.textbook.get(), 0.0), &GREY)?;
        }
    }
    Ok(())
}

/// Numbers over the highest bars, the highest first, as far as they fit.
fn key_numbers(
    page: &Page<'_>,
    panel: &Panel,
    scenes: &[SceneSalience],
    name: &dyn Fn(&SceneSalience) -> String,
) -> Result<(), DrawingError> {
    let mut key: Vec<&SceneSalience> = scenes.iter().filter(|scene| scene.band == Band::Key).collect();
    key.sort_by_key(|scene| scene.rank);
    let middle = |scene: &SceneSalience| f64::midpoint(scene.start.get(), scene.end.get());
    let places: Vec<(i32, i32)> = key.iter().map(|scene| (page.x(middle(scene)), extent(&name(scene), 12))).collect();
    for place in fitting(&places) {
        if let Some(scene) = key.get(place) {
            let (x, y) = plotters::coord::CoordTranslate::translate(panel, &(middle(scene), scene.score.get()));
            page.text((x, y - 9), Side::Middle, &name(scene), Look { size: 12, is_bold: true, color: DEEP })?;
        }
    }
    Ok(())
}

/// Numbers of scenes under the axis in script order, as far as they fit.
fn axis(page: &Page<'_>, y: i32, scenes: &[SceneSalience], name: &dyn Fn(&SceneSalience) -> String) -> Result<(), DrawingError> {
    /// Every label has at least so much room: a row of numbers without gaps is not read.
    const ROOM: i32 = 34;
    let places: Vec<(i32, i32)> = scenes.iter().map(|scene| (page.x(scene.start.get()), extent(&name(scene), 11).max(ROOM))).collect();
    for place in fitting(&places) {
        if let (Some(scene), Some((x, _))) = (scenes.get(place), places.get(place)) {
            page.fill((*x, y - 14), (x + 1, y - 9), &GREY)?;
            page.text((*x, y), Side::Middle, &name(scene), SMALL)?;
        }
    }
    Ok(())
}

fn legend(page: &Page<'_>, y: i32, salience: &SalienceDocument) -> Result<(), DrawingError> {
    let mut x = page.x(0.0);
    let mut entry = |color, width: i32, text: &Bilingual| {
        let end = page.after(x, width);
        page.fill((x.min(end), y - 5), (x.max(end), y + 5), &color)?;
        let start = page.after(end, 6);
        page.say((start, y), Side::Start, text, SMALL)?;
        x = page.after(start, extent(page.own(text), 11) + 18);
        Ok::<(), DrawingError>(())
    };
    for band in [Band::Key, Band::Important, Band::Supporting, Band::Unranked] {
        if salience.scenes.iter().any(|scene| scene.band == band) {
            let (text, color) = band_look(band);
            entry(color, 12, &text)?;
        }
    }
    if salience.scenes.len() > 2 {
        entry(INK, 3, &Bilingual::new("متوسط متحرك على 5% من الكلمات", "Moving mean over 5% of the words"))?;
    }
    if !salience.turning_points.is_empty() {
        let text = Bilingual::new("نقطة تحول مرجّحة ومداها (تقدير)", "Likely turning point and its band (an estimate)");
        entry(TURN, 3, &text)?;
        entry(GREY, 6, &Bilingual::new("موضعها في كتب السيناريو", "Where textbooks put it"))?;
    }
    Ok(())
}
