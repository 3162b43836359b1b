//! Jobs as they are read: one, many, a page, with their events and attempts. Writing is divided among `submissions`, `claims`,
//! `leases` and `runs`.

use std::collections::BTreeMap;

use crate::ids::{JobId, UserId};
use crate::jobs::Priority;
use crate::storage::error::{Result, StoreError};
use crate::storage::page::{Cursor, Direction, Page, PageRequest, SortKey};
use crate::storage::sql::{Row, Sql, Value, any_of, args, with_ids};
use crate::storage::{Attempt, Job, JobEvent, JobFailure, JobFilter, JobOrder, JobProgress, Store};

use super::keyset::Keyset;

/// The columns that [`read`] reads.
macro_rules! job_columns {
    () => {
        "id, owner_id, screenplay_id, kind, options, engine_version, batch_id, priority, state, run_at, created_at, started_at, \
         finished_at, attempt, max_attempts, epoch, worker_id, rev, last_event, stage, stages_done, stages_total, scenes_done, \
         scenes_total, scene, idempotency_key, from_cache, failure_code, failure_message, trace"
    };
}
pub(super) use job_columns;

const BY_ID: &str = concat!("SELECT ", job_columns!(), " FROM jobs WHERE owner_id = $1 AND id = $2");
const BY_IDS: &str = concat!("SELECT ", job_columns!(), " FROM jobs WHERE owner_id = $1 AND id IN @ids");
const ANY_BY_IDS: &str = concat!("SELECT ", job_columns!(), " FROM jobs WHERE id IN @ids");
const OPEN_IDS: &str =
    "SELECT id FROM jobs WHERE owner_id = $1 AND state IN ('SCHEDULED', 'QUEUED', 'RUNNING', 'CANCELLING') ORDER BY id LIMIT $2";
const NEXT_DUE: &str = "SELECT MIN(run_at) FROM jobs WHERE state = 'SCHEDULED'";
const EXPIRED: &str = "SELECT CAST(1 AS BIGINT) FROM jobs WHERE state IN ('RUNNING', 'CANCELLING') AND lease_until <= $1 LIMIT 1";
const FILTER: &str = " FROM jobs WHERE ($1 IS NULL OR owner_id = $1) AND ($2 IS NULL OR $2 LIKE '%,' || kind || ',%')
    AND ($3 IS NULL OR $3 LIKE '%,' || state || ',%') AND ($4 IS NULL OR screenplay_id = $4) AND ($5 IS NULL OR id IN (SELECT job_id FROM batch_jobs WHERE batch_id = $5))
    AND ($6 IS NULL OR created_at >= $6) AND ($7 IS NULL OR created_at < $7)";
const OWNED_FILTER: &str = " FROM jobs WHERE owner_id = $1 AND ($2 IS NULL OR $2 LIKE '%,' || kind || ',%')
    AND ($3 IS NULL OR $3 LIKE '%,' || state || ',%') AND ($4 IS NULL OR screenplay_id = $4) AND ($5 IS NULL OR id IN (SELECT job_id FROM batch_jobs WHERE batch_id = $5))
    AND ($6 IS NULL OR created_at >= $6) AND ($7 IS NULL OR created_at < $7)";
const EVENTS: &str = "SELECT e.job_id, e.seq, e.kind, e.state, e.attempt, e.at, e.stage, e.stages_done, e.stages_total, e.scenes_done,
      e.scenes_total, e.failure_code, e.failure_message
    FROM job_events e JOIN jobs j ON j.id = e.job_id WHERE j.owner_id = $1 AND e.job_id = $2 AND e.seq > $3 ORDER BY e.seq LIMIT $4";
const ATTEMPTS: &str = "SELECT a.number, a.epoch, a.worker_id, a.started_at, a.ended_at, a.outcome, a.failure_code, a.failure_message
    FROM job_attempts a JOIN jobs j ON j.id = a.job_id WHERE j.owner_id = $1 AND a.job_id = $2 ORDER BY a.epoch";

