//! The queue as a whole: pauses by the operator, positions and expectations for owners, figures for watching.

use std::collections::BTreeMap;

use crate::ids::{JobId, UserId};
use crate::jobs::{JobKind, Priority};
use crate::storage::error::{Result, StoreError};
use crate::storage::sql::args;
use crate::storage::{QueueCount, QueuePosition, Store, Tx};

/// Name under which all kinds are paused.
pub(super) const ALL_QUEUES: &str = "ALL";

const PAUSE: &str = "INSERT INTO queue_pauses (queue, paused_at, paused_by) VALUES ($1, $2, $3) ON CONFLICT (queue) DO NOTHING";
const RESUME: &str = "DELETE FROM queue_pauses WHERE queue = $1";
const PAUSES: &str = "SELECT queue, paused_at, paused_by FROM queue_pauses ORDER BY queue";
const AHEAD: &str =
    "SELECT COUNT(*) FROM jobs, (SELECT lane AS l, fair AS f, id AS i FROM jobs WHERE owner_id = $1 AND id = $2 AND state = 'QUEUED') own
    WHERE state = 'QUEUED' AND (lane > own.l OR (lane = own.l AND (fair < own.f OR (fair = own.f AND id < own.i))))";
const IS_WAITING: &str = "SELECT CAST(1 AS BIGINT) FROM jobs WHERE owner_id = $1 AND id = $2 AND state = 'QUEUED'";
/// The newest runs of the last hour, newest end first.
const RUNS: &str = "SELECT started_at, ended_at FROM job_attempts WHERE ended_at >= $1 ORDER BY ended_at DESC LIMIT 200";
const COUNTS: &str =
    "SELECT kind, state, priority, COUNT(*), MIN(created_at) FROM jobs GROUP BY kind, state, priority ORDER BY kind, state, priority";
const WAITING: &str = "SELECT COUNT(*) FROM (SELECT 1 FROM jobs WHERE state = 'QUEUED' LIMIT $1) waiting";
const NEWEST_TIME: &str = "SELECT MAX(created_at) FROM jobs";
const TIMES: &str = "SELECT j.kind, a.started_at - j.run_at, a.ended_at - a.started_at, a.failure_code
    FROM job_attempts a JOIN jobs j ON j.id = a.job_id WHERE a.ended_at >= $1 ORDER BY a.ended_at DESC LIMIT $2";

/// What a pause stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Queue {
    /// Every kind.
    All,
    /// One kind.
    Kind(JobKind),
}

impl Queue {
    fn name(self) -> &'static str {
        match self {
            Self::All => ALL_QUEUES,
            Self::Kind(kind) => kind.as_str(),
        }
    }
}

/// A pause in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pause {
    /// `ALL` or the name of a kind.
    pub queue: String,
    /// Since.
    pub paused_at: i64,
    /// By whom.
    pub paused_by: String,
}

/// Times of a kind's attempts in a window; milliseconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KindTimes {
    /// Kind.
    pub kind: JobKind,
    /// Attempts that ended.
    pub attempts: i64,
    /// Wait before the start: median, 95th and 99th percentile, greatest.
    pub wait: Percentiles,
    /// Run: the same.
    pub run: Percentiles,
    /// Failures by code.
    pub failures: BTreeMap<String, i64>,
}

/// Percentiles by nearest rank, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Percentiles {
    /// Median.
    pub p50: i64,
    /// 95th percentile.
    pub p95: i64,
    /// 99th percentile.
    pub p99: i64,
    /// Greatest.
    pub max: i64,
}

impl Percentiles {
    /// Percentiles of a list of times.
    #[must_use]
    pub fn of(mut times: Vec<i64>) -> Self {
        times.sort_unstable();
        let rank = |percent: usize| times.get((times.len() * percent).div_ceil(100).saturating_sub(1)).copied().unwrap_or(0);
        Self { p50: rank(50), p95: rank(95), p99: rank(99), max: times.last().copied().unwrap_or(0) }
    }
}

impl Tx {
    /// For the operator: stops the claims of a queue; what runs goes on. Whether it was not paused before.
    ///
    /// # Errors
    /// The database failed.
    pub async fn admin_pause(&mut self, queue: Queue, by: &str) -> Result<bool> {
        let now = self.now();
        Ok(self.execute(PAUSE, args![queue.name(), now, by]).await? > 0)
    }

    /// For the operator: lets a queue go on. Whether it was paused.
    ///
    /// # Errors
    /// The database failed.
    pub async fn admin_resume(&mut self, queue: Queue) -> Result<bool> {
        Ok(self.execute(RESUME, args![queue.name()]).await? > 0)
    }
}

impl Store {
    /// For the operator: pauses in force.
    ///
    /// # Errors
    /// The database failed.
    pub async fn admin_pauses(&self) -> Result<Vec<Pause>> {
        let mut pauses = Vec::new();
        for mut row in self.rows(PAUSES, args![]).await? {
            pauses.push(Pause { queue: row.text()?, paused_at: row.int()?, paused_by: row.text()? });
        }
        Ok(pauses)
    }

