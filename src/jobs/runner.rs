//! The runner: claims jobs for free slots, keeps their leases, flushes their progress, writes their ends, drains at shutdown. Owns the
//! tasks of a worker process; what a run computes is in `work`, what the database allows in `storage`.
//!
//! A claim takes no more than free slots. A lease is kept by a task of its own, never by a thread that computes. Ends are written in groups,
//! durably, and a slot is free only when its end is written.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use tokio::sync::{Mutex, Notify, Semaphore, mpsc};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::analyst::{Analyst, EngineAnalyst};
use super::bell::{Bell, Signal};
use super::front::Jobs;
use super::observer::{NobodyListens, RunEnd, RunObserver};
use super::running::{RunControl, StopReason};
use super::{JobKind, rescuer, verdicts, work};
use crate::ids::WorkerId;
use crate::storage::{Claimed, Claims, Durability, Job, Result, Retention, Run, Store, StoreError};

/// Wait after a failed statement.
pub(super) const FAILURE_GAP: Duration = Duration::from_millis(500);

/// How a worker works. Times are in milliseconds.
#[derive(Debug, Clone)]
pub struct RunnerConfig {
    /// Jobs at once.
    pub slots: usize,
    /// Threads of the engine over all slots.
    pub threads: usize,
    /// Kinds it runs.
    pub kinds: Vec<JobKind>,
    /// Length of a lease.
    pub lease_ms: i64,
    /// Time between two heartbeats; a third of the lease at most.
    pub beat_ms: u64,
    /// Longest wait before looking for jobs without being rung.
    pub poll_ms: u64,
    /// Time between two writings of progress.
    pub flush_ms: u64,
    /// Time between two looks for expired leases and due jobs.
    pub sweep_ms: u64,
    /// Waiting time that lifts a job by one priority.
    pub ageing_ms: i64,
    /// Jobs of one owner that may run at once, over all workers.
    pub per_owner: Option<i64>,
    /// How long running jobs may go on after a drain began.
    pub grace_ms: u64,
    /// Time limit of one attempt, where it is not the kind's own.
    pub time_limit_ms: Option<i64>,
    /// How long a run that was told to stop may take to look up before its slot is written off.
    pub stuck_after_ms: u64,
    /// What is thrown away and when; looked at every hour.
    pub retention: Retention,
    /// Ends by itself when no job is waiting or running; for tests and scripts.
    pub stop_when_drained: bool,
    /// Told of every run.
    pub observer: Arc<dyn RunObserver>,
}

impl Default for RunnerConfig {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        Self {
            slots: cores,
            threads: cores,
            kinds: JobKind::ALL.to_vec(),
            lease_ms: 30_000,
            beat_ms: 10_000,
            poll_ms: 1_000,
            flush_ms: 20,
            sweep_ms: 1_000,
            ageing_ms: 60_000,
            per_owner: None,
            grace_ms: 20_000,
            time_limit_ms: None,
            stuck_after_ms: 10_000,
            retention: Retention::default(),
            stop_when_drained: false,
            observer: Arc::new(NobodyListens),
        }
    }
}

/// Counters since the start, for the metrics.
#[derive(Debug, Default)]
pub struct RunnerFigures {
    /// Jobs claimed.
    pub claimed: AtomicU64,
    /// Runs that ended with results.
    pub succeeded: AtomicU64,
    /// Runs that failed.
    pub failed: AtomicU64,
    /// Runs that stopped on request.
    pub stopped: AtomicU64,
    /// Runs given back at shutdown.
    pub given_back: AtomicU64,
    /// Ends that were thrown away because the lease was another's.
    pub fenced: AtomicU64,
    /// Leases of lost workers taken back.
    pub rescued: AtomicU64,
    /// Slots written off because their thread does not look up.
    pub stuck: AtomicU64,
}

impl RunnerFigures {
    pub(super) fn add(&self, counter: &AtomicU64) {
        counter.fetch_add(1, Ordering::Relaxed);
    }
}

/// The engine's threads.
pub(super) struct Pool(rayon::ThreadPool);

impl Pool {
    pub(super) fn install_work<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        self.0.install(work)
    }
}

/// What the tasks of a worker share.
pub(super) struct Shared {
    /// Keeps the hub and the bell alive.
    _jobs: Jobs,
    pub(super) store: Store,
    pub(super) bell: Arc<Bell>,
    pub(super) worker: WorkerId,
    pub(super) config: RunnerConfig,
    pub(super) analyst: Arc<dyn Analyst>,
    pub(super) pool: Arc<Pool>,
    pub(super) figures: Arc<RunnerFigures>,
    /// The writes of a worker take turns, so that two of its transactions never lock the same rows in different orders.
    pub(super) writes: Mutex<()>,
    pub(super) slots: Arc<Semaphore>,
    pub(super) slot_freed: Notify,
}

/// A running worker.
pub struct Runner {
    shared: Arc<Shared>,
    /// Stops the claims.
    draining: CancellationToken,
    /// Stops everything else once nothing runs.
    stop: CancellationToken,
    claims: TaskTracker,
    runs: TaskTracker,
    support: TaskTracker,
}

