//! Claiming: which waiting jobs a worker takes next. The order is priority (aged), then the fair share between owners, then age.

use std::collections::BTreeMap;

use crate::ids::{JobId, UserId, WorkerId};
use crate::jobs::keys::engine_rank;
use crate::jobs::{JobKind, Transition};
use crate::storage::error::Result;
use crate::storage::sql::{any_of, args, name_of, with_ids};
use crate::storage::{Database, Job, JobEventKind, Tx};

use super::jobs::{job_columns, read};

const PAUSES: &str = "SELECT queue FROM queue_pauses";
const HELD: &str = "SELECT owner_id, COUNT(*) FROM jobs WHERE state IN ('RUNNING', 'CANCELLING') GROUP BY owner_id";
const WAITING: &str = "SELECT id, owner_id, losses FROM jobs WHERE state = 'QUEUED' AND engine_rank <= $1 AND $2 LIKE '%,' || kind || ',%'";
const UNDER_LIMIT: &str = " AND (SELECT COUNT(*) FROM jobs AS held WHERE held.owner_id = jobs.owner_id
      AND held.state IN ('RUNNING', 'CANCELLING')) < $4";
const ORDER: &str = " ORDER BY lane DESC, fair, id LIMIT $3";
const TAKE: &str = "UPDATE jobs SET state = 'RUNNING', attempt = attempt + 1, epoch = epoch + 1, worker_id = $1, lease_until = $2,
      started_at = COALESCE(started_at, $3), engine_version = $4, engine_rank = $5, rev = rev + 1, last_event = last_event + 1,
      stage = NULL, stages_done = 0, scenes_done = 0, scenes_total = 0, scene = NULL
    WHERE state = 'QUEUED' AND id IN @ids";
const LOG: &str = "INSERT INTO job_events (job_id, seq, kind, state, attempt, at, stage, stages_done, stages_total, scenes_done, scenes_total,
      failure_code, failure_message)
    SELECT id, last_event, $1, state, attempt, $2, stage, stages_done, stages_total, scenes_done, scenes_total, failure_code, failure_message
    FROM jobs WHERE id IN @ids";
const OPEN_ATTEMPTS: &str = "INSERT INTO job_attempts (job_id, epoch, number, worker_id, started_at)
    SELECT id, epoch, attempt, worker_id, $1 FROM jobs WHERE id IN @ids";
const TAKEN: &str = concat!("SELECT ", job_columns!(), " FROM jobs WHERE id IN @ids ORDER BY lane DESC, fair, id");

/// What a worker asks for.
#[derive(Debug, Clone)]
pub struct Claims<'a> {
    /// The worker.
    pub worker: WorkerId,
    /// Kinds it can run.
    pub kinds: &'a [JobKind],
    /// Free slots; never more jobs are taken, so that a later urgent job waits behind none of them.
    pub slots: u32,
    /// Whether the worker runs nothing at present: only then it takes a job that a worker was lost with, and that one alone.
    pub idle: bool,
    /// Length of the lease in milliseconds.
    pub lease_ms: i64,
    /// Jobs of one owner that may run at once, over all workers.
    pub per_owner: Option<i64>,
    /// Engine of this worker; jobs stamped with a newer one are left to newer workers.
    pub engine_version: &'a str,
}

/// What a claim brought.
#[derive(Debug, Clone, Default)]
pub struct Claimed {
    /// Jobs that are this worker's now, first one first.
    pub jobs: Vec<Job>,
    /// A job that must run alone waits at the head: take nothing more until this worker is idle.
    pub must_drain: bool,
    /// The one job taken must run alone: take nothing more until it is over.
    pub alone: bool,
}

struct Candidate {
    id: JobId,
    owner: UserId,
    suspect: bool,
}

#[derive(Default)]
struct Chosen {
    ids: Vec<JobId>,
    must_drain: bool,
    alone: bool,
}

impl Tx {
    /// Takes up to `slots` waiting jobs. Commits may be relaxed: a lost claim only leaves the jobs waiting.
    ///
    /// # Errors
    /// The database failed.
    pub async fn claim(&mut self, claims: &Claims<'_>) -> Result<Claimed> {
        let kinds = self.unpaused(claims.kinds).await?;
        if kinds.is_empty() || claims.slots == 0 {
            return Ok(Claimed::default());
        }
        let candidates = self.candidates(claims, &kinds).await?;
        let chosen = self.choose(claims, candidates).await?;
        let jobs = if chosen.ids.is_empty() { Vec::new() } else { self.take(claims, &chosen.ids).await? };
        Ok(Claimed { jobs, must_drain: chosen.must_drain, alone: chosen.alone })
    }

