//! Jobs, their events, attempts, batches and queue figures as records. Owns fields and units (times are UTC milliseconds since 1970); owns no SQL.

use crate::ids::{BatchId, JobId, ScreenplayId, UserId, WorkerId};
use crate::jobs::{JobKind, JobState, Priority, Transition};
use mashhad_engine::{Options, Refusal};
use serde::{Deserialize, Serialize};

/// A job.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// Id.
    pub id: JobId,
    /// Owner.
    pub owner: UserId,
    /// What is analysed.
    pub screenplay: ScreenplayId,
    /// Kind.
    pub kind: JobKind,
    /// Options as normalised by the service.
    pub options: Options,
    /// Engine version that the result is to come from.
    pub engine_version: String,
    /// Submitted together with others.
    pub batch: Option<BatchId>,
    /// Priority as submitted.
    pub priority: Priority,
    /// State.
    pub state: JobState,
    /// Not started before.
    pub run_at: i64,
    /// Accepted at.
    pub created_at: i64,
    /// First attempt started at.
    pub started_at: Option<i64>,
    /// Reached a terminal state at.
    pub finished_at: Option<i64>,
    /// Attempts started (given back ones not counted).
    pub attempt: u32,
    /// Attempts allowed.
    pub max_attempts: u32,
    /// Number of the run; every claim makes a new one, every write of a run carries it.
    pub epoch: i64,
    /// Holder of the lease.
    pub worker: Option<WorkerId>,
    /// Rises with every visible change.
    pub rev: i64,
    /// Number of the newest event.
    pub last_event: i64,
    /// Progress of the present (or last) attempt.
    pub progress: JobProgress,
    /// Key given at submission.
    pub idempotency_key: Option<String>,
    /// Whether the results were there at submission.
    pub from_cache: bool,
    /// Why it is dead, or why the last attempt failed.
    pub failure: Option<JobFailure>,
    /// Trace context of the submitting request (W3C `traceparent`).
    pub trace: Option<String>,
}

/// Progress as state: the newest values only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct JobProgress {
    /// Stage, once one started.
    pub stage: Option<mashhad_engine::Stage>,
    /// Stages done.
    pub stages_done: i64,
    /// Stages in all, reading included.
    pub stages_total: i64,
    /// Scenes done in the stage.
    pub scenes_done: i64,
    /// Scenes of the stage.
    pub scenes_total: i64,
    /// Ordinal of the scene that was finished last in the stage; not kept in events.
    pub scene: Option<i64>,
}

/// The breakdown sheet of one scene, as told while the breakdown is at work.
#[derive(Debug, Clone, PartialEq)]
pub struct JobSheet {
    /// Ordinal of the scene.
    pub ordinal: u32,
    /// Revision of the job that tells of it.
    pub rev: i64,
    /// The sheet, as far as the scene alone tells.
    pub sheet: mashhad_engine::breakdown::document::SceneBreakdown,
}

impl JobProgress {
    /// Share of the whole job done, 0..=1: whole stages and the scenes of the present one.
    #[must_use]
    pub fn fraction(&self) -> f64 {
        if self.stages_total <= 0 {
            return 0.0;
        }
        #[expect(clippy::cast_precision_loss, reason = "counts of scenes and stages are far below 2^52")]
        let share = |done: i64, total: i64| if total > 0 { (done as f64 / total as f64).clamp(0.0, 1.0) } else { 0.0 };
        let within = share(self.scenes_done, self.scenes_total);
        #[expect(clippy::cast_precision_loss, reason = "counts of stages are far below 2^52")]
        let total = self.stages_total as f64;
        (share(self.stages_done, self.stages_total) + within / total).clamp(0.0, 1.0)
    }
}

/// Stable failure codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum FailureCode {
    /// The file is refused by the parser.
    Refused,
    /// The engine refuses the options.
    InvalidOptions,
    /// Ran past its time limit.
    TimedOut,
    /// The worker vanished and its lease ran out.
    WorkerLost,
    /// The analysis panicked.
    Panicked,
    /// Stored data did not match its checksum.
    DamagedData,
    /// The database failed the run.
    Storage,
}

/// Why a run or a job failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobFailure {
    /// Stable code.
    pub code: FailureCode,
    /// Technical message for the operator; never script text.
    pub message: String,
}

/// A job to submit; `jobs::Jobs` makes it.
#[derive(Debug, Clone)]
pub struct NewJob {
    /// Id.
    pub id: JobId,
    /// Owner.
    pub owner: UserId,
    /// What is analysed.
    pub screenplay: ScreenplayId,
    /// Kind.
    pub kind: JobKind,
    /// Options, `components` set by the kind.
    pub options: Options,
    /// Priority.
    pub priority: Priority,
    /// Not before; now when absent.
    pub run_at: Option<i64>,
    /// 1..=255 characters; the same key with the same request gives the same job for 24 hours.
    pub idempotency_key: Option<String>,
    /// Batch.
    pub batch: Option<BatchId>,
    /// Trace context of the request.
    pub trace: Option<String>,
}

