//! From an extractor's belief to a confidence that was measured: the share of elements with this language, category and belief that were
//! right on marked scenes. Owns the look-up; the table is `calibration.tsv`, whose header says how it was made.

use std::sync::LazyLock;

use super::Category;
use crate::language::Language;

const TABLE: &str = include_str!("calibration.tsv");

/// One measured bin.
#[derive(Debug)]
struct Bin {
    language: Language,
    /// `None` for the row of all categories.
    category: Option<Category>,
    low: f64,
    high: f64,
    confidence: f64,
}

static BINS: LazyLock<Vec<Bin>> = LazyLock::new(|| TABLE.lines().filter_map(parse).collect());

fn parse(line: &str) -> Option<Bin> {
    let cells: Vec<&str> = line.split('\t').collect();
    let &[language, category, low, high, _, _, confidence] = cells.as_slice() else { return None };
    let language = match language {
        "ar" => Language::Ar,
        "en" => Language::En,
        _ => return None,
    };
    let category = Category::from_code(category);
    Some(Bin { language, category, low: low.parse().ok()?, high: high.parse().ok()?, confidence: confidence.parse().ok()? })
}

/// Confidence in 0..=1 of an element; the row of its category where there is one, else the row of all categories, else the belief itself.
pub(super) fn confidence(language: Language, category: Category, belief: f64) -> f64 {
    let fits = |bin: &&Bin| bin.language == language && bin.low <= belief && (belief < bin.high || bin.high >= 1.0);
    let of_category = BINS.iter().filter(fits).find(|bin| bin.category == Some(category));
    of_category.or_else(|| BINS.iter().filter(fits).find(|bin| bin.category.is_none())).map_or(belief, |bin| bin.confidence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_and_more_belief_is_never_less_confidence() {
        let rows = TABLE.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).count();
        assert_eq!(BINS.len(), rows);
        for language in [Language::Ar, Language::En] {
            for category in Category::all() {
                let ladder: Vec<f64> = (0..=20).map(|step| confidence(language, category, f64::from(step) / 20.0)).collect();
                assert!(ladder.is_sorted(), "{language:?} {category}: {ladder:?}");
            }
        }
    }
}
