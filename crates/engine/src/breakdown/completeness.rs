//! Completeness of a sheet: which fields are filled, which are empty and why. Owns the list of fields (head and synopsis of the usual
//! sheet, and the categories that no scene can do without).

use super::Category;
use super::document::{Element, MissingField, SheetHeader, Synopsis};
use crate::document::Score;
use crate::language::Bilingual;
use crate::screenplay::{IntExt, Scene, TimeOfDay};

/// The score (share of filled fields) and the empty fields.
pub(super) fn completeness(
    scene: &Scene,
    sheet: &SheetHeader,
    synopsis: Option<&Synopsis>,
    elements: &[Element],
) -> (Score, Vec<MissingField>) {
    let heading = ("العنوان لا يذكرها", "the heading does not state it");
    let has = |category: Category| elements.iter().any(|element| element.category == category);
    let fields = [
        ("number", sheet.number.is_some(), heading),
        ("intExt", sheet.int_ext != IntExt::Unknown, heading),
        ("set", sheet.set.is_some(), heading),
        ("timeOfDay", sheet.time_of_day != TimeOfDay::Unknown, heading),
        (
            "storyDay",
            sheet.story_day.is_some(),
            ("لا يكفي النص لاستنتاج يوم القصة", "the script does not say enough to derive the story day"),
        ),
        ("eighths", scene.eighths.0 > 0, ("المشهد بلا سطور", "the scene has no lines")),
        ("synopsis", synopsis.is_some(), ("لا توجد جملة حركة في المشهد", "the scene has no sentence of action")),
        (
            "cast",
            has(Category::CastMembers) || has(Category::BackgroundActors),
            ("لا يظهر أحد في المشهد", "nobody is seen or heard in the scene"),
        ),
        (
            "elements",
            elements.iter().any(|element| element.category != Category::CastMembers),
            ("لم يُعثر على عناصر غير الممثلين", "nothing but cast was found"),
        ),
    ];
    let filled = fields.iter().filter(|(_, filled, _)| *filled).count();
    let missing = fields
        .iter()
        .filter(|(_, filled, _)| !filled)
        .map(|(field, _, (ar, en))| MissingField { field: (*field).to_owned(), reason: Bilingual::new(*ar, *en) });
    (share(filled, fields.len()), missing.collect())
}

/// Share of elements that more than one detector found.
pub(super) fn agreement(elements: &[Element]) -> Score {
    share(elements.iter().filter(|element| element.detector.contains('+')).count(), elements.len())
}

fn share(part: usize, whole: usize) -> Score {
    let number = |count: usize| u32::try_from(count).map_or(0.0, f64::from);
    Score::new(if whole == 0 { 0.0 } else { number(part) / number(whole) })
}
