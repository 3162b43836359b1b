//! The job system without HTTP and with an analyst that computes nothing: rates of submission and of empty jobs, waits, cancellation. Owns the measuring loops;
//! what is timed is the code that serves.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, bail};
use mashhad_engine::screenplay::Screenplay;
use mashhad_engine::{AnalyzeError, Cancel, ENGINE_VERSION, Input, Options, Progress, Refusal, Silent, parse_input};
use tokio::time::Instant;

use super::Target;
use crate::ids::{JobId, ScreenplayId, UserId};
use crate::jobs::{Analyst, Intake, JobKind, JobState, Jobs, JobsConfig, Request, Runner, RunnerConfig};
use crate::storage::{DocumentKind, Limits, RunFile, Store};

/// Submissions under way at once.
const SUBMITTERS: usize = 32;
/// Samples of waits and of cancellations.
const SAMPLES: usize = 100;
/// Longest wait for one thing; the bench says what hangs instead of hanging itself.
const PATIENCE: Duration = Duration::from_secs(120);
const SCRIPT: &str = "INT. OFFICE - DAY\n\nNADIA opens the drawer.\n\nNADIA\nEmpty.\n";

/// What came out.
#[derive(Debug, Clone)]
pub(super) struct QueueFigures {
    /// Durable submissions in a second.
    pub(super) submitted_per_s: f64,
    /// Empty jobs in a second, from the queue to durable ends.
    pub(super) empty_per_s: f64,
    /// The same while thousands wait.
    pub(super) long_queue_per_s: f64,
    /// Jobs that waited in that measurement.
    pub(super) waiting: usize,
    /// Submission to claim on an idle worker, milliseconds, ascending.
    pub(super) waits_ms: Vec<i64>,
    /// Request to `CANCELLED` of a running job, milliseconds, ascending.
    pub(super) cancels_ms: Vec<i64>,
}

pub(super) async fn measure(target: &Target, store: &Store, jobs: usize, waiting: usize) -> anyhow::Result<QueueFigures> {
    let front = front(store);
    let owner = owner(store).await?;
    let scripts = scripts(&front, owner, jobs.max(waiting) + SAMPLES).await?;
    let (submitted_per_s, _) = submit_all(&front, owner, scripts.iter().take(jobs).copied(), JobKind::Breakdown).await?;
    let empty_per_s = drain(target, store, jobs).await?;
    submit_all(&front, owner, scripts.iter().take(waiting).copied(), JobKind::Salience).await?;
    let long_queue_per_s = drain(target, store, waiting).await?;
    let waits_ms = waits(target, &front, owner, scripts.iter().take(SAMPLES).copied()).await?;
    // These have no results yet, so that their jobs really run.
    let cancels_ms = cancels(&front, owner, scripts.iter().rev().take(SAMPLES).copied()).await?;
    front.stop().await;
    Ok(QueueFigures { submitted_per_s, empty_per_s, long_queue_per_s, waiting, waits_ms, cancels_ms })
}

fn front(store: &Store) -> Jobs {
    let limits = Limits { open_jobs: 1_000_000 };
    Jobs::start(store.clone(), JobsConfig { owner: limits, waiting: 1_000_000, ..JobsConfig::default() })
}

async fn owner(store: &Store) -> anyhow::Result<UserId> {
    let mut tx = store.begin().await?;
    let user = tx.ensure_user("bench", None).await?;
    tx.commit().await?;
    Ok(user.id)
}

/// Screenplays that differ, so that no job finds the results of another.
async fn scripts(front: &Jobs, owner: UserId, count: usize) -> anyhow::Result<Vec<ScreenplayId>> {
    in_parallel(0..count, |number| {
        let front = front.clone();
        async move {
            let bytes = format!("{SCRIPT}\nEXT. STREET {number} - NIGHT\n\nRain.\n").into_bytes();
            let intake = Intake { bytes, file_name: None, forced_format: None, title: None, previous: None };
            Ok(front.take_in(owner, intake).await?.record.id)
        }
    })
    .await
}

/// Rate and ids.
async fn submit_all(
    front: &Jobs,
    owner: UserId,
    scripts: impl Iterator<Item = ScreenplayId>,
    kind: JobKind,
) -> anyhow::Result<(f64, Vec<JobId>)> {
    let began = Instant::now();
    let ids = in_parallel(scripts, |script| {
        let front = front.clone();
        async move {
            let outcome = front.submit(owner, Request::new(script, kind)).await?;
            outcome.map(|submission| submission.job.id).map_err(|rejection| anyhow::anyhow!("a submission was refused: {rejection:?}"))
        }
    })
    .await?;
    Ok((per_second(ids.len(), began.elapsed()), ids))
}

/// Runs everything that waits with workers of their own connections, and tells the rate.
async fn drain(target: &Target, store: &Store, jobs: usize) -> anyhow::Result<f64> {
    let mut workers = Vec::new();
    for number in 0..target.workers {
        // The first worker lives in the process that submitted, as `serve` does; others have connections of their own, as `worker` does.
        let own = if number == 0 { store.clone() } else { target.open().await? };
        let front = front(&own);
        let config = RunnerConfig { slots: 16, stop_when_drained: true, ..RunnerConfig::default() };
        workers.push((front, own, config));
    }
    let began = Instant::now();
    let mut running = Vec::new();
    for (front, _, config) in &workers {
        running.push(Runner::start_with(front, config.clone(), Arc::new(Empty::new()?)).await?);
    }
    for runner in running {
        runner.drained().await;
    }
    let elapsed = began.elapsed();
    for (number, (front, own, _)) in workers.into_iter().enumerate() {
        front.stop().await;
        if number > 0 {
            own.close().await;
        }
    }
    let open = store.open_jobs().await?;
    anyhow::ensure!(open == 0, "{open} jobs are still open after the drain");
    Ok(per_second(jobs, elapsed))
}

