//! The layout of one document, measured on a first reading: in which columns each kind of line stands and how wide speeches run. No column
//! and no width is fixed in advance.

use std::collections::BTreeMap;

use super::evidence::{KINDS, Kind};
use super::features::Features;

/// The measured layout.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    columns: Vec<(Kind, BTreeMap<usize, usize>, usize)>,
    /// Letters of a full line of speech.
    pub(super) speech_width: usize,
}

impl Layout {
    /// Measures a reading.
    pub(super) fn of(lines: &[Features<'_>], kinds: &[Kind]) -> Self {
        let columns = KINDS
            .iter()
            .map(|kind| {
                let mut counts = BTreeMap::new();
                for (line, _) in lines.iter().zip(kinds).filter(|(_, found)| *found == kind) {
                    *counts.entry(line.indent).or_insert(0) += 1;
                }
                let total = counts.values().sum();
                (*kind, counts, total)
            })
            .collect();
        Self { columns, speech_width: full_width(lines, kinds) }
    }

    /// Points for a column from the share of the kind's lines that stand in it, one column to either side included.
    pub(super) fn column_points(&self, kind: Kind, indent: usize) -> i32 {
        let Some((_, counts, total)) = self.columns.iter().find(|(found, _, _)| *found == kind) else { return 0 };
        if *total < 4 {
            return 0;
        }
        let near: usize = counts.range(indent.saturating_sub(1)..=indent + 1).map(|(_, count)| count).sum();
        match near * 100 / total {
            50.. => 15,
            20..50 => 10,
            8..20 => 5,
            3..8 => 0,
            1..3 => -10,
            _ => -25,
        }
    }
}

/// Width that all but the widest few first lines of speeches keep: they alone are surely spoken where action stands in the same column.
fn full_width(lines: &[Features<'_>], kinds: &[Kind]) -> usize {
    let behind_cue = kinds.windows(2).map(|pair| matches!(pair, [Kind::Cue | Kind::Direction, Kind::Speech]));
    let mut widths: Vec<usize> = lines.iter().skip(1).zip(behind_cue).filter(|(_, behind)| *behind).map(|(line, _)| line.width).collect();
    widths.sort_unstable();
    if widths.len() < 8 {
        return 40;
    }
    widths.get(widths.len() * 96 / 100).copied().unwrap_or(40).clamp(20, 70)
}
