//! The statements, one file for each aggregate, each written once for both databases. Owns the migrations, too.

mod api_tokens;
mod audit;
mod batches;
mod claims;
mod credentials;
mod decisions;
mod ends;
mod figures;
mod jobs;
mod keyset;
mod leases;
mod queues;
mod results;
mod retention;
mod runs;
mod screenplays;
mod sessions;
mod sheets;
mod submissions;
mod upkeep;
mod uploads;
mod users;

use std::borrow::Cow;

use sqlx::migrate::{Migrate, Migration, MigrationType, Migrator};
use sqlx::postgres::PgPool;
use sqlx::sqlite::SqlitePool;
use sqlx::{AssertSqlSafe, SqlSafeStr as _};

use super::Access;
use super::error::{Result, StoreError};

pub use claims::{Claimed, Claims};
pub use ends::Finish;
pub use figures::{KindFigures, OpenCount, Percentiles};
pub use leases::{Beat, Rescued};
pub use queues::{Pause, Queue};
pub use results::{NewDocument, ScreenplayReading};
pub use retention::{Pruned, Retention};
pub use runs::{ProgressFlush, Run, RunFile};
pub use sessions::Refresh;
pub use submissions::{Limits, Outcome};
pub use upkeep::Counts;

struct Pair {
    version: i64,
    description: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

macro_rules! pair {
    ($version:literal, $description:literal, $file:literal) => {
        Pair {
            version: $version,
            description: $description,
            sqlite: include_str!(concat!("../../../migrations/sqlite/", $file)),
            postgres: include_str!(concat!("../../../migrations/postgres/", $file)),
        }
    };
}

/// All migrations; a pair has the same number and the same tables on both databases, and never changes once it is released.
const MIGRATIONS: &[Pair] = &[
    pair!(1, "init", "0001_init.sql"),
    pair!(2, "identity", "0002_identity.sql"),
    pair!(3, "partial results", "0003_partial_results.sql"),
    pair!(4, "batch jobs", "0004_batch_jobs.sql"),
    pair!(5, "queue pauses", "0005_queue_pauses.sql"),
];

fn migrator(text: fn(&Pair) -> &'static str) -> Migrator {
    let migrations = MIGRATIONS
        .iter()
        .map(|pair| {
            let sql = AssertSqlSafe(text(pair).to_owned()).into_sql_str();
            Migration::new(pair.version, Cow::Borrowed(pair.description), MigrationType::Simple, sql, false)
        })
        .collect();
    Migrator { migrations: Cow::Owned(migrations), ..Migrator::DEFAULT }
}

/// Newest schema version that this release knows.
#[must_use]
pub fn newest() -> i64 {
    MIGRATIONS.iter().map(|pair| pair.version).max().unwrap_or(0)
}

/// Brings a SQLite file up to date. The caller holds the file's lock when it serves; an administrative command leaves an existing schema
/// alone, because the serving process migrates.
pub(crate) async fn migrate_sqlite(writer: &SqlitePool, access: Access) -> Result<()> {
    let applied = applied(&mut *writer.acquire().await?).await?;
    if access == Access::Tool && applied > 0 {
        return refuse_newer(applied);
    }
    refuse_newer(applied)?;
    migrator(|pair| pair.sqlite).run(writer).await.map_err(migration_error)
}

/// Brings a PostgreSQL schema up to date under the migrator's advisory lock.
pub(crate) async fn migrate_postgres(pool: &PgPool, access: Access) -> Result<()> {
    let applied = applied(&mut *pool.acquire().await?).await?;
    refuse_newer(applied)?;
    if access == Access::Tool && applied > 0 {
        return Ok(());
    }
    migrator(|pair| pair.postgres).run(pool).await.map_err(migration_error)
}

async fn applied<C: Migrate>(connection: &mut C) -> Result<i64> {
    let table = Migrator::DEFAULT.table_name;
    connection.ensure_migrations_table(&table).await.map_err(migration_error)?;
    let applied = connection.list_applied_migrations(&table).await.map_err(migration_error)?;
    Ok(applied.iter().map(|migration| migration.version).max().unwrap_or(0))
}

fn refuse_newer(found: i64) -> Result<()> {
    let known = newest();
    if found > known { Err(StoreError::NewerSchema { found, known }) } else { Ok(()) }
}

fn migration_error(error: sqlx::migrate::MigrateError) -> StoreError {
    match error {
        sqlx::migrate::MigrateError::Execute(error) => error.into(),
        other => StoreError::damaged("schema version", other),
    }
}
