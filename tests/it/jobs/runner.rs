//! The runner with its faults: panics, endless loops, cancellation, lost leases, shutdown, checkpoints. No case sleeps; each waits for the
//! state that it is about.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use mashhad::ids::UserId;
use mashhad::jobs::{JobKind, JobState, Jobs, Request, Runner, RunnerConfig, Transition};
use mashhad::storage::{DocumentKind, FailureCode, Job, JobEventKind};
use mashhad_engine::{Cancel, Input, Options, Silent, analyze};

use crate::support::analysts::{Behaviour, Scripted};
use crate::support::databases::{TestDatabase, on_each_database};
use crate::support::jobs::{front, owner, screenplay, submit, submit_script};
use crate::support::scripts::{ARABIC, ENGLISH, numbered};

on_each_database! {
    the_stored_results_are_what_the_engine_says,
    a_hundred_jobs_each_end_once_with_gapless_events,
    a_panic_costs_an_attempt_and_takes_no_other_job_along,
    a_running_job_is_cancelled_from_its_own_process,
    a_running_job_is_cancelled_from_another_process,
    an_endless_loop_is_ended_by_the_time_limit,
    a_thread_that_never_looks_up_costs_its_slot_only,
    a_worker_without_a_slot_left_says_so_and_still_drains,
    a_deaf_run_is_cancelled_for_its_owner_and_given_back_at_shutdown,
    a_shutdown_gives_running_jobs_back_uncounted,
    a_frozen_worker_writes_nothing_after_another_took_over,
    a_retry_of_a_full_job_repeats_only_the_unfinished_component,
    a_job_whose_screenplay_is_deleted_while_it_runs_is_forgotten,
}

/// Quick beats and looks, so that no case waits long for the clockwork.
fn quick() -> RunnerConfig {
    RunnerConfig { slots: 4, threads: 2, beat_ms: 20, poll_ms: 20, flush_ms: 10, sweep_ms: 10, grace_ms: 0, ..RunnerConfig::default() }
}

async fn drain_queue(jobs: &Jobs) {
    Runner::start(jobs, RunnerConfig { stop_when_drained: true, ..quick() }).await.unwrap().drained().await;
}

async fn scripted(jobs: &Jobs, config: RunnerConfig, behaviour: Behaviour, at: DocumentKind) -> (Runner, Arc<Scripted>) {
    let analyst = Scripted::new(behaviour, at);
    (Runner::start_with(jobs, config, analyst.clone()).await.unwrap(), analyst)
}

/// Watches until the job is in the state.
async fn until(jobs: &Jobs, owner: UserId, job: &Job, state: JobState) -> Arc<Job> {
    let mut watch = jobs.watch(owner, job.id).await.unwrap().unwrap();
    loop {
        let seen = watch.next().await.unwrap_or_else(|| panic!("over before {state}"));
        if seen.state == state {
            return seen;
        }
    }
}

/// Waits until an analyst is inside its wait.
async fn until_waiting(analyst: &Scripted) {
    while analyst.waiting.load(Ordering::SeqCst) == 0 {
        tokio::task::yield_now().await;
    }
}

async fn the_stored_results_are_what_the_engine_says(db: TestDatabase) {
    let (jobs, amal) = (front(&db.store), owner(&db.store, "amal").await);
    let script = screenplay(&jobs, amal, ARABIC).await;
    let job = submit(&jobs, amal, Request::new(script, JobKind::Full)).await.job;
    drain_queue(&jobs).await;
    let expected = analyze(&Input::new(ARABIC.as_bytes()), &Options::default(), &Silent, &Cancel::new()).unwrap();
    let of = async |kind| db.store.job_results(amal, job.id, Some(kind)).await.unwrap().remove(0).json;
    assert_eq!(of(DocumentKind::Breakdown).await, serde_json::to_string(&expected.breakdown).unwrap());
    assert_eq!(of(DocumentKind::Salience).await, serde_json::to_string(&expected.salience).unwrap());
    assert_eq!(of(DocumentKind::Continuity).await, serde_json::to_string(&expected.continuity).unwrap());
    let done = db.store.job(amal, job.id).await.unwrap().unwrap();
    assert_eq!((done.state, done.attempt, done.progress.stages_done), (JobState::Succeeded, 1, 4));
    assert!((done.progress.fraction() - 1.0).abs() < 1e-9);
}