/// How a submission was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// A new job waits.
    Created,
    /// The same analysis is already under way for this owner.
    Coalesced,
    /// The results are there already; the job is born finished.
    Cached,
    /// The idempotency key was used before for this very request.
    Repeated,
}

/// A submission that was taken.
#[derive(Debug, Clone, PartialEq)]
pub struct Submission {
    /// The job.
    pub job: Job,
    /// How it was answered.
    pub answer: Answer,
}

/// Why a submission was not taken; all are answers for the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rejection {
    /// No such screenplay of this owner.
    ScreenplayNotFound,
    /// The screenplay was refused by the parser.
    ScreenplayRefused(Box<Refusal>),
    /// The idempotency key belongs to another request.
    IdempotencyMismatch,
    /// The owner has too many jobs waiting or running.
    OwnerQueueFull {
        /// Jobs allowed.
        limit: i64,
    },
    /// The service has too many jobs waiting.
    QueueFull {
        /// Jobs allowed.
        limit: i64,
    },
}

/// Conditions on jobs; all given ones must hold.
#[derive(Debug, Clone, Default)]
pub struct JobFilter {
    /// Any of these kinds; empty for all.
    pub kinds: Vec<JobKind>,
    /// Any of these states; empty for all.
    pub states: Vec<JobState>,
    /// Of this screenplay.
    pub screenplay: Option<ScreenplayId>,
    /// Of this batch.
    pub batch: Option<BatchId>,
    /// Created at or after.
    pub created_after: Option<i64>,
    /// Created before.
    pub created_before: Option<i64>,
}

/// Orders of jobs; ties break on the id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum JobOrder {
    /// Creation time.
    #[default]
    CreatedAt,
    /// Finish time; unfinished ones count as the latest.
    FinishedAt,
}

/// What a cancellation did.
#[derive(Debug, Clone, PartialEq)]
pub enum Cancellation {
    /// No such job of this owner.
    NotFound,
    /// It was waiting and is cancelled.
    Cancelled(Job),
    /// It runs; its worker is told.
    Requested(Job),
    /// It was over, or the request was made before.
    Unchanged(Job),
}

/// What a revival did.
#[derive(Debug, Clone, PartialEq)]
pub enum Revival {
    /// No such job of this owner.
    NotFound,
    /// It waits again.
    Revived(Job),
    /// Its state allows no revival.
    NotAllowed(Job),
    /// The same analysis is under way in this other job.
    UnderWay(Job),
}

/// One entry of a job's log; `seq` counts from 1 without gaps.
#[derive(Debug, Clone, PartialEq)]
pub struct JobEvent {
    /// Job.
    pub job: JobId,
    /// Number within the job, from 1, without gaps.
    pub seq: i64,
    /// What happened.
    pub kind: JobEventKind,
    /// State after it.
    pub state: JobState,
    /// Attempt it belongs to; 0 before the first.
    pub attempt: u32,
    /// When.
    pub at: i64,
    /// Progress after it.
    pub progress: JobProgress,
    /// Failure, where it tells of one.
    pub failure: Option<JobFailure>,
}

/// What an event tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum JobEventKind {
    /// Accepted.
    Submitted,
    /// A component is done and its result stored.
    StageDone,
    /// The state changed by this transition.
    #[serde(untagged)]
    Moved(Transition),
}

/// One attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// Number from 1.
    pub number: u32,
    /// Run it was.
    pub epoch: i64,
    /// Who ran it.
    pub worker: WorkerId,
    /// Started at.
    pub started_at: i64,
    /// Ended at.
    pub ended_at: Option<i64>,
    /// How it ended.
    pub outcome: Option<Transition>,
    /// Why it failed.
    pub failure: Option<JobFailure>,
}

/// A batch with its jobs.
#[derive(Debug, Clone, PartialEq)]
pub struct Batch {
    /// Id.
    pub id: BatchId,
    /// Owner.
    pub owner: UserId,
    /// Created at.
    pub created_at: i64,
    /// The jobs that answer it, in the order asked; one job may answer twice.
    pub jobs: Vec<Job>,
}

impl Batch {
    /// Whether every job is over.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.jobs.iter().all(|job| job.state.is_terminal())
    }
}

/// Where a waiting job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueuePosition {
    /// Jobs that start before it, all owners together.
    pub ahead: i64,
    /// Milliseconds until it is expected to start, from the runs of the last hour; `None` without measured runs or while its queue is paused.
    pub expected_wait_ms: Option<i64>,
}

/// A group of jobs in the figures of the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueueCount {
    /// Kind.
    pub kind: JobKind,
    /// State.
    pub state: JobState,
    /// Priority.
    pub priority: Priority,
    /// Jobs.
    pub jobs: i64,
    /// Creation time of the oldest.
    pub oldest_created_at: i64,
}

/// Size and use of the stored results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CacheFigures {
    /// Documents.
    pub documents: i64,
    /// Bytes of JSON.
    pub bytes: i64,
    /// Times a stored document spared a computation.
    pub hits: i64,
}
