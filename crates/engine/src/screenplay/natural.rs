//! Natural order of printed scene numbers: 9 < 10 < 10A < 10B < A11 < 11. Owns no meaning of the letters.
//! Source: US numbering practice, a scene inserted before 11 is A11, one after 10 is 10A.

use std::cmp::Ordering;

use crate::text::fold_key;

/// Compares two printed scene numbers; digits of all scripts count alike.
#[must_use]
pub fn natural_order(a: &str, b: &str) -> Ordering {
    key(a).cmp(&key(b))
}

/// Number, then prefixed before plain before suffixed, then the letters.
fn key(number: &str) -> (u64, u8, String) {
    let folded = fold_key(number);
    let prefix: String = folded.chars().take_while(|c| !c.is_ascii_digit()).collect();
    let digits: String = folded.chars().skip(prefix.chars().count()).take_while(char::is_ascii_digit).collect();
    let suffix: String = folded.chars().skip(prefix.chars().count() + digits.len()).collect();
    let value = digits.parse().unwrap_or(u64::MAX);
    let rank = match (prefix.trim().is_empty(), suffix.trim().is_empty()) {
        (false, _) => 0,
        (true, true) => 1,
        (true, false) => 2,
    };
    (value, rank, format!("{prefix}{suffix}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inserted_scenes_sort_around_their_neighbours() {
        let mut numbers = ["11", "10B", "A11", "10", "٩", "10A"];
        numbers.sort_by(|a, b| natural_order(a, b));
        assert_eq!(numbers, ["٩", "10", "10A", "10B", "A11", "11"]);
    }
}
