//! The story in one paragraph: the opening, the turning points, the key scenes and the ending, each told by its own synopsis. Owns the choice and the joining;
//! which scenes matter is `salience`'s, what happens in them `breakdown`'s. It invents no word, and without either there is no outline.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::breakdown::document::{BreakdownDocument, Synopsis};
use crate::evidence::Evidence;
use crate::salience::document::{Band, SalienceDocument, SceneSalience};

/// A paragraph holds at most so many scenes: more would be a list.
const MOST_SCENES: usize = 9;
/// One scene in so many is told.
const SCENES_A_SENTENCE: usize = 8;
/// Fewest scenes of a story worth a paragraph.
const FEWEST_SCENES: usize = 3;
/// A sentence of the paragraph is at most so long, in characters.
const SENTENCE: usize = 160;

/// A story outline with the scenes that it tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StoryOutline {
    /// The paragraph, in the words and the language of the script.
    pub text: String,
    /// What it tells, in script order.
    pub scenes: Vec<OutlineScene>,
}

/// A scene of the outline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OutlineScene {
    /// One-based position of the scene.
    pub ordinal: u32,
    /// Why it is told.
    pub role: OutlineRole,
    /// Its part of the paragraph.
    pub text: String,
    /// The sentences it was taken from.
    pub evidence: Vec<Evidence>,
}

/// Why a scene is part of the outline; the first that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum OutlineRole {
    /// The first scene that shows anything.
    Opening,
    /// Candidate of a turning point.
    TurningPoint,
    /// Among the most salient scenes.
    Key,
    /// The last scene that shows anything.
    Ending,
}

/// The outline; `None` for a script of fewer than three scenes with a synopsis.
#[must_use]
pub fn story_outline(breakdown: &BreakdownDocument, salience: &SalienceDocument) -> Option<StoryOutline> {
    let told: BTreeMap<u32, &Synopsis> =
        breakdown.scenes.iter().filter_map(|scene| Some((scene.ordinal, scene.synopsis.as_ref()?))).collect();
    if told.len() < FEWEST_SCENES {
        return None;
    }
    let roles = roles(&told, salience);
    let mut seen = BTreeSet::new();
    let scenes: Vec<OutlineScene> = roles
        .into_iter()
        .filter_map(|(ordinal, role)| {
            let synopsis = told.get(&ordinal)?;
            let (text, evidence) = sentence(synopsis);
            // A scene that is cut in two tells itself twice.
            seen.insert(text.clone()).then_some(OutlineScene { ordinal, role, text, evidence })
        })
        .collect();
    Some(StoryOutline { text: joined(&scenes), scenes })
}

/// Which scenes are told and why, in script order.
fn roles(told: &BTreeMap<u32, &Synopsis>, salience: &SalienceDocument) -> BTreeMap<u32, OutlineRole> {
    let most = (told.len() / SCENES_A_SENTENCE).clamp(FEWEST_SCENES, MOST_SCENES);
    let mut roles = BTreeMap::new();
    let add = |ordinal: Option<u32>, role: OutlineRole, roles: &mut BTreeMap<u32, OutlineRole>| {
        if let Some(ordinal) = ordinal.filter(|ordinal| roles.len() < most && told.contains_key(ordinal)) {
            roles.entry(ordinal).or_insert(role);
        }
    };
    add(told.keys().next().copied(), OutlineRole::Opening, &mut roles);
    add(told.keys().next_back().copied(), OutlineRole::Ending, &mut roles);
    for point in &salience.turning_points {
        add(Some(point.ordinal), OutlineRole::TurningPoint, &mut roles);
    }
    for scene in by_rank(salience) {
        add(Some(scene.ordinal), OutlineRole::Key, &mut roles);
    }
    roles
}

fn by_rank(salience: &SalienceDocument) -> Vec<&SceneSalience> {
    let mut scenes: Vec<&SceneSalience> = salience.scenes.iter().filter(|scene| scene.band != Band::Unranked).collect();
    scenes.sort_by_key(|scene| (scene.rank, scene.ordinal));
    scenes
}

/// The synopsis, or its first sentence alone where the whole is too long for one of many.
fn sentence(synopsis: &Synopsis) -> (String, Vec<Evidence>) {
    let first = synopsis.evidence.first();
    match first.filter(|_| synopsis.text.chars().count() > SENTENCE && synopsis.evidence.len() > 1) {
        Some(first) => (first.quote.excerpt.split_whitespace().collect::<Vec<_>>().join(" "), vec![first.clone()]),
        None => (synopsis.text.clone(), synopsis.evidence.clone()),
    }
}

/// One paragraph in which each part ends with a mark.
fn joined(scenes: &[OutlineScene]) -> String {
    let ends = |text: &str| text.ends_with(['.', '!', '?', '؟', '…', '"', '»']);
    let parts: Vec<String> = scenes
        .iter()
        .map(|scene| {
            let text = scene.text.trim_end_matches([',', '،', ';', ':', '-', '–']).trim_end();
            if ends(text) { text.to_owned() } else { format!("{text}.") }
        })
        .collect();
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Cancel, Input, Options, Silent, analyze};

    fn outline(script: &str) -> Option<StoryOutline> {
        analyze(&Input::new(script.as_bytes()), &Options::default(), &Silent, &Cancel::new()).unwrap().outline
    }

    fn script(scenes: usize) -> String {
        (1..=scenes)
            .map(|n| {
                format!(
                    "INT. ROOM {n} - DAY\n\nNADIA opens drawer number {n} and takes out a letter.\n\nNADIA\nSo it was you, number {n}.\n\n"
                )
            })
            .collect()
    }

    #[test]
    fn it_tells_the_opening_the_ending_and_what_matters_between_in_order() {
        let outline = outline(&script(24)).unwrap();
        let ordinals: Vec<u32> = outline.scenes.iter().map(|scene| scene.ordinal).collect();
        assert_eq!((ordinals.first(), ordinals.last(), ordinals.len()), (Some(&1), Some(&24), 3));
        assert!(ordinals.is_sorted());
        assert_eq!(outline.scenes[0].role, OutlineRole::Opening);
        assert!(outline.text.starts_with("NADIA opens drawer number 1 and takes out a letter."));
        // Every part is quoted from its scene.
        assert!(outline.scenes.iter().all(|scene| !scene.evidence.is_empty() && outline.text.contains(&scene.text)));
    }

    #[test]
    fn a_long_script_has_a_paragraph_and_not_a_list() {
        assert!(outline(&script(200)).unwrap().scenes.len() <= MOST_SCENES);
    }

    #[test]
    fn two_scenes_are_no_story() {
        assert_eq!(outline(&script(2)), None);
    }
}
