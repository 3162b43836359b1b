//! Runs: every legal transition happens in the database as in the table, and a run that lost its lease writes nothing.

use mashhad::ids::{JobId, UserId};
use mashhad::jobs::{JobState, Transition};
use mashhad::storage::{Durability, FailureCode, Finish, Job, JobEventKind, JobFailure, JobProgress, ProgressFlush, Run, Store};
use mashhad_engine::Stage;

use crate::support::databases::{NOON, TestDatabase, on_each_database};
use crate::support::jobs::{claim, claims, front, owner, submit_script, worker};
use crate::support::scripts::{ARABIC, numbered};

on_each_database! {
    every_pair_of_state_and_transition_does_in_the_database_what_the_table_says,
    a_run_that_lost_its_lease_touches_nothing,
    a_lease_is_extended_by_its_holder_only,
    attempts_are_counted_at_the_claim_and_given_back_at_a_shutdown,
    the_last_attempt_that_is_lost_is_the_end,
    a_job_that_lost_its_worker_runs_alone,
    a_failure_waits_for_its_delay,
    progress_raises_the_revision_and_writes_no_event,
    nothing_is_reported_as_done_after_a_cancellation,
    the_history_of_attempts_is_kept,
    ends_of_a_group_are_each_what_they_would_be_alone,
}

fn failure() -> JobFailure {
    JobFailure { code: FailureCode::Panicked, message: "the analysis panicked".to_owned() }
}

async fn finish(store: &Store, run: &Run, finish: Finish) -> Option<JobState> {
    let mut tx = store.begin().await.unwrap();
    let state = tx.finish(run, finish).await.unwrap();
    tx.commit().await.unwrap();
    state
}

fn succeeded() -> Finish {
    Finish::Succeeded { documents: Vec::new(), reused: Vec::new() }
}

fn failed(retry_after_ms: Option<i64>) -> Finish {
    Finish::Failed { failure: failure(), retry_after_ms }
}

async fn rescue(db: &TestDatabase) -> Vec<JobState> {
    let mut tx = db.store.begin().await.unwrap();
    let now = tx.now();
    let states = tx.rescue(now, 10).await.unwrap().into_iter().map(|lease| lease.state).collect();
    tx.commit().await.unwrap();
    states
}

/// A job brought into `state` by legal steps, with the run that held it last.
async fn job_in(db: &TestDatabase, owner: UserId, number: usize, state: JobState) -> (Job, Option<Run>) {
    let jobs = front(&db.store);
    let job = submit_script(&jobs, owner, &numbered(number)).await;
    let mut run = None;
    if !matches!(state, JobState::Queued | JobState::Cancelled) {
        let worker = worker(&db.store);
        let claimed = claim(&db.store, &claims(worker, 1)).await;
        assert_eq!(claimed[0].id, job.id);
        run = Some(Run::of(&claimed[0], worker));
    }
    match (state, &run) {
        (JobState::Cancelled, _) | (JobState::Cancelling, _) => drop(jobs.cancel(owner, job.id).await.unwrap()),
        (JobState::Scheduled, Some(run)) => drop(finish(&db.store, run, failed(Some(1_000))).await),
        (JobState::Succeeded, Some(run)) => drop(finish(&db.store, run, succeeded()).await),
        (JobState::Dead, Some(run)) => drop(finish(&db.store, run, failed(None)).await),
        _ => {}
    }
    let job = db.store.job(owner, job.id).await.unwrap().unwrap();
    assert_eq!(job.state, state);
    (job, run)
}