async fn a_hundred_jobs_each_end_once_with_gapless_events(db: TestDatabase) {
    let (jobs, amal) = (front(&db.store), owner(&db.store, "amal").await);
    let mut submitted = Vec::new();
    for number in 0..100 {
        submitted.push(submit_script(&jobs, amal, &numbered(number)).await);
    }
    drain_queue(&jobs).await;
    for job in submitted {
        let events = db.store.job_events(amal, job.id, 0, 10).await.unwrap();
        let kinds: Vec<_> = events.iter().map(|event| (event.seq, event.kind)).collect();
        assert_eq!(
            kinds,
            [(1, JobEventKind::Submitted), (2, JobEventKind::Moved(Transition::Claim)), (3, JobEventKind::Moved(Transition::Succeed))]
        );
    }
}

async fn a_panic_costs_an_attempt_and_takes_no_other_job_along(db: TestDatabase) {
    let (jobs, amal) = (front(&db.store), owner(&db.store, "amal").await);
    let (runner, _) = scripted(&jobs, quick(), Behaviour::Panics, DocumentKind::Salience).await;
    let script = screenplay(&jobs, amal, ARABIC).await;
    let poison = submit(&jobs, amal, Request::new(script, JobKind::Salience)).await.job;
    let healthy = submit_script(&jobs, amal, ENGLISH).await;
    until(&jobs, amal, &healthy, JobState::Succeeded).await;
    let mut watch = jobs.watch(amal, poison.id).await.unwrap().unwrap();
    while let Some(seen) = watch.next().await {
        if seen.state == JobState::Scheduled {
            db.clock.advance(600_000);
        }
    }
    runner.drain().await;
    let dead = db.store.job(amal, poison.id).await.unwrap().unwrap();
    assert_eq!((dead.state, dead.attempt), (JobState::Dead, dead.max_attempts));
    let failure = dead.failure.unwrap();
    assert_eq!(failure.code, FailureCode::Panicked);
    assert!(!failure.message.contains("on purpose"), "a panic message may quote the script");
    let attempts = db.store.job_attempts(amal, poison.id).await.unwrap();
    assert_eq!(u32::try_from(attempts.len()).unwrap(), dead.max_attempts);
}

async fn a_running_job_is_cancelled_from_its_own_process(db: TestDatabase) {
    let (jobs, amal) = (front(&db.store), owner(&db.store, "amal").await);
    let (runner, analyst) = scripted(&jobs, RunnerConfig { beat_ms: 600_000, ..quick() }, Behaviour::Waits, DocumentKind::Breakdown).await;
    let job = submit_script(&jobs, amal, ARABIC).await;
    until_waiting(&analyst).await;
    jobs.cancel(amal, job.id).await.unwrap();
    let cancelled = until(&jobs, amal, &job, JobState::Cancelled).await;
    assert_eq!(cancelled.attempt, 1);
    runner.drain().await;
    assert!(db.store.job_results(amal, job.id, None).await.unwrap().is_empty());
}

async fn a_running_job_is_cancelled_from_another_process(db: TestDatabase) {
    let (jobs, amal) = (front(&db.store), owner(&db.store, "amal").await);
    let (runner, analyst) = scripted(&jobs, quick(), Behaviour::Waits, DocumentKind::Breakdown).await;
    let job = submit_script(&jobs, amal, ARABIC).await;
    until_waiting(&analyst).await;
    let elsewhere = front(&db.reopen().await);
    elsewhere.cancel(amal, job.id).await.unwrap();
    until(&jobs, amal, &job, JobState::Cancelled).await;
    runner.drain().await;
    elsewhere.stop().await;
}