impl std::fmt::Debug for Runner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Runner").field("worker", &self.shared.worker).finish_non_exhaustive()
    }
}

impl Runner {
    /// Starts a worker with the engine. Must be called inside a tokio runtime.
    ///
    /// # Errors
    /// The threads cannot be made, or the database failed in the first rescue.
    pub async fn start(jobs: &Jobs, config: RunnerConfig) -> Result<Self> {
        Self::start_with(jobs, config, Arc::new(EngineAnalyst)).await
    }

    /// Starts a worker with another analyst.
    ///
    /// # Errors
    /// As [`Runner::start`].
    pub async fn start_with(jobs: &Jobs, config: RunnerConfig, analyst: Arc<dyn Analyst>) -> Result<Self> {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(config.threads.max(1))
            .thread_name(|at| format!("engine-{at}"))
            .build()
            .map_err(|error| StoreError::File(std::io::Error::other(error)))?;
        let store = jobs.store().clone();
        let shared = Arc::new(Shared {
            _jobs: jobs.clone(),
            worker: WorkerId::make(store.ids()),
            bell: Arc::clone(jobs.bell()),
            analyst,
            pool: Arc::new(Pool(pool)),
            figures: Arc::default(),
            writes: Mutex::new(()),
            slots: Arc::new(Semaphore::new(config.slots.max(1))),
            slot_freed: Notify::new(),
            store,
            config,
        });
        rescuer::at_start(&shared).await?;
        Ok(Self::spawn(shared))
    }

    fn spawn(shared: Arc<Shared>) -> Self {
        let (draining, stop) = (CancellationToken::new(), CancellationToken::new());
        let (claims, runs, support) = (TaskTracker::new(), TaskTracker::new(), TaskTracker::new());
        let (ends, inbox) = mpsc::channel(1_024);
        support.spawn(verdicts::write(Arc::clone(&shared), inbox));
        support.spawn(beat(Arc::clone(&shared), stop.clone()));
        support.spawn(flush(Arc::clone(&shared), stop.clone()));
        support.spawn(rescuer::run(Arc::clone(&shared), stop.clone()));
        let claim_loop =
            ClaimLoop { shared: Arc::clone(&shared), ends, runs: runs.clone(), draining: draining.clone(), alone: AtomicBool::new(false) };
        claims.spawn(claim_loop.run());
        claims.close();
        support.close();
        Self { shared, draining, stop, claims, runs, support }
    }

    /// Counters since the start.
    #[must_use]
    pub fn figures(&self) -> &Arc<RunnerFigures> {
        &self.shared.figures
    }

    /// The id of this worker.
    #[must_use]
    pub fn worker(&self) -> WorkerId {
        self.shared.worker
    }

    /// Whether every slot is written off: only a new process helps.
    #[must_use]
    pub fn is_stuck(&self) -> bool {
        let slots = u64::try_from(self.shared.config.slots.max(1)).unwrap_or(u64::MAX);
        self.shared.figures.stuck.load(Ordering::Relaxed) >= slots
    }

    /// Waits until no job is waiting or running, in the mode [`RunnerConfig::stop_when_drained`].
    pub async fn drained(self) {
        self.claims.wait().await;
        self.finish().await;
    }

    /// Claims nothing more, lets running jobs end within the grace, then interrupts them and gives them back uncounted.
    pub async fn drain(self) {
        self.draining.cancel();
        self.claims.wait().await;
        self.runs.close();
        let grace = Duration::from_millis(self.shared.config.grace_ms);
        if tokio::time::timeout(grace, self.runs.wait()).await.is_err() {
            self.shared.bell.running.stop_all(StopReason::Interrupted);
        }
        self.finish().await;
    }

    async fn finish(self) {
        self.runs.close();
        self.runs.wait().await;
        self.stop.cancel();
        self.support.wait().await;
    }

    /// Ends all tasks at once without writing anything, as a killed process would: for tests of the leases.
    pub fn abandon(self) {
        self.draining.cancel();
        self.stop.cancel();
        self.shared.bell.running.stop_all(StopReason::Lost);
    }
}

struct ClaimLoop {
    shared: Arc<Shared>,
    ends: mpsc::Sender<verdicts::End>,
    runs: TaskTracker,
    draining: CancellationToken,
    /// The run at work must be alone.
    alone: AtomicBool,
}

impl ClaimLoop {
    async fn run(self) {
        let poll = Duration::from_millis(self.shared.config.poll_ms);
        loop {
            // Interest first, then the look: a job that comes in between is not slept through.
            let rung = self.shared.bell.waiting.notified();
            let freed = self.shared.slot_freed.notified();
            tokio::pin!(rung, freed);
            rung.as_mut().enable();
            freed.as_mut().enable();
            if self.draining.is_cancelled() {
                return;
            }
            let wait = match self.claim().await {
                Ok(claimed) if !claimed.jobs.is_empty() => {
                    claimed.jobs.into_iter().for_each(|job| self.spawn(job));
                    continue;
                }
                Ok(_) if self.is_drained().await => return,
                Ok(_) => poll,
                Err(error) => {
                    tracing::warn!(error = %error, "runner.claim");
                    FAILURE_GAP
                }
            };
            tokio::select! {
                () = rung => {}
                () = freed => {}
                () = tokio::time::sleep(wait) => {}
                () = self.draining.cancelled() => return,
            }
        }
    }

