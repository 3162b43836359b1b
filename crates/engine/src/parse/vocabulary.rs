//! The word lists that readers are made of: one TSV for each reader, `list <TAB> entry|entry|…`, every entry in its folded form. Owns the
//! loading; lists of things for the breakdown have their own format in `lexicon`.

use rustc_hash::{FxHashMap, FxHashSet};

/// The lists of one file.
#[derive(Debug)]
pub(super) struct Vocabulary {
    lists: FxHashMap<&'static str, FxHashSet<&'static str>>,
    /// List of an entry, for entries that stand in one list only.
    list_of: FxHashMap<&'static str, &'static str>,
}

impl Vocabulary {
    /// Reads the file; lines that start with `#` are its header.
    pub(super) fn load(tsv: &'static str) -> Self {
        let mut vocabulary = Self { lists: FxHashMap::default(), list_of: FxHashMap::default() };
        for line in tsv.lines().filter(|line| !line.starts_with('#')) {
            let Some((list, entries)) = line.split_once('\t') else { continue };
            for entry in entries.split('|').filter(|entry| !entry.is_empty()) {
                vocabulary.lists.entry(list).or_default().insert(entry);
                vocabulary.list_of.entry(entry).or_insert(list);
            }
        }
        vocabulary
    }

    /// Whether a list holds an entry.
    pub(super) fn has(&self, list: &str, entry: &str) -> bool {
        self.lists.get(list).is_some_and(|entries| entries.contains(entry))
    }

    /// First list that names an entry.
    pub(super) fn list_of(&self, entry: &str) -> Option<&'static str> {
        self.list_of.get(entry).copied()
    }
}
