//! `queuePause`, `queueResume`: the operator's hold on the queues. Owns their inputs and payloads; the pause itself is a row that every claim reads.

use async_graphql::{Context, InputObject, Object, SimpleObject};
use mashhad_engine::Bilingual;

use crate::api::Services;
use crate::api::authorize::{language, require};
use crate::api::error::{UserError, UserErrorCode, from_storage};
use crate::api::query::operations;
use crate::api::types::job::JobKind;
use crate::api::types::queue::Queue;
use crate::auth::Scope;
use crate::storage as rows;

/// Longest reason in characters.
const MAX_REASON: usize = 500;

/// Input of `queuePause`.
#[derive(InputObject)]
pub struct QueuePauseInput {
    /// Which kind; all kinds when absent.
    kind: Option<JobKind>,
    /// Why, 1..500 characters; owners of waiting jobs read it.
    reason: String,
}

/// Input of `queueResume`.
#[derive(InputObject)]
pub struct QueueResumeInput {
    /// Which kind; when absent the pause of all kinds ends, and those of single kinds stay.
    kind: Option<JobKind>,
}

/// Payload of `queuePause`.
#[derive(SimpleObject, Default)]
pub struct QueuePausePayload {
    /// All queues afterwards; null when `userErrors` is not empty.
    queues: Option<Vec<Queue>>,
    /// Expected failures.
    user_errors: Vec<UserError>,
}

/// Payload of `queueResume`.
#[derive(SimpleObject, Default)]
pub struct QueueResumePayload {
    /// All queues afterwards.
    queues: Option<Vec<Queue>>,
    /// Expected failures.
    user_errors: Vec<UserError>,
}

/// Mutations of queues.
#[derive(Default)]
pub struct QueueMutation;

/// Mutations of queues.
#[Object]
impl QueueMutation {
    /// For the operator: workers of all processes take no more jobs of a kind; what runs goes on, submissions are accepted and wait. Idempotent: a pause in
    /// force keeps its reason.
    #[graphql(complexity = "200 + child_complexity")]
    async fn queue_pause(&self, context: &Context<'_>, input: QueuePauseInput) -> async_graphql::Result<QueuePausePayload> {
        let user = require(context, Scope::Admin)?;
        let reason = input.reason.trim();
        if !(1..=MAX_REASON).contains(&reason.chars().count()) || reason.chars().any(char::is_control) {
            let message = Bilingual::new("اكتب السبب في سطر من 1 إلى 500 حرف.", "Give the reason in one line of 1 to 500 characters.");
            let problem = UserError::new(UserErrorCode::OutOfRange, &["input", "reason"], &message, language(context));
            return Ok(QueuePausePayload { user_errors: vec![problem], ..Default::default() });
        }
        let failed = |failure| from_storage(&failure);
        let mut tx = context.data::<Services>()?.store.begin().await.map_err(failed)?;
        tx.admin_pause(queue(input.kind), &user.principal.subject, reason).await.map_err(failed)?;
        tx.commit().await.map_err(failed)?;
        Ok(QueuePausePayload { queues: Some(operations::queues(context).await?), user_errors: Vec::new() })
    }

    /// For the operator: workers take jobs of a kind again, at once. Idempotent.
    #[graphql(complexity = "200 + child_complexity")]
    async fn queue_resume(&self, context: &Context<'_>, input: QueueResumeInput) -> async_graphql::Result<QueueResumePayload> {
        let user = require(context, Scope::Admin)?;
        let services = context.data::<Services>()?;
        let failed = |failure| from_storage(&failure);
        let mut tx = services.store.begin().await.map_err(failed)?;
        tx.admin_resume(queue(input.kind), &user.principal.subject).await.map_err(failed)?;
        tx.commit().await.map_err(failed)?;
        services.jobs.wake_workers();
        Ok(QueueResumePayload { queues: Some(operations::queues(context).await?), user_errors: Vec::new() })
    }
}

fn queue(kind: Option<JobKind>) -> rows::Queue {
    kind.map_or(rows::Queue::All, |kind| rows::Queue::Kind(kind.into()))
}
