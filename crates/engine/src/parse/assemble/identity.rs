//! Scene ids that survive a new draft: made of what the heading says and how often it was said before, never of the position or the
//! printed number, which change when a scene is inserted.

use std::collections::BTreeMap;

use crate::screenplay::Slugline;
use crate::text::fold_key;

/// `s` and 13 letters, digits of the hash of place, inside or outside, time and the occurrence of this heading.
pub(super) fn scene_id(slugline: &Slugline, number: Option<&str>, heading: &str, occurrences: &mut BTreeMap<String, u32>) -> String {
    let places = slugline.location.iter().chain(&slugline.sub_locations).map(|place| fold_key(&place.text)).collect::<Vec<_>>().join("/");
    let said = if places.is_empty() { without_number(&fold_key(heading), number) } else { places };
    let key = format!("{said}|{:?}|{:?}", slugline.int_ext, slugline.time_of_day);
    let occurrence = occurrences.entry(key.clone()).or_insert(0);
    *occurrence += 1;
    let hash = fnv1a(&format!("{key}|{occurrence}"));
    format!("s{hash:016x}").chars().take(14).collect()
}

fn without_number(heading: &str, number: Option<&str>) -> String {
    number.map_or_else(|| heading.to_owned(), |number| heading.replacen(&fold_key(number), "", 1))
}

/// FNV-1a, 64 bit: stable over versions and platforms.
fn fnv1a(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_depend_on_the_occurrence_and_not_on_the_number() {
        let mut first = BTreeMap::new();
        let mut second = BTreeMap::new();
        let slugline = Slugline::unstated();
        let a = scene_id(&slugline, Some("4"), "مشهد 4 الصحراء", &mut first);
        let b = scene_id(&slugline, Some("9"), "مشهد 9 الصحراء", &mut second);
        assert_eq!(a, b);
        assert_ne!(a, scene_id(&slugline, Some("5"), "مشهد 5 الصحراء", &mut first));
    }
}
