//! Make-up and hair states: a wound of scene 3 must be kept until the script last speaks of it. Owns the extent of states; the states
//! themselves are elements of the scenes.

use std::collections::BTreeMap;

use super::Category;
use super::document::MakeupState;
use super::merge::SceneElement;
use crate::screenplay::document::character_id;
use crate::screenplay::{CharacterIndex, Screenplay};

/// States in order of character, then first scene.
pub(super) fn states(screenplay: &Screenplay, scenes: &[(u32, Vec<SceneElement>)]) -> Vec<MakeupState> {
    let mut states = Vec::new();
    for (at, character) in screenplay.characters.iter().enumerate() {
        let Ok(index) = u32::try_from(at) else { continue };
        let id = character_id(CharacterIndex(index));
        let mut of_key: BTreeMap<&str, MakeupState> = BTreeMap::new();
        for (ordinal, elements) in scenes {
            let worn =
                elements.iter().filter(|found| found.element.category == Category::MakeupHair && found.element.carriers.contains(&id));
            for found in worn {
                let state = of_key.entry(found.key.as_str()).or_insert_with(|| MakeupState {
                    character: id.clone(),
                    name: character.name.clone(),
                    state: found.element.name.clone(),
                    attributes: found.element.attributes.clone(),
                    first_scene: *ordinal,
                    last_stated_scene: *ordinal,
                    scenes: Vec::new(),
                    evidence: Vec::new(),
                });
                state.last_stated_scene = *ordinal;
                state.evidence.extend(found.element.evidence.iter().cloned());
            }
        }
        let is_here = |elements: &[SceneElement]| elements.iter().any(|found| found.element.character.as_deref() == Some(&id));
        let mut kept: Vec<MakeupState> = of_key.into_values().collect();
        for state in &mut kept {
            let between = scenes.iter().filter(|(ordinal, _)| (state.first_scene..=state.last_stated_scene).contains(ordinal));
            state.scenes = between.filter(|(_, elements)| is_here(elements)).map(|(ordinal, _)| *ordinal).collect();
        }
        kept.sort_by(|a, b| a.first_scene.cmp(&b.first_scene).then_with(|| a.state.cmp(&b.state)));
        states.extend(kept);
    }
    states
}
