//! The queue as a whole: pauses by the operator, positions and expectations for owners, counts for watching.

use std::str::FromStr;

use crate::ids::{JobId, UserId};
use crate::jobs::{JobKind, UnknownName};
use crate::storage::error::Result;
use crate::storage::sql::{Row, args, json_of};
use crate::storage::{QueueCount, QueuePosition, Store, Tx};

use super::jobs::read_priority;

/// Name under which all kinds are paused.
pub(super) const ALL_QUEUES: &str = "ALL";

const PAUSE: &str = "INSERT INTO queue_pauses (queue, paused_at, paused_by, reason) VALUES ($1, $2, $3, $4) ON CONFLICT (queue) DO NOTHING";
const RESUME: &str = "DELETE FROM queue_pauses WHERE queue = $1";
const PAUSES: &str = "SELECT queue, paused_at, paused_by, reason FROM queue_pauses ORDER BY queue";
/// The name of all queues is as good as the kind's own.
const HOLD: &str =
    "SELECT queue, paused_at, paused_by, reason FROM queue_pauses WHERE queue IN ('ALL', $1) ORDER BY paused_at, queue LIMIT 1";
const AHEAD: &str =
    "SELECT COUNT(*) FROM jobs, (SELECT lane AS l, fair AS f, id AS i FROM jobs WHERE owner_id = $1 AND id = $2 AND state = 'QUEUED') own
    WHERE state = 'QUEUED' AND (lane > own.l OR (lane = own.l AND (fair < own.f OR (fair = own.f AND id < own.i))))";
const WAITING_KIND: &str = "SELECT kind FROM jobs WHERE owner_id = $1 AND id = $2 AND state = 'QUEUED'";
/// The newest runs of the last hour, newest end first.
const RUNS: &str = "SELECT started_at, ended_at FROM job_attempts WHERE ended_at >= $1 ORDER BY ended_at DESC LIMIT 200";
const COUNTS: &str =
    "SELECT kind, state, priority, COUNT(*), MIN(created_at) FROM jobs GROUP BY kind, state, priority ORDER BY kind, state, priority";
const WAITING: &str = "SELECT COUNT(*) FROM (SELECT 1 FROM jobs WHERE state = 'QUEUED' LIMIT $1) waiting";
const NEWEST_TIME: &str = "SELECT MAX(created_at) FROM jobs";

/// What a pause stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Queue {
    /// Every kind.
    All,
    /// One kind.
    Kind(JobKind),
}

impl Queue {
    /// Name in the database, in logs and on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::All => ALL_QUEUES,
            Self::Kind(kind) => kind.as_str(),
        }
    }

    /// Whether jobs of a kind wait in it.
    #[must_use]
    pub fn holds(self, kind: JobKind) -> bool {
        matches!(self, Self::All) || self == Self::Kind(kind)
    }
}

impl FromStr for Queue {
    type Err = UnknownName;

    fn from_str(name: &str) -> std::result::Result<Self, UnknownName> {
        if name == ALL_QUEUES { Ok(Self::All) } else { name.parse().map(Self::Kind) }
    }
}

/// A pause in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pause {
    /// What it stops.
    pub queue: Queue,
    /// Since.
    pub paused_at: i64,
    /// By whom.
    pub paused_by: String,
    /// Why, in the operator's words.
    pub reason: String,
}

impl Tx {
    /// For the operator: stops the claims of a queue; what runs goes on. Whether it was not paused before; else the earlier pause stays as it is.
    ///
    /// # Errors
    /// The database failed.
    pub async fn admin_pause(&mut self, queue: Queue, by: &str, reason: &str) -> Result<bool> {
        let now = self.now();
        let paused = self.execute(PAUSE, args![queue.name(), now, by, reason]).await? > 0;
        if paused {
            self.audit(by, "queue.pause", Some(queue.name().to_owned()), Some(json_of(&reason)?)).await?;
        }
        Ok(paused)
    }

    /// For the operator: lets a queue go on. Whether it was paused.
    ///
    /// # Errors
    /// The database failed.
    pub async fn admin_resume(&mut self, queue: Queue, by: &str) -> Result<bool> {
        let resumed = self.execute(RESUME, args![queue.name()]).await? > 0;
        if resumed {
            self.audit(by, "queue.resume", Some(queue.name().to_owned()), None).await?;
        }
        Ok(resumed)
    }
}

impl Store {
    /// For the operator: pauses in force.
    ///
    /// # Errors
    /// The database failed.
    pub async fn admin_pauses(&self) -> Result<Vec<Pause>> {
        self.rows(PAUSES, args![]).await?.into_iter().map(read).collect()
    }

    /// The earliest pause that holds jobs of a kind back.
    ///
    /// # Errors
    /// The database failed.
    pub async fn pause_of(&self, kind: JobKind) -> Result<Option<Pause>> {
        self.row(HOLD, args![kind.as_str()]).await?.map(read).transpose()
    }

    /// Where a waiting job stands; `None` when it does not wait in the queue. The expectation divides the jobs ahead by the rate at which
    /// runs ended lately while any ran, all workers together; idle time says nothing about that rate. In a paused queue nothing is expected.
    ///
    /// # Errors
    /// The database failed.
    pub async fn queue_position(&self, owner: UserId, job: JobId, now: i64) -> Result<Option<QueuePosition>> {
        let Some(mut row) = self.row(WAITING_KIND, args![owner, job]).await? else { return Ok(None) };
        let kind = row.parsed()?;
        let ahead = self.row(AHEAD, args![owner, job]).await?.map_or(Ok(0), |mut row| row.int())?;
        if self.pause_of(kind).await?.is_some() {
            return Ok(Some(QueuePosition { ahead, expected_wait_ms: None }));
        }
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
            let (kind, state, priority) = (row.parsed()?, row.parsed()?, read_priority(&mut row)?);
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
}

fn read(mut row: Row) -> Result<Pause> {
    Ok(Pause { queue: row.parsed()?, paused_at: row.int()?, paused_by: row.text()?, reason: row.text()? })
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

#[cfg(test)]
mod tests {
    use super::*;

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
