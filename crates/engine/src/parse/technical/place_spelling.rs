//! One place spelt in two ways (`شقة سلمى`, `شقه سلمى`), or two places one letter apart: the location list would count them twice.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::note;
use crate::parse::cast::is_look_alike;
use crate::screenplay::{Diagnostic, Place, Screenplay, Severity};
use crate::text::fold_key;

pub(super) fn check(screenplay: &Screenplay, notes: &mut Vec<Diagnostic>) {
    let mut spellings: BTreeMap<String, (usize, &Place)> = BTreeMap::new();
    for place in screenplay.scenes.iter().filter_map(|scene| scene.slugline.location.as_ref()) {
        spellings.entry(place.text.clone()).or_insert((0, place)).0 += 1;
    }
    let all: Vec<(&String, &(usize, &Place))> = spellings.iter().collect();
    let keys: Vec<String> = all.iter().map(|(text, _)| fold_key(text)).collect();
    for (at, (text, (count, place))) in all.iter().enumerate() {
        let mine = keys.get(at).map_or("", String::as_str);
        let twin = all
            .iter()
            .zip(&keys)
            .filter(|((other, _), key)| other != text && same_place(mine, key))
            .map(|((other, (count, place)), _)| (*count, Reverse(place.span), *other))
            .max();
        if let Some((others, _, other)) = twin.filter(|(others, first, _)| (*count, Reverse(place.span)) < (*others, *first)) {
            let scenes = if others == 1 { "scene" } else { "scenes" };
            notes.push(note(
                "PLACE_SPELLING",
                Severity::Warning,
                place.span,
                format!("كُتب المكان «{text}» هنا و«{other}» في {others} مشهد؛ وحّد الاسم حتى لا يُحسب موقعين."),
                format!(
                    "The place is written \"{text}\" here and \"{other}\" in {others} {scenes}; use one name, or it counts as two locations."
                ),
            ));
        }
    }
}

/// Equal after folding, or one letter apart where the names are long enough that this is hardly a different place.
fn same_place(a: &str, b: &str) -> bool {
    a == b || (a.chars().count() >= 7 && b.chars().count() >= 7 && is_look_alike(a, b))
}
