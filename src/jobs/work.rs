//! One run from its claim to its verdict: load the file, use what is stored, compute the rest component by component with a checkpoint
//! after each, contain panics and the time limit. Owns no slot and no lease.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use mashhad_engine::screenplay::Screenplay;
use mashhad_engine::{AnalyzeError, Refusal};
use tokio::time::Instant;

use super::bell::Signal;
use super::keys::{Content, document_key, documents_of};
use super::runner::Shared;
use super::running::{RunControl, StopReason};
use crate::storage::{DocumentKind, Durability, FailureCode, Finish, Job, JobFailure, NewDocument, RunFile, StoreError};

/// Why a run ends without results.
pub(super) enum Fault {
    Store(StoreError),
    Refused(Refusal),
    InvalidOptions,
    Panicked,
    Damaged(String),
    /// The flag was seen; the control knows why it was set.
    Stopped,
    /// The time limit passed and the thread did not look up.
    Stuck,
    /// The job is not this run's any more.
    Lost,
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// What a run leaves.
pub(super) struct Ended {
    /// What is to be written; `None` when nothing may be.
    pub(super) finish: Option<Finish>,
    /// Its thread never looked up and still holds its core.
    pub(super) left_behind: bool,
}

/// Runs a job.
pub(super) async fn run(shared: &Arc<Shared>, control: &Arc<RunControl>, job: &Job) -> Ended {
    match compute(shared, control, job).await {
        Ok(finish) => Ended { finish: Some(finish), left_behind: false },
        Err(fault) => {
            let left_behind = matches!(fault, Fault::Stuck);
            Ended { finish: verdict(control, job, fault), left_behind }
        }
    }
}

async fn compute(shared: &Arc<Shared>, control: &Arc<RunControl>, job: &Job) -> Result<Finish, Fault> {
    let limit_ms = shared.config.time_limit_ms.unwrap_or(job.kind.spec().time_limit_ms);
    let deadline = Instant::now() + Duration::from_millis(u64::try_from(limit_ms).unwrap_or(0));
    let file = Arc::new(shared.store.file_of(control.run.owner, control.run.screenplay).await?.ok_or(Fault::Lost)?);
    let version = shared.analyst.version();
    let keyed: Vec<(DocumentKind, String)> = documents_of(job.kind)
        .map(|kind| {
            let content = Content { hash: &file.content_hash, forced_format: &file.forced_format };
            (kind, document_key(kind, content, &job.options, version))
        })
        .collect();
    let keys: Vec<&str> = keyed.iter().map(|(_, key)| key.as_str()).collect();
    let reused = shared.store.documents_by_key(job.owner, &keys).await?;
    let missing: Vec<&(DocumentKind, String)> = keyed.iter().filter(|(kind, _)| !reused.iter().any(|(had, _)| had == kind)).collect();
    let mut documents = Vec::new();
    if !missing.is_empty() {
        let screenplay = Arc::new(read(shared, control, job, &file, deadline).await?);
        let last = missing.len() - 1;
        for (at, (kind, key)) in missing.into_iter().enumerate() {
            let json = document(shared, control, job, &screenplay, *kind, deadline).await?;
            let document = NewDocument { kind: *kind, cache_key: key.clone(), engine_version: version.to_owned(), json };
            control.stage_done(stages_done(job, *kind));
            if at < last && *kind != DocumentKind::Screenplay {
                checkpoint(shared, control, &document).await?;
            } else {
                documents.push(document);
            }
        }
    }
    Ok(Finish::Succeeded { documents, reused })
}

/// Reading is the first stage, then come the components in order.
fn stages_done(job: &Job, kind: DocumentKind) -> i64 {
    documents_of(job.kind).position(|listed| listed == kind).and_then(|at| i64::try_from(at).ok()).map_or(1, |at| at + 1)
}

async fn read(
    shared: &Arc<Shared>,
    control: &Arc<RunControl>,
    job: &Job,
    file: &Arc<RunFile>,
    deadline: Instant,
) -> Result<Screenplay, Fault> {
    let (analyst, progress, options) = (Arc::clone(&shared.analyst), Arc::clone(control), job.options.clone());
    let file = Arc::clone(file);
    let began = Instant::now();
    let screenplay = on_cpu(shared, control, deadline, move || {
        if !file.is_intact() {
            return Err(Fault::Damaged("the stored file does not match its hash".to_owned()));
        }
        analyst.read(&file, &options, progress.as_ref()).map_err(Fault::Refused)
    })
    .await?;
    shared.config.observer.computed(DocumentKind::Screenplay, began.elapsed().as_secs_f64());
    control.stage_done(1);
    Ok(screenplay)
}

async fn document(
    shared: &Arc<Shared>,
    control: &Arc<RunControl>,
    job: &Job,
    screenplay: &Arc<Screenplay>,
    kind: DocumentKind,
    deadline: Instant,
) -> Result<String, Fault> {
    let (analyst, progress, options) = (Arc::clone(&shared.analyst), Arc::clone(control), job.options.clone());
    let screenplay = Arc::clone(screenplay);
    let began = Instant::now();
    let json = on_cpu(shared, control, deadline, move || {
        progress.cancel.check().map_err(|_| Fault::Stopped)?;
        analyst.document(&screenplay, kind, &options, progress.as_ref(), &progress.cancel).map_err(|error| match error {
            AnalyzeError::Cancelled => Fault::Stopped,
            AnalyzeError::Refused(refusal) => Fault::Refused(refusal),
            AnalyzeError::InvalidCriteria(_) => Fault::InvalidOptions,
        })
    })
    .await?;
    shared.config.observer.computed(kind, began.elapsed().as_secs_f64());
    Ok(json)
}

async fn checkpoint(shared: &Arc<Shared>, control: &Arc<RunControl>, document: &NewDocument) -> Result<(), Fault> {
    let kept = {
        let _turn = shared.writes.lock().await;
        let mut tx = shared.store.begin_with(Durability::Durable).await?;
        let kept = tx.checkpoint(&control.run, document, &control.progress()).await?;
        tx.commit().await?;
        kept
    };
    shared.bell.ring(&[Signal::Changed(control.run.job)]);
    if kept { Ok(()) } else { Err(Fault::Lost) }
}

/// Runs a computation on a blocking thread inside the engine's pool, under the time limit. A computation cannot be broken off from
/// outside: the flag is set, and a thread that does not look up in time is left behind and its slot with it.
async fn on_cpu<T: Send + 'static>(
    shared: &Arc<Shared>,
    control: &Arc<RunControl>,
    deadline: Instant,
    work: impl FnOnce() -> Result<T, Fault> + Send + 'static,
) -> Result<T, Fault> {
    let pool = shared.pool.current();
    let inside = Arc::clone(&pool);
    let mut thread = tokio::task::spawn_blocking(move || catch_unwind(AssertUnwindSafe(|| inside.install(work))));
    let ended = tokio::select! {
        ended = &mut thread => ended,
        () = until_told(control, deadline) => {
            let patience = Duration::from_millis(shared.config.stuck_after_ms);
            let Ok(ended) = tokio::time::timeout(patience, thread).await else {
                shared.pool.leave(&pool);
                return Err(Fault::Stuck);
            };
            ended
        }
    };
    match ended {
        Ok(Ok(result)) => result,
        // The message of a panic may quote script text, so it is not kept.
        Ok(Err(_)) | Err(_) => Err(Fault::Panicked),
    }
}

