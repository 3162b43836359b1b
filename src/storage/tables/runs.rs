//! What a run reads and writes while it goes on: its file, progress, checkpoints. Every statement names the run (job, epoch, worker); a run
//! that lost its lease touches nothing. Its end is in `ends`.

use crate::hash::sha256_hex;
use crate::ids::{JobId, ResultId, ScreenplayId, UserId, WorkerId};
use crate::storage::error::Result;
use crate::storage::sql::{args, in_list, name_of};
use crate::storage::{DocumentKind, Job, JobEventKind, JobProgress, Store, Tx};

use super::results::NewDocument;

const PROGRESS: &str = "UPDATE jobs SET stage = $4, stages_done = $5, scenes_done = $6, scenes_total = $7, scene = $8, rev = rev + 1
    WHERE id = $1 AND epoch = $2 AND worker_id = $3 AND state IN ('RUNNING', 'CANCELLING')";
const STAGE_DONE: &str = "UPDATE jobs SET stage = $2, stages_done = $3, scenes_done = $4, scenes_total = $5, scene = NULL, rev = rev + 1,
      last_event = last_event + 1 WHERE id = $1";
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

/// Newest progress of a run, with the sheets that were finished since the last one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgressFlush {
    /// The run.
    pub run: Run,
    /// Its progress.
    pub progress: JobProgress,
    /// Breakdown sheets as JSON, by ordinal of the scene.
    pub sheets: Vec<(u32, String)>,
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

impl RunFile {
    /// Whether the bytes are those that were stored.
    #[must_use]
    pub fn is_intact(&self) -> bool {
        sha256_hex(&self.bytes) == self.content_hash
    }
}

impl Store {
    /// The file of an owner's screenplay, with what its documents are addressed by.
    ///
    /// # Errors
    /// The database failed.
    pub async fn file_of(&self, owner: UserId, screenplay: ScreenplayId) -> Result<Option<RunFile>> {
        let Some(mut row) = self.row(FILE, args![owner, screenplay]).await? else {
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
        for ProgressFlush { run, progress, sheets } in flushes {
            let stage = progress.stage.map(|stage| name_of(&stage)).transpose()?;
            let (done, total) = (progress.scenes_done, progress.scenes_total);
            let values = args![run.job, run.epoch, run.worker, stage, progress.stages_done, done, total, progress.scene];
            if self.execute(PROGRESS, values).await? == 0 {
                lost.push(run.job);
            } else {
                self.add_sheets(run.job, sheets).await?;
            }
        }
        Ok(lost)
    }

    /// Stores the document of a finished component, so that no later attempt computes it again. `false` when the lease is lost.
    ///
    /// # Errors
    /// The database failed.
    pub async fn checkpoint(&mut self, run: &Run, document: &NewDocument, progress: &JobProgress) -> Result<bool> {
        if self.held(&[*run]).await?.is_empty() {
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
}