/// Applies a transition through the interface that makes it; a job in the wrong state is left alone.
async fn apply(db: &TestDatabase, owner: UserId, job: JobId, run: Option<Run>, transition: Transition) {
    let jobs = front(&db.store);
    match (transition, run) {
        (Transition::Due, _) => {
            db.clock.advance(1_000);
            let mut tx = db.store.begin().await.unwrap();
            tx.promote_due(10).await.unwrap();
            tx.commit().await.unwrap();
        }
        (Transition::Claim, _) => drop(claim(&db.store, &claims(worker(&db.store), 1)).await),
        (Transition::Cancel, _) => drop(jobs.cancel(owner, job).await.unwrap()),
        (Transition::Revive, _) => drop(jobs.retry(owner, job).await.unwrap()),
        (Transition::Expire, _) => {
            db.clock.advance(30_000);
            rescue(db).await;
        }
        (Transition::Succeed, Some(run)) => drop(finish(&db.store, &run, succeeded()).await),
        (Transition::FailAndRetry, Some(run)) => drop(finish(&db.store, &run, failed(Some(1_000))).await),
        (Transition::GiveUp, Some(run)) => drop(finish(&db.store, &run, failed(None)).await),
        (Transition::Stop, Some(run)) => drop(finish(&db.store, &run, Finish::Stopped).await),
        (Transition::GiveBack, Some(run)) => drop(finish(&db.store, &run, Finish::GivenBack).await),
        (_, None) => {}
    }
}

async fn every_pair_of_state_and_transition_does_in_the_database_what_the_table_says(db: TestDatabase) {
    let amal = owner(&db.store, "amal").await;
    let mut number = 0;
    for state in JobState::ALL {
        for transition in Transition::ALL {
            number += 1;
            let (before, run) = job_in(&db, amal, number, state).await;
            apply(&db, amal, before.id, run, transition).await;
            let after = db.store.job(amal, before.id).await.unwrap().unwrap();
            let expected = state.after(transition);
            assert_eq!(after.state, expected.unwrap_or(state), "{state} after {transition:?}");
            let events = db.store.job_events(amal, before.id, 0, 100).await.unwrap();
            assert_eq!(events.iter().map(|event| event.seq).collect::<Vec<_>>(), (1..=after.last_event).collect::<Vec<_>>());
            assert_eq!(events.last().unwrap().state, after.state);
            if expected.is_some() {
                assert_eq!(after.last_event, before.last_event + 1, "{state} after {transition:?}");
                assert_eq!(events.last().unwrap().kind, JobEventKind::Moved(transition));
                assert!(after.rev > before.rev);
            } else {
                assert_eq!(after, before, "{state} after {transition:?}");
            }
            let mut tx = db.store.begin().await.unwrap();
            tx.delete_screenplay(amal, before.screenplay).await.unwrap();
            tx.commit().await.unwrap();
        }
    }
}

async fn a_run_that_lost_its_lease_touches_nothing(db: TestDatabase) {
    let amal = owner(&db.store, "amal").await;
    let (job, run) = job_in(&db, amal, 0, JobState::Running).await;
    let stale = run.unwrap();
    db.clock.advance(30_000);
    assert_eq!(rescue(&db).await, [JobState::Queued]);
    let second = worker(&db.store);
    let current = Run::of(&claim(&db.store, &claims(second, 1)).await[0], second);
    assert_eq!(current.epoch, stale.epoch + 1);
    let before = db.store.job(amal, job.id).await.unwrap();
    for end in [succeeded(), failed(None), failed(Some(1)), Finish::Stopped, Finish::GivenBack] {
        assert_eq!(finish(&db.store, &stale, end).await, None);
    }
    let mut tx = db.store.begin().await.unwrap();
    let progress = JobProgress { scenes_done: 9, ..JobProgress::default() };
    assert_eq!(tx.flush_progress(&[ProgressFlush { run: stale, progress, sheets: Vec::new() }]).await.unwrap(), [job.id]);
    assert_eq!(tx.beat(stale.worker, &[(job.id, stale.epoch)], 30_000).await.unwrap().lost, [job.id]);
    let forged = Run { worker: stale.worker, ..current };
    tx.commit().await.unwrap();
    assert_eq!(finish(&db.store, &forged, succeeded()).await, None);
    assert_eq!(db.store.job(amal, job.id).await.unwrap(), before);
    assert_eq!(finish(&db.store, &current, succeeded()).await, Some(JobState::Succeeded));
    assert_eq!(finish(&db.store, &current, succeeded()).await, None);
}

