//! Things across scenes: the envelope of scene 2 is the envelope of scene 9. Owns coreference between scenes, the ids of things, heroes and carriers;
//! coreference inside a scene belongs to the extractors.

use std::collections::{BTreeMap, BTreeSet};

use super::Category;
use super::document::ScriptElement;
use super::merge::{SceneElement, agree};

/// Categories whose mentions can be the same object again; sounds, stunts and effects are made anew in each scene.
fn persists(category: Category) -> bool {
    !matches!(
        category,
        Category::Stunts
            | Category::Sound
            | Category::SpecialEffects
            | Category::VisualEffects
            | Category::MechanicalEffects
            | Category::BackgroundActors
            | Category::Camera
    )
}

/// Props, dressing and miscellaneous are one family: the desk lamp that is thrown in scene 5 stood untouched in scene 3.
fn family(category: Category) -> Category {
    match category {
        Category::SetDressing | Category::Miscellaneous => Category::Props,
        other => other,
    }
}

/// A thing in the making.
struct Thing {
    places: Vec<(usize, usize)>,
    qualifiers: BTreeSet<String>,
}

/// Gives every element its thing; returns the things by category, then first appearance.
pub(super) fn link(scenes: &mut [(u32, Vec<SceneElement>)]) -> Vec<ScriptElement> {
    let mut things: Vec<Thing> = Vec::new();
    let mut by_key: BTreeMap<(Category, String), Vec<usize>> = BTreeMap::new();
    for (at, (_, elements)) in scenes.iter().enumerate() {
        for (place, found) in elements.iter().enumerate() {
            let known = by_key.entry((family(found.element.category), found.key.clone())).or_default();
            let taken_here = |thing: &Thing| thing.places.last().is_some_and(|(scene, _)| *scene == at);
            let same = known.iter().copied().rev().find(|thing| {
                things.get(*thing).is_some_and(|thing| {
                    persists(found.element.category) && !taken_here(thing) && agree(&thing.qualifiers, &found.qualifiers)
                })
            });
            let index = same.unwrap_or(things.len());
            if same.is_none() {
                known.push(index);
                things.push(Thing { places: Vec::new(), qualifiers: BTreeSet::new() });
            }
            if let Some(thing) = things.get_mut(index) {
                thing.places.push((at, place));
                thing.qualifiers.extend(found.qualifiers.iter().cloned());
            }
        }
    }
    let mut made: Vec<ScriptElement> = things.iter().filter_map(|thing| script_element(thing, scenes)).collect();
    made.sort_by(|a, b| a.category.cmp(&b.category).then(a.first_scene.cmp(&b.first_scene)).then_with(|| a.elements.cmp(&b.elements)));
    for (at, thing) in made.iter_mut().enumerate() {
        thing.id = format!("t{}", at + 1);
    }
    mark(scenes, &made);
    made
}

fn script_element(thing: &Thing, scenes: &[(u32, Vec<SceneElement>)]) -> Option<ScriptElement> {
    let found: Vec<(u32, &SceneElement)> = thing
        .places
        .iter()
        .filter_map(|(scene, place)| scenes.get(*scene).and_then(|(ordinal, elements)| Some((*ordinal, elements.get(*place)?))))
        .collect();
    let ordinals: Vec<u32> = found.iter().map(|(ordinal, _)| *ordinal).collect();
    let names: BTreeSet<String> = found.iter().map(|(_, found)| found.element.name.clone()).collect();
    let mut carriers: Vec<String> = Vec::new();
    for carrier in found.iter().flat_map(|(_, found)| &found.element.carriers) {
        if !carriers.contains(carrier) {
            carriers.push(carrier.clone());
        }
    }
    let mut attributes: BTreeSet<String> = found.iter().flat_map(|(_, found)| found.element.attributes.iter().cloned()).collect();
    let category = usual_category(&found)?;
    if category == Category::Props && (ordinals.len() >= 3 || (ordinals.len() == 2 && carriers.len() >= 2)) {
        attributes.insert("HERO".to_owned());
    }
    Some(ScriptElement {
        id: String::new(),
        category,
        name: names.iter().max_by_key(|name| (name.chars().count(), std::cmp::Reverse((*name).clone())))?.clone(),
        names: names.into_iter().collect(),
        attributes: attributes.into_iter().collect(),
        quantity: found.iter().filter_map(|(_, found)| found.element.quantity).max(),
        first_scene: *ordinals.first()?,
        last_scene: *ordinals.last()?,
        scenes: ordinals,
        carriers,
        elements: found.iter().map(|(_, found)| found.element.id.clone()).collect(),
    })
}

fn usual_category(found: &[(u32, &SceneElement)]) -> Option<Category> {
    let mut counts: BTreeMap<Category, usize> = BTreeMap::new();
    for (_, found) in found {
        *counts.entry(found.element.category).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(category, count)| (*count, std::cmp::Reverse(*category))).map(|(category, _)| category)
}

/// Writes the thing's id, and what only the script knows, back to the scene elements.
fn mark(scenes: &mut [(u32, Vec<SceneElement>)], things: &[ScriptElement]) {
    let of: BTreeMap<&str, &ScriptElement> =
        things.iter().flat_map(|thing| thing.elements.iter().map(move |id| (id.as_str(), thing))).collect();
    for found in scenes.iter_mut().flat_map(|(_, elements)| elements) {
        let Some(thing) = of.get(found.element.id.as_str()) else { continue };
        found.element.script_element = Some(thing.id.clone());
        if thing.attributes.iter().any(|name| name == "HERO")
            && found.element.category == Category::Props
            && !found.element.attributes.iter().any(|name| name == "HERO")
        {
            found.element.attributes.push("HERO".to_owned());
            found.element.attributes.sort();
        }
    }
}
