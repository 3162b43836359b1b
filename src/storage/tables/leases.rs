//! Leases: extended by their holders, taken back when they run out; and the two clocks of waiting jobs, start time and ageing.

use crate::ids::{JobId, WorkerId};
use crate::jobs::{JobState, Priority, Transition};
use crate::storage::error::Result;
use crate::storage::sql::{args, name_of, with_ids};
use crate::storage::{FailureCode, JobEventKind, Tx};

use super::ends::CLOSE_ATTEMPT;

const BEAT: &str = "UPDATE jobs SET lease_until = $2 WHERE worker_id = $1 AND state IN ('RUNNING', 'CANCELLING') AND id IN @ids
    RETURNING id, epoch, state";
const EXPIRED: &str =
    "SELECT id, state, attempt, max_attempts, epoch FROM jobs WHERE state IN ('RUNNING', 'CANCELLING') AND lease_until <= $1
    ORDER BY lease_until, id LIMIT $2";
const EXPIRE: &str = "UPDATE jobs SET state = $2, worker_id = NULL, lease_until = NULL, losses = losses + 1, rev = rev + 1,
      last_event = last_event + 1, run_at = $3, finished_at = $4, failure_code = $5, failure_message = $6
    WHERE id = $1";
const DUE: &str = "SELECT id FROM jobs WHERE state = 'SCHEDULED' AND run_at <= $1 ORDER BY run_at, id LIMIT $2";
const PROMOTE: &str = "UPDATE jobs SET state = 'QUEUED', lane = priority, rev = rev + 1, last_event = last_event + 1
    WHERE state = 'SCHEDULED' AND id IN @ids";
const AGE: &str = "UPDATE jobs SET lane = CASE WHEN priority + ($1 - run_at) / $2 > $3 THEN $3 ELSE priority + ($1 - run_at) / $2 END
    WHERE state = 'QUEUED' AND lane < $3 AND run_at <= $1 AND priority + ($1 - run_at) / $2 > lane";

/// What a heartbeat brought back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Beat {
    /// Jobs that the owner asked to stop.
    pub cancelling: Vec<JobId>,
    /// Jobs that are not this run's any more: stop, and write nothing.
    pub lost: Vec<JobId>,
}

/// A lease that ran out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rescued {
    /// The job.
    pub job: JobId,
    /// Its state now.
    pub state: JobState,
}

impl Tx {
    /// Extends the leases of a worker's runs.
    ///
    /// # Errors
    /// The database failed; the leases run on as they were.
    pub async fn beat(&mut self, worker: WorkerId, runs: &[(JobId, i64)], lease_ms: i64) -> Result<Beat> {
        let mut beat = Beat::default();
        if runs.is_empty() {
            return Ok(beat);
        }
        let ids: Vec<JobId> = runs.iter().map(|(id, _)| *id).collect();
        let until = self.now() + lease_ms;
        let (sql, values) = with_ids(BEAT, args![worker, until], &ids);
        let mut held = std::collections::BTreeMap::new();
        for mut row in self.rows(sql, values).await? {
            let (id, epoch, state): (JobId, i64, JobState) = (row.parsed()?, row.int()?, row.parsed()?);
            held.insert(id, (epoch, state));
        }
        for (id, epoch) in runs {
            match held.get(id) {
                Some((held_epoch, state)) if held_epoch == epoch => {
                    if *state == JobState::Cancelling {
                        beat.cancelling.push(*id);
                    }
                }
                _ => beat.lost.push(*id),
            }
        }
        Ok(beat)
    }

    /// Takes back at most `limit` leases that ran out before `before` (the present, or the end of time when no other process can hold
    /// one): back to the queue, dead without attempts left, cancelled where that was asked for.
    ///
    /// # Errors
    /// The database failed.
    pub async fn rescue(&mut self, before: i64, limit: u32) -> Result<Vec<Rescued>> {
        let mut sql = EXPIRED.to_owned();
        sql.push_str(self.database().choose("", " FOR UPDATE SKIP LOCKED"));
        let mut rescued = Vec::new();
        for mut row in self.rows(sql, args![before, limit]).await? {
            let (job, state): (JobId, JobState) = (row.parsed()?, row.parsed()?);
            let (attempt, max_attempts, epoch) = (row.int()?, row.int()?, row.int()?);
            let transition = if attempt < max_attempts || state == JobState::Cancelling { Transition::Expire } else { Transition::GiveUp };
            let Some(state) = state.after(transition) else { continue };
            self.expire(job, epoch, state, transition).await?;
            rescued.push(Rescued { job, state });
        }
        Ok(rescued)
    }

    async fn expire(&mut self, job: JobId, epoch: i64, state: JobState, transition: Transition) -> Result<()> {
        let now = self.now();
        let finished = state.is_terminal().then_some(now);
        let lost = (name_of(&FailureCode::WorkerLost)?, "the worker vanished and its lease ran out");
        let failure = (state != JobState::Cancelled).then_some(lost.clone());
        let (code, message) = failure.map_or((None, None), |(code, message)| (Some(code), Some(message.to_owned())));
        self.execute(EXPIRE, args![job, state.as_str(), now, finished, code, message]).await?;
        self.execute(CLOSE_ATTEMPT, args![job, epoch, now, name_of(&transition)?, lost.0, lost.1]).await?;
        if state.is_terminal() {
            self.drop_sheets(&[job]).await?;
        }
        self.log_many(&[job], JobEventKind::Moved(transition)).await
    }

    /// Queues at most `limit` jobs whose start time came.
    ///
    /// # Errors
    /// The database failed.
    pub async fn promote_due(&mut self, limit: u32) -> Result<Vec<JobId>> {
        let now = self.now();
        let mut sql = DUE.to_owned();
        sql.push_str(self.database().choose("", " FOR UPDATE SKIP LOCKED"));
        let mut ids = Vec::new();
        for mut row in self.rows(sql, args![now, limit]).await? {
            ids.push(row.parsed()?);
        }
        if !ids.is_empty() {
            let (sql, values) = with_ids(PROMOTE, args![], &ids);
            self.execute(sql, values).await?;
            self.log_many(&ids, JobEventKind::Moved(Transition::Due)).await?;
        }
        Ok(ids)
    }

    /// Lifts each waiting job by one priority for every `step_ms` it waited, up to URGENT; how many moved.
    ///
    /// # Errors
    /// The database failed.
    pub async fn age_waiting(&mut self, step_ms: i64) -> Result<u64> {
        let now = self.now();
        self.execute(AGE, args![now, step_ms.max(1), Priority::Urgent.rank()]).await
    }
}
