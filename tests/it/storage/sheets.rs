//! Sheets of a breakdown at work: told under the revision that brought them, to their owner only, and gone when the job is over.

use std::sync::Mutex;

use mashhad::jobs::JobState;
use mashhad::storage::{Finish, JobProgress, ProgressFlush, Run, Store};
use mashhad_engine::breakdown::document::SceneBreakdown;
use mashhad_engine::{Cancel, Component, Input, Options, Progress, Stage, analyze};

use crate::support::databases::{TestDatabase, on_each_database};
use crate::support::jobs::{claim, claims, front, owner, submit_script, worker};
use crate::support::scripts::ARABIC;

on_each_database! {
    sheets_are_told_once_each_and_are_gone_at_the_end,
    a_run_that_lost_its_lease_tells_nothing,
    a_later_attempt_tells_a_scene_again,
}

/// Keeps the sheets that the engine tells of.
#[derive(Default)]
struct Collected(Mutex<Vec<SceneBreakdown>>);

impl Progress for Collected {
    fn stage(&self, _: Stage, _: u32) {}
    fn scene_done(&self, _: Stage, _: u32, _: u32) {}
    fn scene_sheet(&self, sheet: &SceneBreakdown) {
        self.0.lock().unwrap().push(sheet.clone());
    }
}

fn sheets() -> Vec<SceneBreakdown> {
    let collected = Collected::default();
    let options = Options { components: [Component::Breakdown].into(), ..Options::default() };
    let whole = analyze(&Input::new(ARABIC.as_bytes()), &options, &collected, &Cancel::new()).unwrap().breakdown.unwrap();
    let mut sheets = collected.0.into_inner().unwrap();
    sheets.sort_by_key(|sheet| sheet.ordinal);
    assert_eq!(sheets.len(), whole.scenes.len());
    let names = |sheet: &SceneBreakdown| {
        let elements = sheet.elements.iter().map(|element| (element.id.clone(), element.name.clone(), element.evidence.clone()));
        elements.collect::<Vec<_>>()
    };
    for (told, kept) in sheets.iter().zip(&whole.scenes) {
        assert_eq!((&told.sheet, &told.synopsis, &told.alerts, names(told)), (&kept.sheet, &kept.synopsis, &kept.alerts, names(kept)));
    }
    sheets
}

async fn tell(store: &Store, run: Run, sheets: &[SceneBreakdown]) -> bool {
    let told = sheets.iter().map(|sheet| (sheet.ordinal, serde_json::to_string(sheet).unwrap())).collect();
    let flush = ProgressFlush { run, progress: JobProgress::default(), sheets: told };
    let mut tx = store.begin().await.unwrap();
    let lost = tx.flush_progress(&[flush]).await.unwrap();
    tx.commit().await.unwrap();
    lost.is_empty()
}

async fn sheets_are_told_once_each_and_are_gone_at_the_end(db: TestDatabase) {
    let (amal, badr) = (owner(&db.store, "amal").await, owner(&db.store, "badr").await);
    let job = submit_script(&front(&db.store), amal, ARABIC).await;
    let worker = worker(&db.store);
    let run = Run::of(&claim(&db.store, &claims(worker, 1)).await[0], worker);
    let sheets = sheets();
    let (first, rest) = sheets.split_at(1);
    assert!(tell(&db.store, run, first).await && tell(&db.store, run, rest).await);
    let now = db.store.job(amal, job.id).await.unwrap().unwrap();
    let all = db.store.job_sheets(amal, job.id, 0, now.rev, 100).await.unwrap();
    assert_eq!(all.iter().map(|told| told.sheet.clone()).collect::<Vec<_>>(), sheets);
    assert_eq!((all[0].rev, all.last().unwrap().rev), (now.rev - 1, now.rev));
    let later = db.store.job_sheets(amal, job.id, now.rev - 1, now.rev, 100).await.unwrap();
    assert_eq!(later.iter().map(|told| told.ordinal).collect::<Vec<_>>(), rest.iter().map(|sheet| sheet.ordinal).collect::<Vec<_>>());
    assert_eq!(db.store.job_sheets(amal, job.id, 0, now.rev - 1, 100).await.unwrap().len(), 1);
    assert!(db.store.job_sheets(badr, job.id, 0, now.rev, 100).await.unwrap().is_empty());

    let mut tx = db.store.begin().await.unwrap();
    let end = tx.finish(&run, Finish::Succeeded { documents: Vec::new(), reused: Vec::new() }).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(end, Some(JobState::Succeeded));
    assert!(db.store.job_sheets(amal, job.id, 0, i64::MAX, 100).await.unwrap().is_empty());
}

async fn a_run_that_lost_its_lease_tells_nothing(db: TestDatabase) {
    let amal = owner(&db.store, "amal").await;
    let job = submit_script(&front(&db.store), amal, ARABIC).await;
    let worker = worker(&db.store);
    let run = Run::of(&claim(&db.store, &claims(worker, 1)).await[0], worker);
    let stale = Run { epoch: run.epoch - 1, ..run };
    assert!(!tell(&db.store, stale, &sheets()).await);
    assert!(db.store.job_sheets(amal, job.id, 0, i64::MAX, 100).await.unwrap().is_empty());
}

async fn a_later_attempt_tells_a_scene_again(db: TestDatabase) {
    let amal = owner(&db.store, "amal").await;
    let job = submit_script(&front(&db.store), amal, ARABIC).await;
    let worker = worker(&db.store);
    let run = Run::of(&claim(&db.store, &claims(worker, 1)).await[0], worker);
    let sheets = sheets();
    assert!(tell(&db.store, run, &sheets).await && tell(&db.store, run, &sheets[..1]).await);
    let all = db.store.job_sheets(amal, job.id, 0, i64::MAX, 100).await.unwrap();
    assert_eq!(all.len(), sheets.len());
    assert_eq!(all.last().unwrap().ordinal, sheets[0].ordinal, "told last");
}
