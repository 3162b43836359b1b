//! The WordNet-derived layer: 30,000 nouns by department, a prior for words that the curated lists do not know. Owns the look-up; the file
//! `en/wordnet/nouns.tsv` is sorted by bytes and searched where it stands, so nothing is built at start-up.

use std::cmp::Ordering;

const NOUNS: &str = include_str!("en/wordnet/nouns.tsv");

/// What WordNet's noun hierarchy says of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WordNetNoun {
    /// Department: an element category, or `FOOD`, `WEAPON`, `INSTRUMENT`, `ROLE`, `NONE` (a place).
    pub department: &'static str,
    /// The word has a single sense among physical things.
    pub is_single: bool,
}

/// The department of a lower-case noun in the singular.
#[must_use]
pub fn wordnet_noun(lemma: &str) -> Option<WordNetNoun> {
    let (mut low, mut high) = (0, NOUNS.len());
    while low < high {
        let (start, line) = line_around(low + (high - low) / 2, low)?;
        let word = line.split('\t').next().unwrap_or_default();
        let order = if line.starts_with('#') { Ordering::Less } else { word.as_bytes().cmp(lemma.as_bytes()) };
        match order {
            Ordering::Less => low = start + line.len() + 1,
            Ordering::Greater => high = start,
            Ordering::Equal => {
                let mut cells = line.split('\t').skip(1);
                return Some(WordNetNoun { department: cells.next()?, is_single: cells.next() == Some("1") });
            }
        }
    }
    None
}

/// The line that holds a byte, not reaching before `low`, with its start.
fn line_around(at: usize, low: usize) -> Option<(usize, &'static str)> {
    let bytes = NOUNS.as_bytes();
    let start = bytes.get(low..at)?.iter().rposition(|byte| *byte == b'\n').map_or(low, |found| low + found + 1);
    let end = bytes.get(start..)?.iter().position(|byte| *byte == b'\n').map_or(NOUNS.len(), |found| start + found);
    Some((start, NOUNS.get(start..end)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_sorted_and_every_word_is_found() {
        let lines: Vec<&str> = NOUNS.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(lines.len() > 14_000);
        let words: Vec<&str> = lines.iter().filter_map(|line| line.split('\t').next()).collect();
        assert!(words.is_sorted());
        assert!(words.iter().all(|word| wordnet_noun(word).is_some()));
        assert_eq!(wordnet_noun("no such noun"), None);
        assert_eq!(wordnet_noun("zither").map(|noun| noun.department), Some("INSTRUMENT"));
    }
}
