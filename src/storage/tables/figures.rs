//! Figures over a window of time for the operator: waits, runs, ends and failures of each kind, and what waits now. Owns only reading; every number
//! comes from the rows, so that it holds for all processes of the database together.

use std::collections::BTreeMap;

use crate::jobs::{JobKind, JobState, Priority};
use crate::storage::error::Result;
use crate::storage::sql::{Row, args};
use crate::storage::{FailureCode, Store};

use super::jobs::read_priority;

/// Attempts whose times are read for the percentiles, the newest ones; counts have no such bound.
const MEASURED: i64 = 50_000;

/// The wait of an attempt counts from the event that queued the job for it: acceptance, start time, back-off, rescue.
const TIMES: &str = "SELECT j.kind, a.ended_at - a.started_at, a.started_at - (SELECT MAX(e.at) FROM job_events e
      WHERE e.job_id = a.job_id AND e.state = 'QUEUED' AND e.at <= a.started_at)
    FROM job_attempts a JOIN jobs j ON j.id = a.job_id WHERE a.ended_at >= $1 ORDER BY a.ended_at DESC LIMIT $2";
const ATTEMPTS: &str = "SELECT j.kind, a.failure_code, COUNT(*) FROM job_attempts a JOIN jobs j ON j.id = a.job_id
    WHERE a.ended_at >= $1 GROUP BY j.kind, a.failure_code ORDER BY j.kind, a.failure_code";
const ENDS: &str = "SELECT kind, state, from_cache, COUNT(*) FROM jobs WHERE finished_at >= $1 GROUP BY kind, state, from_cache
    ORDER BY kind, state, from_cache";
/// Three parts, so that each reads its partial index and no job that is over is looked at.
const OPEN: &str = "SELECT kind, state, priority, COUNT(*), MIN(run_at) FROM jobs WHERE state = 'QUEUED' GROUP BY kind, state, priority
    UNION ALL SELECT kind, state, priority, COUNT(*), MIN(run_at) FROM jobs WHERE state = 'SCHEDULED' GROUP BY kind, state, priority
    UNION ALL SELECT kind, state, priority, COUNT(*), MIN(run_at) FROM jobs WHERE state IN ('RUNNING', 'CANCELLING') GROUP BY kind, state, priority
    ORDER BY 1, 2, 3";

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
    /// Percentiles of a list of times; `None` of an empty one.
    #[must_use]
    pub fn of(mut times: Vec<i64>) -> Option<Self> {
        times.sort_unstable();
        let max = times.last().copied()?;
        let rank = |percent: usize| times.get((times.len() * percent).div_ceil(100).saturating_sub(1)).copied().unwrap_or(max);
        Some(Self { p50: rank(50), p95: rank(95), p99: rank(99), max })
    }
}

/// What one kind did in a window.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KindFigures {
    /// Attempts that ended, given back ones included.
    pub attempts: i64,
    /// Attempts whose times are in the percentiles: all of them, or the newest 50,000 of all kinds.
    pub measured: i64,
    /// Milliseconds from the moment an attempt could start to its claim.
    pub wait: Option<Percentiles>,
    /// Milliseconds from claim to end.
    pub run: Option<Percentiles>,
    /// Jobs that were computed and succeeded.
    pub succeeded: i64,
    /// Jobs that were answered with stored results.
    pub from_cache: i64,
    /// Jobs that were cancelled.
    pub cancelled: i64,
    /// Jobs that were given up.
    pub dead: i64,
    /// Failed attempts by code.
    pub failures: BTreeMap<FailureCode, i64>,
}

/// Jobs that are not over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenCount {
    /// Kind.
    pub kind: JobKind,
    /// State.
    pub state: JobState,
    /// Priority as submitted.
    pub priority: Priority,
    /// Jobs.
    pub jobs: i64,
    /// Earliest start time among them; for waiting jobs, since when the oldest could run.
    pub oldest_run_at: i64,
}

impl OpenCount {
    /// Jobs of a kind in the wanted states.
    #[must_use]
    pub fn sum(counts: &[Self], kind: JobKind, wanted: fn(JobState) -> bool) -> i64 {
        counts.iter().filter(|count| count.kind == kind && wanted(count.state)).map(|count| count.jobs).sum()
    }
}

impl Store {
    /// For the operator: what each kind did since; kinds without any row are left out.
    ///
    /// # Errors
    /// The database failed.
    pub async fn admin_kind_figures(&self, since: i64) -> Result<BTreeMap<JobKind, KindFigures>> {
        let mut kinds: BTreeMap<JobKind, KindFigures> = BTreeMap::new();
        for mut row in self.rows(ATTEMPTS, args![since]).await? {
            let figures = kinds.entry(row.parsed()?).or_default();
            let (code, count) = (row.opt_name()?, row.int()?);
            figures.attempts += count;
            if let Some(code) = code {
                figures.failures.insert(code, count);
            }
        }
        for row in self.rows(ENDS, args![since]).await? {
            count_end(&mut kinds, row)?;
        }
        self.measure(since, &mut kinds).await?;
        Ok(kinds)
    }

    async fn measure(&self, since: i64, kinds: &mut BTreeMap<JobKind, KindFigures>) -> Result<()> {
        let mut times: BTreeMap<JobKind, (Vec<i64>, Vec<i64>)> = BTreeMap::new();
        for mut row in self.rows(TIMES, args![since, MEASURED]).await? {
            let (runs, waits) = times.entry(row.parsed()?).or_default();
            runs.push(row.int()?.max(0));
            // Without its events, which retention may have taken, an attempt has no known wait.
            waits.extend(row.opt_int()?);
        }
        for (kind, (runs, waits)) in times {
            let figures = kinds.entry(kind).or_default();
            figures.measured = i64::try_from(runs.len()).unwrap_or(i64::MAX);
            (figures.run, figures.wait) = (Percentiles::of(runs), Percentiles::of(waits));
        }
        Ok(())
    }

    /// For the operator: jobs that are not over, by kind, state and priority.
    ///
    /// # Errors
    /// The database failed.
    pub async fn admin_open_counts(&self) -> Result<Vec<OpenCount>> {
        let mut counts = Vec::new();
        for mut row in self.rows(OPEN, args![]).await? {
            let (kind, state, priority) = (row.parsed()?, row.parsed()?, read_priority(&mut row)?);
            counts.push(OpenCount { kind, state, priority, jobs: row.int()?, oldest_run_at: row.int()? });
        }
        Ok(counts)
    }
}

fn count_end(kinds: &mut BTreeMap<JobKind, KindFigures>, mut row: Row) -> Result<()> {
    let figures = kinds.entry(row.parsed()?).or_default();
    let (state, from_cache, count) = (row.parsed()?, row.flag()?, row.int()?);
    match state {
        JobState::Succeeded if from_cache => figures.from_cache += count,
        JobState::Succeeded => figures.succeeded += count,
        JobState::Cancelled => figures.cancelled += count,
        JobState::Dead => figures.dead += count,
        JobState::Scheduled | JobState::Queued | JobState::Running | JobState::Cancelling => {}
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_by_nearest_rank() {
        let hundred = Percentiles::of((1..=100).rev().collect());
        assert_eq!(hundred, Some(Percentiles { p50: 50, p95: 95, p99: 99, max: 100 }));
        assert_eq!(Percentiles::of(vec![7]), Some(Percentiles { p50: 7, p95: 7, p99: 7, max: 7 }));
        assert_eq!(Percentiles::of(Vec::new()), None);
    }
}
