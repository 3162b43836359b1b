//! What a run writes: progress, checkpoints, its end. Every statement names the run (job, epoch, worker); a run that lost its lease
//! touches nothing.

use crate::ids::{JobId, ResultId, ScreenplayId, UserId, WorkerId};
use crate::jobs::{JobState, Transition};
use crate::storage::error::Result;
use crate::storage::sql::{args, in_list, name_of};
use crate::storage::{DocumentKind, Job, JobEventKind, JobFailure, JobProgress, Store, Tx};

use super::results::NewDocument;

const PROGRESS: &str = "UPDATE jobs SET stage = $4, stages_done = $5, scenes_done = $6, scenes_total = $7, rev = rev + 1
    WHERE id = $1 AND epoch = $2 AND worker_id = $3 AND state IN ('RUNNING', 'CANCELLING')";
const HELD: &str = "SELECT state, attempt, max_attempts FROM jobs
    WHERE id = $1 AND epoch = $2 AND worker_id = $3 AND state IN ('RUNNING', 'CANCELLING')";
const STAGE_DONE: &str = "UPDATE jobs SET stage = $2, stages_done = $3, scenes_done = $4, scenes_total = $5, rev = rev + 1,
      last_event = last_event + 1 WHERE id = $1";
const END: &str = "UPDATE jobs SET state = $2, worker_id = NULL, lease_until = NULL, rev = rev + 1, last_event = last_event + 1,
      attempt = attempt - $3, run_at = $4, finished_at = $5, failure_code = $6, failure_message = $7,
      stages_done = CASE WHEN $2 = 'SUCCEEDED' THEN stages_total ELSE stages_done END
    WHERE id = $1";
const CLOSE_ATTEMPT: &str =
    "UPDATE job_attempts SET ended_at = $3, outcome = $4, failure_code = $5, failure_message = $6 WHERE job_id = $1 AND epoch = $2";
const FILE: &str = "SELECT s.content_hash, s.forced_format, s.file_name, f.bytes
    FROM screenplays s JOIN screenplay_files f ON f.screenplay_id = s.id WHERE s.owner_id = $1 AND s.id = $2";

/// One run of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// The job.
    pub job: JobId,
    /// Number of the run.
    pub epoch: i64,
    /// Who runs it.
    pub worker: WorkerId,
    /// Whose job it is.
    pub owner: UserId,
    /// What is analysed.
    pub screenplay: ScreenplayId,
}

impl Run {
    /// The run that a claim started.
    #[must_use]
    pub fn of(job: &Job, worker: WorkerId) -> Self {
        Self { job: job.id, epoch: job.epoch, worker, owner: job.owner, screenplay: job.screenplay }
    }
}

/// Newest progress of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProgressFlush {
    /// The run.
    pub run: Run,
    /// Its progress.
    pub progress: JobProgress,
}

/// How a run ended.
#[derive(Debug, Clone)]
pub enum Finish {
    /// With results: new documents, and earlier ones that were used again.
    Succeeded {
        /// Documents that the run made and has not stored yet.
        documents: Vec<NewDocument>,
        /// Documents that were there.
        reused: Vec<(DocumentKind, ResultId)>,
    },
    /// It noticed the request to stop.
    Stopped,
    /// It failed.
    Failed {
        /// Why.
        failure: JobFailure,
        /// Milliseconds until the next attempt; `None` when another attempt is no use.
        retry_after_ms: Option<i64>,
    },
    /// The worker shuts down; the attempt is not counted.
    GivenBack,
}

/// The file of a run, with what its documents are addressed by.
#[derive(Debug, Clone)]
pub struct RunFile {
    /// SHA-256 of the bytes as stored.
    pub content_hash: String,
    /// Name of the forced format; empty when it is detected.
    pub forced_format: String,
    /// Name of the file.
    pub file_name: Option<String>,
    /// The bytes; the reader checks them against the hash.
    pub bytes: Vec<u8>,
}

impl Store {
    /// The file of a job's screenplay.
    ///
    /// # Errors
    /// The database failed.
    pub async fn run_file(&self, run: &Run) -> Result<Option<RunFile>> {
        let Some(mut row) = self.row(FILE, args![run.owner, run.screenplay]).await? else {
            return Ok(None);
        };
        Ok(Some(RunFile { content_hash: row.text()?, forced_format: row.text()?, file_name: row.opt_text()?, bytes: row.blob()? }))
    }

    /// Those of the keyed documents that the owner has.
    ///
    /// # Errors
    /// The database failed.
    pub(crate) async fn documents_by_key(&self, owner: UserId, keys: &[&str]) -> Result<Vec<(DocumentKind, ResultId)>> {
        let (list, values) = in_list(3, keys);
        let mut all = args![owner, super::results::SHAPE];
        all.extend(values);
        let sql = format!("SELECT kind, id FROM results WHERE owner_id = $1 AND shape = $2 AND cache_key IN {list} ORDER BY kind");
        let mut found = Vec::new();
        for mut row in self.rows(sql, all).await? {
            found.push((row.name()?, row.parsed()?));
        }
        Ok(found)
    }
}

