//! What an operator asks of the database as a whole: counts, a snapshot, whether it is sound. Owns no row of its own.

use std::path::Path;

use crate::hash::sha256_hex;
use crate::storage::error::{Result, StoreError};
use crate::storage::sql::args;
use crate::storage::{Database, Driver, Store};

const SCHEMA: &str = "SELECT CAST(MAX(version) AS BIGINT) FROM _sqlx_migrations";
const COUNTS: &str = "SELECT CAST((SELECT COUNT(*) FROM users) AS BIGINT), CAST((SELECT COUNT(*) FROM screenplays) AS BIGINT),
    CAST((SELECT COUNT(*) FROM jobs) AS BIGINT), CAST((SELECT COUNT(*) FROM results) AS BIGINT)";
const OPEN_JOBS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM jobs WHERE finished_at IS NULL";
const DOCUMENTS: &str = "SELECT id, checksum, document FROM results WHERE id > $1 ORDER BY id LIMIT 50";
const FILES: &str = "SELECT s.id, s.content_hash, f.bytes FROM screenplays s JOIN screenplay_files f ON f.screenplay_id = s.id
    WHERE s.id > $1 ORDER BY s.id LIMIT 20";
const WITHOUT_FILE: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM screenplays s
    WHERE NOT EXISTS (SELECT 1 FROM screenplay_files f WHERE f.screenplay_id = s.id)";
const WITHOUT_RESULT: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM jobs j
    WHERE j.state = 'SUCCEEDED' AND NOT EXISTS (SELECT 1 FROM job_results r WHERE r.job_id = j.id)";

/// How much a database holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Counts {
    /// Users.
    pub users: i64,
    /// Screenplays.
    pub screenplays: i64,
    /// Jobs.
    pub jobs: i64,
    /// Result documents.
    pub results: i64,
}

impl Store {
    /// Version of the schema in the database.
    ///
    /// # Errors
    /// The database failed.
    pub async fn schema_version(&self) -> Result<i64> {
        self.row(SCHEMA, args![]).await?.map_or(Ok(0), |mut row| Ok(row.opt_int()?.unwrap_or(0)))
    }

    /// How much it holds.
    ///
    /// # Errors
    /// The database failed.
    pub async fn counts(&self) -> Result<Counts> {
        let mut row = self.row(COUNTS, args![]).await?.ok_or_else(|| StoreError::damaged("counts", "no row"))?;
        Ok(Counts { users: row.int()?, screenplays: row.int()?, jobs: row.int()?, results: row.int()? })
    }

    /// Jobs that are not over.
    ///
    /// # Errors
    /// The database failed.
    pub async fn open_jobs(&self) -> Result<i64> {
        self.row(OPEN_JOBS, args![]).await?.map_or(Ok(0), |mut row| row.int())
    }

    /// Writes a consistent copy of a SQLite database to `path`, which must not exist, while others go on. `false` on PostgreSQL, where
    /// `pg_dump` does it.
    ///
    /// # Errors
    /// The database failed, or the file cannot be written.
    pub async fn snapshot_into(&self, path: &Path) -> Result<bool> {
        match &self.shared.driver {
            Driver::Sqlite(driver) => driver.snapshot_into(path).await.map(|()| true),
            Driver::Postgres(_) => Ok(false),
        }
    }

    /// What is wrong with the database, in English for the operator's terminal; empty when nothing is. Reads everything.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn faults(&self) -> Result<Vec<String>> {
        let mut faults = Vec::new();
        if self.database() == Database::Sqlite {
            for mut row in self.rows("PRAGMA integrity_check", args![]).await? {
                faults.extend(Some(row.text()?).filter(|said| said != "ok"));
            }
            let broken = self.rows("PRAGMA foreign_key_check", args![]).await?.len();
            faults.extend((broken > 0).then(|| format!("{broken} rows name other rows that do not exist")));
        }
        for (sql, what) in [(WITHOUT_FILE, "screenplays without their file"), (WITHOUT_RESULT, "succeeded jobs without a result")] {
            let count = self.row(sql, args![]).await?.map_or(Ok(0), |mut row| row.int())?;
            faults.extend((count > 0).then(|| format!("{count} {what}")));
        }
        self.check_hashes(DOCUMENTS, "result", &mut faults).await?;
        self.check_hashes(FILES, "file of screenplay", &mut faults).await?;
        Ok(faults)
    }

    async fn check_hashes(&self, sql: &'static str, what: &str, faults: &mut Vec<String>) -> Result<()> {
        let mut after = String::new();
        loop {
            let rows = self.rows(sql, args![after.as_str()]).await?;
            if rows.is_empty() {
                return Ok(());
            }
            for mut row in rows {
                let (id, stored) = (row.text()?, row.text()?);
                let bytes = if sql == FILES { row.blob()? } else { row.text()?.into_bytes() };
                if sha256_hex(&bytes) != stored {
                    faults.push(format!("{what} {id} does not match its checksum"));
                }
                after = id;
            }
        }
    }
}
