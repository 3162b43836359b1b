//! Colours of categories and strips as data (`palettes.tsv`). Owns the look-up only; which strip a scene is on is said by `sheet`.

use super::Category;

const TABLE: &str = include_str!("palettes.tsv");

/// A named set of category colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Palette {
    /// Final Draft's tag colours: what the FDX export and the screen show.
    FinalDraft,
    /// Pencil colours of the paper breakdown.
    Paper,
}

impl Palette {
    /// Colour of a category, `#RRGGBB`.
    #[must_use]
    pub fn colour(self, category: Category) -> &'static str {
        let palette = match self {
            Self::FinalDraft => "FINAL_DRAFT",
            Self::Paper => "PAPER",
        };
        colour(palette, category.code())
    }
}

/// Colour of a strip, `#RRGGBB`; the key is one of `INT_DAY`, `EXT_DAY`, `INT_NIGHT`, `EXT_NIGHT`, `DAWN_DUSK`, `UNSTATED`.
#[must_use]
pub fn strip_colour(key: &str) -> &'static str {
    colour("STRIP", key)
}

fn colour(palette: &str, key: &str) -> &'static str {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
    rows.map(|line| line.split('\t'))
        .find_map(|mut cells| (cells.next() == Some(palette) && cells.next() == Some(key)).then(|| cells.next())?)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_category_and_strip_has_a_colour() {
        for category in Category::all() {
            for palette in [Palette::FinalDraft, Palette::Paper] {
                assert_eq!(palette.colour(category).len(), 7, "{category}");
            }
        }
        for strip in ["INT_DAY", "EXT_DAY", "INT_NIGHT", "EXT_NIGHT", "DAWN_DUSK", "UNSTATED"] {
            assert!(strip_colour(strip).starts_with('#'), "{strip}");
        }
    }
}
