//! Owners, screenplays and jobs for the cases.

use mashhad::ids::{ScreenplayId, UserId, WorkerId};
use mashhad::jobs::{Intake, JobKind, Jobs, JobsConfig, Request};
use mashhad::storage::{Claims, Durability, Job, Store, Submission};

/// A user, made when absent.
pub(crate) async fn owner(store: &Store, subject: &str) -> UserId {
    let mut tx = store.begin().await.unwrap();
    let user = tx.ensure_user(subject, None).await.unwrap();
    tx.commit().await.unwrap();
    user.id
}

/// A file to hand in.
pub(crate) fn intake(text: &str) -> Intake {
    Intake { bytes: text.as_bytes().to_vec(), file_name: Some("draft.txt".to_owned()), forced_format: None, title: None, previous: None }
}

/// The front with the limits of a test.
pub(crate) fn front(store: &Store) -> Jobs {
    Jobs::start(store.clone(), JobsConfig::default())
}

/// A stored screenplay.
pub(crate) async fn screenplay(jobs: &Jobs, owner: UserId, text: &str) -> ScreenplayId {
    jobs.take_in(owner, intake(text)).await.unwrap().record.id
}

/// A submitted job; the submission must be taken.
pub(crate) async fn submit(jobs: &Jobs, owner: UserId, request: Request) -> Submission {
    jobs.submit(owner, request).await.unwrap().unwrap()
}

/// A breakdown of a script of its own.
pub(crate) async fn submit_script(jobs: &Jobs, owner: UserId, text: &str) -> Job {
    let screenplay = screenplay(jobs, owner, text).await;
    submit(jobs, owner, Request::new(screenplay, JobKind::Breakdown)).await.job
}

/// What a worker with `slots` free slots asks for.
pub(crate) fn claims(worker: WorkerId, slots: u32) -> Claims<'static> {
    Claims {
        worker,
        kinds: &JobKind::ALL,
        slots,
        idle: true,
        lease_ms: 30_000,
        per_owner: None,
        engine_version: mashhad_engine::ENGINE_VERSION,
    }
}

/// Claims as a worker would.
pub(crate) async fn claim(store: &Store, claims: &Claims<'_>) -> Vec<Job> {
    let mut tx = store.begin_with(Durability::Relaxed).await.unwrap();
    let claimed = tx.claim(claims).await.unwrap();
    tx.commit().await.unwrap();
    claimed.jobs
}

/// A worker's id.
pub(crate) fn worker(store: &Store) -> WorkerId {
    WorkerId::make(store.ids())
}
