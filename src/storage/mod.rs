//! Everything that is kept: one [`Store`] handle over SQLite or PostgreSQL, reads on the handle, writes in a [`Tx`].
//!
//! Owns every SQL statement of the service (`tables/`, written once for both databases) and the two drivers (`sqlite/`,
//! `postgres/`: connections, clock, notification, backup). Knows no GraphQL and runs no job.
//!
//! Rules that every method follows:
//! * a method that reads or writes what belongs to somebody takes the owner, and answers `None` for another owner's row exactly as
//!   for an absent one; methods for the operator say so in their name (`admin_…`);
//! * `Option` means absent, `Err` means broken;
//! * writes happen in a [`Tx`] and count only after [`Tx::commit`]; a dropped `Tx` is rolled back;
//! * all times come from [`Tx::now`]: on PostgreSQL the database's clock, so that the clocks of workers may differ.

mod error;
mod page;
mod postgres;
mod records;
mod sql;
mod sqlite;
mod tables;

use std::path::PathBuf;
use std::sync::Arc;

pub use error::{Result, StoreError};
pub use page::{Cursor, Direction, InvalidCursor, Page, PageRequest};
pub use records::*;
pub use sql::Database;
pub use tables::{
    Beat, Claimed, Claims, Counts, Finish, KindFigures, Limits, NewDocument, OpenCount, Outcome, Pause, Percentiles, ProgressFlush, Pruned,
    Queue, Refresh, Rescued, Retention, Run, RunFile, ScreenplayReading, newest as newest_schema,
};

use crate::clock::Clock;
use crate::ids::Ids;

/// How a database is opened.
#[derive(Debug, Clone)]
pub struct StoreConfig {
    /// `sqlite:PATH` (or a bare path) or `postgres://…`.
    pub url: String,
    /// What the process does with it.
    pub access: Access,
    /// Reading connections (SQLite), or all pooled connections (PostgreSQL).
    pub connections: u32,
    /// PostgreSQL schema to work in, where it is not the role's default; made when missing.
    pub schema: Option<String>,
    /// Whose time rules leases on PostgreSQL: the database's (production) or the given clock's (tests that move it by hand).
    pub database_time: bool,
}

impl StoreConfig {
    /// The configuration of a serving process.
    #[must_use]
    pub fn serving(url: impl Into<String>) -> Self {
        Self { url: url.into(), access: Access::Serve, connections: 8, schema: None, database_time: true }
    }
}

/// What the process does with a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Serves requests or runs jobs. On SQLite one process at a time may: it holds a lock on `PATH.lock` for its life, and a second
    /// one is refused with [`StoreError::InUse`].
    Serve,
    /// An administrative command beside a serving process.
    Tool,
}

/// A handle on the database; clones share the connections.
#[derive(Debug, Clone)]
pub struct Store {
    pub(crate) shared: Arc<Shared>,
}

#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) driver: Driver,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ids: Arc<dyn Ids>,
}

/// The database behind a [`Store`].
#[derive(Debug)]
pub(crate) enum Driver {
    Sqlite(sqlite::SqliteDriver),
    Postgres(Box<postgres::PostgresDriver>),
}

/// How much a commit waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// The commit is on the disk before it returns: whatever a user was told, and every end of a job.
    Durable,
    /// The commit may be lost with the power (never torn, never by a crash of the process): claims, heartbeats, progress; a lost one
    /// only leaves the job as it was.
    Relaxed,
}

/// A write transaction. On SQLite it holds the only writer from its beginning.
#[derive(Debug)]
pub struct Tx {
    link: Link,
    now: i64,
    pub(crate) ids: Arc<dyn Ids>,
}

#[derive(Debug)]
enum Link {
    Sqlite(sqlite::SqliteTx),
    Postgres(postgres::PostgresTx),
}

impl Store {
    /// Opens a database and brings its schema up to date.
    ///
    /// # Errors
    /// A bad address, a database that is in use, unreachable or newer than this release, or a migration that failed.
    pub async fn open(config: &StoreConfig, clock: Arc<dyn Clock>, ids: Arc<dyn Ids>) -> Result<Self> {
        let driver = if config.url.starts_with("postgres://") || config.url.starts_with("postgresql://") {
            Driver::Postgres(Box::new(postgres::PostgresDriver::open(config).await?))
        } else {
            let path = config.url.strip_prefix("sqlite:").map_or(config.url.as_str(), |path| path.trim_start_matches("//"));
            if path.is_empty() || path.contains("://") {
                return Err(StoreError::BadAddress(config.url.clone()));
            }
            Driver::Sqlite(sqlite::SqliteDriver::open(&PathBuf::from(path), config).await?)
        };
        Ok(Self { shared: Arc::new(Shared { driver, clock, ids }) })
    }

    /// Which database it is.
    #[must_use]
    pub fn database(&self) -> Database {
        match &self.shared.driver {
            Driver::Sqlite(_) => Database::Sqlite,
            Driver::Postgres(_) => Database::Postgres,
        }
    }

    /// Name and place of the database for logs and `doctor`; never a password.
    #[must_use]
    pub fn describe(&self) -> String {
        let name = self.database().choose("SQLite", "PostgreSQL");
        match &self.shared.driver {
            Driver::Sqlite(driver) => format!("{name} at {}", driver.path.display()),
            Driver::Postgres(driver) => format!("{name}, schema {}", driver.schema),
        }
    }

    /// Removes the PostgreSQL schema that was asked for with [`StoreConfig::schema`], with everything in it, and closes; nothing where
    /// none was asked for. For benches and tests.
    ///
    /// # Errors
    /// The database failed.
    pub async fn remove_schema(&self) -> Result<()> {
        if let Driver::Postgres(driver) = &self.shared.driver {
            driver.remove_own_schema().await?;
        }
        self.close().await;
        Ok(())
    }

