//! What owners do to jobs: submit, cancel, revive, delete. Each is one transaction with its event.

use mashhad_engine::ENGINE_VERSION;

use crate::hash::sha256_hex_parts;
use crate::ids::{JobId, ResultId, ScreenplayId, UserId};
use crate::jobs::keys::{Content, document_key, documents_of, engine_rank, work_key};
use crate::jobs::{JobState, Transition};
use crate::storage::error::{Result, StoreError};
use crate::storage::sql::{args, json_of};
use crate::storage::{Answer, Cancellation, DocumentKind, Job, JobEventKind, NewJob, Rejection, Revival, Submission, Tx};

use super::jobs::{job_columns, read};

/// How long an idempotency key is remembered: 24 hours.
pub(super) const IDEMPOTENCY_MS: i64 = 24 * 60 * 60 * 1_000;

const TURN: &str = "INSERT INTO owner_shares (owner_id, fair) VALUES ($1, 0)
    ON CONFLICT (owner_id) DO UPDATE SET fair = owner_shares.fair RETURNING fair";
const SCREENPLAY: &str = "SELECT content_hash, forced_format, refusal FROM screenplays WHERE owner_id = $1 AND id = $2";
const KEY: &str = "SELECT request_hash, job_id FROM idempotency_keys WHERE owner_id = $1 AND key = $2 AND created_at > $3";
const REMEMBER: &str = "INSERT INTO idempotency_keys (owner_id, key, request_hash, job_id, created_at) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (owner_id, key) DO UPDATE SET request_hash = excluded.request_hash, job_id = excluded.job_id, created_at = excluded.created_at";
const BY_ID: &str = concat!("SELECT ", job_columns!(), " FROM jobs WHERE owner_id = $1 AND id = $2");
const UNDER_WAY: &str =
    concat!("SELECT ", job_columns!(), " FROM jobs WHERE owner_id = $1 AND work_key = $2 AND state IN ('SCHEDULED', 'QUEUED', 'RUNNING')");
const OPEN: &str =
    "SELECT COUNT(*) FROM (SELECT 1 FROM jobs WHERE owner_id = $1 AND state IN ('SCHEDULED', 'QUEUED', 'RUNNING') LIMIT $2) open";
/// Start-time fair queuing: the owner's next stamp is its last one, or the present of the queue where that is later. The present is the
/// greatest stamp at work, else the smallest waiting, else the greatest ever given.
const STAMP: &str =
    "UPDATE owner_shares SET fair = $2 + (SELECT CASE WHEN present > owner_shares.fair THEN present ELSE owner_shares.fair END
      FROM (SELECT COALESCE((SELECT MAX(fair) FROM jobs WHERE state IN ('RUNNING', 'CANCELLING')),
                            (SELECT MIN(fair) FROM jobs WHERE state = 'QUEUED'), 0) AS present) AS queue)
    WHERE owner_id = $1 RETURNING fair";
const ADD: &str =
    "INSERT INTO jobs (id, owner_id, screenplay_id, kind, options, engine_version, engine_rank, batch_id, work_key, priority, lane,
      fair, state, run_at, created_at, finished_at, max_attempts, stages_done, stages_total, idempotency_key, from_cache, trace)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)";
const CANCEL: &str = "UPDATE jobs SET state = CASE state WHEN 'RUNNING' THEN 'CANCELLING' ELSE 'CANCELLED' END,
      finished_at = CASE state WHEN 'RUNNING' THEN NULL ELSE CAST($3 AS BIGINT) END, rev = rev + 1
    WHERE owner_id = $1 AND id = $2 AND state IN ('SCHEDULED', 'QUEUED', 'RUNNING')";
const REVIVE: &str =
    "UPDATE jobs SET state = 'QUEUED', run_at = $3, finished_at = NULL, attempt = 0, losses = 0, rev = rev + 1, lane = priority, fair = $4,
      engine_version = $5, engine_rank = $6, work_key = $7, stage = NULL, stages_done = 0, scenes_done = 0, scenes_total = 0, scene = NULL,
      failure_code = NULL, failure_message = NULL
    WHERE owner_id = $1 AND id = $2 AND state IN ('DEAD', 'CANCELLED')";
