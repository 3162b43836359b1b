//! Two speeches side by side: their rows are taken apart and set one behind the other, as every other format writes them. Owns how such a block
//! is told from wide gaps; the column of a line that stands alone is `seat`'s.

use super::page::Placed;
use super::row::Row;
use crate::parse::fountain::rules;

/// Letters between two columns.
const GAP: f64 = 3.0;
/// Rows of the longest pair of speeches on a page.
const MOST_ROWS: usize = 60;

/// Takes the blocks of two voices apart. A block begins with two names in one row and ends at the first wider distance of lines.
pub(super) fn part(placed: &[Placed], line: f64) -> Vec<Placed> {
    let mut parted = Vec::with_capacity(placed.len());
    let mut at = 0;
    while at < placed.len() {
        let rest = placed.get(at..).unwrap_or_default();
        match block(rest, line).and_then(|(count, name)| Some((count, columns(rest.get(..count)?, name)?))) {
            Some((count, voices)) => {
                parted.extend(voices);
                at += count;
            }
            None => {
                parted.extend(rest.first().cloned());
                at += 1;
            }
        }
    }
    parted
}

/// Number of rows of a block that begins here, and the left edge of its second name.
fn block(rows: &[Placed], line: f64) -> Option<(usize, f64)> {
    let first = rows.first().filter(|first| !first.furniture)?;
    let name = names(&first.row)?;
    let joined = rows
        .windows(2)
        .take(MOST_ROWS)
        .take_while(
            |pair| matches!(pair, [above, below] if !below.furniture && below.page == first.page && above.row.y - below.row.y < line * 1.5),
        )
        .count();
    (joined > 0).then_some((joined + 1, name))
}

/// Left edge of the second of two names.
fn names(row: &Row) -> Option<f64> {
    let x = row.behind_widest_gap(GAP)?;
    let is_name = |part: Option<Row>| part.is_some_and(|part| rules::is_cue(&part.words(false)) && part.behind_widest_gap(GAP).is_none());
    let (left, right) = row.parted(x);
    (is_name(left) && is_name(right)).then_some(x)
}

/// The rows of the left voice, then those of the right one; `None` where a row runs across both columns or a voice says nothing.
fn columns(block: &[Placed], name: f64) -> Option<Vec<Placed>> {
    let edge = block.iter().filter_map(|placed| placed.row.behind_widest_gap(GAP)).filter(|x| *x <= name + 1.0).fold(name, f64::min);
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for placed in block {
        let (before, behind) = placed.row.parted(edge);
        if before.as_ref().is_some_and(|row| row.right > edge - row.size * 0.3) {
            return None;
        }
        left.extend(before.map(|row| Placed { row, ..placed.clone() }));
        right.extend(behind.map(|row| Placed { row, ..placed.clone() }));
    }
    if left.len() < 2 || right.len() < 2 {
        return None;
    }
    if let Some(cue) = right.first_mut() {
        cue.second_voice = true;
    }
    Some(left.into_iter().chain(right).collect())
}
