//! Live progress over WebSocket and SSE. Owns the root `Subscription`; the rule that nothing is told that is not in the database is kept by the hub, which reads rows.

use std::collections::BTreeSet;
use std::time::Duration;

use async_graphql::{Context, ID, Subscription};
use futures_util::Stream;

use super::Services;
use super::authorize::require;
use super::error::{ErrorCode, error_saying, from_storage};
use super::global_id::{Kind, decode_as};
use super::types::batch::Batch;
use super::types::job::Job;
use super::types::progress::JobProgress;
use crate::auth::Scope;
use crate::ids::JobId;
use crate::jobs::JobState;
use crate::storage as rows;

/// States of jobs that are not over.
const OPEN: [JobState; 4] = [JobState::Scheduled, JobState::Queued, JobState::Running, JobState::Cancelling];
/// Open jobs told at the start of a feed; later ones are told as they change.
const MAX_OPEN: u32 = 100;

/// Shortest time between two states of a batch.
const BATCH_GAP: Duration = Duration::from_millis(100);

/// Longest time until a batch is read again without being told.
const BATCH_SWEEP: Duration = Duration::from_secs(5);

/// Live updates; one root field to an operation.
pub struct Subscription;

/// Live updates; one root field to an operation.
#[Subscription]
impl Subscription {
    /// Progress of one job: the present state at once, then every later one that the client can take, and always the terminal one, after which the
    /// subscription completes. Give the last `rev` as `after` to resume: states up to it are left out, and `sheets` goes on behind it.
    async fn job_progress(
        &self,
        context: &Context<'_>,
        job_id: ID,
        #[graphql(default = -1)] after: i64,
    ) -> async_graphql::Result<impl Stream<Item = async_graphql::Result<JobProgress>> + use<>> {
        let not_found = || {
            let message = mashhad_engine::Bilingual::new("لا توجد مهمة بهذا المعرّف.", "There is no such job.");
            error_saying(ErrorCode::NotFound, &message)
        };
        let id = decode_as(Kind::Job, &job_id).and_then(|id| id.parse().ok()).ok_or_else(not_found)?;
        let owner = require(context, Scope::JobsRead)?.id;
        let sheets = context.look_ahead().field("sheets").exists();
        if sheets {
            require(context, Scope::ScreenplaysRead)?;
        }
        let services = context.data::<Services>()?;
        let (store, clock) = (services.store.clone(), services.clock.clone());
        let mut watch = services.jobs.watch(owner, id).await.map_err(|failure| from_storage(&failure))?.ok_or_else(not_found)?;
        Ok(async_stream::stream! {
            let mut told = after;
            while let Some(job) = watch.next().await {
                let state = JobProgress::of(&job, clock.now_ms());
                if !state.is_news_after(told) {
                    continue;
                }
                if !sheets {
                    told = state.rev;
                    yield Ok(state);
                    continue;
                }
                loop {
                    match state.with_sheets(&store, told).await {
                        Ok((message, is_whole)) => {
                            told = message.rev;
                            yield Ok(message);
                            if is_whole {
                                break;
                            }
                        }
                        Err(failure) => {
                            yield Err(from_storage(&failure));
                            return;
                        }
                    }
                }
            }
        })
    }

    /// Progress of a batch: its present state at once, then again when any of its jobs changed (at most ten times a second), and always the state in which all are over, after
    /// which the subscription completes.
    async fn batch_progress(
        &self,
        context: &Context<'_>,
        batch_id: ID,
    ) -> async_graphql::Result<impl Stream<Item = async_graphql::Result<Batch>> + use<>> {
        let not_found = || {
            let message = mashhad_engine::Bilingual::new("لا توجد دفعة بهذا المعرّف.", "There is no such batch.");
            error_saying(ErrorCode::NotFound, &message)
        };
        let id = decode_as(Kind::Batch, &batch_id).and_then(|id| id.parse().ok()).ok_or_else(not_found)?;
        let owner = require(context, Scope::JobsRead)?.id;
        let services = context.data::<Services>()?;
        let store = services.store.clone();
        // Interest first, then the rows: a change between the two is told twice, never lost.
        let mut watch = services.jobs.hub().watch_owner(owner);
        let first = store.batch(owner, id).await.map_err(|failure| from_storage(&failure))?.ok_or_else(not_found)?;
        Ok(async_stream::stream! {
            let mut batch = first;
            loop {
                let over = batch.is_over();
                let jobs: BTreeSet<JobId> = batch.jobs.iter().map(|job| job.id).collect();
                let told: Vec<(JobId, i64)> = batch.jobs.iter().map(|job| (job.id, job.rev)).collect();
                yield Ok(Batch(batch));
                if over {
                    return;
                }
                batch = loop {
                    // A job that goes with its screenplay sends no last state, so the wait has an end.
                    let of_batch = async { while !jobs.contains(&watch.next().await.id) {} };
                    drop(tokio::time::timeout(BATCH_SWEEP, of_batch).await);
                    tokio::time::sleep(BATCH_GAP).await;
                    match store.batch(owner, id).await {
                        // Its last job was deleted with its screenplay, or the batch itself.
                        Ok(None) => return,
                        Ok(Some(now)) if !now.jobs.iter().map(|job| (job.id, job.rev)).eq(told.iter().copied()) => break now,
                        Ok(Some(_)) => {}
                        Err(failure) => {
                            yield Err(from_storage(&failure));
                            return;
                        }
                    }
                };
            }
        })
    }

    /// States of all the viewer's jobs: those under way at once, then every change of any of them and every new one.
    async fn jobs_progress(&self, context: &Context<'_>) -> async_graphql::Result<impl Stream<Item = Job> + use<>> {
        let owner = require(context, Scope::JobsRead)?.id;
        let services = context.data::<Services>()?;
        // Interest first, then the rows: a change between the two is told twice, never lost.
        let mut watch = services.jobs.hub().watch_owner(owner);
        let filter = rows::JobFilter { states: OPEN.to_vec(), ..rows::JobFilter::default() };
        let first = rows::PageRequest::first(MAX_OPEN);
        let open = services.store.list_jobs(owner, &filter, rows::JobOrder::CreatedAt, rows::Direction::Ascending, &first).await;
        let open = open.map_err(|failure| from_storage(&failure))?.into_items();
        Ok(async_stream::stream! {
            for job in open {
                yield Job(job);
            }
            loop {
                yield Job(watch.next().await.as_ref().clone());
            }
        })
    }
}