const DELETE: &str = "DELETE FROM jobs WHERE owner_id = $1 AND id = $2 AND state IN ('SUCCEEDED', 'CANCELLED', 'DEAD')";
const DELETE_SCREENPLAY: &str = "DELETE FROM screenplays WHERE owner_id = $1 AND id = $2";
const EVENT: &str = "INSERT INTO job_events (job_id, seq, kind, state, attempt, at, stage, stages_done, stages_total, scenes_done, scenes_total,
      failure_code, failure_message)
    SELECT id, last_event, $2, state, attempt, $3, stage, stages_done, stages_total, scenes_done, scenes_total, failure_code, failure_message
    FROM jobs WHERE id = $1";
const NEXT_EVENT: &str = "UPDATE jobs SET last_event = last_event + 1 WHERE id = $1";

/// Limits of one owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Jobs that may wait or run at once.
    pub open_jobs: i64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { open_jobs: 1_000 }
    }
}

/// A submission that was taken, or the reason why not.
pub type Outcome = std::result::Result<Submission, Rejection>;

/// What a submission is about, once its screenplay is known.
struct Subject {
    hash: String,
    forced_format: String,
}

impl Subject {
    fn content(&self) -> Content<'_> {
        Content { hash: &self.hash, forced_format: &self.forced_format }
    }
}

impl Tx {
    /// Submits a job: repeats the answer to a known idempotency key, joins the same work under way, finds finished results, or queues.
    ///
    /// # Errors
    /// The database failed.
    pub async fn submit(&mut self, new: &NewJob, limits: &Limits) -> Result<Outcome> {
        // The owner's row is the turn of the owner's submissions: two equal ones cannot both find nothing.
        self.rows(TURN, args![new.owner]).await?;
        let subject = match self.subject(new.owner, new.screenplay).await? {
            Ok(subject) => subject,
            Err(rejection) => return Ok(Err(rejection)),
        };
        let request_hash = request_hash(new)?;
        if let Some(outcome) = self.repeated(new, &request_hash).await? {
            return Ok(outcome);
        }
        let work_key = work_key(new.kind, subject.content(), &new.options, ENGINE_VERSION);
        let (job, answer) = if let Some(row) = self.row(UNDER_WAY, args![new.owner, work_key.as_str()]).await? {
            (read(row)?, Answer::Coalesced)
        } else if let Some(documents) = self.finished_documents(new, &subject).await? {
            (self.add_finished(new, &work_key, &documents).await?, Answer::Cached)
        } else if self.open_jobs(new.owner, limits).await? >= limits.open_jobs {
            return Ok(Err(Rejection::OwnerQueueFull { limit: limits.open_jobs }));
        } else {
            (self.add_waiting(new, &work_key).await?, Answer::Created)
        };
        if let Some(key) = &new.idempotency_key {
            let now = self.now();
            self.execute(REMEMBER, args![new.owner, key.as_str(), request_hash, job.id, now]).await?;
        }
        Ok(Ok(Submission { job, answer }))
    }

    async fn subject(&mut self, owner: UserId, screenplay: ScreenplayId) -> Result<std::result::Result<Subject, Rejection>> {
        let Some(mut row) = self.row(SCREENPLAY, args![owner, screenplay]).await? else {
            return Ok(Err(Rejection::ScreenplayNotFound));
        };
        let subject = Subject { hash: row.text()?, forced_format: row.text()? };
        Ok(match row.opt_json()? {
            Some(refusal) => Err(Rejection::ScreenplayRefused(Box::new(refusal))),
            None => Ok(subject),
        })
    }

