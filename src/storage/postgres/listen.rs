//! NOTIFY and LISTEN of PostgreSQL, which carry ids between processes. A message may be lost with the connection; whoever waits for one
//! looks again after [`PostgresListener::next`] said so, and from time to time anyway.

use sqlx::postgres::{PgListener, PgPoolOptions};

use super::PostgresDriver;
use crate::storage::error::Result;

/// One LISTEN connection.
#[derive(Debug)]
pub(crate) struct PostgresListener(PgListener);

impl PostgresDriver {
    /// Channels are database-wide, so the schema is part of the name.
    fn channel(&self) -> String {
        format!("mashhad_{}", self.schema)
    }

    /// Sends in a transaction of its own: a notification in a hot transaction makes all commits wait for each other.
    pub(crate) async fn notify(&self, payload: &str) -> Result<()> {
        sqlx::query("SELECT pg_notify($1, $2)").bind(self.channel()).bind(payload).execute(&self.pool).await?;
        Ok(())
    }

    pub(crate) async fn listen(&self) -> Result<PostgresListener> {
        let own = PgPoolOptions::new().max_connections(1).max_lifetime(None).idle_timeout(None).connect_with(self.options.clone()).await?;
        let mut listener = PgListener::connect_with(&own).await?;
        listener.listen(&self.channel()).await?;
        Ok(PostgresListener(listener))
    }
}

impl PostgresListener {
    /// The next payload; `None` when the connection was lost and messages may have been, too.
    pub(crate) async fn next(&mut self) -> Result<Option<String>> {
        Ok(self.0.try_recv().await?.map(|notification| notification.payload().to_owned()))
    }
}
