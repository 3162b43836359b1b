//! Jobs, their events and attempts. Owns their GraphQL shape; what a job is, `jobs` and `storage` say.

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use mashhad_engine::{Bilingual, Options};

use super::date_time::DateTime;
use super::outline::{StoryOutline, outline};
use super::progress::JobProgress;
use super::screenplay::Screenplay;
use super::text::LocalizedText;
use crate::api::error::from_storage;
use crate::api::global_id::{Kind, encode};
use crate::api::types::breakdown::Breakdown;
use crate::api::types::continuity::Continuity;
use crate::api::types::salience::Salience;
use crate::api::{Services, results};
use crate::jobs;
use crate::storage as rows;

/// Kind of analysis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "jobs::JobKind")]
pub enum JobKind {
    /// Production breakdown.
    Breakdown,
    /// Scene salience.
    Salience,
    /// Continuity check.
    Continuity,
    /// All three.
    Full,
}

/// State of a job; terminal are SUCCEEDED, CANCELLED and DEAD.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "JobStatus", remote = "jobs::JobState")]
pub enum JobStatus {
    /// Waits for its start time or for the next attempt.
    Scheduled,
    /// Waits for a worker.
    Queued,
    /// Being worked on.
    Running,
    /// Asked to stop.
    Cancelling,
    /// Finished with its results.
    Succeeded,
    /// Stopped on request.
    Cancelled,
    /// Given up, with a reason; `jobRetry` revives it.
    Dead,
}

/// Priority of a job; ageing lifts waiting jobs up to URGENT.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "jobs::Priority")]
pub enum Priority {
    /// When nothing else waits.
    Low,
    /// The usual.
    Normal,
    /// Before the usual.
    High,
    /// Somebody is waiting in front of the screen.
    Urgent,
    /// Before everything.
    Critical,
}

/// Step of an analysis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "JobStage", remote = "mashhad_engine::Stage")]
pub enum Stage {
    /// Reading the file.
    Parse,
    /// Breakdown, scene by scene.
    Breakdown,
    /// Salience.
    Salience,
    /// Continuity.
    Continuity,
}

/// Stable failure codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "JobFailureCode", remote = "rows::FailureCode")]
pub enum FailureCode {
    /// The file is refused by the parser.
    Refused,
    /// The options are not valid for the analysis.
    InvalidOptions,
    /// Ran past its time limit.
    TimedOut,
    /// The worker vanished.
    WorkerLost,
    /// The analysis failed by a fault of the program.
    Panicked,
    /// Stored data did not match its checksum.
    DamagedData,
    /// The database failed the run.
    Storage,
}

/// Why a job or an attempt failed.
pub struct JobFailure(pub rows::JobFailure);

/// Why a job or an attempt failed.
#[Object]
impl JobFailure {
    /// Stable code.
    async fn code(&self) -> FailureCode {
        self.0.code.into()
    }

    /// What to tell the user.
    async fn message(&self) -> LocalizedText {
        LocalizedText(failure_message(self.0.code))
    }

    /// Whether `jobRetry` can help.
    async fn retryable(&self) -> bool {
        !matches!(self.0.code, rows::FailureCode::Refused | rows::FailureCode::InvalidOptions | rows::FailureCode::DamagedData)
    }
}

fn failure_message(code: rows::FailureCode) -> Bilingual {
    match code {
        rows::FailureCode::Refused => Bilingual::new("الملف ليس سيناريو يمكن قراءته.", "The file is not a screenplay that can be read."),
        rows::FailureCode::InvalidOptions => Bilingual::new("خيارات التحليل غير صالحة.", "The options of the analysis are not valid."),
        rows::FailureCode::TimedOut => Bilingual::new("تجاوز التحليل الوقت المسموح.", "The analysis ran past its time limit."),
        rows::FailureCode::WorkerLost => Bilingual::new("توقف عامل التنفيذ أثناء العمل.", "The worker stopped during the run."),
        rows::FailureCode::Panicked => {
            Bilingual::new("فشل التحليل بسبب خطأ في البرنامج.", "The analysis failed by a fault of the program.")
        }
        rows::FailureCode::DamagedData => Bilingual::new("البيانات المخزنة تالفة.", "Stored data is damaged."),
        rows::FailureCode::Storage => Bilingual::new("لم تكن قاعدة البيانات متاحة.", "The database was not available."),
    }
}