    async fn repeated(&mut self, new: &NewJob, request_hash: &str) -> Result<Option<Outcome>> {
        let Some(key) = &new.idempotency_key else { return Ok(None) };
        let since = self.now() - IDEMPOTENCY_MS;
        let Some(mut row) = self.row(KEY, args![new.owner, key.as_str(), since]).await? else { return Ok(None) };
        if row.text()? != request_hash {
            return Ok(Some(Err(Rejection::IdempotencyMismatch)));
        }
        let id: JobId = row.parsed()?;
        Ok(self.owned_job(new.owner, id).await?.map(|job| Ok(Submission { job, answer: Answer::Repeated })))
    }

    async fn open_jobs(&mut self, owner: UserId, limits: &Limits) -> Result<i64> {
        self.row(OPEN, args![owner, limits.open_jobs]).await?.map_or(Ok(0), |mut row| row.int())
    }

    /// The stored documents of the kind, when all of them are there.
    async fn finished_documents(&mut self, new: &NewJob, subject: &Subject) -> Result<Option<Vec<(DocumentKind, ResultId)>>> {
        let mut found = Vec::new();
        for kind in documents_of(new.kind) {
            let key = document_key(kind, subject.content(), &new.options, ENGINE_VERSION);
            match self.find_document(new.owner, &key).await? {
                Some(id) => found.push((kind, id)),
                None => return Ok(None),
            }
        }
        Ok(Some(found))
    }

    async fn add_finished(&mut self, new: &NewJob, work_key: &str, documents: &[(DocumentKind, ResultId)]) -> Result<Job> {
        self.add_job(new, work_key, JobState::Succeeded, 0).await?;
        let links: Vec<_> = documents.iter().map(|(kind, result)| (new.id, *kind, *result)).collect();
        self.link_documents(&links).await?;
        self.count_hits(documents.iter().map(|(_, result)| *result).collect()).await?;
        self.log(new.id, JobEventKind::Submitted).await?;
        self.known_job(new.owner, new.id).await
    }

    async fn add_waiting(&mut self, new: &NewJob, work_key: &str) -> Result<Job> {
        let fair = self.stamp(new.owner, new.kind.spec().cost).await?;
        let state = if new.run_at.is_some_and(|at| at > self.now()) { JobState::Scheduled } else { JobState::Queued };
        self.add_job(new, work_key, state, fair).await?;
        self.log(new.id, JobEventKind::Submitted).await?;
        self.known_job(new.owner, new.id).await
    }

    async fn stamp(&mut self, owner: UserId, cost: i64) -> Result<i64> {
        let row = self.row(STAMP, args![owner, cost]).await?;
        let end = row.ok_or_else(|| StoreError::damaged("owner_shares", "no row came back"))?.int()?;
        Ok(end - cost)
    }

    async fn add_job(&mut self, new: &NewJob, work_key: &str, state: JobState, fair: i64) -> Result<()> {
        let (now, spec) = (self.now(), new.kind.spec());
        let stages = i64::try_from(spec.components.len()).unwrap_or(0) + 1;
        let finished = state.is_terminal();
        let values = args![
            new.id,
            new.owner,
            new.screenplay,
            new.kind.as_str(),
            json_of(&new.options)?,
            ENGINE_VERSION,
            engine_rank(ENGINE_VERSION),
            new.batch,
            work_key,
            new.priority.rank(),
            fair,
            state.as_str(),
            new.run_at.unwrap_or(now),
            now,
            finished.then_some(now),
            spec.max_attempts,
            if finished { stages } else { 0 },
            stages,
            new.idempotency_key.clone(),
            finished,
            new.trace.clone()
        ];
        self.execute(ADD, values).await.map(drop)
    }

