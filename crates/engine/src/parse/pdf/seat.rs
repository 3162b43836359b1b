//! Where a line stands across the page when it stands alone: centred, or at the right edge. Owns the geometry only; what that makes of a line is
//! decided in the parent module. Source: US screenplay margins, which set transitions at the right edge and titles in the middle.

use std::collections::BTreeMap;

use super::page::Placed;
use super::row::whole;

/// Where a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Seat {
    /// In a column of the script.
    #[default]
    Column,
    /// In the middle of the page or of the text, with all lines of its block.
    Centred,
    /// Alone at the right edge.
    Right,
    /// The name of the second of two voices.
    SecondVoice,
}

/// Lines that begin at one place and make it a column.
const COLUMN: usize = 4;

/// The seat of each row. `middle` is that of its page, `edges` are those of the text, and `joined` says whether a row follows the one before without
/// a blank line.
pub(super) fn seats(
    placed: &[Placed],
    middle: &dyn Fn(&Placed) -> Option<f64>,
    edges: (f64, f64),
    joined: &dyn Fn(usize) -> bool,
) -> Vec<Seat> {
    let columns = columns(placed);
    let in_column = |row: &Placed| columns.contains_key(&column(row));
    let axes: Vec<f64> = std::iter::once(edges).chain(columns.values().copied()).map(|(left, right)| f64::midpoint(left, right)).collect();
    let centred = |row: &Placed| {
        let own = f64::midpoint(row.row.left, row.row.right);
        let near = |axis: f64| (own - axis).abs() < row.row.size * 0.6;
        !row.furniture && !in_column(row) && (axes.iter().any(|axis| near(*axis)) || middle(row).is_some_and(near))
    };
    let (left, right) = edges;
    let far_right = |row: &Placed| !row.furniture && row.row.left > left + (right - left) * 0.55;
    let mut seats = vec![Seat::Column; placed.len()];
    let mut at = 0;
    while at < placed.len() {
        let length = 1 + (at + 1..placed.len()).take_while(|next| joined(*next)).count();
        let block = placed.get(at..at + length).unwrap_or_default();
        let seat = if block.iter().any(|row| row.second_voice) {
            Seat::Column
        } else if block.iter().all(centred) {
            Seat::Centred
        } else if length == 1 && block.iter().all(far_right) {
            Seat::Right
        } else {
            Seat::Column
        };
        for (slot, row) in seats.iter_mut().skip(at).zip(block) {
            *slot = if row.second_voice { Seat::SecondVoice } else { seat };
        }
        at += length;
    }
    seats
}

fn column(row: &Placed) -> usize {
    whole(row.row.left / 4.0)
}

/// The columns of the script, each with its left edge and the end of its longest line.
fn columns(placed: &[Placed]) -> BTreeMap<usize, (f64, f64)> {
    let mut columns: BTreeMap<usize, (usize, f64, f64)> = BTreeMap::new();
    for row in placed.iter().filter(|row| !row.furniture) {
        let (count, left, right) = columns.entry(column(row)).or_insert((0, row.row.left, row.row.right));
        *count += 1;
        *left = left.min(row.row.left);
        *right = right.max(row.row.right);
    }
    columns.into_iter().filter(|(_, (count, ..))| *count >= COLUMN).map(|(at, (_, left, right))| (at, (left, right))).collect()
}