    /// File of a SQLite database.
    #[must_use]
    pub fn file(&self) -> Option<&std::path::Path> {
        match &self.shared.driver {
            Driver::Sqlite(driver) => Some(&driver.path),
            Driver::Postgres(_) => None,
        }
    }

    /// The source of ids.
    #[must_use]
    pub fn ids(&self) -> &dyn Ids {
        self.shared.ids.as_ref()
    }

    /// Begins a durable write transaction.
    ///
    /// # Errors
    /// The database is not available.
    pub async fn begin(&self) -> Result<Tx> {
        self.begin_with(Durability::Durable).await
    }

    /// Begins a write transaction.
    ///
    /// # Errors
    /// The database is not available.
    pub async fn begin_with(&self, durability: Durability) -> Result<Tx> {
        let (link, now) = match &self.shared.driver {
            Driver::Sqlite(driver) => (Link::Sqlite(driver.begin(durability).await?), self.shared.clock.now_ms()),
            Driver::Postgres(driver) => {
                let (tx, now) = driver.begin(durability, self.shared.clock.as_ref()).await?;
                (Link::Postgres(tx), now)
            }
        };
        Ok(Tx { link, now, ids: Arc::clone(&self.shared.ids) })
    }

    /// Proves that the database answers, for `/health/ready`.
    ///
    /// # Errors
    /// It does not.
    pub async fn ping(&self) -> Result<()> {
        self.rows("SELECT CAST(1 AS BIGINT)", Vec::new()).await.map(drop)
    }

    /// Tells the other processes of this database; nothing on SQLite, where there is none.
    ///
    /// # Errors
    /// The database failed; the others find out by looking.
    pub(crate) async fn notify(&self, payload: &str) -> Result<()> {
        match &self.shared.driver {
            Driver::Sqlite(_) => Ok(()),
            Driver::Postgres(driver) => driver.notify(payload).await,
        }
    }

    /// A listener for what other processes tell; `None` on SQLite.
    ///
    /// # Errors
    /// The database failed.
    pub(crate) async fn listen(&self) -> Result<Option<Listener>> {
        match &self.shared.driver {
            Driver::Sqlite(_) => Ok(None),
            Driver::Postgres(driver) => Ok(Some(Listener(driver.listen().await?))),
        }
    }

    /// Whether this process alone can hold leases: it serves a SQLite file, whose lock it holds.
    #[must_use]
    pub fn is_sole_process(&self) -> bool {
        matches!(&self.shared.driver, Driver::Sqlite(driver) if driver.serves())
    }

    /// The process's clock, UTC milliseconds; times in rows come from [`Tx::now`].
    #[must_use]
    pub fn clock_ms(&self) -> i64 {
        self.shared.clock.now_ms()
    }

    /// Closes all connections; open transactions end first.
    pub async fn close(&self) {
        match &self.shared.driver {
            Driver::Sqlite(driver) => driver.close().await,
            Driver::Postgres(driver) => driver.close().await,
        }
    }

    pub(crate) async fn rows(&self, sql: impl Into<sql::Sql>, args: Vec<sql::Value>) -> Result<Vec<sql::Row>> {
        match &self.shared.driver {
            Driver::Sqlite(driver) => driver.rows(sql.into(), args).await,
            Driver::Postgres(driver) => driver.rows(sql.into(), args).await,
        }
    }

    pub(crate) async fn row(&self, sql: impl Into<sql::Sql>, args: Vec<sql::Value>) -> Result<Option<sql::Row>> {
        Ok(self.rows(sql, args).await?.into_iter().next())
    }
}

/// What other processes tell.
#[derive(Debug)]
pub(crate) struct Listener(postgres::PostgresListener);

impl Listener {
    /// The next payload; `None` when messages may have been lost.
    ///
    /// # Errors
    /// The database failed.
    pub(crate) async fn next(&mut self) -> Result<Option<String>> {
        self.0.next().await
    }
}

impl Tx {
    /// The time of this transaction, UTC milliseconds.
    #[must_use]
    pub fn now(&self) -> i64 {
        self.now
    }

    /// Which database it is.
    #[must_use]
    pub fn database(&self) -> Database {
        match &self.link {
            Link::Sqlite(_) => Database::Sqlite,
            Link::Postgres(_) => Database::Postgres,
        }
    }

    /// Makes the writes count.
    ///
    /// # Errors
    /// The database is not available; nothing was written then.
    pub async fn commit(self) -> Result<()> {
        match self.link {
            Link::Sqlite(tx) => tx.commit().await,
            Link::Postgres(tx) => tx.commit().await,
        }
    }

    /// Number of rows that a statement changed.
    pub(crate) async fn execute(&mut self, sql: impl Into<sql::Sql>, args: Vec<sql::Value>) -> Result<u64> {
        match &mut self.link {
            Link::Sqlite(tx) => tx.execute(sql.into(), args).await,
            Link::Postgres(tx) => tx.execute(sql.into(), args).await,
        }
    }

    pub(crate) async fn rows(&mut self, sql: impl Into<sql::Sql>, args: Vec<sql::Value>) -> Result<Vec<sql::Row>> {
        match &mut self.link {
            Link::Sqlite(tx) => tx.rows(sql.into(), args).await,
            Link::Postgres(tx) => tx.rows(sql.into(), args).await,
        }
    }

    pub(crate) async fn row(&mut self, sql: impl Into<sql::Sql>, args: Vec<sql::Value>) -> Result<Option<sql::Row>> {
        Ok(self.rows(sql, args).await?.into_iter().next())
    }
}
