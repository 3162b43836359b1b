//! Figures over a window: they come from rows, whoever wrote them, and count only what ended inside the window.

use mashhad::jobs::{JobKind, JobState, Priority, Request};
use mashhad::storage::{FailureCode, Finish, JobFailure, Percentiles, Run, Store};

use crate::support::databases::{NOON, TestDatabase, on_each_database};
use crate::support::jobs::{claim, claims, front, owner, screenplay, submit, submit_script, worker};
use crate::support::scripts::numbered;

on_each_database! {
    attempts_waits_runs_and_failures_are_counted_by_kind,
    what_ended_before_the_window_is_left_out,
    a_cached_answer_is_no_computed_job,
    what_waits_is_counted_by_kind_and_priority,
}

async fn finish(store: &Store, run: &Run, finish: Finish) {
    let mut tx = store.begin().await.unwrap();
    tx.finish(run, finish).await.unwrap().unwrap();
    tx.commit().await.unwrap();
}

async fn claim_one(store: &Store) -> Run {
    let worker = worker(store);
    Run::of(&claim(store, &claims(worker, 1)).await[0], worker)
}

fn succeeded() -> Finish {
    Finish::Succeeded { documents: Vec::new(), reused: Vec::new() }
}

fn failed(retry_after_ms: Option<i64>) -> Finish {
    let failure = JobFailure { code: FailureCode::Panicked, message: "the analysis panicked".to_owned() };
    Finish::Failed { failure, retry_after_ms }
}

async fn attempts_waits_runs_and_failures_are_counted_by_kind(db: TestDatabase) {
    let (jobs, amal) = (front(&db.store), owner(&db.store, "amal").await);
    submit_script(&jobs, amal, &numbered(0)).await;
    db.clock.advance(30);
    let run = claim_one(&db.store).await;
    db.clock.advance(50);
    finish(&db.store, &run, failed(Some(1_000))).await;
    db.clock.advance(1_000);
    let mut tx = db.store.begin().await.unwrap();
    tx.promote_due(1).await.unwrap();
    tx.commit().await.unwrap();
    db.clock.advance(7);
    let run = claim_one(&db.store).await;
    db.clock.advance(200);
    finish(&db.store, &run, succeeded()).await;
    let kinds = db.store.admin_kind_figures(NOON).await.unwrap();
    assert_eq!(kinds.keys().copied().collect::<Vec<_>>(), [JobKind::Breakdown]);
    let figures = &kinds[&JobKind::Breakdown];
    assert_eq!((figures.attempts, figures.measured, figures.succeeded, figures.dead), (2, 2, 1, 0));
    // The second attempt waited 7 ms for a worker; its back-off is no waiting.
    assert_eq!(figures.wait, Some(Percentiles { p50: 7, p95: 30, p99: 30, max: 30 }));
    assert_eq!(figures.run, Some(Percentiles { p50: 50, p95: 200, p99: 200, max: 200 }));
    assert_eq!(figures.failures.iter().map(|(code, count)| (*code, *count)).collect::<Vec<_>>(), [(FailureCode::Panicked, 1)]);
}

async fn what_ended_before_the_window_is_left_out(db: TestDatabase) {
    let (jobs, amal) = (front(&db.store), owner(&db.store, "amal").await);
    submit_script(&jobs, amal, &numbered(0)).await;
    let run = claim_one(&db.store).await;
    finish(&db.store, &run, failed(None)).await;
    assert_eq!(db.store.admin_kind_figures(NOON).await.unwrap()[&JobKind::Breakdown].dead, 1);
    assert!(db.store.admin_kind_figures(NOON + 1).await.unwrap().is_empty());
}

async fn a_cached_answer_is_no_computed_job(db: TestDatabase) {
    let (jobs, amal) = (front(&db.store), owner(&db.store, "amal").await);
    let script = screenplay(&jobs, amal, &numbered(0)).await;
    let runner = mashhad::jobs::RunnerConfig { stop_when_drained: true, ..Default::default() };
    submit(&jobs, amal, Request::new(script, JobKind::Breakdown)).await;
    mashhad::jobs::Runner::start(&jobs, runner).await.unwrap().drained().await;
    submit(&jobs, amal, Request::new(script, JobKind::Breakdown)).await;
    let kinds = db.store.admin_kind_figures(NOON).await.unwrap();
    let figures = &kinds[&JobKind::Breakdown];
    assert_eq!((figures.succeeded, figures.from_cache, figures.attempts), (1, 1, 1));
    jobs.stop().await;
}

async fn what_waits_is_counted_by_kind_and_priority(db: TestDatabase) {
    let (jobs, amal) = (front(&db.store), owner(&db.store, "amal").await);
    for (number, priority) in [(0, Priority::Normal), (1, Priority::Normal), (2, Priority::Urgent), (3, Priority::Low)] {
        let script = screenplay(&jobs, amal, &numbered(number)).await;
        let run_at = (number == 3).then_some(NOON + 60_000);
        submit(&jobs, amal, Request { priority, run_at, ..Request::new(script, JobKind::Salience) }).await;
        db.clock.advance(10);
    }
    claim_one(&db.store).await;
    let counts = db.store.admin_open_counts().await.unwrap();
    let seen: Vec<_> = counts.iter().map(|count| (count.state, count.priority, count.jobs, count.oldest_run_at - NOON)).collect();
    assert!(counts.iter().all(|count| count.kind == JobKind::Salience));
    assert_eq!(
        seen,
        [
            (JobState::Queued, Priority::Normal, 2, 0),
            (JobState::Running, Priority::Urgent, 1, 20),
            (JobState::Scheduled, Priority::Low, 1, 60_000)
        ]
    );
}
