//! `breakdownSubmit`, `salienceSubmit`, `continuitySubmit`, `analysisSubmit`. Owns options as clients give them and the answers to a submission; queueing, joining of equal
//! work and the cache are storage's.

use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};
use mashhad_engine::{Bilingual, Options};

use crate::api::Services;
use crate::api::authorize::{language, require};
use crate::api::caller::User;
use crate::api::error::{UserError, UserErrorCode, from_storage};
use crate::api::global_id::{Kind, decode_as};
use crate::api::options::{BreakdownOptionsInput, ContinuityOptionsInput, SalienceOptionsInput, options_of};
use crate::api::types::date_time::DateTime;
use crate::api::types::job::{Job, Priority};
use crate::auth::Scope;
use crate::jobs::{JobKind, Request};
use crate::storage::{Answer, Outcome, Rejection, Submission};

/// What every submission says beside its options.
#[derive(InputObject)]
pub struct SubmissionInput {
    /// What to analyse.
    pub(super) screenplay_id: ID,
    /// Priority; NORMAL when absent. CRITICAL needs the scope `admin`.
    pub(super) priority: Option<Priority>,
    /// 1..255 printable characters, kept 24 hours: the same key with the same input gives the same job, with another input IDEMPOTENCY_MISMATCH.
    pub(super) idempotency_key: Option<String>,
    /// Not before this time.
    pub(super) start_at: Option<DateTime>,
}