    async fn unpaused(&mut self, kinds: &[JobKind]) -> Result<Vec<JobKind>> {
        let mut paused = Vec::new();
        for mut row in self.rows(PAUSES, args![]).await? {
            paused.push(row.text()?);
        }
        let is_paused = |queue: &str| paused.iter().any(|name| name == queue);
        if is_paused(super::queues::ALL_QUEUES) {
            return Ok(Vec::new());
        }
        Ok(kinds.iter().copied().filter(|kind| !is_paused(kind.as_str())).collect())
    }

    async fn candidates(&mut self, claims: &Claims<'_>, kinds: &[JobKind]) -> Result<Vec<Candidate>> {
        let mut sql = WAITING.to_owned();
        let mut values = args![engine_rank(claims.engine_version), any_of(kinds), claims.slots];
        if let Some(limit) = claims.per_owner {
            sql.push_str(UNDER_LIMIT);
            values.push(limit.into());
        }
        sql.push_str(ORDER);
        sql.push_str(self.database().choose("", " FOR UPDATE SKIP LOCKED"));
        let mut candidates = Vec::new();
        for mut row in self.rows(sql, values).await? {
            candidates.push(Candidate { id: row.parsed()?, owner: row.parsed()?, suspect: row.int()? > 0 });
        }
        Ok(candidates)
    }

    /// Keeps the order, the owners' limits, and suspects alone.
    async fn choose(&mut self, claims: &Claims<'_>, candidates: Vec<Candidate>) -> Result<Chosen> {
        let mut held = match claims.per_owner {
            Some(_) => self.held_by_owner().await?,
            None => BTreeMap::new(),
        };
        let mut chosen = Chosen::default();
        for candidate in candidates {
            let running = held.entry(candidate.owner).or_insert(0);
            if claims.per_owner.is_some_and(|limit| *running >= limit) {
                continue;
            }
            *running += 1;
            if candidate.suspect {
                chosen.alone = claims.idle && chosen.ids.is_empty();
                chosen.must_drain = !chosen.alone;
                chosen.ids.extend(chosen.alone.then_some(candidate.id));
                return Ok(chosen);
            }
            chosen.ids.push(candidate.id);
        }
        Ok(chosen)
    }

    /// Running jobs by owner. On PostgreSQL claims take turns here, because two of them would count the same jobs.
    async fn held_by_owner(&mut self) -> Result<BTreeMap<UserId, i64>> {
        if self.database() == Database::Postgres {
            self.rows("SELECT CAST(1 AS BIGINT) FROM pg_advisory_xact_lock(hashtext(current_schema() || '.claims'))", args![]).await?;
        }
        let mut held = BTreeMap::new();
        for mut row in self.rows(HELD, args![]).await? {
            held.insert(row.parsed()?, row.int()?);
        }
        Ok(held)
    }

    async fn take(&mut self, claims: &Claims<'_>, ids: &[JobId]) -> Result<Vec<Job>> {
        let now = self.now();
        let version = claims.engine_version;
        let (sql, values) = with_ids(TAKE, args![claims.worker, now + claims.lease_ms, now, version, engine_rank(version)], ids);
        self.execute(sql, values).await?;
        self.log_many(ids, JobEventKind::Moved(Transition::Claim)).await?;
        let (sql, values) = with_ids(OPEN_ATTEMPTS, args![now], ids);
        self.execute(sql, values).await?;
        let (sql, values) = with_ids(TAKEN, args![], ids);
        self.rows(sql, values).await?.into_iter().map(read).collect()
    }

    /// Appends the event of a statement that raised `last_event` itself.
    pub(super) async fn log_many(&mut self, ids: &[JobId], kind: JobEventKind) -> Result<()> {
        let now = self.now();
        let (sql, values) = with_ids(LOG, args![name_of(&kind)?, now], ids);
        self.execute(sql, values).await.map(drop)
    }
}