/// Submission to claim, one job at a time on a worker that has nothing to do; on PostgreSQL the worker is another process's, so the call comes by NOTIFY.
async fn waits(target: &Target, front: &Jobs, owner: UserId, scripts: impl Iterator<Item = ScreenplayId>) -> anyhow::Result<Vec<i64>> {
    let own = if target.workers > 1 { target.open().await? } else { front.store().clone() };
    let worker_front = if target.workers > 1 { self::front(&own) } else { front.clone() };
    let runner = Runner::start_with(&worker_front, RunnerConfig::default(), Arc::new(Empty::new()?)).await?;
    let mut waits = Vec::new();
    for script in scripts {
        let submitted = front.submit(owner, Request::new(script, JobKind::Continuity)).await?;
        let id = submitted.map_err(|rejection| anyhow::anyhow!("refused: {rejection:?}"))?.job.id;
        let job = until(front, owner, id, JobState::Succeeded).await?;
        waits.push(job.started_at.context("a finished job was never started")? - job.created_at);
    }
    runner.drain().await;
    if target.workers > 1 {
        worker_front.stop().await;
        own.close().await;
    }
    waits.sort_unstable();
    Ok(waits)
}

/// Cancels jobs whose analysis goes on until it is told to stop.
async fn cancels(front: &Jobs, owner: UserId, scripts: impl Iterator<Item = ScreenplayId>) -> anyhow::Result<Vec<i64>> {
    let runner = Runner::start_with(front, RunnerConfig::default(), Arc::new(Endless)).await?;
    let mut times = Vec::new();
    for script in scripts {
        let submitted = front.submit(owner, Request::new(script, JobKind::Full)).await?;
        let id = submitted.map_err(|rejection| anyhow::anyhow!("refused: {rejection:?}"))?.job.id;
        until(front, owner, id, JobState::Running).await?;
        let began = Instant::now();
        front.cancel(owner, id).await?;
        until(front, owner, id, JobState::Cancelled).await?;
        times.push(i64::try_from(began.elapsed().as_millis())?);
    }
    runner.drain().await;
    times.sort_unstable();
    Ok(times)
}

async fn until(front: &Jobs, owner: UserId, id: JobId, state: JobState) -> anyhow::Result<Arc<crate::storage::Job>> {
    let mut watch = front.watch(owner, id).await?.context("a job that was just submitted is missing")?;
    let seen = tokio::time::timeout(PATIENCE, async {
        while let Some(job) = watch.next().await {
            if job.state == state {
                return Some(job);
            }
        }
        None
    });
    match seen.await {
        Ok(Some(job)) => Ok(job),
        Ok(None) => bail!("a job ended without being {state}"),
        Err(_) => bail!("a job was not {state} within {PATIENCE:?}"),
    }
}

/// Runs the tasks, [`SUBMITTERS`] at a time, in order of arrival.
async fn in_parallel<I: Send + 'static, T: Send + 'static, F: Future<Output = anyhow::Result<T>> + Send + 'static>(
    items: impl Iterator<Item = I>,
    task: impl Fn(I) -> F,
) -> anyhow::Result<Vec<T>> {
    use futures_util::{StreamExt as _, TryStreamExt as _};
    futures_util::stream::iter(items.map(task)).map(tokio::spawn).buffer_unordered(SUBMITTERS).map(|done| done?).try_collect().await
}

#[expect(clippy::cast_precision_loss, reason = "counts of jobs are far below 2^52")]
pub(super) fn per_second(count: usize, elapsed: Duration) -> f64 {
    count as f64 / elapsed.as_secs_f64().max(1e-9)
}

/// Computes nothing: what remains is the job system.
struct Empty(Screenplay);

impl Empty {
    fn new() -> anyhow::Result<Self> {
        let read = parse_input(&Input::new(SCRIPT.as_bytes()), &Options::default(), &Silent);
        Ok(Self(read.map_err(|refusal| anyhow::anyhow!("the bench's script is refused: {refusal:?}"))?))
    }
}

impl Analyst for Empty {
    fn version(&self) -> &str {
        ENGINE_VERSION
    }

    fn read(&self, _: &RunFile, _: &Options, _: &dyn Progress) -> Result<Screenplay, Refusal> {
        Ok(self.0.clone())
    }

    fn document(&self, _: &Screenplay, _: DocumentKind, _: &Options, _: &dyn Progress, _: &Cancel) -> Result<String, AnalyzeError> {
        Ok("{}".to_owned())
    }
}

/// Goes on until it is told to stop; looks up as often as the engine does between two small scenes.
struct Endless;

impl Analyst for Endless {
    fn version(&self) -> &str {
        ENGINE_VERSION
    }

    fn read(&self, file: &RunFile, options: &Options, progress: &dyn Progress) -> Result<Screenplay, Refusal> {
        crate::jobs::EngineAnalyst.read(file, options, progress)
    }

    fn document(
        &self,
        _: &Screenplay,
        _: DocumentKind,
        _: &Options,
        progress: &dyn Progress,
        cancel: &Cancel,
    ) -> Result<String, AnalyzeError> {
        loop {
            cancel.check()?;
            progress.scene_done(mashhad_engine::Stage::Breakdown, 1, 1);
            std::thread::sleep(Duration::from_millis(1));
        }
    }
}
