//! `jobCancel`, `jobRetry`, `jobDelete`. Owns their inputs and payloads; legal transitions are `jobs::state`'s.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use mashhad_engine::{Bilingual, Language};

use crate::api::Services;
use crate::api::authorize::{language, require};
use crate::api::error::{UserError, UserErrorCode, from_storage};
use crate::api::global_id::{Kind, decode_as};
use crate::api::types::job::Job;
use crate::auth::Scope;
use crate::ids::JobId;
use crate::storage::{Cancellation, Revival};

/// Input of `jobCancel`, `jobRetry` and `jobDelete`.
#[derive(InputObject)]
pub struct JobIdInput {
    /// Which job.
    id: ID,
}

impl JobIdInput {
    fn local(&self) -> Option<JobId> {
        decode_as(Kind::Job, &self.id).and_then(|id| id.parse().ok())
    }
}

/// Payload of `jobCancel`.
#[derive(SimpleObject, Default)]
pub struct JobCancelPayload {
    /// The job; a running one stays CANCELLING until its worker has stopped.
    job: Option<Job>,
    /// Expected failures.
    user_errors: Vec<UserError>,
}

/// Payload of `jobRetry`.
#[derive(SimpleObject, Default)]
pub struct JobRetryPayload {
    /// The job, waiting again.
    job: Option<Job>,
    /// Expected failures.
    user_errors: Vec<UserError>,
}

/// Payload of `jobDelete`.
#[derive(SimpleObject, Default)]
pub struct JobDeletePayload {
    /// Id that is gone.
    deleted_id: Option<ID>,
    /// Expected failures.
    user_errors: Vec<UserError>,
}

/// Mutations of jobs.
#[derive(Default)]
pub struct JobMutation;

/// Mutations of jobs.
#[Object]
impl JobMutation {
    /// Ask a job to stop. Idempotent; a job that is over stays as it is.
    async fn job_cancel(&self, context: &Context<'_>, input: JobIdInput) -> async_graphql::Result<JobCancelPayload> {
        let user = require(context, Scope::JobsWrite)?;
        let services = context.data::<Services>()?;
        let Some(id) = input.local() else { return Ok(JobCancelPayload { user_errors: vec![not_found(context)], ..Default::default() }) };
        let failed = |failure| from_storage(&failure);
        let outcome = services.jobs.cancel(user.id, id).await.map_err(failed)?;
        Ok(match outcome {
            Cancellation::NotFound => JobCancelPayload { user_errors: vec![not_found(context)], ..Default::default() },
            Cancellation::Cancelled(job) | Cancellation::Requested(job) | Cancellation::Unchanged(job) => {
                JobCancelPayload { job: Some(Job(job)), user_errors: Vec::new() }
            }
        })
    }

    /// Run a dead or cancelled job again; finished components stay finished.
    async fn job_retry(&self, context: &Context<'_>, input: JobIdInput) -> async_graphql::Result<JobRetryPayload> {
        let user = require(context, Scope::JobsWrite)?;
        let services = context.data::<Services>()?;
        let Some(id) = input.local() else { return Ok(JobRetryPayload { user_errors: vec![not_found(context)], ..Default::default() }) };
        let failed = |failure| from_storage(&failure);
        let outcome = services.jobs.retry(user.id, id).await.map_err(failed)?;
        Ok(match outcome {
            Revival::NotFound => JobRetryPayload { user_errors: vec![not_found(context)], ..Default::default() },
            Revival::NotAllowed(job) => JobRetryPayload { job: Some(Job(job)), user_errors: vec![not_over(language(context))] },
            Revival::UnderWay(job) => JobRetryPayload { job: Some(Job(job)), user_errors: vec![under_way(language(context))] },
            Revival::Revived(job) => JobRetryPayload { job: Some(Job(job)), user_errors: Vec::new() },
        })
    }

    /// Delete a job that is over; its results stay with the screenplay.
    async fn job_delete(&self, context: &Context<'_>, input: JobIdInput) -> async_graphql::Result<JobDeletePayload> {
        let user = require(context, Scope::JobsWrite)?;
        let services = context.data::<Services>()?;
        let Some(id) = input.local() else { return Ok(JobDeletePayload { user_errors: vec![not_found(context)], ..Default::default() }) };
        let failed = |failure| from_storage(&failure);
        let deleted = services.jobs.delete(user.id, id).await.map_err(failed)?;
        if deleted {
            return Ok(JobDeletePayload { deleted_id: Some(input.id), user_errors: Vec::new() });
        }
        let problem = match services.store.job(user.id, id).await.map_err(failed)? {
            Some(_) => not_deletable(language(context)),
            None => not_found(context),
        };
        Ok(JobDeletePayload { user_errors: vec![problem], ..Default::default() })
    }
}

fn not_found(context: &Context<'_>) -> UserError {
    UserError::not_found(&["input", "id"], language(context))
}

fn under_way(spoken: Language) -> UserError {
    let message = Bilingual::new("التحليل نفسه جارٍ في مهمة أخرى.", "The same analysis is under way in another job.");
    UserError::new(UserErrorCode::Conflict, &["input", "id"], &message, spoken)
}

fn not_deletable(spoken: Language) -> UserError {
    let message = Bilingual::new("المهمة لم تنتهِ بعد: ألغها أولاً.", "The job is not over yet: cancel it first.");
    UserError::new(UserErrorCode::Conflict, &["input", "id"], &message, spoken)
}

fn not_over(spoken: Language) -> UserError {
    let message = Bilingual::new("لا تُعاد إلا مهمة ملغاة أو متوقفة.", "Only a cancelled or dead job can be run again.");
    UserError::new(UserErrorCode::Conflict, &["input", "id"], &message, spoken)
}