    async fn claim(&self) -> Result<Claimed> {
        let shared = &self.shared;
        let (free, running) = (shared.slots.available_permits(), shared.bell.running.len());
        if free == 0 || (running > 0 && self.alone.load(Ordering::Relaxed)) {
            return Ok(Claimed::default());
        }
        let _turn = shared.writes.lock().await;
        let mut tx = shared.store.begin_with(Durability::Relaxed).await?;
        let claims = Claims {
            worker: shared.worker,
            kinds: &shared.config.kinds,
            slots: u32::try_from(free).unwrap_or(u32::MAX),
            idle: running == 0,
            lease_ms: shared.config.lease_ms,
            per_owner: shared.config.per_owner,
            engine_version: shared.analyst.version(),
        };
        let claimed = tx.claim(&claims).await?;
        tx.commit().await?;
        self.alone.store(claimed.alone, Ordering::Relaxed);
        Ok(claimed)
    }

    fn spawn(&self, job: Job) {
        let shared = Arc::clone(&self.shared);
        let Ok(slot) = Arc::clone(&shared.slots).try_acquire_owned() else { return };
        let run = Run::of(&job, shared.worker);
        let control = RunControl::new(run, job.progress.stages_total);
        shared.bell.running.add(Arc::clone(&control));
        shared.figures.add(&shared.figures.claimed);
        shared.bell.ring(&[Signal::Changed(job.id)]);
        let ends = self.ends.clone();
        shared.config.observer.began(&job);
        self.runs.spawn(async move {
            let began = tokio::time::Instant::now();
            let finish = work::run(&shared, &control, &job).await;
            shared.config.observer.ended(job.kind, RunEnd::of(finish.as_ref()), began.elapsed().as_secs_f64());
            match finish {
                Some(finish) => {
                    let (written, receipt) = tokio::sync::oneshot::channel();
                    let sent = ends.send(verdicts::End { run, finish, written }).await;
                    if sent.is_ok() {
                        // The slot stays taken until the end is written.
                        let _ = receipt.await;
                    }
                }
                None => shared.figures.add(&shared.figures.fenced),
            }
            shared.bell.running.remove(&run);
            drop(slot);
            shared.slot_freed.notify_one();
        });
    }

    async fn is_drained(&self) -> bool {
        self.shared.config.stop_when_drained
            && self.shared.bell.running.len() == 0
            && self.shared.store.waiting_jobs(1).await.is_ok_and(|waiting| waiting == 0)
    }
}

/// Keeps the leases.
async fn beat(shared: Arc<Shared>, stop: CancellationToken) {
    let gap = Duration::from_millis(shared.config.beat_ms.max(1));
    // A claim is a beat of its own, so the first one is due a whole gap from now.
    let mut ticks = tokio::time::interval_at(tokio::time::Instant::now() + gap, gap);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            () = stop.cancelled() => return,
        }
        if let Err(error) = beat_once(&shared).await {
            tracing::warn!(error = %error, "runner.beat");
        }
    }
}

async fn beat_once(shared: &Shared) -> Result<()> {
    let beat = {
        let _turn = shared.writes.lock().await;
        let leases = shared.bell.running.leases();
        if leases.is_empty() {
            return Ok(());
        }
        let mut tx = shared.store.begin_with(Durability::Relaxed).await?;
        let beat = tx.beat(shared.worker, &leases, shared.config.lease_ms).await?;
        tx.commit().await?;
        beat
    };
    beat.cancelling.into_iter().for_each(|id| shared.bell.running.cancel(id));
    beat.lost.into_iter().for_each(|id| shared.bell.running.stop(id, StopReason::Lost));
    Ok(())
}

/// Writes progress, all runs in one transaction.
async fn flush(shared: Arc<Shared>, stop: CancellationToken) {
    let mut ticks = tokio::time::interval(Duration::from_millis(shared.config.flush_ms.max(1)));
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            () = stop.cancelled() => return,
        }
        if let Err(error) = flush_once(&shared).await {
            tracing::warn!(error = %error, "runner.flush");
        }
    }
}

async fn flush_once(shared: &Shared) -> Result<()> {
    let flushes = shared.bell.running.take_unsaved();
    if flushes.is_empty() {
        return Ok(());
    }
    {
        let _turn = shared.writes.lock().await;
        let mut tx = shared.store.begin_with(Durability::Relaxed).await?;
        // A run that ended meanwhile is not found; the heartbeat notices runs that lost their lease.
        tx.flush_progress(&flushes).await?;
        tx.commit().await?;
    }
    let signals: Vec<Signal> = flushes.iter().map(|flush| Signal::Changed(flush.run.job)).collect();
    shared.bell.ring(&signals);
    Ok(())
}
