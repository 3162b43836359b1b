//! Subscriptions: the present first, every later state that can be taken, the terminal one always; constant memory for the slow.

use mashhad::jobs::{JobState, Runner, RunnerConfig};
use mashhad::storage::Database;

use crate::support::databases::{TestDatabase, on_each_database};
use crate::support::jobs::{front, owner, submit_script};
use crate::support::scripts::{ARABIC, numbered};

on_each_database! {
    a_newcomer_after_the_end_gets_the_terminal_state_beside_a_lingering_watcher,
    many_watchers_all_see_the_end_and_never_a_step_back,
    a_watcher_in_a_process_without_a_worker_sees_the_end,
    an_owner_sees_the_end_of_every_job_and_of_no_strangers,
    a_deleted_job_ends_its_watchers,
}

fn drained() -> RunnerConfig {
    RunnerConfig { stop_when_drained: true, poll_ms: 20, ..RunnerConfig::default() }
}

async fn a_newcomer_after_the_end_gets_the_terminal_state_beside_a_lingering_watcher(db: TestDatabase) {
    let (jobs, amal) = (front(&db.store), owner(&db.store, "amal").await);
    let job = submit_script(&jobs, amal, ARABIC).await;
    let mut lingering = jobs.watch(amal, job.id).await.unwrap().unwrap();
    Runner::start(&jobs, drained()).await.unwrap().drained().await;
    while lingering.next().await.is_some_and(|seen| !seen.state.is_terminal()) {}
    for _ in 0..3 {
        let mut late = jobs.watch(amal, job.id).await.unwrap().unwrap();
        assert_eq!(late.next().await.unwrap().state, JobState::Succeeded);
        assert!(late.next().await.is_none());
    }
    assert!(lingering.next().await.is_none());
}

async fn many_watchers_all_see_the_end_and_never_a_step_back(db: TestDatabase) {
    let (jobs, amal) = (front(&db.store), owner(&db.store, "amal").await);
    let mut watchers = Vec::new();
    for number in 0..10 {
        let job = submit_script(&jobs, amal, &numbered(number)).await;
        for _ in 0..20 {
            let mut watch = jobs.watch(amal, job.id).await.unwrap().unwrap();
            watchers.push(tokio::spawn(async move {
                let (mut rev, mut last) = (0, None);
                while let Some(seen) = watch.next().await {
                    assert!(seen.rev > rev);
                    rev = seen.rev;
                    last = Some(seen.state);
                }
                last
            }));
        }
    }
    Runner::start(&jobs, drained()).await.unwrap().drained().await;
    for watcher in watchers {
        assert_eq!(watcher.await.unwrap(), Some(JobState::Succeeded));
    }
}

async fn a_watcher_in_a_process_without_a_worker_sees_the_end(db: TestDatabase) {
    if db.store.database() == Database::Sqlite {
        return; // One process serves a file; there is no other to watch from.
    }
    let (jobs, amal) = (front(&db.store), owner(&db.store, "amal").await);
    let elsewhere = front(&db.reopen().await);
    let job = submit_script(&elsewhere, amal, ARABIC).await;
    let mut watch = elsewhere.watch(amal, job.id).await.unwrap().unwrap();
    Runner::start(&jobs, drained()).await.unwrap().drained().await;
    let mut last = None;
    while let Some(seen) = watch.next().await {
        last = Some(seen.state);
    }
    assert_eq!(last, Some(JobState::Succeeded));
    elsewhere.stop().await;
}

async fn an_owner_sees_the_end_of_every_job_and_of_no_strangers(db: TestDatabase) {
    let (jobs, amal, badr) = (front(&db.store), owner(&db.store, "amal").await, owner(&db.store, "badr").await);
    let mut feed = jobs.hub().watch_owner(amal);
    let mut expected = std::collections::BTreeSet::new();
    for number in 0..5 {
        expected.insert(submit_script(&jobs, amal, &numbered(number)).await.id);
        submit_script(&jobs, badr, &numbered(number)).await;
    }
    Runner::start(&jobs, drained()).await.unwrap().drained().await;
    while !expected.is_empty() {
        let seen = feed.next().await;
        assert_eq!(seen.owner, amal);
        if seen.state == JobState::Succeeded {
            expected.remove(&seen.id);
        }
    }
}

async fn a_deleted_job_ends_its_watchers(db: TestDatabase) {
    let (jobs, amal) = (front(&db.store), owner(&db.store, "amal").await);
    let job = submit_script(&jobs, amal, ARABIC).await;
    let mut watch = jobs.watch(amal, job.id).await.unwrap().unwrap();
    assert_eq!(watch.next().await.unwrap().state, JobState::Queued);
    let mut tx = db.store.begin().await.unwrap();
    tx.delete_screenplay(amal, job.screenplay).await.unwrap();
    tx.commit().await.unwrap();
    // A deletion by the store alone rings no bell; whoever does it says so, or the sweep finds it.
    jobs.hub().changed_elsewhere(job.id);
    assert!(watch.next().await.is_none());
}