/// Completes when the run is to stop: its time is over, or somebody asked.
async fn until_told(control: &RunControl, deadline: Instant) {
    tokio::select! {
        () = tokio::time::sleep_until(deadline) => control.stop(StopReason::TimedOut),
        () = control.stopped() => {}
    }
}

fn verdict(control: &Arc<RunControl>, job: &Job, fault: Fault) -> Option<Finish> {
    let retry = Some(super::backoff::delay_ms(job.attempt, crate::ids::random_u64()));
    let failed = |code, message: &str, retry_after_ms| {
        Some(Finish::Failed { failure: JobFailure { code, message: message.to_owned() }, retry_after_ms })
    };
    match (fault, control.reason()) {
        (Fault::Lost, _) | (_, Some(StopReason::Lost)) => None,
        // The same input would cost the next slot in the same way.
        (Fault::Stuck, Some(StopReason::TimedOut)) => {
            failed(FailureCode::TimedOut, "the analysis ran past its time limit and did not stop", None)
        }
        (Fault::Stopped, Some(StopReason::TimedOut)) => failed(FailureCode::TimedOut, "the analysis ran past its time limit", retry),
        (Fault::Stopped | Fault::Stuck, Some(StopReason::Interrupted)) => Some(Finish::GivenBack),
        (Fault::Stopped | Fault::Stuck, _) => Some(Finish::Stopped),
        (Fault::Refused(refusal), _) => failed(FailureCode::Refused, &format!("refused: {:?}", refusal.code), None),
        (Fault::InvalidOptions, _) => failed(FailureCode::InvalidOptions, "the engine refuses the options", None),
        (Fault::Panicked, _) => failed(FailureCode::Panicked, "the analysis panicked", retry),
        (Fault::Damaged(what), _) => failed(FailureCode::DamagedData, &what, None),
        (Fault::Store(StoreError::Damaged { place, .. }), _) => failed(FailureCode::DamagedData, &format!("damaged data in {place}"), None),
        (Fault::Store(error), _) => failed(FailureCode::Storage, &error.to_string(), retry),
    }
}
