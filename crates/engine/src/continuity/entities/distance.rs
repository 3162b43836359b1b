//! One slip of the pen: the Damerau distance of one between two words.

/// Whether exactly one letter is left out, put in, exchanged, or two neighbours are swapped.
pub(crate) fn one_slip_apart(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    if long.len() - short.len() > 1 || short == long {
        return false;
    }
    let head = short.iter().zip(long.iter()).take_while(|(x, y)| x == y).count();
    let tail = short.iter().rev().zip(long.iter().rev()).take_while(|(x, y)| x == y).count().min(short.len() - head);
    let rest = (short.len() - head - tail, long.len() - head - tail);
    let swapped = || {
        let pair = |word: &[char]| (word.get(head).copied(), word.get(head + 1).copied());
        let ((a, b), (c, d)) = (pair(short), pair(long));
        a == d && b == c
    };
    matches!(rest, (0 | 1, 1)) || (rest == (2, 2) && swapped())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_one_slip() {
        for (a, b) in [("salma", "salmaa"), ("karim", "karm"), ("hana", "hona"), ("nader", "nadre"), ("طارق", "طارف")] {
            assert!(one_slip_apart(a, b) && one_slip_apart(b, a), "{a} {b}");
        }
        for (a, b) in [("salma", "salma"), ("adel", "salma"), ("karim", "kraim2"), ("نور", "ناصر")] {
            assert!(!one_slip_apart(a, b), "{a} {b}");
        }
    }
}
