//! The PostgreSQL driver: a pool, the database's clock, and a schema of one's own where asked for. Owns connections and session
//! settings; owns no statement on a table.

mod decode;
mod listen;

pub(crate) use listen::PostgresListener;

use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{AssertSqlSafe, Postgres, Transaction};

use super::error::{Result, StoreError};
use super::sql::{Row, Sql, Value};
use super::{Durability, StoreConfig};
use crate::clock::Clock;

/// The server ends a statement after thirty seconds. A server that is gone without a word ends nothing, so this side counts, too.
const STATEMENT_LIMIT: Duration = Duration::from_secs(40);

#[derive(Debug)]
pub(crate) struct PostgresDriver {
    pool: PgPool,
    /// How to connect apart from the pool: a listener keeps its connection for ever.
    options: PgConnectOptions,
    pub(crate) schema: String,
    /// The schema was asked for and is not the role's default.
    own_schema: bool,
    database_time: bool,
}

#[derive(Debug)]
pub(crate) struct PostgresTx {
    tx: Transaction<'static, Postgres>,
}

impl PostgresDriver {
    pub(crate) async fn open(config: &StoreConfig) -> Result<Self> {
        let mut options: PgConnectOptions = config.url.parse().map_err(|_| StoreError::BadAddress("postgres://…".to_owned()))?;
        options = options.options([("statement_timeout", "30s"), ("idle_in_transaction_session_timeout", "60s")]);
        if let Some(schema) = &config.schema {
            options = options.options([("search_path", schema.as_str())]);
        }
        let options = options.application_name("mashhad");
        let pool = PgPoolOptions::new()
            .max_connections(config.connections.max(2))
            .acquire_timeout(Duration::from_secs(5))
            .connect_with(options.clone())
            .await?;
        if let Some(schema) = &config.schema {
            sqlx::query(AssertSqlSafe(format!("CREATE SCHEMA IF NOT EXISTS {}", quoted(schema)))).execute(&pool).await?;
        }
        super::tables::migrate_postgres(&pool, config.access).await?;
        let schema: String = sqlx::query_scalar("SELECT current_schema()::text").fetch_one(&pool).await?;
        Ok(Self { pool, options, own_schema: config.schema.is_some(), schema, database_time: config.database_time })
    }

    pub(crate) async fn begin(&self, durability: Durability, clock: &dyn Clock) -> Result<(PostgresTx, i64)> {
        within_limit(async {
            let mut tx = self.pool.begin().await?;
            if durability == Durability::Relaxed {
                sqlx::query("SET LOCAL synchronous_commit = off").execute(&mut *tx).await?;
            }
            let now = if self.database_time {
                sqlx::query_scalar("SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)").fetch_one(&mut *tx).await?
            } else {
                clock.now_ms()
            };
            Ok::<_, sqlx::Error>((PostgresTx { tx }, now))
        })
        .await
    }

    pub(crate) async fn rows(&self, sql: Sql, args: Vec<Value>) -> Result<Vec<Row>> {
        let rows = within_limit(decode::bind(sqlx::query(AssertSqlSafe(sql)), args).fetch_all(&self.pool)).await?;
        rows.iter().map(decode::row).collect()
    }

    /// Removes the schema that was asked for at the opening.
    pub(crate) async fn remove_own_schema(&self) -> Result<()> {
        if self.own_schema {
            let drop = format!("DROP SCHEMA IF EXISTS {} CASCADE", quoted(&self.schema));
            sqlx::query(AssertSqlSafe(drop)).execute(&self.pool).await?;
        }
        Ok(())
    }

    pub(crate) async fn close(&self) {
        self.pool.close().await;
    }
}

impl PostgresTx {
    pub(crate) async fn execute(&mut self, sql: Sql, args: Vec<Value>) -> Result<u64> {
        Ok(within_limit(decode::bind(sqlx::query(AssertSqlSafe(sql)), args).execute(&mut *self.tx)).await?.rows_affected())
    }

    pub(crate) async fn rows(&mut self, sql: Sql, args: Vec<Value>) -> Result<Vec<Row>> {
        let rows = within_limit(decode::bind(sqlx::query(AssertSqlSafe(sql)), args).fetch_all(&mut *self.tx)).await?;
        rows.iter().map(decode::row).collect()
    }

    pub(crate) async fn commit(self) -> Result<()> {
        within_limit(self.tx.commit()).await
    }
}

/// Gives a statement up that got no answer in time; its connection is thrown away with the transaction.
async fn within_limit<T>(statement: impl Future<Output = std::result::Result<T, sqlx::Error>>) -> Result<T> {
    match tokio::time::timeout(STATEMENT_LIMIT, statement).await {
        Ok(answer) => Ok(answer?),
        Err(_) => Err(StoreError::Unavailable { what: "no answer from the database in time".to_owned(), source: None }),
    }
}

/// An identifier in quotation marks.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
