//! How much a caller may ask in a minute: every operation is charged its static cost before it is executed. Owns the buckets of this process and
//! what is told about them; what an operation costs, the schema says.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::ids::UserId;

/// Buckets that are kept; beyond it, full ones are forgotten first.
const MAX_BUCKETS: usize = 100_000;
const MINUTE_MS: u64 = 60_000;

/// The buckets of one process. Each holds the points of one minute and fills evenly; anonymous callers share one.
#[derive(Debug)]
pub struct Budgets {
    per_minute: u64,
    buckets: Mutex<BTreeMap<Option<UserId>, Bucket>>,
}

/// Points left, in points × milliseconds of a minute, so that filling is exact.
#[derive(Debug, Clone, Copy)]
struct Bucket {
    left: u64,
    at_ms: i64,
}

impl Budgets {
    /// Buckets of so many points a minute; 0 for no limit.
    #[must_use]
    pub fn new(per_minute: u64) -> Self {
        Self { per_minute: per_minute.min(u64::from(u32::MAX)), buckets: Mutex::default() }
    }

    /// Takes points of a caller at a time; what is left, or how long to wait.
    ///
    /// # Errors
    /// Milliseconds until there will be enough.
    pub fn take(&self, who: Option<UserId>, cost: u64, now_ms: i64) -> Result<u64, u64> {
        if self.per_minute == 0 {
            return Ok(u64::from(u32::MAX));
        }
        let full = self.per_minute * MINUTE_MS;
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= MAX_BUCKETS {
            buckets.retain(|_, bucket| now_ms.saturating_sub(bucket.at_ms) < MINUTE_MS.cast_signed());
        }
        let bucket = buckets.entry(who).or_insert(Bucket { left: full, at_ms: now_ms });
        let passed = u64::try_from(now_ms.saturating_sub(bucket.at_ms)).unwrap_or(0);
        bucket.left = bucket.left.saturating_add(passed.saturating_mul(self.per_minute)).min(full);
        bucket.at_ms = bucket.at_ms.max(now_ms);
        let wanted = cost.min(self.per_minute) * MINUTE_MS;
        match bucket.left.checked_sub(wanted) {
            Some(left) => {
                bucket.left = left;
                Ok(left / MINUTE_MS)
            }
            None => Err((wanted - bucket.left).div_ceil(self.per_minute)),
        }
    }

    /// Points of a minute; 0 when there is no limit.
    #[must_use]
    pub fn per_minute(&self) -> u64 {
        self.per_minute
    }
}

/// The account of one request: whom it is charged to, and what it cost.
#[derive(Debug, Clone)]
pub struct Account {
    budgets: Arc<Budgets>,
    who: Option<UserId>,
    now_ms: i64,
    cost: Arc<AtomicU64>,
    left: Arc<AtomicU64>,
}

impl Account {
    /// An account at a time.
    #[must_use]
    pub fn new(budgets: Arc<Budgets>, who: Option<UserId>, now_ms: i64) -> Self {
        Self { budgets, who, now_ms, cost: Arc::default(), left: Arc::default() }
    }

    /// Charges the static cost of the operation.
    ///
    /// # Errors
    /// Milliseconds until the caller may ask again.
    pub fn charge(&self, cost: usize) -> Result<(), u64> {
        let cost = cost as u64;
        let left = self.budgets.take(self.who, cost, self.now_ms)?;
        self.cost.store(cost, Ordering::Relaxed);
        self.left.store(left, Ordering::Relaxed);
        Ok(())
    }

    /// Cost of this operation.
    #[must_use]
    pub fn cost(&self) -> u64 {
        self.cost.load(Ordering::Relaxed)
    }

    /// Points left after this operation and points of a minute; `None` without a limit.
    #[must_use]
    pub fn standing(&self) -> Option<(u64, u64)> {
        let limit = self.budgets.per_minute();
        (limit > 0).then(|| (self.left.load(Ordering::Relaxed), limit))
    }

    /// When the bucket is full again, Unix milliseconds.
    #[must_use]
    pub fn full_at_ms(&self) -> i64 {
        let wait = self.standing().map_or(0, |(left, limit)| (limit.saturating_sub(left) * MINUTE_MS).div_ceil(limit));
        self.now_ms.saturating_add(i64::try_from(wait).unwrap_or(i64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_empties_and_fills_evenly() {
        let budgets = Budgets::new(600);
        assert_eq!(budgets.take(None, 600, 0), Ok(0));
        assert_eq!(budgets.take(None, 100, 0), Err(10_000));
        assert_eq!(budgets.take(None, 100, 9_999), Err(1));
        assert_eq!(budgets.take(None, 100, 10_000), Ok(0));
        let other = "00000000-0000-0000-0000-000000000007".parse::<UserId>().ok();
        assert_eq!(budgets.take(other, 1, 10_000), Ok(599), "callers do not share");
        assert_eq!(budgets.take(None, 1, 5_000), Err(100), "a clock that steps back gives nothing");
    }

    #[test]
    fn one_operation_never_costs_more_than_a_minute_and_no_limit_is_none() {
        assert_eq!(Budgets::new(10).take(None, 1_000, 0), Ok(0));
        let account = Account::new(Arc::new(Budgets::new(0)), None, 0);
        assert_eq!((account.charge(5), account.cost(), account.standing()), (Ok(()), 5, None));
    }
}
