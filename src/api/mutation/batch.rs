//! `batchSubmit`: many screenplays in one call, watched together. Owns its input and payload; each submission is answered as it would be alone.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use mashhad_engine::Bilingual;

use super::submit::{SubmissionAnswer, SubmissionInput, count_reuse, rejected, request};
use crate::api::Services;
use crate::api::authorize::{language, require};
use crate::api::error::{UserError, UserErrorCode, from_storage};
use crate::api::options::{BreakdownOptionsInput, ContinuityOptionsInput, SalienceOptionsInput, options_of};
use crate::api::types::batch::Batch;
use crate::api::types::date_time::DateTime;
use crate::api::types::job::{Job, JobKind, Priority};
use crate::auth::Scope;
use crate::storage::Submission;

/// Most screenplays of one batch.
const MAX_SCREENPLAYS: usize = 100;

/// Input of `batchSubmit`.
#[derive(InputObject)]
pub struct BatchSubmitInput {
    /// What to analyse, 1..100.
    screenplay_ids: Vec<ID>,
    /// Which analysis; FULL runs all three.
    kind: JobKind,
    /// Priority; NORMAL when absent. CRITICAL needs the scope `admin`.
    priority: Option<Priority>,
    /// Not before this time.
    start_at: Option<DateTime>,
    /// Options of the breakdown, where the kind has one.
    breakdown: Option<BreakdownOptionsInput>,
    /// Options of the salience analysis, where the kind has one.
    salience: Option<SalienceOptionsInput>,
    /// Options of the continuity check, where the kind has one.
    continuity: Option<ContinuityOptionsInput>,
}

/// How one submission of a batch was answered.
#[derive(SimpleObject)]
#[graphql(name = "BatchAnswerPayload")]
pub struct BatchAnswer {
    /// The screenplay.
    screenplay_id: ID,
    /// The job; null when `userErrors` is not empty.
    job: Option<Job>,
    /// How the submission was answered; null when it was refused.
    answer: Option<SubmissionAnswer>,
    /// Why it was refused.
    user_errors: Vec<UserError>,
}

/// Payload of `batchSubmit`.
#[derive(SimpleObject, Default)]
pub struct BatchSubmitPayload {
    /// The batch; null when `userErrors` is not empty.
    batch: Option<Batch>,
    /// The answers, in the order asked; one that is refused takes no other along.
    answers: Vec<BatchAnswer>,
    /// Expected failures of the whole call.
    user_errors: Vec<UserError>,
}

/// Batches.
#[derive(Default)]
pub struct BatchMutation;

/// Batches.
#[Object]
impl BatchMutation {
    /// Submit one analysis of many screenplays; follow all of them with `batchProgress`.
    async fn batch_submit(&self, context: &Context<'_>, input: BatchSubmitInput) -> async_graphql::Result<BatchSubmitPayload> {
        let user = require(context, Scope::JobsWrite)?;
        let spoken = language(context);
        let refuse = |problem| Ok(BatchSubmitPayload { user_errors: vec![problem], ..Default::default() });
        if !(1..=MAX_SCREENPLAYS).contains(&input.screenplay_ids.len()) {
            let message = Bilingual::new("أعط من 1 إلى 100 سيناريو.", "Give 1 to 100 screenplays.");
            return refuse(UserError::new(UserErrorCode::OutOfRange, &["input", "screenplayIds"], &message, spoken));
        }
        let options = match options_of(input.breakdown, input.salience, input.continuity, spoken) {
            Ok(options) => options,
            Err(problem) => return refuse(problem),
        };
        let mut requests = Vec::with_capacity(input.screenplay_ids.len());
        let mut refused = Vec::with_capacity(input.screenplay_ids.len());
        for id in &input.screenplay_ids {
            let submission =
                SubmissionInput { screenplay_id: id.clone(), priority: input.priority, idempotency_key: None, start_at: input.start_at };
            let request = request(context, user, input.kind.into(), submission, options.clone());
            refused.push(request.map(|request| requests.push(request)).err());
        }
        let failed = |failure| from_storage(&failure);
        let services = context.data::<Services>()?;
        let (batch, outcomes) = services.jobs.submit_batch(user.id, requests).await.map_err(failed)?;
        outcomes.iter().for_each(|outcome| count_reuse(services, outcome));
        let mut taken = outcomes.into_iter().map(|outcome| outcome.map_err(|rejection| rejected(rejection, context)));
        let answers = input
            .screenplay_ids
            .into_iter()
            .zip(refused)
            .filter_map(|(id, refused)| Some(answer(id, refused.map_or_else(|| taken.next(), |problem| Some(Err(problem)))?)))
            .collect();
        let batch = services.store.batch(user.id, batch).await.map_err(failed)?.map(Batch);
        Ok(BatchSubmitPayload { batch, answers, user_errors: Vec::new() })
    }
}

fn answer(screenplay_id: ID, outcome: Result<Submission, UserError>) -> BatchAnswer {
    match outcome {
        Ok(taken) => BatchAnswer { screenplay_id, job: Some(Job(taken.job)), answer: Some(taken.answer.into()), user_errors: Vec::new() },
        Err(problem) => BatchAnswer { screenplay_id, job: None, answer: None, user_errors: vec![problem] },
    }
}
