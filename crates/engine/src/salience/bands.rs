//! Bands by rank: key, important, supporting. Owns the two cuts.
//!
//! Source: on films with human labels about 69% of the top tenth are part of the plot summary, and about 35% of all scenes are; never below:
//! a low rank is no advice to cut.

use super::document::Band;
use super::score::FEWEST;

/// Band of a one-based rank among `scenes`: the top 10% (at least one scene), then up to 35%.
pub(crate) fn band(rank: usize, scenes: usize) -> Band {
    let within = |percent: usize| rank <= (scenes * percent + 50) / 100;
    match scenes {
        0..FEWEST => Band::Unranked,
        _ if rank == 1 || within(10) => Band::Key,
        _ if within(35) => Band::Important,
        _ => Band::Supporting,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_lie_at_a_tenth_and_at_thirty_five_percent() {
        let count = |scenes: usize, wanted: Band| (1..=scenes).filter(|rank| band(*rank, scenes) == wanted).count();
        assert_eq!((count(100, Band::Key), count(100, Band::Important), count(100, Band::Supporting)), (10, 25, 65));
        assert_eq!((count(3, Band::Key), count(3, Band::Important), count(3, Band::Supporting)), (1, 0, 2));
        assert_eq!(count(2, Band::Unranked), 2);
    }
}