async fn a_lease_is_extended_by_its_holder_only(db: TestDatabase) {
    let amal = owner(&db.store, "amal").await;
    let (job, run) = job_in(&db, amal, 0, JobState::Running).await;
    let run = run.unwrap();
    db.clock.advance(29_999);
    assert!(rescue(&db).await.is_empty());
    let mut tx = db.store.begin_with(Durability::Relaxed).await.unwrap();
    let beat = tx.beat(run.worker, &[(job.id, run.epoch)], 30_000).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(beat, mashhad::storage::Beat::default());
    db.clock.advance(29_999);
    assert!(rescue(&db).await.is_empty());
    db.clock.advance(1);
    assert_eq!(rescue(&db).await, [JobState::Queued]);
}

async fn attempts_are_counted_at_the_claim_and_given_back_at_a_shutdown(db: TestDatabase) {
    let amal = owner(&db.store, "amal").await;
    let (job, run) = job_in(&db, amal, 0, JobState::Running).await;
    assert_eq!(job.attempt, 1);
    assert_eq!(finish(&db.store, &run.unwrap(), Finish::GivenBack).await, Some(JobState::Queued));
    let job = db.store.job(amal, job.id).await.unwrap().unwrap();
    assert_eq!((job.attempt, job.worker), (0, None));
}

async fn the_last_attempt_that_is_lost_is_the_end(db: TestDatabase) {
    let amal = owner(&db.store, "amal").await;
    let job = submit_script(&front(&db.store), amal, ARABIC).await;
    for attempt in 1..=job.max_attempts {
        assert_eq!(claim(&db.store, &claims(worker(&db.store), 1)).await[0].attempt, attempt);
        db.clock.advance(30_000);
        let expected = if attempt < job.max_attempts { JobState::Queued } else { JobState::Dead };
        assert_eq!(rescue(&db).await, [expected]);
    }
    let job = db.store.job(amal, job.id).await.unwrap().unwrap();
    assert_eq!(job.failure.unwrap().code, FailureCode::WorkerLost);
    assert!(claim(&db.store, &claims(worker(&db.store), 1)).await.is_empty());
}

async fn a_job_that_lost_its_worker_runs_alone(db: TestDatabase) {
    let (jobs, amal) = (front(&db.store), owner(&db.store, "amal").await);
    let suspect = submit_script(&jobs, amal, &numbered(0)).await;
    claim(&db.store, &claims(worker(&db.store), 1)).await;
    db.clock.advance(30_000);
    rescue(&db).await;
    submit_script(&jobs, amal, &numbered(1)).await;
    let take = async |idle| {
        let mut tx = db.store.begin().await.unwrap();
        let claimed = tx.claim(&mashhad::storage::Claims { idle, ..claims(worker(&db.store), 10) }).await.unwrap();
        tx.commit().await.unwrap();
        claimed
    };
    let busy = take(false).await;
    assert!(busy.jobs.is_empty() && busy.must_drain);
    let idle = take(true).await;
    assert_eq!(idle.jobs.iter().map(|job| job.id).collect::<Vec<_>>(), [suspect.id]);
    assert!(idle.alone);
    assert!(!take(true).await.alone);
}

async fn a_failure_waits_for_its_delay(db: TestDatabase) {
    let amal = owner(&db.store, "amal").await;
    let (job, run) = job_in(&db, amal, 0, JobState::Running).await;
    finish(&db.store, &run.unwrap(), failed(Some(700))).await;
    let job = db.store.job(amal, job.id).await.unwrap().unwrap();
    assert_eq!((job.state, job.run_at, job.failure), (JobState::Scheduled, NOON + 700, Some(failure())));
}

async fn progress_raises_the_revision_and_writes_no_event(db: TestDatabase) {
    let amal = owner(&db.store, "amal").await;
    let (job, run) = job_in(&db, amal, 0, JobState::Running).await;
    let progress =
        JobProgress { stage: Some(Stage::Breakdown), stages_done: 1, stages_total: 2, scenes_done: 2, scenes_total: 4, scene: Some(3) };
    let mut tx = db.store.begin().await.unwrap();
    assert!(tx.flush_progress(&[ProgressFlush { run: run.unwrap(), progress, sheets: Vec::new() }]).await.unwrap().is_empty());
    tx.commit().await.unwrap();
    let after = db.store.job(amal, job.id).await.unwrap().unwrap();
    assert_eq!((after.rev, after.last_event, after.progress), (job.rev + 1, job.last_event, progress));
    assert!((after.progress.fraction() - 0.75).abs() < 1e-9);
}

