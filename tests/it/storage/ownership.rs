//! Nobody reads another owner's row, by any method that takes an owner.

use mashhad::jobs::{JobKind, Request, Runner, RunnerConfig};
use mashhad::storage::{Direction, JobFilter, JobOrder, PageRequest, ScreenplayFilter, ScreenplayOrder};

use crate::support::databases::{TestDatabase, on_each_database};
use crate::support::jobs::{front, owner, screenplay, submit};
use crate::support::scripts::ARABIC;

on_each_database! {
    a_stranger_sees_nothing,
}

async fn a_stranger_sees_nothing(db: TestDatabase) {
    let (jobs, amal, stranger) = (front(&db.store), owner(&db.store, "amal").await, owner(&db.store, "stranger").await);
    let script = screenplay(&jobs, amal, ARABIC).await;
    let job = submit(&jobs, amal, Request::new(script, JobKind::Full)).await.job;
    Runner::start(&jobs, RunnerConfig { stop_when_drained: true, ..RunnerConfig::default() }).await.unwrap().drained().await;
    let (store, all) = (&db.store, PageRequest::first(10));
    assert_eq!(store.screenplay(stranger, script).await.unwrap(), None);
    assert!(store.screenplays(stranger, &[script]).await.unwrap().is_empty());
    assert_eq!(store.job(stranger, job.id).await.unwrap(), None);
    assert!(store.jobs(stranger, &[job.id]).await.unwrap().is_empty());
    assert!(store.job_events(stranger, job.id, 0, 10).await.unwrap().is_empty());
    assert!(store.job_attempts(stranger, job.id).await.unwrap().is_empty());
    assert!(store.job_results(stranger, job.id, None).await.unwrap().is_empty());
    assert!(store.open_job_ids(stranger, 10).await.unwrap().is_empty());
    assert!(jobs.watch(stranger, job.id).await.unwrap().is_none());
    let filter = JobFilter { screenplay: Some(script), ..JobFilter::default() };
    let listed = store.list_jobs(stranger, &filter, JobOrder::CreatedAt, Direction::Descending, &all).await.unwrap();
    assert!(listed.items.is_empty());
    assert_eq!(store.count_jobs(stranger, &filter, 10).await.unwrap(), 0);
    let listed =
        store.list_screenplays(stranger, &ScreenplayFilter::default(), ScreenplayOrder::Title, Direction::Ascending, &all).await.unwrap();
    assert!(listed.items.is_empty());
    assert!(store.job(amal, job.id).await.unwrap().is_some());
    let admin = store.admin_list_jobs(&JobFilter::default(), JobOrder::FinishedAt, Direction::Descending, &all).await.unwrap();
    assert_eq!(admin.items.len(), 1);
}
