//! Wardrobe plan: numbered changes of clothes for each character by story day. Owns when a change begins; garments are elements of the
//! scenes. Source: practice of script supervision (a new story day is a new change until the script says otherwise).

use std::collections::{BTreeMap, BTreeSet};

use super::Category;
use super::document::{SceneBreakdown, SceneWardrobe, WardrobeBasis, WardrobeChange};
use super::merge::{SceneElement, agree};
use crate::language::Bilingual;
use crate::screenplay::document::character_id;
use crate::screenplay::{CharacterIndex, SceneFlag, Screenplay};

/// Words of a garment's name that state its condition, in both languages.
const CONDITIONS: [(&str, &[&str]); 5] = [
    ("BLOODIED", &["دم", "ملطخ", "bloody", "bloodied", "bloodstained"]),
    ("BURNT", &["محترق", "محروق", "burnt", "charred", "singed"]),
    ("DIRTY", &["متسخ", "قذر", "ملوث", "dirty", "muddy", "filthy", "stained"]),
    ("TORN", &["ممزق", "مقطع", "torn", "ripped", "tattered", "ragged"]),
    ("WET", &["مبلل", "مبلول", "wet", "soaked", "drenched", "dripping"]),
];

/// A change in the making.
struct Draft {
    change: WardrobeChange,
    qualifiers: BTreeMap<String, BTreeSet<String>>,
    is_past: bool,
}

/// The plan, and the line of each character on each scene's sheet.
pub(super) fn plan(screenplay: &Screenplay, scenes: &[(u32, Vec<SceneElement>)], sheets: &mut [SceneBreakdown]) -> Vec<WardrobeChange> {
    let mut plan = Vec::new();
    for (at, character) in screenplay.characters.iter().enumerate() {
        let Ok(index) = u32::try_from(at) else { continue };
        let id = character_id(CharacterIndex(index));
        let mut drafts: Vec<Draft> = Vec::new();
        for ((ordinal, elements), sheet) in scenes.iter().zip(sheets.iter_mut()) {
            if !elements.iter().any(|found| found.element.character.as_deref() == Some(&id)) {
                continue;
            }
            let worn: Vec<&SceneElement> = elements
                .iter()
                .filter(|found| found.element.category == Category::Wardrobe && found.element.carriers.contains(&id))
                .collect();
            wear(&mut drafts, &id, &character.name, *ordinal, sheet, &worn);
            sheet.wardrobe.extend(drafts.last().map(|draft| line(draft, &worn)));
        }
        mark_quick_changes(&mut drafts);
        plan.extend(drafts.into_iter().map(|draft| draft.change));
    }
    plan
}

fn wear(drafts: &mut Vec<Draft>, id: &str, name: &str, ordinal: u32, sheet: &SceneBreakdown, worn: &[&SceneElement]) {
    let is_past = sheet.sheet.flags.iter().any(|flag| matches!(flag, SceneFlag::Flashback | SceneFlag::Flashforward | SceneFlag::Dream));
    let reason = begins(drafts.last(), sheet.sheet.story_day, is_past, worn);
    if let Some(rule) = reason {
        let number = u32::try_from(drafts.len() + 1).unwrap_or(u32::MAX);
        let change = WardrobeChange {
            character: id.to_owned(),
            name: name.to_owned(),
            change: number,
            story_day: sheet.sheet.story_day,
            scenes: Vec::new(),
            garments: Vec::new(),
            conditions: Vec::new(),
            quick_change: false,
            basis: WardrobeBasis::Inferred,
            rule,
            evidence: Vec::new(),
        };
        drafts.push(Draft { change, qualifiers: BTreeMap::new(), is_past });
    }
    let Some(draft) = drafts.last_mut() else { return };
    draft.change.scenes.push(ordinal);
    for found in worn {
        draft.qualifiers.entry(found.key.clone()).or_default().extend(found.qualifiers.iter().cloned());
        if !draft.change.garments.contains(&found.element.name) {
            draft.change.garments.push(found.element.name.clone());
        }
        draft.change.basis = WardrobeBasis::Stated;
        draft.change.evidence.extend(found.element.evidence.iter().cloned());
        let conditions = CONDITIONS.iter().filter(|(_, words)| words.iter().any(|word| found.element.name.to_lowercase().contains(word)));
        draft.change.conditions.extend(conditions.map(|(condition, _)| (*condition).to_owned()));
    }
    draft.change.conditions.sort();
    draft.change.conditions.dedup();
}

/// Why a new change begins here, if one does.
fn begins(last: Option<&Draft>, story_day: Option<u32>, is_past: bool, worn: &[&SceneElement]) -> Option<Bilingual> {
    let Some(last) = last else { return Some(Bilingual::new("أول ظهور", "first appearance")) };
    if last.is_past != is_past {
        return Some(Bilingual::new("انتقال في الزمن", "a jump in time"));
    }
    if last.change.story_day != story_day {
        return Some(Bilingual::new("يوم جديد في القصة", "a new story day"));
    }
    let contradicts = |found: &&SceneElement| last.qualifiers.get(&found.key).is_some_and(|known| !agree(known, &found.qualifiers));
    worn.iter()
        .any(contradicts)
        .then(|| Bilingual::new("القطعة نفسها بوصف آخر في اليوم نفسه", "the same garment described differently on the same day"))
}

fn line(draft: &Draft, worn: &[&SceneElement]) -> SceneWardrobe {
    let basis = if !worn.is_empty() {
        WardrobeBasis::Stated
    } else if draft.change.garments.is_empty() {
        WardrobeBasis::Inferred
    } else {
        WardrobeBasis::Carried
    };
    SceneWardrobe { character: draft.change.character.clone(), change: draft.change.change, basis, garments: draft.change.garments.clone() }
}

/// A change that must happen between two scenes that follow each other on the same day.
fn mark_quick_changes(drafts: &mut [Draft]) {
    let starts: Vec<(Option<u32>, Option<u32>)> =
        drafts.iter().map(|draft| (draft.change.scenes.first().copied(), draft.change.story_day)).collect();
    for (draft, (next, day)) in drafts.iter_mut().zip(starts.into_iter().skip(1)) {
        let last = draft.change.scenes.last().copied();
        draft.change.quick_change = day == draft.change.story_day && last.zip(next).is_some_and(|(last, next)| next == last + 1);
    }
}
