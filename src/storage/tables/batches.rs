//! Batches: jobs that were submitted together and are watched together.

use crate::ids::{BatchId, UserId};
use crate::storage::error::Result;
use crate::storage::sql::args;
use crate::storage::{Batch, Store, Tx};

const ADD: &str = "INSERT INTO batches (id, owner_id, created_at) VALUES ($1, $2, $3)";
const BY_ID: &str = "SELECT id, owner_id, created_at FROM batches WHERE owner_id = $1 AND id = $2";
const STATES: &str = "SELECT state, COUNT(*) FROM jobs WHERE owner_id = $1 AND batch_id = $2 GROUP BY state ORDER BY state";

impl Tx {
    /// Opens a batch; its jobs name it at submission.
    ///
    /// # Errors
    /// The database failed.
    pub async fn create_batch(&mut self, owner: UserId) -> Result<BatchId> {
        let (id, now) = (BatchId::make(self.ids.as_ref()), self.now());
        self.execute(ADD, args![id, owner, now]).await?;
        Ok(id)
    }
}

impl Store {
    /// A batch of an owner with the states of its jobs. A submission that was answered by another job's work counts there, not here.
    ///
    /// # Errors
    /// The database failed.
    pub async fn batch(&self, owner: UserId, id: BatchId) -> Result<Option<Batch>> {
        let Some(mut row) = self.row(BY_ID, args![owner, id]).await? else {
            return Ok(None);
        };
        let (id, owner, created_at) = (row.parsed()?, row.parsed()?, row.int()?);
        let mut states = Vec::new();
        for mut row in self.rows(STATES, args![owner, id]).await? {
            states.push((row.parsed()?, row.int()?));
        }
        Ok(Some(Batch { id, owner, created_at, total: states.iter().map(|(_, jobs)| jobs).sum(), states }))
    }
}