    /// Where a waiting job stands; `None` when it does not wait in the queue. The expectation divides the jobs ahead by the rate at which
    /// runs ended lately while any ran, all workers together; idle time says nothing about that rate.
    ///
    /// # Errors
    /// The database failed.
    pub async fn queue_position(&self, owner: UserId, job: JobId, now: i64) -> Result<Option<QueuePosition>> {
        if self.row(IS_WAITING, args![owner, job]).await?.is_none() {
            return Ok(None);
        }
        let ahead = self.row(AHEAD, args![owner, job]).await?.map_or(Ok(0), |mut row| row.int())?;
        let mut runs = Vec::new();
        for mut row in self.rows(RUNS, args![now - 3_600_000]).await? {
            runs.push((row.int()?, row.int()?));
        }
        Ok(Some(QueuePosition { ahead, expected_wait_ms: expected_wait_ms(ahead, runs) }))
    }

    /// For the operator: jobs by kind, state and priority.
    ///
    /// # Errors
    /// The database failed.
    pub async fn admin_queue_counts(&self) -> Result<Vec<QueueCount>> {
        let mut counts = Vec::new();
        for mut row in self.rows(COUNTS, args![]).await? {
            let (kind, state, rank) = (row.parsed()?, row.parsed()?, row.int()?);
            let priority = Priority::from_rank(rank).ok_or_else(|| StoreError::damaged("jobs.priority", rank))?;
            counts.push(QueueCount { kind, state, priority, jobs: row.int()?, oldest_created_at: row.int()? });
        }
        Ok(counts)
    }

    /// Jobs waiting, counted up to `cap`.
    ///
    /// # Errors
    /// The database failed.
    pub async fn waiting_jobs(&self, cap: i64) -> Result<i64> {
        self.row(WAITING, args![cap]).await?.map_or(Ok(0), |mut row| row.int())
    }

    /// Creation time of the newest job, for the check that the clock did not step far back.
    ///
    /// # Errors
    /// The database failed.
    pub async fn newest_job_time(&self) -> Result<Option<i64>> {
        self.row(NEWEST_TIME, args![]).await?.map_or(Ok(None), |mut row| row.opt_int())
    }

    /// For the operator: times of the attempts that ended since, by kind, from at most the newest 50,000.
    ///
    /// # Errors
    /// The database failed.
    pub async fn admin_kind_times(&self, since: i64) -> Result<Vec<KindTimes>> {
        let mut kinds: BTreeMap<JobKind, Times> = BTreeMap::new();
        for mut row in self.rows(TIMES, args![since, 50_000_i64]).await? {
            let times = kinds.entry(row.parsed()?).or_default();
            times.wait.push(row.int()?.max(0));
            times.run.push(row.int()?.max(0));
            if let Some(code) = row.opt_text()? {
                *times.failures.entry(code).or_insert(0) += 1;
            }
        }
        Ok(kinds.into_iter().map(|(kind, times)| times.figures(kind)).collect())
    }
}

/// Fewer runs say nothing about a rate.
const TELLING_RUNS: usize = 10;

/// The wait of a job with `ahead` jobs before it, from the times of runs that ended. The time in which any of them ran is the union of their
/// intervals, so that gaps without work do not count and runs side by side do.
fn expected_wait_ms(ahead: i64, mut runs: Vec<(i64, i64)>) -> Option<i64> {
    if runs.len() < TELLING_RUNS {
        return None;
    }
    runs.sort_unstable();
    let (mut busy, mut until) = (0_i64, i64::MIN);
    for (start, end) in &runs {
        busy += (end - (*start).max(until)).max(0);
        until = until.max(*end);
    }
    Some((ahead + 1).saturating_mul(busy) / i64::try_from(runs.len()).unwrap_or(i64::MAX))
}

#[derive(Default)]
struct Times {
    wait: Vec<i64>,
    run: Vec<i64>,
    failures: BTreeMap<String, i64>,
}

impl Times {
    fn figures(self, kind: JobKind) -> KindTimes {
        KindTimes {
            kind,
            attempts: i64::try_from(self.run.len()).unwrap_or(i64::MAX),
            wait: Percentiles::of(self.wait),
            run: Percentiles::of(self.run),
            failures: self.failures,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_by_nearest_rank() {
        let hundred = Percentiles::of((1..=100).rev().collect());
        assert_eq!(hundred, Percentiles { p50: 50, p95: 95, p99: 99, max: 100 });
        assert_eq!(Percentiles::of(vec![7]), Percentiles { p50: 7, p95: 7, p99: 7, max: 7 });
        assert_eq!(Percentiles::of(Vec::new()), Percentiles::default());
    }

    #[test]
    fn the_expected_wait_counts_busy_time_only() {
        // Two workers side by side, 100 ms a run, with an hour of nothing between: ten runs in 500 busy milliseconds.
        let runs: Vec<(i64, i64)> =
            (0..5).flat_map(|at| [(at * 100 + at / 3 * 3_600_000, at * 100 + 100 + at / 3 * 3_600_000); 2]).collect();
        assert_eq!(expected_wait_ms(0, runs.clone()), Some(50));
        assert_eq!(expected_wait_ms(19, runs.clone()), Some(1_000));
        assert_eq!(expected_wait_ms(0, runs.into_iter().take(9).collect()), None);
    }
}
