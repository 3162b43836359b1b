//! What is thrown away, by rule and never silently: the counts come back, and the caller logs them.

use crate::storage::Tx;
use crate::storage::error::Result;
use crate::storage::sql::args;

use super::submissions::IDEMPOTENCY_MS;

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
/// Sessions stay this long behind their end, so that a stolen refresh token is still known as such.
const SESSIONS_DAYS: i64 = 30;

const EVENTS: &str = "DELETE FROM job_events WHERE job_id IN (SELECT id FROM jobs WHERE finished_at <= $1 AND EXISTS
      (SELECT 1 FROM job_events e WHERE e.job_id = jobs.id) ORDER BY finished_at LIMIT $2)";
const FINISHED: &str = "DELETE FROM jobs WHERE id IN (SELECT id FROM jobs WHERE finished_at <= $1 AND state IN ('SUCCEEDED', 'CANCELLED')
      ORDER BY finished_at LIMIT $2)";
const DEAD: &str =
    "DELETE FROM jobs WHERE id IN (SELECT id FROM jobs WHERE finished_at <= $1 AND state = 'DEAD' ORDER BY finished_at LIMIT $2)";
const KEYS: &str = "DELETE FROM idempotency_keys WHERE created_at <= $1";
const SIZE: &str = "SELECT CAST(COALESCE(SUM(size_bytes), 0) AS BIGINT) FROM results
    WHERE kind <> 'SCREENPLAY' AND NOT EXISTS (SELECT 1 FROM job_results l WHERE l.result_id = results.id)";
const EVICT: &str = "DELETE FROM results WHERE id IN (SELECT id FROM results
      WHERE kind <> 'SCREENPLAY' AND NOT EXISTS (SELECT 1 FROM job_results l WHERE l.result_id = results.id) ORDER BY used_at, id LIMIT $1)";
const AUDIT: &str = "DELETE FROM audit_log WHERE at <= $1";

/// How long things are kept; days of 0 keep for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention {
    /// Events of jobs that are over.
    pub events_days: i64,
    /// Jobs that succeeded or were cancelled; their results stay with the screenplay.
    pub finished_days: i64,
    /// Dead jobs.
    pub dead_days: i64,
    /// The audit log.
    pub audit_days: i64,
    /// Bytes of results that no job names any more (checkpoints and results of deleted jobs); the longest unused go first.
    pub unlinked_result_bytes: i64,
}

impl Default for Retention {
    fn default() -> Self {
        Self { events_days: 30, finished_days: 0, dead_days: 90, audit_days: 365, unlinked_result_bytes: 256 * 1024 * 1024 }
    }
}

/// What was thrown away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pruned {
    /// Events.
    pub events: u64,
    /// Jobs.
    pub jobs: u64,
    /// Idempotency keys.
    pub keys: u64,
    /// Uploads.
    pub uploads: u64,
    /// Results.
    pub results: u64,
    /// Entries of the audit log.
    pub audit: u64,
    /// Sessions whose time was over a month ago.
    pub sessions: u64,
}

impl Pruned {
    /// Whether nothing was thrown away.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Tx {
    /// Throws away what the rules allow, a limited number of each; to be repeated until nothing is left.
    ///
    /// # Errors
    /// The database failed.
    pub async fn prune(&mut self, rules: &Retention, batch: u32) -> Result<Pruned> {
        let now = self.now();
        let before = |days: i64| if days > 0 { now - days.saturating_mul(DAY_MS) } else { i64::MIN };
        let mut pruned = Pruned {
            events: self.execute(EVENTS, args![before(rules.events_days), batch]).await?,
            jobs: self.execute(FINISHED, args![before(rules.finished_days), batch]).await?,
            keys: self.execute(KEYS, args![now - IDEMPOTENCY_MS]).await?,
            uploads: self.expire_uploads(batch).await?,
            results: 0,
            audit: self.execute(AUDIT, args![before(rules.audit_days)]).await?,
            sessions: self.prune_sessions(now - SESSIONS_DAYS * DAY_MS, batch).await?,
        };
        pruned.jobs += self.execute(DEAD, args![before(rules.dead_days), batch]).await?;
        let unlinked = self.row(SIZE, args![]).await?.map_or(Ok(0), |mut row| row.int())?;
        if unlinked > rules.unlinked_result_bytes {
            pruned.results = self.execute(EVICT, args![batch]).await?;
        }
        Ok(pruned)
    }
}