/// One analysis of one screenplay.
#[derive(Clone)]
pub struct Job(pub rows::Job);

/// One analysis of one screenplay.
#[Object]
impl Job {
    /// Global id.
    pub async fn id(&self) -> ID {
        encode(Kind::Job, &self.0.id.to_string())
    }

    /// Kind of analysis.
    async fn kind(&self) -> JobKind {
        self.0.kind.into()
    }

    /// State.
    async fn status(&self) -> JobStatus {
        self.0.state.into()
    }

    /// Priority as submitted.
    async fn priority(&self) -> Priority {
        self.0.priority.into()
    }

    /// What is analysed.
    async fn screenplay(&self, context: &Context<'_>) -> async_graphql::Result<Option<Screenplay>> {
        results::screenplay(context, self.0.screenplay).await
    }

    /// The newest progress.
    async fn progress(&self, context: &Context<'_>) -> async_graphql::Result<JobProgress> {
        Ok(JobProgress::of(&self.0, context.data::<Services>()?.clock.now_ms()))
    }

    /// State changes, oldest first, numbered without gaps; `after` is a sequence number.
    #[graphql(complexity = "1 + (first.clamp(1, 100) as usize) * child_complexity")]
    async fn events(
        &self,
        context: &Context<'_>,
        #[graphql(default = 0)] after: u32,
        #[graphql(default = 100)] first: u32,
    ) -> async_graphql::Result<Vec<JobEvent>> {
        let store = &context.data::<Services>()?.store;
        let events = store
            .job_events(self.0.owner, self.0.id, i64::from(after), first.clamp(1, 100))
            .await
            .map_err(|failure| from_storage(&failure))?;
        Ok(events.into_iter().map(JobEvent).collect())
    }

    /// Attempts, oldest first.
    async fn attempts(&self, context: &Context<'_>) -> async_graphql::Result<Vec<JobAttempt>> {
        let store = &context.data::<Services>()?.store;
        let attempts = store.job_attempts(self.0.owner, self.0.id).await.map_err(|failure| from_storage(&failure))?;
        Ok(attempts.into_iter().map(JobAttempt).collect())
    }

    /// Attempts started.
    async fn attempt(&self) -> u32 {
        self.0.attempt
    }

    /// Attempts allowed.
    async fn max_attempts(&self) -> u32 {
        self.0.max_attempts
    }

    /// Why it is DEAD, or why the last attempt failed.
    async fn failure(&self) -> Option<JobFailure> {
        self.0.failure.clone().map(JobFailure)
    }

    /// Whether the results were there at submission.
    async fn from_cache(&self) -> bool {
        self.0.from_cache
    }

    /// Engine version that the results come from.
    async fn engine_version(&self) -> &str {
        &self.0.engine_version
    }

    /// Key given at submission.
    async fn idempotency_key(&self) -> Option<&str> {
        self.0.idempotency_key.as_deref()
    }

    /// Where a waiting job stands; null for one that does not wait.
    async fn queue_position(&self, context: &Context<'_>) -> async_graphql::Result<Option<QueuePosition>> {
        let services = context.data::<Services>()?;
        let position = services
            .store
            .queue_position(self.0.owner, self.0.id, services.clock.now_ms())
            .await
            .map_err(|failure| from_storage(&failure))?;
        Ok(position.map(|position| QueuePosition { ahead: position.ahead, expected_wait_ms: position.expected_wait_ms }))
    }

    /// Why no worker takes it: the operator paused its queue. Null for a job that does not wait or is not held back.
    async fn pause(&self, context: &Context<'_>) -> async_graphql::Result<Option<super::queue::JobPause>> {
        super::queue::pause_of(context, &self.0).await
    }

