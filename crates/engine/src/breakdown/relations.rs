//! Relations of scenes: shared cast, things, places and story days as edges from each scene to the next one that shares, and plants with
//! their pay-offs. Owns the graph as data; drawing it belongs to clients.

use std::collections::BTreeMap;

use super::Category;
use super::document::{RelationKind, SceneBreakdown, SceneRelation, ScriptElement};
use crate::screenplay::Screenplay;
use crate::text::fold_key;

/// Edges in order of the earlier, then the later scene, then kind.
pub(super) fn relations(screenplay: &Screenplay, sheets: &[SceneBreakdown], things: &[ScriptElement]) -> Vec<SceneRelation> {
    let mut edges: BTreeMap<(u32, u32, RelationKind), Vec<String>> = BTreeMap::new();
    let mut chain = |kind: RelationKind, shared: &str, scenes: &[u32]| {
        for (from, to) in scenes.iter().zip(scenes.iter().skip(1)) {
            edges.entry((*from, *to, kind)).or_default().push(shared.to_owned());
        }
    };
    for thing in things {
        match thing.category {
            Category::CastMembers => {
                let id = sheets
                    .iter()
                    .flat_map(|sheet| &sheet.elements)
                    .find(|element| thing.elements.first() == Some(&element.id))
                    .and_then(|element| element.character.clone());
                chain(RelationKind::SharedCast, &id.unwrap_or_else(|| thing.name.clone()), &thing.scenes);
            }
            Category::Props | Category::Vehicles | Category::Animals | Category::Wardrobe => {
                chain(RelationKind::SharedProp, &thing.id, &thing.scenes);
            }
            _ => {}
        }
    }
    for (place, scenes) in places(screenplay) {
        chain(RelationKind::SamePlace, &place, &scenes);
    }
    for (day, scenes) in days(screenplay) {
        chain(RelationKind::SameStoryDay, &day.to_string(), &scenes);
    }
    for thing in things.iter().filter(|thing| thing.category == Category::Props && thing.last_scene > thing.first_scene + 1) {
        if is_planted(thing, sheets) {
            edges.entry((thing.first_scene, thing.last_scene, RelationKind::PlantAndPayOff)).or_default().push(thing.id.clone());
        }
    }
    let relation = |((from, to, kind), mut shared): ((u32, u32, RelationKind), Vec<String>)| {
        shared.sort();
        shared.dedup();
        SceneRelation { from, to, kind, shared }
    };
    edges.into_iter().map(relation).collect()
}

/// Scenes of each place, by its written name without regard to spelling.
fn places(screenplay: &Screenplay) -> BTreeMap<String, Vec<u32>> {
    let mut places: BTreeMap<String, (String, Vec<u32>)> = BTreeMap::new();
    for scene in &screenplay.scenes {
        if let Some(place) = &scene.slugline.location {
            places.entry(fold_key(&place.text)).or_insert_with(|| (place.text.clone(), Vec::new())).1.push(scene.index.ordinal());
        }
    }
    places.into_values().collect()
}

fn days(screenplay: &Screenplay) -> BTreeMap<u32, Vec<u32>> {
    let mut days: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for scene in &screenplay.scenes {
        if let Some(day) = scene.story_day {
            days.entry(day).or_default().push(scene.index.ordinal());
        }
    }
    days
}

/// Seen or put away where it first appears, used where it last appears.
fn is_planted(thing: &ScriptElement, sheets: &[SceneBreakdown]) -> bool {
    let element = |id: Option<&String>| sheets.iter().flat_map(|sheet| &sheet.elements).find(|element| Some(&element.id) == id);
    let is_used = |id: Option<&String>| {
        element(id)
            .is_some_and(|element| element.attributes.iter().any(|name| matches!(name.as_str(), "HANDLED" | "INTERACTIVE" | "CONSUMED")))
    };
    is_used(thing.elements.last()) && thing.elements.len() >= 2
}
