//! Batches. Owns their GraphQL shape; what a job is, `job` says.

use async_graphql::{ID, Object, SimpleObject};

use super::date_time::DateTime;
use super::job::{Job, JobStatus};
use crate::api::global_id::{Kind, encode};
use crate::jobs::JobState;
use crate::storage as rows;

/// Analyses that were asked for together.
#[derive(Clone)]
pub struct Batch(pub rows::Batch);

/// How many jobs are in a state.
#[derive(SimpleObject)]
pub struct BatchCount {
    /// The state.
    status: JobStatus,
    /// Jobs in it.
    jobs: u32,
}

/// Analyses that were asked for together.
#[Object]
impl Batch {
    /// Global id.
    pub async fn id(&self) -> ID {
        encode(Kind::Batch, &self.0.id.to_string())
    }

    /// The jobs that answer it, in the order asked; work that was under way or done already stands here with the job that does it.
    #[graphql(complexity = "1 + 100 * child_complexity")]
    async fn jobs(&self) -> Vec<Job> {
        self.0.jobs.iter().cloned().map(Job).collect()
    }

    /// Number of jobs.
    async fn total(&self) -> usize {
        self.0.jobs.len()
    }

    /// Jobs by state, states without jobs left out.
    async fn counts(&self) -> Vec<BatchCount> {
        let count = |state: JobState| u32::try_from(self.0.jobs.iter().filter(|job| job.state == state).count()).unwrap_or(u32::MAX);
        let counts = JobState::ALL.into_iter().map(|state| BatchCount { status: state.into(), jobs: count(state) });
        counts.filter(|count| count.jobs > 0).collect()
    }

    /// Share of the whole batch, 0..1; what ended without results counts as done.
    async fn fraction(&self) -> f64 {
        let of = |job: &rows::Job| if job.state.is_terminal() { 1.0 } else { job.progress.fraction() };
        #[expect(clippy::cast_precision_loss, reason = "a batch has at most a hundred jobs")]
        let total = self.0.jobs.len().max(1) as f64;
        if self.0.jobs.is_empty() { 1.0 } else { self.0.jobs.iter().map(of).sum::<f64>() / total }
    }

    /// Every job is over; the subscription ends after this.
    async fn finished(&self) -> bool {
        self.0.is_over()
    }

    /// When it was submitted.
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }
}