macro_rules! submit_inputs {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty),+ })+) => {$(
        $(#[$doc])*
        #[derive(InputObject)]
        pub struct $name {
            /// What to analyse and how urgent it is.
            #[graphql(flatten)]
            submission: SubmissionInput,
            $($(#[$field_doc])* $field: Option<$type>,)+
        }
    )+};
}

submit_inputs! {
    /// Input of `breakdownSubmit`.
    BreakdownSubmitInput {
        /// Options; defaults when absent.
        options: BreakdownOptionsInput
    }
    /// Input of `salienceSubmit`.
    SalienceSubmitInput {
        /// Options; defaults when absent.
        options: SalienceOptionsInput
    }
    /// Input of `continuitySubmit`.
    ContinuitySubmitInput {
        /// Options; defaults when absent.
        options: ContinuityOptionsInput
    }
    /// Input of `analysisSubmit`.
    AnalysisSubmitInput {
        /// Options of the breakdown.
        breakdown: BreakdownOptionsInput,
        /// Options of the salience analysis.
        salience: SalienceOptionsInput,
        /// Options of the continuity check.
        continuity: ContinuityOptionsInput
    }
}

/// How a submission was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "SubmissionAnswer", remote = "Answer")]
pub enum SubmissionAnswer {
    /// A new job waits.
    Created,
    /// The same analysis is already under way.
    Coalesced,
    /// The results were there already; the job is born finished.
    Cached,
    /// The idempotency key was used before for this very request.
    Repeated,
}

macro_rules! submit_payloads {
    ($($(#[$doc:meta])* $name:ident),+) => {$(
        $(#[$doc])*
        #[derive(SimpleObject)]
        pub struct $name {
            /// The job; null when `userErrors` is not empty.
            job: Option<Job>,
            /// How the submission was answered; null when it was refused.
            answer: Option<SubmissionAnswer>,
            /// Expected failures.
            user_errors: Vec<UserError>,
        }

        impl From<Result<Submission, UserError>> for $name {
            fn from(outcome: Result<Submission, UserError>) -> Self {
                match outcome {
                    Ok(taken) => Self { job: Some(Job(taken.job)), answer: Some(taken.answer.into()), user_errors: Vec::new() },
                    Err(problem) => Self { job: None, answer: None, user_errors: vec![problem] },
                }
            }
        }
    )+};
}

submit_payloads! {
    /// Payload of `breakdownSubmit`.
    BreakdownSubmitPayload,
    /// Payload of `salienceSubmit`.
    SalienceSubmitPayload,
    /// Payload of `continuitySubmit`.
    ContinuitySubmitPayload,
    /// Payload of `analysisSubmit`.
    AnalysisSubmitPayload
}

/// Submissions.
#[derive(Default)]
pub struct SubmitMutation;

/// Submissions.
#[Object]
impl SubmitMutation {
    /// Submit a production breakdown.
    async fn breakdown_submit(&self, context: &Context<'_>, input: BreakdownSubmitInput) -> async_graphql::Result<BreakdownSubmitPayload> {
        let user = require(context, Scope::JobsWrite)?;
        let options = input.options.unwrap_or_default().apply(Options::default(), language(context));
        submit(context, user, JobKind::Breakdown, input.submission, options).await.map(Into::into)
    }

    /// Submit a salience analysis.
    async fn salience_submit(&self, context: &Context<'_>, input: SalienceSubmitInput) -> async_graphql::Result<SalienceSubmitPayload> {
        let user = require(context, Scope::JobsWrite)?;
        let options = input.options.unwrap_or_default().apply(Options::default(), language(context));
        submit(context, user, JobKind::Salience, input.submission, options).await.map(Into::into)
    }

    /// Submit a continuity check.
    async fn continuity_submit(
        &self,
        context: &Context<'_>,
        input: ContinuitySubmitInput,
    ) -> async_graphql::Result<ContinuitySubmitPayload> {
        let user = require(context, Scope::JobsWrite)?;
        let options = input.options.unwrap_or_default().apply(Options::default(), language(context));
        submit(context, user, JobKind::Continuity, input.submission, options).await.map(Into::into)
    }

    /// Submit all three analyses as one job; each component is a checkpoint.
    async fn analysis_submit(&self, context: &Context<'_>, input: AnalysisSubmitInput) -> async_graphql::Result<AnalysisSubmitPayload> {
        let user = require(context, Scope::JobsWrite)?;
        let options = options_of(input.breakdown, input.salience, input.continuity, language(context));
        submit(context, user, JobKind::Full, input.submission, options).await.map(Into::into)
    }
}

async fn submit(
    context: &Context<'_>,
    user: &User,
    kind: JobKind,
    input: SubmissionInput,
    options: Result<Options, UserError>,
) -> async_graphql::Result<Result<Submission, UserError>> {
    let services = context.data::<Services>()?;
    let request = match options.and_then(|options| request(context, user, kind, input, options)) {
        Ok(request) => request,
        Err(problem) => return Ok(Err(problem)),
    };
    let failed = |failure| from_storage(&failure);
    let outcome = services.jobs.submit(user.id, request).await.map_err(failed)?;
    count_reuse(services, &outcome);
    Ok(outcome.map_err(|rejection| rejected(rejection, context)))
}

/// Counts a submission that needed no new work.
pub(super) fn count_reuse(services: &Services, outcome: &Outcome) {
    if let Ok(taken) = outcome
        && taken.answer != Answer::Created
    {
        let way = format!("{:?}", taken.answer);
        services.metrics.jobs_reused.with_label_values(&[taken.job.kind.as_str(), way.as_str()]).inc();
    }
}

pub(super) fn request(
    context: &Context<'_>,
    user: &User,
    kind: JobKind,
    input: SubmissionInput,
    options: Options,
) -> Result<Request, UserError> {
    let spoken = language(context);
    let Some(screenplay) = decode_as(Kind::Screenplay, &input.screenplay_id).and_then(|id| id.parse().ok()) else {
        return Err(UserError::not_found(&["input", "screenplayId"], spoken));
    };
    let key_fits = |key: &String| (1..=255).contains(&key.chars().count()) && !key.chars().any(char::is_control);
    if input.idempotency_key.as_ref().is_some_and(|key| !key_fits(key)) {
        let message = Bilingual::new("المفتاح من 1 إلى 255 حرفاً مطبوعاً.", "The key must have 1 to 255 printable characters.");
        return Err(UserError::new(UserErrorCode::Invalid, &["input", "idempotencyKey"], &message, spoken));
    }
    let priority = input.priority.map(Into::into).unwrap_or_default();
    if priority == crate::jobs::Priority::Critical && !user.principal.may(Scope::Admin) {
        let message = Bilingual::new("أولوية CRITICAL للمشغّل وحده.", "The priority CRITICAL is for the operator.");
        return Err(UserError::new(UserErrorCode::Invalid, &["input", "priority"], &message, spoken));
    }
    let run_at = input.start_at.map(|at| at.0);
    Ok(Request { options, priority, run_at, idempotency_key: input.idempotency_key, ..Request::new(screenplay, kind) })
}

pub(super) fn rejected(rejection: Rejection, context: &Context<'_>) -> UserError {
    let spoken = language(context);
    match rejection {
        Rejection::ScreenplayNotFound => UserError::not_found(&["input", "screenplayId"], spoken),
        Rejection::ScreenplayRefused(refusal) => UserError::refused(&refusal, &["input", "screenplayId"], spoken),
        Rejection::IdempotencyMismatch => {
            let message = Bilingual::new("استُعمل هذا المفتاح لطلب آخر.", "This key was used for another request.");
            UserError::new(UserErrorCode::IdempotencyMismatch, &["input", "idempotencyKey"], &message, spoken)
        }
        Rejection::OwnerQueueFull { limit } => {
            let message = Bilingual::new(
                format!("لديك {limit} مهمة منتظرة؛ انتظر انتهاء بعضها."),
                format!("You have {limit} jobs waiting; let some of them finish."),
            );
            UserError::new(UserErrorCode::QuotaExceeded, &[], &message, spoken)
        }
        Rejection::QueueFull { limit } => {
            let message = Bilingual::new(
                format!("في الخدمة {limit} مهمة منتظرة؛ حاول لاحقاً."),
                format!("The service has {limit} jobs waiting; try again later."),
            );
            UserError::new(UserErrorCode::QuotaExceeded, &[], &message, spoken)
        }
    }
}
