//! The SQLite driver: write-ahead log, one writer with `BEGIN IMMEDIATE`, a pool of readers, one serving process for each file.
//! Owns connections, pragmas and the lock file; owns no statement on a table.

mod decode;

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{AssertSqlSafe, Sqlite, Transaction};
use tokio::sync::{Mutex, OwnedMutexGuard};

use super::error::{Result, StoreError, is_busy};
use super::sql::{Row, Sql, Value};
use super::{Access, Durability, StoreConfig};

/// How long a statement waits for another process's lock.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

#[derive(Debug)]
pub(crate) struct SqliteDriver {
    pub(crate) path: PathBuf,
    readers: SqlitePool,
    writer: SqlitePool,
    /// Serialises writers in order of arrival and remembers the durability that the writing connection is set to.
    turn: Arc<Mutex<Durability>>,
    /// Held for the life of a serving process.
    lock: Option<File>,
}

#[derive(Debug)]
pub(crate) struct SqliteTx {
    tx: Transaction<'static, Sqlite>,
    _turn: OwnedMutexGuard<Durability>,
}

impl SqliteDriver {
    pub(crate) async fn open(path: &Path, config: &StoreConfig) -> Result<Self> {
        if let Some(folder) = path.parent().filter(|folder| config.access == Access::Serve && !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder)?;
        }
        let lock = match config.access {
            Access::Serve => Some(lock(path)?),
            Access::Tool => None,
        };
        let options = SqliteConnectOptions::new()
            .filename(path)
            // A tool looks at what is there; a mistyped path must not become an empty database.
            .create_if_missing(config.access == Access::Serve)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(BUSY_TIMEOUT)
            .foreign_keys(true)
            .pragma("journal_size_limit", "67108864")
            .statement_cache_capacity(256);
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .min_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(options.clone())
            .await?;
        super::tables::migrate_sqlite(&writer, config.access).await?;
        let readers = SqlitePoolOptions::new().max_connections(config.connections.max(1)).connect_with(options.read_only(true)).await?;
        Ok(Self { path: path.to_owned(), readers, writer, turn: Arc::new(Mutex::new(Durability::Durable)), lock })
    }

    pub(crate) async fn begin(&self, durability: Durability) -> Result<SqliteTx> {
        let mut turn = Arc::clone(&self.turn).lock_owned().await;
        match self.begin_in(&mut turn, durability).await {
            Ok(tx) => Ok(SqliteTx { tx, _turn: turn }),
            Err(error) if is_busy(&error) => Err(error.into()),
            Err(_) => {
                // A full disk makes SQLite end a transaction by itself, and the driver goes on counting it. A new connection knows nothing of it.
                self.writer.acquire().await?.close().await?;
                *turn = Durability::Durable;
                let tx = self.begin_in(&mut turn, durability).await?;
                Ok(SqliteTx { tx, _turn: turn })
            }
        }
    }

    async fn begin_in(
        &self,
        turn: &mut Durability,
        durability: Durability,
    ) -> std::result::Result<Transaction<'static, Sqlite>, sqlx::Error> {
        if *turn != durability {
            let pragma = match durability {
                Durability::Durable => "PRAGMA synchronous = FULL",
                Durability::Relaxed => "PRAGMA synchronous = NORMAL",
            };
            sqlx::query(pragma).execute(&self.writer).await?;
            *turn = durability;
        }
        self.writer.begin_with("BEGIN IMMEDIATE").await
    }

    pub(crate) async fn rows(&self, sql: Sql, args: Vec<Value>) -> Result<Vec<Row>> {
        let rows = decode::bind(sqlx::query(AssertSqlSafe(sql)), args).fetch_all(&self.readers).await?;
        rows.iter().map(decode::row).collect()
    }

    /// A consistent copy in a new file. One statement on a read-only connection: writers go on, the copy is of the moment it began.
    pub(crate) async fn snapshot_into(&self, path: &Path) -> Result<()> {
        let path = path.to_str().ok_or_else(|| StoreError::BadAddress(path.display().to_string()))?;
        sqlx::query("VACUUM INTO $1").bind(path).execute(&self.readers).await?;
        Ok(())
    }

    pub(crate) fn serves(&self) -> bool {
        self.lock.is_some()
    }

    pub(crate) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

impl SqliteTx {
    pub(crate) async fn execute(&mut self, sql: Sql, args: Vec<Value>) -> Result<u64> {
        Ok(decode::bind(sqlx::query(AssertSqlSafe(sql)), args).execute(&mut *self.tx).await?.rows_affected())
    }

    pub(crate) async fn rows(&mut self, sql: Sql, args: Vec<Value>) -> Result<Vec<Row>> {
        let rows = decode::bind(sqlx::query(AssertSqlSafe(sql)), args).fetch_all(&mut *self.tx).await?;
        rows.iter().map(decode::row).collect()
    }

    pub(crate) async fn commit(self) -> Result<()> {
        Ok(self.tx.commit().await?)
    }
}

/// Takes the lock of a serving process. An advisory lock on a file of its own: SQLite's locks stay free for its own use, the kernel
/// releases it with the process, and administrative commands beside the server do not need it.
fn lock(path: &Path) -> Result<File> {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(PathBuf::from(name))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse { path: path.to_owned() }),
        Err(TryLockError::Error(error)) => Err(StoreError::File(error)),
    }
}
