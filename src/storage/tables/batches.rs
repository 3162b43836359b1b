//! Batches: analyses that were asked for together and are watched together. A submission that another job's work answered counts with that job.

use crate::ids::{BatchId, JobId, UserId};
use crate::storage::error::Result;
use crate::storage::sql::args;
use crate::storage::{Batch, Store, Tx};

use super::jobs::{job_columns, read};

const ADD: &str = "INSERT INTO batches (id, owner_id, created_at) VALUES ($1, $2, $3)";
const ADD_JOB: &str = "INSERT INTO batch_jobs (batch_id, position, job_id) VALUES ($1, $2, $3)";
const BY_ID: &str = "SELECT id, owner_id, created_at FROM batches WHERE owner_id = $1 AND id = $2";
const JOBS: &str = concat!(
    "SELECT ",
    job_columns!(),
    " FROM jobs JOIN (SELECT position, job_id FROM batch_jobs WHERE batch_id = $2) AS b ON b.job_id = jobs.id
    WHERE owner_id = $1 ORDER BY b.position"
);

impl Tx {
    /// Opens a batch.
    ///
    /// # Errors
    /// The database failed.
    pub async fn create_batch(&mut self, owner: UserId) -> Result<BatchId> {
        let (id, now) = (BatchId::make(self.ids.as_ref()), self.now());
        self.execute(ADD, args![id, owner, now]).await?;
        Ok(id)
    }

    /// Notes the job that answers the submission at a position of a batch.
    pub(crate) async fn join_batch(&mut self, batch: BatchId, position: u32, job: JobId) -> Result<()> {
        self.execute(ADD_JOB, args![batch, position, job]).await.map(drop)
    }
}

impl Store {
    /// A batch of an owner with its jobs in the order asked.
    ///
    /// # Errors
    /// The database failed.
    pub async fn batch(&self, owner: UserId, id: BatchId) -> Result<Option<Batch>> {
        let Some(mut row) = self.row(BY_ID, args![owner, id]).await? else {
            return Ok(None);
        };
        let (id, owner, created_at) = (row.parsed()?, row.parsed()?, row.int()?);
        let jobs = self.rows(JOBS, args![owner, id]).await?.into_iter().map(read).collect::<Result<Vec<_>>>()?;
        Ok(Some(Batch { id, owner, created_at, jobs }))
    }
}