async fn an_endless_loop_is_ended_by_the_time_limit(db: TestDatabase) {
    let (jobs, amal) = (front(&db.store), owner(&db.store, "amal").await);
    let (runner, _) = scripted(&jobs, RunnerConfig { time_limit_ms: Some(30), ..quick() }, Behaviour::Waits, DocumentKind::Breakdown).await;
    let job = submit_script(&jobs, amal, ARABIC).await;
    let failed = until(&jobs, amal, &job, JobState::Scheduled).await;
    assert_eq!(failed.failure.as_ref().unwrap().code, FailureCode::TimedOut);
    runner.drain().await;
}

async fn a_thread_that_never_looks_up_costs_its_slot_only(db: TestDatabase) {
    let (jobs, amal) = (front(&db.store), owner(&db.store, "amal").await);
    // The limit holds for the healthy job too, so it is generous to a machine under load. One thread: the deaf one must not keep it.
    let config = RunnerConfig { time_limit_ms: Some(2_000), stuck_after_ms: 30, slots: 2, threads: 1, ..quick() };
    let (runner, analyst) = scripted(&jobs, config, Behaviour::Deaf, DocumentKind::Salience).await;
    let script = screenplay(&jobs, amal, ARABIC).await;
    let deaf = submit(&jobs, amal, Request::new(script, JobKind::Salience)).await.job;
    let dead = until(&jobs, amal, &deaf, JobState::Dead).await;
    // Another try would cost another slot in the same way.
    assert_eq!((dead.failure.as_ref().unwrap().code, dead.attempt), (FailureCode::TimedOut, 1));
    let figures = Arc::clone(runner.figures());
    while figures.stuck.load(Ordering::Relaxed) == 0 {
        tokio::task::yield_now().await;
    }
    assert!(!runner.exhausted().is_cancelled());
    let breakdown = submit(&jobs, amal, Request::new(script, JobKind::Breakdown)).await.job;
    until(&jobs, amal, &breakdown, JobState::Succeeded).await;
    analyst.release();
    runner.drain().await;
}

async fn a_worker_without_a_slot_left_says_so_and_still_drains(db: TestDatabase) {
    let (jobs, amal) = (front(&db.store), owner(&db.store, "amal").await);
    let config = RunnerConfig { time_limit_ms: Some(50), stuck_after_ms: 30, slots: 1, threads: 1, ..quick() };
    let (runner, analyst) = scripted(&jobs, config, Behaviour::Deaf, DocumentKind::Breakdown).await;
    let deaf = submit_script(&jobs, amal, ARABIC).await;
    until(&jobs, amal, &deaf, JobState::Dead).await;
    runner.exhausted().cancelled().await;
    let waiting = submit_script(&jobs, amal, ENGLISH).await;
    runner.drain().await;
    assert_eq!(db.store.job(amal, waiting.id).await.unwrap().unwrap().state, JobState::Queued);
    analyst.release();
}

async fn a_deaf_run_is_cancelled_for_its_owner_and_given_back_at_shutdown(db: TestDatabase) {
    let (jobs, amal) = (front(&db.store), owner(&db.store, "amal").await);
    let (runner, analyst) = scripted(&jobs, RunnerConfig { stuck_after_ms: 30, ..quick() }, Behaviour::Deaf, DocumentKind::Breakdown).await;
    let (cancelled, interrupted) = (submit_script(&jobs, amal, ARABIC).await, submit_script(&jobs, amal, ENGLISH).await);
    while analyst.waiting.load(Ordering::SeqCst) < 2 {
        tokio::task::yield_now().await;
    }
    jobs.cancel(amal, cancelled.id).await.unwrap();
    until(&jobs, amal, &cancelled, JobState::Cancelled).await;
    runner.drain().await;
    let back = db.store.job(amal, interrupted.id).await.unwrap().unwrap();
    assert_eq!((back.state, back.attempt), (JobState::Queued, 0));
    analyst.release();
}