    /// Cancels a waiting job, or asks the worker of a running one to stop. Idempotent.
    ///
    /// # Errors
    /// The database failed.
    pub async fn cancel_job(&mut self, owner: UserId, id: JobId) -> Result<Cancellation> {
        let now = self.now();
        let changed = self.execute(CANCEL, args![owner, id, now]).await? > 0;
        if changed {
            self.log(id, JobEventKind::Moved(Transition::Cancel)).await?;
            self.drop_sheets(&[id]).await?;
        }
        Ok(match self.owned_job(owner, id).await? {
            None => Cancellation::NotFound,
            Some(job) if !changed => Cancellation::Unchanged(job),
            Some(job) if job.state == JobState::Cancelling => Cancellation::Requested(job),
            Some(job) => Cancellation::Cancelled(job),
        })
    }

    /// Runs a dead or cancelled job again with fresh attempts and the present engine; finished components stay finished.
    ///
    /// # Errors
    /// The database failed.
    pub async fn revive_job(&mut self, owner: UserId, id: JobId) -> Result<Revival> {
        self.rows(TURN, args![owner]).await?;
        let Some(job) = self.owned_job(owner, id).await? else {
            return Ok(Revival::NotFound);
        };
        if job.state.after(Transition::Revive).is_none() {
            return Ok(Revival::NotAllowed(job));
        }
        let Ok(subject) = self.subject(owner, job.screenplay).await? else {
            return Ok(Revival::NotAllowed(job));
        };
        let key = work_key(job.kind, subject.content(), &job.options, ENGINE_VERSION);
        if let Some(row) = self.row(UNDER_WAY, args![owner, key.as_str()]).await? {
            return Ok(Revival::UnderWay(read(row)?));
        }
        let (now, fair) = (self.now(), self.stamp(owner, job.kind.spec().cost).await?);
        self.execute(REVIVE, args![owner, id, now, fair, ENGINE_VERSION, engine_rank(ENGINE_VERSION), key]).await?;
        self.log(id, JobEventKind::Moved(Transition::Revive)).await?;
        Ok(Revival::Revived(self.known_job(owner, id).await?))
    }

    /// Deletes a job that is over, with its events and attempts; its results stay with the screenplay. Whether there was one.
    ///
    /// # Errors
    /// The database failed.
    pub async fn delete_job(&mut self, owner: UserId, id: JobId) -> Result<bool> {
        Ok(self.execute(DELETE, args![owner, id]).await? > 0)
    }

    /// Deletes a screenplay with its file, jobs and results; a run at work finds its job gone and stops. Whether there was one.
    ///
    /// # Errors
    /// The database failed.
    pub async fn delete_screenplay(&mut self, owner: UserId, id: ScreenplayId) -> Result<bool> {
        Ok(self.execute(DELETE_SCREENPLAY, args![owner, id]).await? > 0)
    }

    /// Appends an event that shows the job as it is now; the number comes from the job's row, so that the log has no gaps.
    pub(super) async fn log(&mut self, id: JobId, kind: JobEventKind) -> Result<()> {
        let (now, kind) = (self.now(), crate::storage::sql::name_of(&kind)?);
        self.execute(NEXT_EVENT, args![id]).await?;
        self.execute(EVENT, args![id, kind, now]).await.map(drop)
    }

    pub(super) async fn owned_job(&mut self, owner: UserId, id: JobId) -> Result<Option<Job>> {
        self.row(BY_ID, args![owner, id]).await?.map(read).transpose()
    }

    async fn known_job(&mut self, owner: UserId, id: JobId) -> Result<Job> {
        self.owned_job(owner, id).await?.ok_or_else(|| StoreError::damaged("jobs", "the row just written is not there"))
    }
}

/// Hash of everything the caller asked for, the key itself left out.
fn request_hash(new: &NewJob) -> Result<String> {
    let options = json_of(&new.options)?;
    let (screenplay, run_at) = (new.screenplay.to_string(), new.run_at.map(|at| at.to_string()).unwrap_or_default());
    let rank = new.priority.rank().to_string();
    Ok(sha256_hex_parts([new.kind.as_str().as_bytes(), screenplay.as_bytes(), options.as_bytes(), run_at.as_bytes(), rank.as_bytes()]))
}
