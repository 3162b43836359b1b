//! Sheets of a breakdown that is at work: written with the progress that tells of them, read by whoever watches the job, gone with the end of
//! the run. Owns the table `job_sheets`.

use crate::ids::{JobId, UserId};
use crate::storage::error::Result;
use crate::storage::sql::{Value, args, pieces, rows_of, with_ids};
use crate::storage::{JobSheet, Store, Tx};

const ADD: &str = "INSERT INTO job_sheets (job_id, ordinal, rev, document)
    SELECT jobs.id, CAST(v.column1 AS BIGINT), jobs.rev, v.column2 FROM jobs, (VALUES @rows) AS v WHERE jobs.id = $1
    ON CONFLICT (job_id, ordinal) DO UPDATE SET rev = excluded.rev, document = excluded.document";
const READ: &str = "SELECT s.ordinal, s.rev, s.document FROM job_sheets s JOIN jobs j ON j.id = s.job_id
    WHERE j.owner_id = $1 AND s.job_id = $2 AND s.rev > $3 AND s.rev <= $4 ORDER BY s.rev, s.ordinal LIMIT $5";
const DROP: &str = "DELETE FROM job_sheets WHERE job_id IN @ids";

impl Store {
    /// Sheets that an owner's job told of after the revision `after`, up to the revision `until`, in the order they were told, at most `limit`.
    ///
    /// # Errors
    /// The database failed, or a stored sheet cannot be read.
    pub async fn job_sheets(&self, owner: UserId, job: JobId, after: i64, until: i64, limit: u32) -> Result<Vec<JobSheet>> {
        let rows = self.rows(READ, args![owner, job, after, until, limit]).await?;
        rows.into_iter().map(|mut row| Ok(JobSheet { ordinal: row.count()?, rev: row.int()?, sheet: row.json()? })).collect()
    }
}

impl Tx {
    /// Adds sheets under the job's present revision; a scene that an earlier attempt told of is told again.
    pub(super) async fn add_sheets(&mut self, job: JobId, sheets: &[(u32, String)]) -> Result<()> {
        for piece in pieces(sheets) {
            let mut values = args![job];
            values.extend(piece.iter().flat_map(|(ordinal, document)| [Value::from(*ordinal), Value::from(document.as_str())]));
            self.execute(ADD.replace("@rows", &rows_of(2, piece.len(), 2)), values).await?;
        }
        Ok(())
    }

    /// Throws the sheets of jobs that are over away.
    pub(super) async fn drop_sheets(&mut self, jobs: &[JobId]) -> Result<()> {
        if jobs.is_empty() {
            return Ok(());
        }
        let (sql, values) = with_ids(DROP, args![], jobs);
        self.execute(sql, values).await.map(drop)
    }
}
