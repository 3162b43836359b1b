//! Scene numbers: gaps, repetitions, steps back, missing ones. Inserted scenes (`12A`, `A12`, `١٢أ`) belong to their number; a script
//! without any numbers is in order (numbers come with the shooting script). A number range (`12-15`) stands for all of its scenes.

use std::collections::BTreeMap;

use super::note;
use crate::screenplay::{Diagnostic, Scene, Screenplay, Severity};
use crate::text::{Span, fold_key};

pub(super) fn check(screenplay: &Screenplay, notes: &mut Vec<Diagnostic>) {
    let numbered = screenplay.scenes.iter().filter(|scene| scene.number.is_some()).count();
    if numbered * 2 <= screenplay.scenes.len() || numbered < 2 {
        return;
    }
    let mut seen: BTreeMap<String, &Scene> = BTreeMap::new();
    let mut highest: Option<u32> = None;
    for scene in &screenplay.scenes {
        let at = place(scene);
        let Some(number) = &scene.number else {
            if !scene.heading.is_empty() {
                notes.push(missing(at));
            }
            continue;
        };
        if let Some(first) = seen.insert(fold_key(number), scene) {
            notes.push(repeated(at, number, first.index.ordinal()));
            continue;
        }
        let Some((from, to)) = range(number) else { continue };
        match highest {
            Some(before) if from > before + 1 => notes.push(gap(at, before, from)),
            Some(before) if from < before => notes.push(backwards(at, number, before)),
            _ => {}
        }
        highest = Some(highest.unwrap_or(0).max(to));
    }
}

fn place(scene: &Scene) -> Span {
    if scene.heading.is_empty() { scene.span } else { scene.heading }
}

/// First and last plain number in a printed one.
fn range(number: &str) -> Option<(u32, u32)> {
    let key = fold_key(number);
    let mut numbers = key.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).filter_map(|part| part.parse::<u32>().ok());
    let first = numbers.next()?;
    Some((first, numbers.next().filter(|last| *last >= first).unwrap_or(first)))
}

fn missing(at: Span) -> Diagnostic {
    note(
        "SCENE_NUMBER_MISSING",
        Severity::Warning,
        at,
        "مشهد بلا رقم بين مشاهد مرقمة؛ أعطه رقماً (مثل 12أ) حتى لا يضيع في جدول التصوير.",
        "This scene has no number among numbered ones; give it one (such as 12A), or the schedule loses it.",
    )
}

fn repeated(at: Span, number: &str, first: u32) -> Diagnostic {
    note(
        "SCENE_NUMBER_DUPLICATE",
        Severity::Error,
        at,
        format!("رقم المشهد {number} مكرر؛ استُخدم قبل ذلك في المشهد الذي ترتيبه {first}. أعد ترقيم أحدهما."),
        format!("Scene number {number} is used twice; the first is the scene at position {first}. Renumber one of them."),
    )
}

fn gap(at: Span, before: u32, from: u32) -> Diagnostic {
    let (first, last) = (before + 1, from - 1);
    let (ar, en) = if first == last {
        (format!("المشهد {first}"), format!("Scene {first} is"))
    } else {
        (format!("المشاهد من {first} إلى {last}"), format!("Scenes {first} to {last} are"))
    };
    note(
        "SCENE_NUMBER_GAP",
        Severity::Warning,
        at,
        format!("{ar} غير موجود في الترقيم؛ صحّح الأرقام أو أثبت المحذوف بعبارة «محذوف»."),
        format!("{en} missing from the numbering; correct the numbers or keep the removed ones as OMITTED."),
    )
}

fn backwards(at: Span, number: &str, before: u32) -> Diagnostic {
    note(
        "SCENE_NUMBER_ORDER",
        Severity::Warning,
        at,
        format!("المشهد {number} يأتي بعد المشهد {before}؛ راجع الترتيب أو الترقيم."),
        format!("Scene {number} stands after scene {before}; check the order or the numbering."),
    )
}
