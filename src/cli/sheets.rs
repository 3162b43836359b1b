//! Breakdown sheets as text for the terminal. Owns the layout; labels come from the engine's own tables, in the script's language.

use std::fmt::Write as _;

use mashhad_engine::breakdown::document::{BreakdownDocument, Element, SceneBreakdown};
use mashhad_engine::screenplay::document::{SceneDocument, ScreenplayDocument};
use mashhad_engine::screenplay::{IntExt, TimeOfDay};
use mashhad_engine::{Bilingual, Language};

/// Width of the rule between scenes.
const WIDTH: usize = 72;

/// All sheets of a script. Every line begins with a word of the script's language, so that terminals that order lines by their first strong letter show Arabic
/// from right to left; each item is isolated, so that Latin names inside do not pull punctuation over.
pub(super) fn render(screenplay: &ScreenplayDocument, breakdown: &BreakdownDocument) -> String {
    let mut text = String::new();
    for (scene, sheet) in screenplay.scenes.iter().zip(&breakdown.scenes) {
        scene_sheet(&mut text, screenplay.language, scene, sheet, breakdown);
    }
    text
}

fn scene_sheet(text: &mut String, language: Language, scene: &SceneDocument, sheet: &SceneBreakdown, breakdown: &BreakdownDocument) {
    let say = |ar: &str, en: &str| Bilingual::new(ar, en).get(language).to_owned();
    line(text, &"─".repeat(WIDTH));
    line(text, &header(language, scene, sheet));
    if let Some(synopsis) = &sheet.synopsis {
        line(text, &format!("{}: {}", say("الملخص", "Synopsis"), synopsis.text));
    }
    for category in &breakdown.categories {
        let items: Vec<String> = sheet.elements.iter().filter(|element| element.category == category.category).map(item).collect();
        if !items.is_empty() {
            line(text, &format!("{}: {}", category.label.get(language), items.join(&say("، ", ", "))));
        }
    }
    for alert in &sheet.alerts {
        line(text, &format!("{}: {}", say("تنبيه", "Alert"), alert.message.get(language)));
    }
    line(text, "");
}

/// Number, inside or outside, time, set, story day and length; what the script does not state is left out.
fn header(language: Language, scene: &SceneDocument, sheet: &SceneBreakdown) -> String {
    let say = |ar: &str, en: &str| Bilingual::new(ar, en).get(language).to_owned();
    let head = &sheet.sheet;
    let number = head.number.clone().unwrap_or_else(|| scene.ordinal.to_string());
    let heading: Vec<String> =
        [int_ext(head.int_ext), time_of_day(head.time_of_day)].into_iter().flatten().map(|(ar, en)| say(ar, en)).collect();
    let mut parts = vec![format!("{} {number}", say("مشهد", "Scene"))];
    parts.extend((!heading.is_empty()).then(|| heading.join(" / ")));
    parts.push(head.set.as_deref().map_or_else(|| one_line(&scene.heading.text), isolated));
    let inferred =
        if scene.inferred.iter().any(|field| field == "storyDay") { say(" (مستنتج)", " (inferred)") } else { String::new() };
    parts.extend(head.story_day.map(|day| format!("{} {day}{inferred}", say("اليوم", "day"))));
    parts.push(format!("{} {}", say("الصفحات", "pages"), head.pages));
    parts.join(" · ")
}

fn int_ext(value: IntExt) -> Option<(&'static str, &'static str)> {
    match value {
        IntExt::Int => Some(("داخلي", "INT")),
        IntExt::Ext => Some(("خارجي", "EXT")),
        IntExt::IntExt => Some(("داخلي/خارجي", "INT/EXT")),
        IntExt::Unknown => None,
    }
}

fn time_of_day(value: TimeOfDay) -> Option<(&'static str, &'static str)> {
    Some(match value {
        TimeOfDay::Day => ("نهار", "DAY"),
        TimeOfDay::Night => ("ليل", "NIGHT"),
        TimeOfDay::Dawn => ("فجر", "DAWN"),
        TimeOfDay::Morning => ("صباح", "MORNING"),
        TimeOfDay::Noon => ("ظهر", "NOON"),
        TimeOfDay::Afternoon => ("عصر", "AFTERNOON"),
        TimeOfDay::Dusk => ("غروب", "DUSK"),
        TimeOfDay::Evening => ("مساء", "EVENING"),
        TimeOfDay::Continuous => ("متصل", "CONTINUOUS"),
        TimeOfDay::Later => ("بعد قليل", "LATER"),
        TimeOfDay::Same => ("نفس الوقت", "SAME TIME"),
        TimeOfDay::Unknown => return None,
    })
}

fn item(element: &Element) -> String {
    let count = element.quantity.filter(|quantity| *quantity > 1).map(|quantity| format!(" ×{quantity}")).unwrap_or_default();
    isolated(&format!("{}{count}", element.name))
}

/// First-strong isolate: the item's own direction, whatever stands around it (UAX #9 §6.3).
pub(super) fn isolated(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(super) fn line(text: &mut String, content: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(text, "{content}");
}
