//! Which labels fit beside each other. Owns the thinning: the most important first, each with room around it.

/// Places (in the order given) of the labels that fit: a label is kept when no kept one overlaps it. Each candidate is its middle and its
/// width in pixels. Sorted insertion keeps this at n log n.
pub(super) fn fitting(candidates: &[(i32, i32)]) -> Vec<usize> {
    /// Room between two labels.
    const AIR: i32 = 8;
    let mut taken: std::collections::BTreeMap<i32, i32> = std::collections::BTreeMap::new();
    let mut kept = Vec::new();
    for (place, (middle, width)) in candidates.iter().enumerate() {
        let (from, to) = (middle - width / 2 - AIR / 2, middle + width / 2 + AIR / 2);
        let is_free = taken.range(..=to).next_back().is_none_or(|(_, end)| *end < from);
        if is_free {
            taken.insert(from, to);
            kept.push(place);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_come_and_later_ones_only_where_room_is_left() {
        assert_eq!(fitting(&[(100, 20), (110, 20), (60, 20), (140, 20), (75, 4)]), [0, 2, 3]);
        assert!(fitting(&[]).is_empty());
    }
}