impl Store {
    /// A job of an owner.
    ///
    /// # Errors
    /// The database failed.
    pub async fn job(&self, owner: UserId, id: JobId) -> Result<Option<Job>> {
        self.row(BY_ID, args![owner, id]).await?.map(read).transpose()
    }

    /// Those of the asked jobs that the owner has.
    ///
    /// # Errors
    /// The database failed.
    pub async fn jobs(&self, owner: UserId, ids: &[JobId]) -> Result<BTreeMap<JobId, Job>> {
        if ids.is_empty() {
            return Ok(BTreeMap::new());
        }
        let (sql, args) = with_ids(BY_IDS, args![owner], ids);
        self.rows(sql, args).await?.into_iter().map(|row| read(row).map(|job| (job.id, job))).collect()
    }

    /// For the service itself: jobs of any owner; the hub hands each to watchers whose ownership was checked.
    ///
    /// # Errors
    /// The database failed.
    pub(crate) async fn jobs_of_any_owner(&self, ids: &[JobId]) -> Result<BTreeMap<JobId, Job>> {
        if ids.is_empty() {
            return Ok(BTreeMap::new());
        }
        let (sql, args) = with_ids(ANY_BY_IDS, args![], ids);
        self.rows(sql, args).await?.into_iter().map(|row| read(row).map(|job| (job.id, job))).collect()
    }

    /// Ids of an owner's jobs that are not over, oldest first, at most `limit`.
    ///
    /// # Errors
    /// The database failed.
    pub async fn open_job_ids(&self, owner: UserId, limit: u32) -> Result<Vec<JobId>> {
        self.rows(OPEN_IDS, args![owner, limit]).await?.into_iter().map(|mut row| row.parsed()).collect()
    }

    /// When the next scheduled job is due, over all owners.
    ///
    /// # Errors
    /// The database failed.
    pub(crate) async fn next_due(&self) -> Result<Option<i64>> {
        self.row(NEXT_DUE, args![]).await?.map_or(Ok(None), |mut row| row.opt_int())
    }

    /// Whether a lease may have run out, by this process's clock and `skew_ms` more.
    ///
    /// # Errors
    /// The database failed.
    pub(crate) async fn has_expired_leases(&self, skew_ms: i64) -> Result<bool> {
        Ok(self.row(EXPIRED, args![self.clock_ms() + skew_ms]).await?.is_some())
    }

    /// A page of an owner's jobs.
    ///
    /// # Errors
    /// The database failed.
    pub async fn list_jobs(
        &self,
        owner: UserId,
        filter: &JobFilter,
        order: JobOrder,
        direction: Direction,
        page: &PageRequest,
    ) -> Result<Page<Job>> {
        self.page(Some(owner), filter, order, direction, page).await
    }

    /// For the operator: a page of all jobs.
    ///
    /// # Errors
    /// The database failed.
    pub async fn admin_list_jobs(
        &self,
        filter: &JobFilter,
        order: JobOrder,
        direction: Direction,
        page: &PageRequest,
    ) -> Result<Page<Job>> {
        self.page(None, filter, order, direction, page).await
    }

    async fn page(
        &self,
        owner: Option<UserId>,
        filter: &JobFilter,
        order: JobOrder,
        direction: Direction,
        page: &PageRequest,
    ) -> Result<Page<Job>> {
        let keyset = Keyset { column: column(order), numeric: true, direction, page };
        let from = if owner.is_some() { OWNED_FILTER } else { FILTER };
        keyset
            .fetch(self, Sql::Borrowed(concat!("SELECT ", job_columns!())), from, filter_args(owner, filter), read, |job| {
                cursor(job, order)
            })
            .await
    }

    /// How many of an owner's jobs match, counted up to `cap` + 1.
    ///
    /// # Errors
    /// The database failed.
    pub async fn count_jobs(&self, owner: UserId, filter: &JobFilter, cap: u32) -> Result<i64> {
        super::keyset::count(self, OWNED_FILTER, filter_args(Some(owner), filter), cap).await
    }

