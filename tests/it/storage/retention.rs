//! Retention throws away what its rules say, and nothing else.

use mashhad::jobs::{JobKind, Request, Runner, RunnerConfig};
use mashhad::storage::{DocumentKind, Pruned, Retention};

use crate::support::databases::{TestDatabase, on_each_database};
use crate::support::jobs::{front, owner, screenplay, submit, submit_script};
use crate::support::scripts::{ARABIC, ENGLISH};

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

on_each_database! {
    old_events_go_and_results_stay,
    unlinked_results_are_evicted_beyond_their_bound,
}

async fn prune(db: &TestDatabase, rules: &Retention) -> Pruned {
    let mut tx = db.store.begin().await.unwrap();
    let pruned = tx.prune(rules, 100).await.unwrap();
    tx.commit().await.unwrap();
    pruned
}

async fn old_events_go_and_results_stay(db: TestDatabase) {
    let (jobs, amal) = (front(&db.store), owner(&db.store, "amal").await);
    let script = screenplay(&jobs, amal, ARABIC).await;
    let done = submit(&jobs, amal, Request::new(script, JobKind::Breakdown)).await.job;
    Runner::start(&jobs, RunnerConfig { stop_when_drained: true, ..RunnerConfig::default() }).await.unwrap().drained().await;
    let waiting = submit_script(&jobs, amal, ENGLISH).await;
    db.clock.advance(29 * DAY_MS);
    assert_eq!(prune(&db, &Retention::default()).await.events, 0);
    db.clock.advance(2 * DAY_MS);
    assert!(prune(&db, &Retention::default()).await.events >= 3);
    assert!(prune(&db, &Retention::default()).await.is_empty());
    assert!(db.store.job_events(amal, done.id, 0, 10).await.unwrap().is_empty());
    assert_eq!(db.store.job_results(amal, done.id, None).await.unwrap().len(), 2);
    assert_eq!(db.store.job_events(amal, waiting.id, 0, 10).await.unwrap().len(), 1);
}

async fn unlinked_results_are_evicted_beyond_their_bound(db: TestDatabase) {
    let (jobs, amal) = (front(&db.store), owner(&db.store, "amal").await);
    let script = screenplay(&jobs, amal, ARABIC).await;
    let done = submit(&jobs, amal, Request::new(script, JobKind::Breakdown)).await.job;
    Runner::start(&jobs, RunnerConfig { stop_when_drained: true, ..RunnerConfig::default() }).await.unwrap().drained().await;
    let strict = Retention { unlinked_result_bytes: 0, ..Retention::default() };
    assert!(prune(&db, &strict).await.is_empty());
    jobs.delete(amal, done.id).await.unwrap();
    assert!(prune(&db, &Retention::default()).await.is_empty());
    assert_eq!(prune(&db, &strict).await.results, 1);
    assert!(db.store.newest_result(amal, script, DocumentKind::Breakdown).await.unwrap().is_none());
    assert!(db.store.newest_result(amal, script, DocumentKind::Screenplay).await.unwrap().is_some());
}
