//! The front of the job system, for the API and the command line: take in, submit, cancel, retry, watch. Owns the order "commit, then
//! ring"; the runner is a stranger here.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use mashhad_engine::Options;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::bell::{Bell, Signal};
use super::decided::{self, DayEditing, DayEdits};
use super::hub::{Hub, JobWatch};
use super::intake::{self, Intake};
use super::{JobKind, Priority};
use crate::hash::sha256_hex;
use crate::ids::{BatchId, JobId, ScreenplayId, UserId};
use crate::storage::{
    Answer, Cancellation, Limits, NewJob, Outcome, Rejection, Result, Revival, Screenplay, Store, StoreError, Stored, Submission,
};

/// Limits of the job system.
#[derive(Debug, Clone, Copy)]
pub struct JobsConfig {
    /// Limits of each owner.
    pub owner: Limits,
    /// Jobs that may wait in all; checked against a count that is at most a second old.
    pub waiting: i64,
    /// Files that are read at once at intake.
    pub intake: usize,
}

impl Default for JobsConfig {
    fn default() -> Self {
        Self { owner: Limits::default(), waiting: 100_000, intake: 2 }
    }
}

/// What somebody asks for.
#[derive(Debug, Clone)]
pub struct Request {
    /// What to analyse.
    pub screenplay: ScreenplayId,
    /// Kind.
    pub kind: JobKind,
    /// Options; their `components` are replaced by the kind's, and what people decided about the work (story days, findings set aside) is put in.
    pub options: Options,
    /// Priority.
    pub priority: Priority,
    /// Not before, UTC milliseconds.
    pub run_at: Option<i64>,
    /// Idempotency key, 1..=255 characters.
    pub idempotency_key: Option<String>,
    /// W3C `traceparent` of the request.
    pub trace: Option<String>,
}

impl Request {
    /// A request without particulars.
    #[must_use]
    pub fn new(screenplay: ScreenplayId, kind: JobKind) -> Self {
        Self { screenplay, kind, options: Options::default(), priority: Priority::Normal, run_at: None, idempotency_key: None, trace: None }
    }
}

/// The job system of a process; clones share it.
#[derive(Debug, Clone)]
pub struct Jobs {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    store: Store,
    bell: Arc<Bell>,
    config: JobsConfig,
    intake: Semaphore,
    waiting: Waiting,
    stop: CancellationToken,
    tasks: TaskTracker,
}

/// Number of waiting jobs, counted at most once a second.
#[derive(Debug, Default)]
struct Waiting {
    counted_at: AtomicI64,
    jobs: AtomicI64,
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

impl Jobs {
    /// Starts the hub and the bell of this process. Must be called inside a tokio runtime.
    #[must_use]
    pub fn start(store: Store, config: JobsConfig) -> Self {
        let hub = Hub::new(store.clone());
        let bell = Bell::new(store.clone(), Arc::clone(&hub));
        let (stop, tasks) = (CancellationToken::new(), TaskTracker::new());
        tasks.spawn(hub.run(stop.clone()));
        if !store.is_sole_process() {
            tasks.spawn(Arc::clone(&bell).send(stop.clone()));
            tasks.spawn(Arc::clone(&bell).listen(stop.clone()));
        }
        let intake = Semaphore::new(config.intake.max(1));
        Self { inner: Arc::new(Inner { store, bell, config, intake, waiting: Waiting::default(), stop, tasks }) }
    }

    /// Ends the hub and the bell; subscriptions end.
    pub async fn stop(&self) {
        self.inner.stop.cancel();
        self.inner.tasks.close();
        self.inner.tasks.wait().await;
    }

    /// The store.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    /// The hub, for subscriptions.
    #[must_use]
    pub fn hub(&self) -> &Hub {
        &self.inner.bell.hub
    }

    pub(crate) fn bell(&self) -> &Arc<Bell> {
        &self.inner.bell
    }

    /// Reads and stores a file; the same content of the same owner is found again without reading it. A refused file is stored, too, with
    /// its refusal, so that its owner sees why.
    ///
    /// # Errors
    /// The database failed.
    pub async fn take_in(&self, owner: UserId, intake: Intake) -> Result<Stored<Screenplay>> {
        let hash = sha256_hex(&intake.bytes);
        if let Some(record) = self.store().screenplay_by_content(owner, &hash, intake.forced_format).await? {
            return Ok(Stored { record, existed: true });
        }
        let new = {
            let _turn = self.inner.intake.acquire().await.map_err(|_| unavailable("intake is closed"))?;
            tokio::task::spawn_blocking(move || intake::read(intake)).await.map_err(|_| unavailable("reading the file failed"))?
        };
        let mut tx = self.store().begin().await?;
        let stored = tx.add_screenplay(owner, new).await?;
        tx.commit().await?;
        if stored.record.previous.is_some() && !stored.existed {
            decided::carry_story_days(self.store(), owner, stored.record.id).await?;
        }
        Ok(stored)
    }

    /// Sets days of the story by hand, for this and later drafts of the work; later analyses follow them.
    ///
    /// # Errors
    /// The database failed; nothing was changed then.
    pub async fn edit_story_days(&self, owner: UserId, screenplay: ScreenplayId, edits: &DayEdits) -> Result<DayEditing> {
        let _turn = self.inner.intake.acquire().await.map_err(|_| unavailable("intake is closed"))?;
        decided::edit_story_days(self.store(), owner, screenplay, edits).await
    }

