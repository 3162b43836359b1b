//! The runner: claims jobs for free slots, keeps their leases, flushes their progress, writes their ends, drains at shutdown. Owns the
//! tasks of a worker process; what a run computes is in `work`, what the database allows in `storage`.
//!
//! A claim takes no more than free slots. A lease is kept by a task of its own, never by a thread that computes. Ends are written in groups,
//! durably, and a slot is free only when its end is written.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use tokio::sync::{Mutex, Notify, OwnedSemaphorePermit, Semaphore, mpsc};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::analyst::{Analyst, EngineAnalyst};
use super::bell::{Bell, Signal};
use super::front::Jobs;
use super::observer::{NobodyListens, RunEnd, RunObserver};
use super::pool::EnginePool;
use super::running::{RunControl, StopReason};
use super::{JobKind, pulse, rescuer, verdicts, work};
use crate::ids::WorkerId;
use crate::storage::{Claimed, Claims, Durability, Finish, Job, Result, Retention, Run, Store, StoreError};

/// Wait after a failed statement.
pub(super) const FAILURE_GAP: Duration = Duration::from_millis(500);
/// Time for the last writes of a drain after every thread should have looked up.
const LAST_WRITES: Duration = Duration::from_secs(5);

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

/// What the tasks of a worker share.
pub(super) struct Shared {
    /// Keeps the hub and the bell alive.
    _jobs: Jobs,
    pub(super) store: Store,
    pub(super) bell: Arc<Bell>,
    pub(super) worker: WorkerId,
    pub(super) config: RunnerConfig,
    pub(super) analyst: Arc<dyn Analyst>,
    pub(super) pool: EnginePool,
    pub(super) figures: Arc<RunnerFigures>,
    /// The writes of a worker take turns, so that two of its transactions never lock the same rows in different orders.
    pub(super) writes: Mutex<()>,
    pub(super) slots: Arc<Semaphore>,
    pub(super) slot_freed: Notify,
    /// Cancelled when every slot is written off.
    pub(super) exhausted: CancellationToken,
}

impl Shared {
    /// Writes a slot off whose thread never looked up: its permit is gone for good.
    fn write_off(&self, slot: OwnedSemaphorePermit) {
        slot.forget();
        let stuck = self.figures.stuck.fetch_add(1, Ordering::Relaxed) + 1;
        self.config.observer.slot_lost();
        tracing::error!(stuck, slots = self.config.slots, "runner.slot_lost");
        if stuck >= u64::try_from(self.config.slots.max(1)).unwrap_or(u64::MAX) {
            self.exhausted.cancel();
        }
    }
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
        let pool = EnginePool::new(config.threads).map_err(|error| StoreError::File(std::io::Error::other(error)))?;
        let store = jobs.store().clone();
        let shared = Arc::new(Shared {
            _jobs: jobs.clone(),
            worker: WorkerId::make(store.ids()),
            bell: Arc::clone(jobs.bell()),
            analyst,
            pool,
            figures: Arc::default(),
            writes: Mutex::new(()),
            slots: Arc::new(Semaphore::new(config.slots.max(1))),
            slot_freed: Notify::new(),
            exhausted: CancellationToken::new(),
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
        support.spawn(pulse::beat(Arc::clone(&shared), stop.clone()));
        support.spawn(pulse::flush(Arc::clone(&shared), stop.clone()));
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

    /// Cancelled when every slot is written off: only a new process helps.
    #[must_use]
    pub fn exhausted(&self) -> CancellationToken {
        self.shared.exhausted.clone()
    }

    /// Waits until no job is waiting or running, in the mode [`RunnerConfig::stop_when_drained`].
    pub async fn drained(self) {
        self.claims.wait().await;
        self.finish().await;
    }

    /// Claims nothing more, lets running jobs end within the grace, then interrupts them and gives them back uncounted. What cannot be
    /// given back in time (a deaf thread, a database that is away) is left to its lease.
    pub async fn drain(self) {
        self.draining.cancel();
        self.claims.wait().await;
        self.runs.close();
        let config = &self.shared.config;
        let (grace, last_word) = (Duration::from_millis(config.grace_ms), Duration::from_millis(config.stuck_after_ms) + LAST_WRITES);
        let stop = self.stop.clone();
        if tokio::time::timeout(grace, self.runs.wait()).await.is_err() {
            self.shared.bell.running.stop_all(StopReason::Interrupted);
        }
        if tokio::time::timeout(last_word, self.finish()).await.is_err() {
            tracing::warn!("runner.drain: what still runs is left to its lease");
            stop.cancel();
        }
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
            let ended = work::run(&shared, &control, &job).await;
            let seconds = began.elapsed().as_secs_f64();
            let end = match ended.finish {
                // The slot stays taken until the end is written.
                Some(finish) => written(&ends, run, finish).await,
                None => {
                    shared.figures.add(&shared.figures.fenced);
                    RunEnd::Fenced
                }
            };
            shared.config.observer.ended(job.kind, end, seconds);
            shared.bell.running.remove(&run);
            match ended.left_behind {
                true => shared.write_off(slot),
                false => drop(slot),
            }
            shared.slot_freed.notify_one();
        });
    }

    async fn is_drained(&self) -> bool {
        self.shared.config.stop_when_drained
            && self.shared.bell.running.len() == 0
            && self.shared.store.waiting_jobs(1).await.is_ok_and(|waiting| waiting == 0)
    }
}

/// Hands an end to the writer and waits for what became of it.
async fn written(ends: &mpsc::Sender<verdicts::End>, run: Run, finish: Finish) -> RunEnd {
    let (written, receipt) = tokio::sync::oneshot::channel();
    match ends.send(verdicts::End { run, finish, written }).await {
        Ok(()) => receipt.await.unwrap_or(RunEnd::Fenced),
        Err(_) => RunEnd::Fenced,
    }
}
