//! Results are checkpoints, cache and answer in one, and are checked at every read.

use mashhad::jobs::{JobKind, JobState, Request, Runner, RunnerConfig};
use mashhad::storage::{Answer, DocumentKind};
use mashhad_engine::screenplay::document::ScreenplayDocument;

use crate::support::databases::{TestDatabase, on_each_database};
use crate::support::jobs::{front, owner, screenplay, submit};
use crate::support::scripts::ARABIC;

on_each_database! {
    a_screenplay_is_readable_before_any_job_ran,
    finished_components_answer_later_submissions_of_their_owner_only,
}

async fn a_screenplay_is_readable_before_any_job_ran(db: TestDatabase) {
    let (jobs, amal, badr) = (front(&db.store), owner(&db.store, "amal").await, owner(&db.store, "badr").await);
    let script = screenplay(&jobs, amal, ARABIC).await;
    let document = db.store.newest_result(amal, script, DocumentKind::Screenplay).await.unwrap().unwrap();
    let parsed: ScreenplayDocument = serde_json::from_str(&document.json).unwrap();
    assert_eq!(parsed.scenes.len(), 3);
    assert_eq!(parsed.text.as_deref(), Some(ARABIC));
    assert_eq!(db.store.result(amal, document.id).await.unwrap(), Some(document.clone()));
    assert_eq!(db.store.result(badr, document.id).await.unwrap(), None);
    assert_eq!(db.store.newest_result(badr, script, DocumentKind::Screenplay).await.unwrap(), None);
}

async fn finished_components_answer_later_submissions_of_their_owner_only(db: TestDatabase) {
    let (jobs, amal, badr) = (front(&db.store), owner(&db.store, "amal").await, owner(&db.store, "badr").await);
    let (ours, theirs) = (screenplay(&jobs, amal, ARABIC).await, screenplay(&jobs, badr, ARABIC).await);
    let full = submit(&jobs, amal, Request::new(ours, JobKind::Full)).await.job;
    let drained = RunnerConfig { stop_when_drained: true, ..RunnerConfig::default() };
    Runner::start(&jobs, drained).await.unwrap().drained().await;
    let kinds: Vec<_> = db.store.job_results(amal, full.id, None).await.unwrap().into_iter().map(|result| result.kind).collect();
    assert_eq!(kinds, [DocumentKind::Breakdown, DocumentKind::Continuity, DocumentKind::Salience, DocumentKind::Screenplay]);
    let part = submit(&jobs, amal, Request::new(ours, JobKind::Salience)).await;
    assert_eq!((part.answer, part.job.state, part.job.from_cache), (Answer::Cached, JobState::Succeeded, true));
    let documents = db.store.job_results(amal, part.job.id, Some(DocumentKind::Salience)).await.unwrap();
    assert_eq!(documents.len(), 1);
    assert!(db.store.job_results(badr, part.job.id, None).await.unwrap().is_empty());
    assert_eq!(submit(&jobs, badr, Request::new(theirs, JobKind::Salience)).await.answer, Answer::Created);
    assert!(db.store.admin_cache_figures().await.unwrap().hits >= 2);
}
