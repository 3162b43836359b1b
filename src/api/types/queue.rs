//! Queues and their pauses as objects. Owns their GraphQL shape: what an operator sees, and the little that the owner of a waiting job sees.

use async_graphql::{Context, SimpleObject};

use super::date_time::DateTime;
use super::job::JobKind;
use crate::api::Services;
use crate::api::error::from_storage;
use crate::jobs::{self, JobState};
use crate::storage as rows;

/// The jobs of one kind that are not over.
#[derive(SimpleObject)]
pub struct Queue {
    /// Kind of analysis.
    kind: JobKind,
    /// Jobs that wait for a worker.
    waiting: i64,
    /// Jobs that wait for their start time or the next attempt.
    scheduled: i64,
    /// Jobs that run.
    running: i64,
    /// Milliseconds that the oldest waiting job could have run already; null when none waits.
    oldest_waiting_ms: Option<i64>,
    /// Pauses that hold it back; empty when workers take its jobs.
    pauses: Vec<QueuePause>,
}

/// A pause by the operator: workers take no job of the queue, what runs goes on.
#[derive(SimpleObject)]
pub struct QueuePause {
    /// Whether all kinds are paused together, not this one alone.
    every_kind: bool,
    /// Since.
    since: DateTime,
    /// Subject of the operator.
    by: String,
    /// Why, in the operator's words.
    reason: String,
}

/// Why a waiting job is not taken: the operator paused its queue.
#[derive(SimpleObject)]
pub struct JobPause {
    /// Since.
    since: DateTime,
    /// Why, in the operator's words.
    reason: String,
}

impl Queue {
    /// All queues at `now`.
    #[must_use]
    pub fn all(open: &[rows::OpenCount], pauses: &[rows::Pause], now: i64) -> Vec<Self> {
        jobs::JobKind::ALL.into_iter().map(|kind| Self::of(kind, open, pauses, now)).collect()
    }

    fn of(kind: jobs::JobKind, open: &[rows::OpenCount], pauses: &[rows::Pause], now: i64) -> Self {
        let count = |wanted: fn(JobState) -> bool| rows::OpenCount::sum(open, kind, wanted);
        let oldest = open.iter().filter(|c| c.kind == kind && c.state == JobState::Queued).map(|c| c.oldest_run_at).min();
        Self {
            kind: kind.into(),
            waiting: count(|state| state == JobState::Queued),
            scheduled: count(|state| state == JobState::Scheduled),
            running: count(JobState::is_held),
            oldest_waiting_ms: oldest.map(|since| (now - since).max(0)),
            pauses: pauses.iter().filter(|pause| pause.queue.holds(kind)).map(QueuePause::from).collect(),
        }
    }
}

impl From<&rows::Pause> for QueuePause {
    fn from(pause: &rows::Pause) -> Self {
        Self {
            every_kind: pause.queue == rows::Queue::All,
            since: DateTime(pause.paused_at),
            by: pause.paused_by.clone(),
            reason: pause.reason.clone(),
        }
    }
}

/// The pause that holds a job back; `None` for one that does not wait.
///
/// # Errors
/// The database failed.
pub(super) async fn pause_of(context: &Context<'_>, job: &rows::Job) -> async_graphql::Result<Option<JobPause>> {
    if !matches!(job.state, JobState::Queued | JobState::Scheduled) {
        return Ok(None);
    }
    let pause = context.data::<Services>()?.store.pause_of(job.kind).await.map_err(|failure| from_storage(&failure))?;
    Ok(pause.map(|pause| JobPause { since: DateTime(pause.paused_at), reason: pause.reason }))
}
