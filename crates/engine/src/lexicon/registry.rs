//! The one list of word lists: a file takes part when it stands here. Later lists do not override earlier ones; the same form may have
//! several entries, and the context chooses.

/// A shipped list: its path for messages, and its text.
pub(super) type Source = (&'static str, &'static str);

macro_rules! list {
    ($path:literal) => {
        ($path, include_str!($path))
    };
}

/// Arabic lists, one line each, ascending.
pub(super) const ARABIC: &[Source] = &[
    list!("ar/animals.tsv"),
    list!("ar/background.tsv"),
    list!("ar/body.tsv"),
    list!("ar/containers.tsv"),
    list!("ar/crew.tsv"),
    list!("ar/documents.tsv"),
    list!("ar/drink_smoking.tsv"),
    list!("ar/effects.tsv"),
    list!("ar/electronics.tsv"),
    list!("ar/food.tsv"),
    list!("ar/furniture.tsv"),
    list!("ar/greenery.tsv"),
    list!("ar/idioms.tsv"),
    list!("ar/instruments.tsv"),
    list!("ar/kitchen.tsv"),
    list!("ar/makeup.tsv"),
    list!("ar/medical.tsv"),
    list!("ar/money_jewellery.tsv"),
    list!("ar/music.tsv"),
    list!("ar/none.tsv"),
    list!("ar/phrases.tsv"),
    list!("ar/props.tsv"),
    list!("ar/religious.tsv"),
    list!("ar/sound.tsv"),
    list!("ar/stunts.tsv"),
    list!("ar/tools.tsv"),
    list!("ar/toys_sport.tsv"),
    list!("ar/vehicles.tsv"),
    list!("ar/visual_effects.tsv"),
    list!("ar/wardrobe.tsv"),
    list!("ar/watches.tsv"),
    list!("ar/weapons.tsv"),
];

/// Arabic given names.
pub(super) const ARABIC_NAMES: &[Source] = &[list!("ar/given_names.tsv")];

/// Arabic roles.
pub(super) const ARABIC_PEOPLE: &[Source] = &[list!("ar/people.tsv")];

/// Arabic adjectives of things.
pub(super) const ARABIC_QUALIFIERS: &[Source] = &[list!("ar/qualifiers.tsv")];

/// Arabic verb classes, one line each, ascending.
pub(super) const ARABIC_VERBS: &[Source] = &[
    list!("ar/verbs/acting.tsv"),
    list!("ar/verbs/being.tsv"),
    list!("ar/verbs/danger.tsv"),
    list!("ar/verbs/hand.tsv"),
    list!("ar/verbs/wear.tsv"),
];

/// English lists, one line each, ascending.
pub(super) const ENGLISH: &[Source] = &[
    list!("en/animals.tsv"),
    list!("en/background.tsv"),
    list!("en/food.tsv"),
    list!("en/greenery.tsv"),
    list!("en/idioms.tsv"),
    list!("en/makeup.tsv"),
    list!("en/mechanical_effects.tsv"),
    list!("en/music.tsv"),
    list!("en/narcotics.tsv"),
    list!("en/nothing.tsv"),
    list!("en/props.tsv"),
    list!("en/roles.tsv"),
    list!("en/security.tsv"),
    list!("en/set_dressing.tsv"),
    list!("en/sounds.tsv"),
    list!("en/special_effects.tsv"),
    list!("en/special_equipment.tsv"),
    list!("en/stunts.tsv"),
    list!("en/vehicles.tsv"),
    list!("en/visual_effects.tsv"),
    list!("en/wardrobe.tsv"),
    list!("en/weapons.tsv"),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::row::{Reading, parse_list};
    use super::*;

    #[test]
    fn every_list_is_well_formed() {
        for (path, text) in ARABIC.iter().chain(ENGLISH) {
            let (header, rows) = parse_list(text);
            for field in ["id", "title", "source", "licence"] {
                assert!(header.contains_key(field), "{path}: header has no {field}");
            }
            let rows = rows.unwrap_or_else(|error| panic!("{path}: {error}"));
            assert!(!rows.is_empty(), "{path}: no rows");
            let mut seen = BTreeMap::new();
            for row in rows {
                assert!(seen.insert((row.lemma.clone(), row.category), ()).is_none(), "{path}: {} {:?} twice", row.lemma, row.category);
                assert!(
                    row.untouched.is_none() || row.category != Reading::Nothing,
                    "{path}: {}: NONE cannot have an untouched reading",
                    row.lemma
                );
            }
        }
    }

    #[test]
    fn every_verb_list_is_well_formed() {
        for (path, text) in ARABIC_VERBS {
            for (at, line) in super::super::verbs::rows(text) {
                if let Err(reason) = super::super::verbs::parse_verb(line) {
                    panic!("{path}: line {}: {reason}", at + 1);
                }
            }
        }
    }
}