    /// The breakdown; null until its component has succeeded.
    async fn breakdown(&self, context: &Context<'_>) -> async_graphql::Result<Option<Breakdown>> {
        Ok(results::of_job(context, &self.0, rows::DocumentKind::Breakdown).await?.map(|document| Breakdown { document }))
    }

    /// The salience analysis; null until its component has succeeded.
    async fn salience(&self, context: &Context<'_>) -> async_graphql::Result<Option<Salience>> {
        Ok(results::of_job(context, &self.0, rows::DocumentKind::Salience).await?.map(|document| Salience { document }))
    }

    /// The continuity check; null until its component has succeeded.
    async fn continuity(&self, context: &Context<'_>) -> async_graphql::Result<Option<Continuity>> {
        Ok(results::of_job(context, &self.0, rows::DocumentKind::Continuity).await?.map(|document| Continuity { document }))
    }

    /// The story in one paragraph; null until breakdown and salience have succeeded.
    async fn outline(&self, context: &Context<'_>) -> async_graphql::Result<Option<StoryOutline>> {
        let breakdown = results::of_job(context, &self.0, rows::DocumentKind::Breakdown).await?;
        let salience = results::of_job(context, &self.0, rows::DocumentKind::Salience).await?;
        Ok(outline(breakdown.as_deref(), salience.as_deref()))
    }

    /// Options as normalised by the service, as JSON text with sorted keys.
    async fn options(&self) -> async_graphql::Result<String> {
        Ok(options_json(&self.0.options))
    }

    /// Accepted at.
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// First attempt started at.
    async fn started_at(&self) -> Option<DateTime> {
        self.0.started_at.map(DateTime)
    }

    /// Reached a terminal state at.
    async fn finished_at(&self) -> Option<DateTime> {
        self.0.finished_at.map(DateTime)
    }
}

fn options_json(options: &Options) -> String {
    serde_json::to_value(options).map(|value| value.to_string()).unwrap_or_default()
}

/// Where a waiting job stands.
#[derive(Debug, Clone, SimpleObject)]
pub struct QueuePosition {
    /// Jobs that start before it.
    ahead: i64,
    /// Milliseconds until it is expected to start, from measured runs; null without any and while its queue is paused.
    expected_wait_ms: Option<i64>,
}

/// One entry of a job's log.
pub struct JobEvent(rows::JobEvent);

/// One entry of a job's log.
#[Object]
impl JobEvent {
    /// Number within the job, from 1, without gaps.
    async fn sequence(&self) -> i64 {
        self.0.seq
    }

    /// What happened (`SUBMITTED`, `CLAIM`, `STAGE_DONE`, `SUCCEED`, `FAIL_AND_RETRY`, `CANCEL` …).
    async fn kind(&self) -> String {
        serde_json::to_value(self.0.kind).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// State after it.
    async fn status(&self) -> JobStatus {
        self.0.state.into()
    }

    /// Attempt it belongs to; 0 before the first.
    async fn attempt(&self) -> u32 {
        self.0.attempt
    }

    /// When.
    async fn at(&self) -> DateTime {
        DateTime(self.0.at)
    }

    /// Failure, where it tells of one.
    async fn failure(&self) -> Option<JobFailure> {
        self.0.failure.clone().map(JobFailure)
    }
}

/// One attempt of a job.
pub struct JobAttempt(rows::Attempt);

/// One attempt of a job.
#[Object]
impl JobAttempt {
    /// Number from 1.
    async fn number(&self) -> u32 {
        self.0.number
    }

    /// Started at.
    async fn started_at(&self) -> DateTime {
        DateTime(self.0.started_at)
    }

    /// Ended at.
    async fn ended_at(&self) -> Option<DateTime> {
        self.0.ended_at.map(DateTime)
    }

    /// Why it failed.
    async fn failure(&self) -> Option<JobFailure> {
        self.0.failure.clone().map(JobFailure)
    }
}