impl Tx {
    /// Writes the newest progress of runs; the runs that lost their lease come back.
    ///
    /// # Errors
    /// The database failed.
    pub async fn flush_progress(&mut self, flushes: &[ProgressFlush]) -> Result<Vec<JobId>> {
        let mut lost = Vec::new();
        for ProgressFlush { run, progress } in flushes {
            let stage = progress.stage.map(|stage| name_of(&stage)).transpose()?;
            let values = args![run.job, run.epoch, run.worker, stage, progress.stages_done, progress.scenes_done, progress.scenes_total];
            if self.execute(PROGRESS, values).await? == 0 {
                lost.push(run.job);
            }
        }
        Ok(lost)
    }

    /// Stores the document of a finished component, so that no later attempt computes it again. `false` when the lease is lost.
    ///
    /// # Errors
    /// The database failed.
    pub async fn checkpoint(&mut self, run: &Run, document: &NewDocument, progress: &JobProgress) -> Result<bool> {
        if self.held(run).await?.is_none() {
            return Ok(false);
        }
        let result = self.add_document(run.owner, run.screenplay, document).await?;
        self.link_document(run.job, document.kind, result).await?;
        let stage = progress.stage.map(|stage| name_of(&stage)).transpose()?;
        let values = args![run.job, stage, progress.stages_done, progress.scenes_done, progress.scenes_total];
        self.execute(STAGE_DONE, values).await?;
        self.log_many(&[run.job], JobEventKind::StageDone).await?;
        Ok(true)
    }

    /// Writes the end of a run: results, attempt, event and state at once. The state after it, or `None` when the lease is lost and
    /// nothing was written.
    ///
    /// # Errors
    /// The database failed.
    pub async fn finish(&mut self, run: &Run, finish: Finish) -> Result<Option<JobState>> {
        let Some((state, attempts_left)) = self.held(run).await? else {
            return Ok(None);
        };
        let transition = transition_of(&finish, attempts_left);
        let Some(next) = state.after(transition) else { return Ok(None) };
        if next == JobState::Succeeded
            && let Finish::Succeeded { documents, reused } = &finish
        {
            self.store_results(run, documents, reused).await?;
        }
        self.end(run, next, transition, &finish).await?;
        Ok(Some(next))
    }

    async fn held(&mut self, run: &Run) -> Result<Option<(JobState, bool)>> {
        let mut sql = HELD.to_owned();
        sql.push_str(self.database().choose("", " FOR UPDATE"));
        let Some(mut row) = self.row(sql, args![run.job, run.epoch, run.worker]).await? else {
            return Ok(None);
        };
        Ok(Some((row.parsed()?, row.int()? < row.int()?)))
    }

    async fn store_results(&mut self, run: &Run, documents: &[NewDocument], reused: &[(DocumentKind, ResultId)]) -> Result<()> {
        for document in documents {
            let result = self.add_document(run.owner, run.screenplay, document).await?;
            self.link_document(run.job, document.kind, result).await?;
        }
        for (kind, result) in reused {
            self.link_document(run.job, *kind, *result).await?;
            self.count_hit(*result).await?;
        }
        Ok(())
    }

    async fn end(&mut self, run: &Run, next: JobState, transition: Transition, finish: &Finish) -> Result<()> {
        let now = self.now();
        let (failure, delay) = match finish {
            Finish::Failed { failure, retry_after_ms } if next != JobState::Cancelled => (Some(failure), retry_after_ms.unwrap_or(0)),
            _ => (None, 0),
        };
        let code = failure.map(|failure| name_of(&failure.code)).transpose()?;
        let message = failure.map(|failure| failure.message.clone());
        let uncounted = i64::from(transition == Transition::GiveBack);
        let finished = next.is_terminal().then_some(now);
        let values = args![run.job, next.as_str(), uncounted, now + delay, finished, code.clone(), message.clone()];
        self.execute(END, values).await?;
        self.execute(CLOSE_ATTEMPT, args![run.job, run.epoch, now, name_of(&transition)?, code, message]).await?;
        self.log_many(&[run.job], JobEventKind::Moved(transition)).await
    }
}

fn transition_of(finish: &Finish, attempts_left: bool) -> Transition {
    match finish {
        Finish::Succeeded { .. } => Transition::Succeed,
        Finish::Stopped => Transition::Stop,
        Finish::GivenBack => Transition::GiveBack,
        Finish::Failed { retry_after_ms: Some(_), .. } if attempts_left => Transition::FailAndRetry,
        Finish::Failed { .. } => Transition::GiveUp,
    }
}
