//! The clock steps while a job runs: an hour ahead looks like a lost lease, an hour back like a young one. Neither loses or doubles the job.

use std::sync::atomic::Ordering;

use mashhad::jobs::{JobState, Runner, RunnerConfig};
use mashhad::storage::DocumentKind;

use crate::support::analysts::{Behaviour, Scripted};
use crate::support::databases::{TestDatabase, on_each_database};
use crate::support::jobs::{front, owner, submit_script};
use crate::support::scripts::ARABIC;

on_each_database! {
    a_clock_that_steps_ahead_costs_at_most_an_attempt,
    a_clock_that_steps_back_costs_nothing,
}

const HOUR_MS: i64 = 3_600_000;

fn quick() -> RunnerConfig {
    RunnerConfig { slots: 2, threads: 2, beat_ms: 50, poll_ms: 20, flush_ms: 10, sweep_ms: 10, ..RunnerConfig::default() }
}

async fn step(db: &TestDatabase, by_ms: i64) -> (JobState, u32, usize) {
    let (jobs, amal) = (front(&db.store), owner(&db.store, "amal").await);
    let analyst = Scripted::new(Behaviour::Waits, DocumentKind::Breakdown);
    let runner = Runner::start_with(&jobs, quick(), analyst.clone()).await.unwrap();
    let job = submit_script(&jobs, amal, ARABIC).await;
    while analyst.waiting.load(Ordering::SeqCst) == 0 {
        tokio::task::yield_now().await;
    }
    db.clock.advance(by_ms);
    // Several sweeps and heartbeats see the new time.
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    analyst.release();
    let mut watch = jobs.watch(amal, job.id).await.unwrap().unwrap();
    let mut last = None;
    while let Some(seen) = watch.next().await {
        last = Some(seen);
    }
    let last = last.unwrap();
    runner.drain().await;
    let events = db.store.job_events(amal, job.id, 0, 1_000).await.unwrap();
    assert!(events.iter().enumerate().all(|(at, event)| event.seq == i64::try_from(at).unwrap() + 1), "{events:#?}");
    (last.state, last.attempt, events.iter().filter(|event| event.state.is_terminal()).count())
}

async fn a_clock_that_steps_ahead_costs_at_most_an_attempt(db: TestDatabase) {
    let (state, attempt, ends) = step(&db, HOUR_MS).await;
    assert_eq!((state, ends), (JobState::Succeeded, 1));
    assert!(attempt <= 2, "{attempt} attempts");
}

async fn a_clock_that_steps_back_costs_nothing(db: TestDatabase) {
    assert_eq!(step(&db, -HOUR_MS).await, (JobState::Succeeded, 1, 1));
}
