//! Progress of a job as state, with the breakdown sheets that came with it. Owns their GraphQL shape and the splitting of many sheets into
//! several messages; what is told comes from rows.

use async_graphql::{ComplexObject, Context, ID, SimpleObject};
use mashhad_engine::breakdown::document::{BreakdownDocument, SceneBreakdown};
use std::sync::Arc;

use super::breakdown::BreakdownSheet;
use super::job::{JobStatus, Stage};
use crate::api::Services;
use crate::api::authorize::require;
use crate::api::error::from_storage;
use crate::api::global_id::{Kind, encode};
use crate::auth::Scope;
use crate::ids::{JobId, UserId};
use crate::jobs::JobState;
use crate::storage::{self as rows, JobSheet, Store};

/// Most sheets of one message; a run tells at most half as many under one revision.
pub(crate) const SHEETS: u32 = 100;

/// Progress as state: the newest values of a job, told again whenever `rev` rises.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct JobProgress {
    /// Global id of the job.
    job_id: ID,
    /// Rises with every visible change; give the last one as `after` to resume.
    pub(crate) rev: i64,
    /// State.
    status: JobStatus,
    /// Step of the analysis, once one started.
    stage: Option<Stage>,
    /// Scenes done in the step.
    scenes_done: i64,
    /// Scenes of the step.
    scenes_total: i64,
    /// Ordinal of the scene that was finished last in the step.
    current_scene: Option<i64>,
    /// Share of the whole job, 0..1.
    fraction: f64,
    /// Estimated milliseconds to the end, from the pace of the run so far; null before anything is done and in a later attempt, whose pace is not known.
    remaining_ms: Option<i64>,
    /// Attempt.
    attempt: u32,
    /// The state is terminal; the subscription ends after this.
    finished: bool,
    /// Number of the newest event.
    last_event: i64,
    #[graphql(skip)]
    owner: UserId,
    #[graphql(skip)]
    job: JobId,
    /// Sheets read already by the subscription; otherwise the field reads those told so far.
    #[graphql(skip)]
    told: Option<Vec<JobSheet>>,
}

#[ComplexObject]
impl JobProgress {
    /// Breakdown sheets that became ready: in a subscription those since the last message, by scene; in a query the first hundred of those so far. They hold what the
    /// scene alone tells (no things across scenes, no carried clothes) and are gone when the job ends, for then its breakdown has them all.
    #[graphql(complexity = "1 + 50 * child_complexity")]
    async fn sheets(&self, context: &Context<'_>) -> async_graphql::Result<Vec<BreakdownSheet>> {
        require(context, Scope::ScreenplaysRead)?;
        let read;
        let told = match &self.told {
            Some(told) => told,
            None => {
                let store = &context.data::<Services>()?.store;
                read = store.job_sheets(self.owner, self.job, 0, self.rev, SHEETS).await.map_err(|failure| from_storage(&failure))?;
                &read
            }
        };
        let mut scenes: Vec<SceneBreakdown> = told.iter().map(|told| told.sheet.clone()).collect();
        scenes.sort_by_key(|scene| scene.ordinal);
        let document = Arc::new(BreakdownDocument::unlinked(scenes));
        Ok((0..document.scenes.len()).map(|index| BreakdownSheet { document: Arc::clone(&document), index }).collect())
    }
}

impl JobProgress {
    /// Whether a client that has seen the revision `after` must be told this.
    #[must_use]
    pub fn is_news_after(&self, after: i64) -> bool {
        self.rev > after || self.finished
    }

    /// The progress of a job at a time (UTC milliseconds).
    #[must_use]
    pub fn of(job: &rows::Job, now: i64) -> Self {
        let succeeded = job.state == JobState::Succeeded;
        Self {
            job_id: encode(Kind::Job, &job.id.to_string()),
            rev: job.rev,
            status: job.state.into(),
            stage: job.progress.stage.map(Into::into),
            // The end of a run is written without its last count; a job that succeeded has done all of its scenes.
            scenes_done: if succeeded { job.progress.scenes_total } else { job.progress.scenes_done },
            scenes_total: job.progress.scenes_total,
            current_scene: job.progress.scene,
            fraction: if succeeded { 1.0 } else { job.progress.fraction() },
            remaining_ms: remaining_ms(job, now),
            attempt: job.attempt,
            finished: job.state.is_terminal(),
            last_event: job.last_event,
            owner: job.owner,
            job: job.id,
            told: None,
        }
    }

    /// The next message to a client that has seen `after`, and whether it says all of this state. One that does not carries the revision up to which its
    /// sheets go, so that a cut connection resumes without a gap.
    ///
    /// # Errors
    /// The database failed.
    pub(crate) async fn with_sheets(&self, store: &Store, after: i64) -> rows::Result<(Self, bool)> {
        let mut sheets = store.job_sheets(self.owner, self.job, after.max(0), self.rev, SHEETS).await?;
        let is_whole = sheets.len() < SHEETS as usize;
        let last = sheets.last().map_or(self.rev, |sheet| sheet.rev);
        if !is_whole && sheets.first().is_some_and(|first| first.rev < last) {
            // The last revision may go on behind the limit.
            sheets.retain(|sheet| sheet.rev < last);
        }
        let rev = if is_whole { self.rev } else { sheets.last().map_or(self.rev, |sheet| sheet.rev) };
        Ok((Self { rev, told: Some(sheets), ..self.clone() }, is_whole))
    }
}

/// What is left at the pace of the run so far.
fn remaining_ms(job: &rows::Job, now: i64) -> Option<i64> {
    let fraction = job.progress.fraction();
    let is_known = job.state == JobState::Running && job.attempt == 1 && fraction > 0.0;
    let elapsed = is_known.then_some(job.started_at).flatten().map(|started| (now - started).max(0))?;
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "milliseconds of one run are far below 2^52")]
    let remaining = (elapsed as f64 * (1.0 - fraction) / fraction).round() as i64;
    Some(remaining)
}
