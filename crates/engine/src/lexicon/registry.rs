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
pub(super) const ARABIC: &[Source] = &[list!("ar/idioms.tsv")];

/// English lists, one line each, ascending.
pub(super) const ENGLISH: &[Source] = &[list!("en/idioms.tsv")];

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
}