    /// The events of a job behind `after` (0 for all), oldest first, at most `limit`.
    ///
    /// # Errors
    /// The database failed.
    pub async fn job_events(&self, owner: UserId, job: JobId, after: i64, limit: u32) -> Result<Vec<JobEvent>> {
        self.rows(EVENTS, args![owner, job, after, limit]).await?.into_iter().map(read_event).collect()
    }

    /// The attempts of a job, oldest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn job_attempts(&self, owner: UserId, job: JobId) -> Result<Vec<Attempt>> {
        self.rows(ATTEMPTS, args![owner, job]).await?.into_iter().map(read_attempt).collect()
    }
}

/// Unfinished jobs sort as the latest.
fn column(order: JobOrder) -> &'static str {
    match order {
        JobOrder::CreatedAt => "created_at",
        JobOrder::FinishedAt => "COALESCE(finished_at, 9223372036854775807)",
    }
}

fn cursor(job: &Job, order: JobOrder) -> Cursor {
    let key = match order {
        JobOrder::CreatedAt => job.created_at,
        JobOrder::FinishedAt => job.finished_at.unwrap_or(i64::MAX),
    };
    Cursor { key: SortKey::Number(key), id: job.id.to_string() }
}

fn filter_args(owner: Option<UserId>, filter: &JobFilter) -> Vec<Value> {
    args![
        owner,
        any_of(&filter.kinds),
        any_of(&filter.states),
        filter.screenplay,
        filter.batch,
        filter.created_after,
        filter.created_before
    ]
}

pub(super) fn read(mut row: Row) -> Result<Job> {
    Ok(Job {
        id: row.parsed()?,
        owner: row.parsed()?,
        screenplay: row.parsed()?,
        kind: row.parsed()?,
        options: row.json()?,
        engine_version: row.text()?,
        batch: row.opt_parsed()?,
        priority: read_priority(&mut row)?,
        state: row.parsed()?,
        run_at: row.int()?,
        created_at: row.int()?,
        started_at: row.opt_int()?,
        finished_at: row.opt_int()?,
        attempt: row.count()?,
        max_attempts: row.count()?,
        epoch: row.int()?,
        worker: row.opt_parsed()?,
        rev: row.int()?,
        last_event: row.int()?,
        progress: {
            let progress = read_progress(&mut row)?;
            JobProgress { scene: row.opt_int()?, ..progress }
        },
        idempotency_key: row.opt_text()?,
        from_cache: row.flag()?,
        failure: read_failure(&mut row)?,
        trace: row.opt_text()?,
    })
}

pub(super) fn read_priority(row: &mut Row) -> Result<Priority> {
    let rank = row.int()?;
    Priority::from_rank(rank).ok_or_else(|| StoreError::damaged("jobs.priority", rank))
}

fn read_progress(row: &mut Row) -> Result<JobProgress> {
    Ok(JobProgress {
        stage: row.opt_name()?,
        stages_done: row.int()?,
        stages_total: row.int()?,
        scenes_done: row.int()?,
        scenes_total: row.int()?,
        scene: None,
    })
}

fn read_failure(row: &mut Row) -> Result<Option<JobFailure>> {
    let (code, message) = (row.opt_name()?, row.opt_text()?);
    Ok(code.map(|code| JobFailure { code, message: message.unwrap_or_default() }))
}

fn read_event(mut row: Row) -> Result<JobEvent> {
    Ok(JobEvent {
        job: row.parsed()?,
        seq: row.int()?,
        kind: row.name()?,
        state: row.parsed()?,
        attempt: row.count()?,
        at: row.int()?,
        progress: read_progress(&mut row)?,
        failure: read_failure(&mut row)?,
    })
}

fn read_attempt(mut row: Row) -> Result<Attempt> {
    Ok(Attempt {
        number: row.count()?,
        epoch: row.int()?,
        worker: row.parsed()?,
        started_at: row.int()?,
        ended_at: row.opt_int()?,
        outcome: row.opt_name()?,
        failure: read_failure(&mut row)?,
    })
}