    /// Submits one analysis.
    ///
    /// # Errors
    /// The database failed.
    pub async fn submit(&self, owner: UserId, request: Request) -> Result<Outcome> {
        let outcomes = self.submit_in(owner, None, vec![request]).await?;
        outcomes.into_iter().next().ok_or_else(|| unavailable("no outcome"))
    }

    /// Submits several analyses in one transaction as a batch; each is taken or refused on its own, in order.
    ///
    /// # Errors
    /// The database failed; nothing was submitted then.
    pub async fn submit_batch(&self, owner: UserId, requests: Vec<Request>) -> Result<(BatchId, Vec<Outcome>)> {
        let mut tx = self.store().begin().await?;
        let batch = tx.create_batch(owner).await?;
        tx.commit().await?;
        Ok((batch, self.submit_in(owner, Some(batch), requests).await?))
    }

    async fn submit_in(&self, owner: UserId, batch: Option<BatchId>, mut requests: Vec<Request>) -> Result<Vec<Outcome>> {
        if self.is_full().await? {
            let limit = self.inner.config.waiting;
            return Ok(requests.iter().map(|_| Err(Rejection::QueueFull { limit })).collect());
        }
        for request in &mut requests {
            decided::apply(self.store(), owner, request).await?;
        }
        let mut tx = self.store().begin().await?;
        let mut outcomes = Vec::with_capacity(requests.len());
        for (position, request) in (0_u32..).zip(requests) {
            let job = self.new_job(owner, batch, request);
            let outcome = tx.submit(&job, &self.inner.config.owner).await?;
            if let (Some(batch), Ok(submission)) = (batch, &outcome) {
                tx.join_batch(batch, position, submission.job.id).await?;
            }
            outcomes.push(outcome);
        }
        tx.commit().await?;
        let fresh = outcomes.iter().flatten().filter(|submission| matches!(submission.answer, Answer::Created | Answer::Cached));
        let mut signals: Vec<Signal> = fresh.map(|submission: &Submission| Signal::Changed(submission.job.id)).collect();
        if !signals.is_empty() {
            signals.push(Signal::Waiting);
        }
        self.inner.bell.ring(&signals);
        Ok(outcomes)
    }

    fn new_job(&self, owner: UserId, batch: Option<BatchId>, request: Request) -> NewJob {
        let mut options = request.options;
        options.components = request.kind.spec().components.iter().copied().collect();
        NewJob {
            id: JobId::make(self.store().ids()),
            owner,
            screenplay: request.screenplay,
            kind: request.kind,
            options,
            priority: request.priority,
            run_at: request.run_at,
            idempotency_key: request.idempotency_key,
            batch,
            trace: request.trace,
        }
    }

    async fn is_full(&self) -> Result<bool> {
        let (now, waiting, limit) = (self.store().clock_ms(), &self.inner.waiting, self.inner.config.waiting);
        if now.abs_diff(waiting.counted_at.load(Ordering::Relaxed)) >= 1_000 {
            waiting.counted_at.store(now, Ordering::Relaxed);
            waiting.jobs.store(self.store().waiting_jobs(limit).await?, Ordering::Relaxed);
        }
        Ok(waiting.jobs.load(Ordering::Relaxed) >= limit)
    }

    /// Cancels a job: a waiting one at once, a running one as soon as its analysis looks up (between two scenes). Idempotent.
    ///
    /// # Errors
    /// The database failed.
    pub async fn cancel(&self, owner: UserId, id: JobId) -> Result<Cancellation> {
        let mut tx = self.store().begin().await?;
        let cancellation = tx.cancel_job(owner, id).await?;
        tx.commit().await?;
        match &cancellation {
            Cancellation::Cancelled(_) => self.inner.bell.ring(&[Signal::Changed(id)]),
            Cancellation::Requested(_) => self.inner.bell.ring(&[Signal::Cancel(id)]),
            Cancellation::NotFound | Cancellation::Unchanged(_) => {}
        }
        Ok(cancellation)
    }

    /// Runs a dead or cancelled job again.
    ///
    /// # Errors
    /// The database failed.
    pub async fn retry(&self, owner: UserId, id: JobId) -> Result<Revival> {
        let mut tx = self.store().begin().await?;
        let revival = tx.revive_job(owner, id).await?;
        tx.commit().await?;
        if matches!(revival, Revival::Revived(_)) {
            self.inner.bell.ring(&[Signal::Changed(id), Signal::Waiting]);
        }
        Ok(revival)
    }

    /// Deletes a job that is over; its watchers end. Whether there was one.
    ///
    /// # Errors
    /// The database failed.
    pub async fn delete(&self, owner: UserId, id: JobId) -> Result<bool> {
        let mut tx = self.store().begin().await?;
        let deleted = tx.delete_job(owner, id).await?;
        tx.commit().await?;
        if deleted {
            self.inner.bell.ring(&[Signal::Changed(id)]);
        }
        Ok(deleted)
    }

    /// Tells idle workers to look, after a queue was resumed or jobs were restored.
    pub fn wake_workers(&self) {
        self.inner.bell.ring(&[Signal::Waiting]);
    }

    /// Watches a job: its present state first, then later ones, the terminal one last. `None` when the owner has no such job.
    ///
    /// # Errors
    /// The database failed.
    pub async fn watch(&self, owner: UserId, id: JobId) -> Result<Option<JobWatch>> {
        self.hub().watch(owner, id).await
    }
}

fn unavailable(what: &str) -> StoreError {
    StoreError::Unavailable { what: what.to_owned(), source: None }
}