async fn nothing_is_reported_as_done_after_a_cancellation(db: TestDatabase) {
    let amal = owner(&db.store, "amal").await;
    let (job, run) = job_in(&db, amal, 0, JobState::Cancelling).await;
    let run = run.unwrap();
    let mut tx = db.store.begin().await.unwrap();
    assert_eq!(tx.beat(run.worker, &[(job.id, run.epoch)], 30_000).await.unwrap().cancelling, [job.id]);
    tx.commit().await.unwrap();
    assert_eq!(finish(&db.store, &run, succeeded()).await, Some(JobState::Cancelled));
    assert!(db.store.job_results(amal, job.id, None).await.unwrap().is_empty());
}

async fn the_history_of_attempts_is_kept(db: TestDatabase) {
    let amal = owner(&db.store, "amal").await;
    let (job, run) = job_in(&db, amal, 0, JobState::Running).await;
    db.clock.advance(50);
    finish(&db.store, &run.unwrap(), failed(Some(0))).await;
    let mut tx = db.store.begin().await.unwrap();
    tx.promote_due(1).await.unwrap();
    tx.commit().await.unwrap();
    let second = worker(&db.store);
    let run = Run::of(&claim(&db.store, &claims(second, 1)).await[0], second);
    finish(&db.store, &run, succeeded()).await;
    let attempts = db.store.job_attempts(amal, job.id).await.unwrap();
    let seen: Vec<_> = attempts.iter().map(|attempt| (attempt.number, attempt.outcome, attempt.ended_at)).collect();
    assert_eq!(seen, [(1, Some(Transition::FailAndRetry), Some(NOON + 50)), (2, Some(Transition::Succeed), Some(NOON + 50))]);
    assert_eq!(attempts[0].failure, Some(failure()));
}

async fn ends_of_a_group_are_each_what_they_would_be_alone(db: TestDatabase) {
    let amal = owner(&db.store, "amal").await;
    let mut ends = Vec::new();
    for (number, state, end) in [
        (1, JobState::Running, succeeded()),
        (2, JobState::Running, failed(Some(500))),
        (3, JobState::Cancelling, succeeded()),
        (4, JobState::Running, succeeded()),
        (5, JobState::Running, Finish::GivenBack),
        (6, JobState::Running, failed(None)),
        (7, JobState::Running, succeeded()),
    ] {
        let (_, run) = job_in(&db, amal, number, state).await;
        ends.push((run.unwrap(), end));
    }
    ends[3].0.epoch += 1;
    let mut tx = db.store.begin().await.unwrap();
    let states = tx.finish_all(&ends).await.unwrap();
    tx.commit().await.unwrap();
    let expected = [
        Some(JobState::Succeeded),
        Some(JobState::Scheduled),
        Some(JobState::Cancelled),
        None,
        Some(JobState::Queued),
        Some(JobState::Dead),
        Some(JobState::Succeeded),
    ];
    assert_eq!(states, expected);
    for ((run, _), state) in ends.iter().zip(expected) {
        let job = db.store.job(amal, run.job).await.unwrap().unwrap();
        assert_eq!(job.state, state.unwrap_or(JobState::Running));
        assert_eq!(job.finished_at.is_some(), job.state.is_terminal());
        assert_eq!(job.failure.is_some(), matches!(job.state, JobState::Scheduled | JobState::Dead));
        assert_eq!(job.worker.is_some(), state.is_none(), "only the fenced one keeps its lease");
        let attempts = db.store.job_attempts(amal, run.job).await.unwrap();
        assert_eq!(attempts[0].ended_at.is_some(), state.is_some());
        let events = db.store.job_events(amal, run.job, 0, 100).await.unwrap();
        assert_eq!(events.iter().map(|event| event.seq).collect::<Vec<_>>(), (1..=job.last_event).collect::<Vec<_>>());
        assert_eq!(events.last().unwrap().state, job.state);
    }
}
