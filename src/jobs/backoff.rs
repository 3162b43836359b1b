//! How long a failed job waits for its next attempt.

/// First delay: one second.
const BASE_MS: i64 = 1_000;
/// Longest delay: ten minutes.
const CAP_MS: i64 = 600_000;

/// Milliseconds until the next attempt: exponential with jitter. `attempt` counts from 1; `random` is any number, all values alike.
///
/// | attempt | between |
/// |---|---|
/// | 1 | 0.5 s and 1 s |
/// | 2 | 1 s and 2 s |
/// | 3 | 2 s and 4 s |
/// | 10 and later | 5 min and 10 min |
///
/// Half of the delay is fixed, so that a fault has time to pass; the other half is random, so that jobs that failed together do not come
/// back together.
#[must_use]
pub fn delay_ms(attempt: u32, random: u64) -> i64 {
    let doubled = BASE_MS.checked_shl(attempt.saturating_sub(1).min(20)).unwrap_or(CAP_MS).min(CAP_MS);
    let half = doubled / 2;
    let jitter = i64::try_from(random % u64::try_from(half + 1).unwrap_or(1)).unwrap_or(0);
    half + jitter
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_double_up_to_ten_minutes() {
        let range = |attempt| (delay_ms(attempt, 0), delay_ms(attempt, u64::MAX - u64::MAX % 600_001 - 1).max(delay_ms(attempt, 299_999)));
        assert_eq!(delay_ms(1, 0), 500);
        assert_eq!(delay_ms(2, 0), 1_000);
        assert_eq!(delay_ms(3, 0), 2_000);
        for attempt in 1..60 {
            let (low, high) = range(attempt);
            assert!(low >= 500 && low <= high && high <= CAP_MS, "attempt {attempt}: {low}..{high}");
        }
        assert_eq!(delay_ms(60, 0), CAP_MS / 2);
    }

    #[test]
    fn jitter_spreads_over_half_the_delay() {
        let delays: std::collections::BTreeSet<i64> = (0..2_000).map(|random| delay_ms(1, random)).collect();
        assert_eq!(delays.first(), Some(&500));
        assert_eq!(delays.last(), Some(&1_000));
        assert_eq!(delays.len(), 501);
    }
}
