//! Head of a breakdown sheet: the fields above the elements, strip and length. Owns no element.

use super::document::{CategoryDocument, Element, SheetHeader};
use super::{Category, Palette, strip_colour};
use crate::screenplay::{IntExt, Scene, TimeOfDay};

/// What a client needs to draw the categories.
pub(super) fn categories() -> Vec<CategoryDocument> {
    let document = |category: Category| CategoryDocument {
        category,
        ucid: category.ucid(),
        fdx_id: category.fdx_guid().to_owned(),
        label: category.label(),
        colour: Palette::FinalDraft.colour(category).to_owned(),
        paper_colour: Palette::Paper.colour(category).to_owned(),
    };
    Category::all().map(document).collect()
}

/// Seconds of one eighth: a page plays about a minute.
const SECONDS_OF_EIGHT_EIGHTHS: u32 = 60;

/// Head of a scene's sheet.
pub(super) fn header(scene: &Scene, elements: &[Element]) -> SheetHeader {
    let slugline = &scene.slugline;
    let places: Vec<&str> = slugline.location.iter().chain(&slugline.sub_locations).map(|place| place.text.as_str()).collect();
    let strip = strip(slugline.int_ext, slugline.time_of_day);
    let of = |category: Category| elements.iter().filter(move |element| element.category == category);
    SheetHeader {
        number: scene.number.clone(),
        int_ext: slugline.int_ext,
        set: (!places.is_empty()).then(|| places.join(" – ")),
        time_of_day: slugline.time_of_day,
        story_day: scene.story_day,
        eighths: scene.eighths,
        pages: scene.eighths.to_string(),
        seconds: scene.eighths.0 * SECONDS_OF_EIGHT_EIGHTHS / 8,
        strip: strip.to_owned(),
        strip_colour: strip_colour(strip).to_owned(),
        flags: scene.flags.clone(),
        cast: u32::try_from(of(Category::CastMembers).count()).unwrap_or(u32::MAX),
        background: of(Category::BackgroundActors).filter_map(|element| element.quantity).sum(),
    }
}

/// Strip of the stripboard (US convention; dawn and dusk apart).
fn strip(int_ext: IntExt, time: TimeOfDay) -> &'static str {
    let is_night = match time {
        TimeOfDay::Dawn | TimeOfDay::Dusk => return "DAWN_DUSK",
        TimeOfDay::Night | TimeOfDay::Evening => true,
        TimeOfDay::Day | TimeOfDay::Morning | TimeOfDay::Noon | TimeOfDay::Afternoon => false,
        TimeOfDay::Continuous | TimeOfDay::Later | TimeOfDay::Same | TimeOfDay::Unknown => return "UNSTATED",
    };
    match (int_ext, is_night) {
        (IntExt::Int, false) => "INT_DAY",
        (IntExt::Int, true) => "INT_NIGHT",
        (IntExt::Ext | IntExt::IntExt, false) => "EXT_DAY",
        (IntExt::Ext | IntExt::IntExt, true) => "EXT_NIGHT",
        (IntExt::Unknown, _) => "UNSTATED",
    }
}