async fn a_shutdown_gives_running_jobs_back_uncounted(db: TestDatabase) {
    let (jobs, amal) = (front(&db.store), owner(&db.store, "amal").await);
    let (runner, analyst) = scripted(&jobs, quick(), Behaviour::Waits, DocumentKind::Breakdown).await;
    let job = submit_script(&jobs, amal, ARABIC).await;
    until_waiting(&analyst).await;
    runner.drain().await;
    let back = db.store.job(amal, job.id).await.unwrap().unwrap();
    assert_eq!((back.state, back.attempt), (JobState::Queued, 0));
    drain_queue(&jobs).await;
    assert_eq!(db.store.job(amal, job.id).await.unwrap().unwrap().state, JobState::Succeeded);
}

async fn a_frozen_worker_writes_nothing_after_another_took_over(db: TestDatabase) {
    let (frozen_jobs, amal) = (front(&db.store), owner(&db.store, "amal").await);
    let frozen_config = RunnerConfig { beat_ms: 600_000, sweep_ms: 600_000, ..quick() };
    let (frozen, analyst) = scripted(&frozen_jobs, frozen_config, Behaviour::Deaf, DocumentKind::Breakdown).await;
    let job = submit_script(&frozen_jobs, amal, ARABIC).await;
    until_waiting(&analyst).await;
    db.clock.advance(30_000);
    let jobs = front(&db.store);
    // A rescue skips rows that the frozen worker's last progress has locked; the next sweep takes them, so wait for the end and not for an empty queue.
    let healthy = Runner::start(&jobs, quick()).await.unwrap();
    until(&jobs, amal, &job, JobState::Succeeded).await;
    healthy.drain().await;
    let done = db.store.job(amal, job.id).await.unwrap().unwrap();
    assert_eq!((done.state, done.attempt, done.epoch), (JobState::Succeeded, 2, 2));
    let figures = Arc::clone(frozen.figures());
    analyst.release();
    frozen.drain().await;
    assert_eq!((figures.fenced.load(Ordering::Relaxed), figures.succeeded.load(Ordering::Relaxed)), (1, 0));
    assert_eq!(db.store.job(amal, job.id).await.unwrap().unwrap(), done);
}

async fn a_retry_of_a_full_job_repeats_only_the_unfinished_component(db: TestDatabase) {
    let (jobs, amal) = (front(&db.store), owner(&db.store, "amal").await);
    let (runner, analyst) = scripted(&jobs, quick(), Behaviour::PanicsOnce, DocumentKind::Continuity).await;
    let script = screenplay(&jobs, amal, ARABIC).await;
    let job = submit(&jobs, amal, Request::new(script, JobKind::Full)).await.job;
    until(&jobs, amal, &job, JobState::Scheduled).await;
    db.clock.advance(600_000);
    let done = until(&jobs, amal, &job, JobState::Succeeded).await;
    runner.drain().await;
    assert_eq!(done.attempt, 2);
    let calls = [DocumentKind::Breakdown, DocumentKind::Salience, DocumentKind::Continuity].map(|kind| analyst.calls(kind));
    assert_eq!(calls, [1, 1, 2]);
    assert_eq!(db.store.job_results(amal, job.id, None).await.unwrap().len(), 4);
    let stages = db.store.job_events(amal, job.id, 0, 20).await.unwrap();
    assert_eq!(stages.iter().filter(|event| event.kind == JobEventKind::StageDone).count(), 2);
}

async fn a_job_whose_screenplay_is_deleted_while_it_runs_is_forgotten(db: TestDatabase) {
    let (jobs, amal) = (front(&db.store), owner(&db.store, "amal").await);
    let (runner, analyst) = scripted(&jobs, quick(), Behaviour::Waits, DocumentKind::Breakdown).await;
    let job = submit_script(&jobs, amal, ARABIC).await;
    until_waiting(&analyst).await;
    let mut tx = db.store.begin().await.unwrap();
    tx.delete_screenplay(amal, job.screenplay).await.unwrap();
    tx.commit().await.unwrap();
    let figures = Arc::clone(runner.figures());
    while figures.fenced.load(Ordering::Relaxed) == 0 {
        tokio::task::yield_now().await;
    }
    runner.drain().await;
    assert_eq!(db.store.job(amal, job.id).await.unwrap(), None);
}
