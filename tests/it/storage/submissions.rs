//! Submissions: once for each key, once for the same work, from the cache where everything is there, within limits.

use mashhad::jobs::{JobKind, JobState, Jobs, JobsConfig, Priority, Request};
use mashhad::storage::{Answer, Cancellation, JobEventKind, JobFilter, Limits, Rejection, Revival};

use crate::support::databases::{NOON, TestDatabase, on_each_database};
use crate::support::jobs::{claim, claims, front, intake, owner, screenplay, submit, submit_script, worker};
use crate::support::scripts::{ARABIC, ENGLISH, numbered};

on_each_database! {
    a_job_is_born_waiting_with_its_first_event,
    an_idempotency_key_gives_the_same_job_for_a_day,
    the_same_work_is_done_once_at_a_time,
    fifty_equal_submissions_at_once_are_one_job,
    an_owner_has_a_limit_and_a_rejected_submission_leaves_nothing,
    a_full_queue_refuses_politely,
    what_cannot_be_analysed_is_rejected,
    a_batch_is_one_transaction_and_counts_its_jobs,
    a_waiting_job_is_cancelled_at_once_and_once,
    a_dead_job_is_revived_unless_the_same_work_is_under_way,
    only_what_is_over_is_deleted,
}

async fn a_job_is_born_waiting_with_its_first_event(db: TestDatabase) {
    let (jobs, amal) = (front(&db.store), owner(&db.store, "amal").await);
    let screenplay = screenplay(&jobs, amal, ARABIC).await;
    let request = Request { priority: Priority::High, trace: Some("00-aa-bb-01".to_owned()), ..Request::new(screenplay, JobKind::Full) };
    let submission = submit(&jobs, amal, request).await;
    let job = submission.job;
    assert_eq!(submission.answer, Answer::Created);
    assert_eq!((job.state, job.attempt, job.priority, job.created_at), (JobState::Queued, 0, Priority::High, NOON));
    assert_eq!(job.options.components.len(), 3);
    assert_eq!(job.progress.stages_total, 4);
    let events = db.store.job_events(amal, job.id, 0, 10).await.unwrap();
    assert_eq!(
        events.iter().map(|event| (event.seq, event.kind, event.state)).collect::<Vec<_>>(),
        [(1, JobEventKind::Submitted, JobState::Queued)]
    );
    assert_eq!(db.store.job(amal, job.id).await.unwrap(), Some(job));
}

async fn an_idempotency_key_gives_the_same_job_for_a_day(db: TestDatabase) {
    let (jobs, amal, badr) = (front(&db.store), owner(&db.store, "amal").await, owner(&db.store, "badr").await);
    let (ours, theirs) = (screenplay(&jobs, amal, ARABIC).await, screenplay(&jobs, badr, ARABIC).await);
    let keyed = |screenplay, kind| Request { idempotency_key: Some("k".to_owned()), ..Request::new(screenplay, kind) };
    let first = submit(&jobs, amal, keyed(ours, JobKind::Breakdown)).await;
    let again = submit(&jobs, amal, keyed(ours, JobKind::Breakdown)).await;
    assert_eq!((again.job.id, again.answer), (first.job.id, Answer::Repeated));
    assert_eq!(jobs.submit(amal, keyed(ours, JobKind::Salience)).await.unwrap(), Err(Rejection::IdempotencyMismatch));
    assert_eq!(submit(&jobs, badr, keyed(theirs, JobKind::Salience)).await.answer, Answer::Created);
    jobs.cancel(amal, first.job.id).await.unwrap();
    assert_eq!(submit(&jobs, amal, keyed(ours, JobKind::Breakdown)).await.job.state, JobState::Cancelled);
    db.clock.advance(24 * 60 * 60 * 1_000);
    assert_eq!(submit(&jobs, amal, keyed(ours, JobKind::Salience)).await.answer, Answer::Created);
}

async fn the_same_work_is_done_once_at_a_time(db: TestDatabase) {
    let (jobs, amal, badr) = (front(&db.store), owner(&db.store, "amal").await, owner(&db.store, "badr").await);
    let script = screenplay(&jobs, amal, ARABIC).await;
    let first = submit(&jobs, amal, Request::new(script, JobKind::Breakdown)).await;
    let second = submit(&jobs, amal, Request::new(script, JobKind::Breakdown)).await;
    assert_eq!((second.job.id, second.answer), (first.job.id, Answer::Coalesced));
    let mut other = Request::new(script, JobKind::Breakdown);
    other.options.breakdown.explicit_only = true;
    assert_eq!(submit(&jobs, amal, other).await.answer, Answer::Created);
    let theirs = screenplay(&jobs, badr, ARABIC).await;
    assert_eq!(submit(&jobs, badr, Request::new(theirs, JobKind::Breakdown)).await.answer, Answer::Created);
    claim(&db.store, &claims(worker(&db.store), 10)).await;
    assert_eq!(submit(&jobs, amal, Request::new(script, JobKind::Breakdown)).await.answer, Answer::Coalesced);
    jobs.cancel(amal, first.job.id).await.unwrap();
    assert_eq!(submit(&jobs, amal, Request::new(script, JobKind::Breakdown)).await.answer, Answer::Created);
}

async fn fifty_equal_submissions_at_once_are_one_job(db: TestDatabase) {
    let (jobs, amal) = (front(&db.store), owner(&db.store, "amal").await);
    let script = screenplay(&jobs, amal, ARABIC).await;
    let tasks: Vec<_> = (0..50)
        .map(|_| {
            let jobs = jobs.clone();
            tokio::spawn(async move { jobs.submit(amal, Request::new(script, JobKind::Breakdown)).await.unwrap().unwrap() })
        })
        .collect();
    let mut ids = std::collections::BTreeSet::new();
    let mut created = 0;
    for task in tasks {
        let submission = task.await.unwrap();
        ids.insert(submission.job.id);
        created += usize::from(submission.answer == Answer::Created);
    }
    assert_eq!((ids.len(), created), (1, 1));
}

async fn an_owner_has_a_limit_and_a_rejected_submission_leaves_nothing(db: TestDatabase) {
    let config = JobsConfig { owner: Limits { open_jobs: 2 }, ..JobsConfig::default() };
    let (jobs, amal, badr) = (Jobs::start(db.store.clone(), config), owner(&db.store, "amal").await, owner(&db.store, "badr").await);
    let scripts =
        [screenplay(&jobs, amal, ARABIC).await, screenplay(&jobs, amal, ENGLISH).await, screenplay(&jobs, amal, &numbered(1)).await];
    for script in &scripts[..2] {
        submit(&jobs, amal, Request::new(*script, JobKind::Breakdown)).await;
    }
    let third = jobs.submit(amal, Request::new(scripts[2], JobKind::Breakdown)).await.unwrap();
    assert_eq!(third, Err(Rejection::OwnerQueueFull { limit: 2 }));
    assert_eq!(db.store.count_jobs(amal, &JobFilter::default(), 10).await.unwrap(), 2);
    submit_script(&jobs, badr, ARABIC).await;
}

async fn a_full_queue_refuses_politely(db: TestDatabase) {
    let config = JobsConfig { waiting: 1, ..JobsConfig::default() };
    let (jobs, amal) = (Jobs::start(db.store.clone(), config), owner(&db.store, "amal").await);
    submit_script(&jobs, amal, ARABIC).await;
    db.clock.advance(1_000);
    let script = screenplay(&jobs, amal, ENGLISH).await;
    assert_eq!(jobs.submit(amal, Request::new(script, JobKind::Breakdown)).await.unwrap(), Err(Rejection::QueueFull { limit: 1 }));
}

async fn what_cannot_be_analysed_is_rejected(db: TestDatabase) {
    let (jobs, amal, badr) = (front(&db.store), owner(&db.store, "amal").await, owner(&db.store, "badr").await);
    let theirs = screenplay(&jobs, badr, ARABIC).await;
    assert_eq!(jobs.submit(amal, Request::new(theirs, JobKind::Full)).await.unwrap(), Err(Rejection::ScreenplayNotFound));
    let refused = jobs.take_in(amal, intake("Minutes of the meeting of the board.\n")).await.unwrap().record.id;
    assert!(matches!(jobs.submit(amal, Request::new(refused, JobKind::Full)).await.unwrap(), Err(Rejection::ScreenplayRefused(_))));
}

async fn a_batch_is_one_transaction_and_counts_its_jobs(db: TestDatabase) {
    let (jobs, amal, badr) = (front(&db.store), owner(&db.store, "amal").await, owner(&db.store, "badr").await);
    let (one, two) = (screenplay(&jobs, amal, ARABIC).await, screenplay(&jobs, amal, ENGLISH).await);
    let foreign = screenplay(&jobs, badr, ARABIC).await;
    let earlier = submit(&jobs, amal, Request::new(two, JobKind::Full)).await.job;
    let requests = [one, foreign, two].map(|script| Request::new(script, JobKind::Full)).to_vec();
    let (batch, outcomes) = jobs.submit_batch(amal, requests).await.unwrap();
    assert_eq!(outcomes.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, true]);
    let record = db.store.batch(amal, batch).await.unwrap().unwrap();
    assert_eq!(
        record.jobs.iter().map(|job| (job.screenplay, job.state)).collect::<Vec<_>>(),
        [(one, JobState::Queued), (two, JobState::Queued)]
    );
    assert_eq!(record.jobs[1].id, earlier.id, "work under way is joined, and watched with the batch");
    assert!(!record.is_over());
    assert_eq!(db.store.batch(badr, batch).await.unwrap(), None);
    let filter = JobFilter { batch: Some(batch), ..JobFilter::default() };
    assert_eq!(db.store.count_jobs(amal, &filter, 10).await.unwrap(), 2);
}

async fn a_waiting_job_is_cancelled_at_once_and_once(db: TestDatabase) {
    let (jobs, amal, badr) = (front(&db.store), owner(&db.store, "amal").await, owner(&db.store, "badr").await);
    let job = submit_script(&jobs, amal, ARABIC).await;
    assert_eq!(jobs.cancel(badr, job.id).await.unwrap(), Cancellation::NotFound);
    let Cancellation::Cancelled(cancelled) = jobs.cancel(amal, job.id).await.unwrap() else { panic!() };
    assert_eq!((cancelled.state, cancelled.finished_at), (JobState::Cancelled, Some(NOON)));
    assert!(matches!(jobs.cancel(amal, job.id).await.unwrap(), Cancellation::Unchanged(_)));
    assert!(claim(&db.store, &claims(worker(&db.store), 10)).await.is_empty());
    assert_eq!(db.store.job_events(amal, job.id, 0, 10).await.unwrap().len(), 2);
}

async fn a_dead_job_is_revived_unless_the_same_work_is_under_way(db: TestDatabase) {
    let (jobs, amal, badr) = (front(&db.store), owner(&db.store, "amal").await, owner(&db.store, "badr").await);
    let script = screenplay(&jobs, amal, ARABIC).await;
    let first = submit(&jobs, amal, Request::new(script, JobKind::Breakdown)).await.job;
    assert!(matches!(jobs.retry(amal, first.id).await.unwrap(), Revival::NotAllowed(_)));
    jobs.cancel(amal, first.id).await.unwrap();
    let second = submit(&jobs, amal, Request::new(script, JobKind::Breakdown)).await.job;
    let Revival::UnderWay(other) = jobs.retry(amal, first.id).await.unwrap() else { panic!() };
    assert_eq!(other.id, second.id);
    jobs.cancel(amal, second.id).await.unwrap();
    assert_eq!(jobs.retry(badr, first.id).await.unwrap(), Revival::NotFound);
    let Revival::Revived(revived) = jobs.retry(amal, first.id).await.unwrap() else { panic!() };
    assert_eq!((revived.state, revived.attempt, revived.finished_at), (JobState::Queued, 0, None));
    let seqs: Vec<i64> = db.store.job_events(amal, first.id, 0, 10).await.unwrap().iter().map(|event| event.seq).collect();
    assert_eq!(seqs, [1, 2, 3]);
}

async fn only_what_is_over_is_deleted(db: TestDatabase) {
    let (jobs, amal, badr) = (front(&db.store), owner(&db.store, "amal").await, owner(&db.store, "badr").await);
    let job = submit_script(&jobs, amal, ARABIC).await;
    assert!(!jobs.delete(amal, job.id).await.unwrap());
    jobs.cancel(amal, job.id).await.unwrap();
    assert!(!jobs.delete(badr, job.id).await.unwrap());
    assert!(jobs.delete(amal, job.id).await.unwrap());
    assert_eq!(db.store.job(amal, job.id).await.unwrap(), None);
    assert!(db.store.job_events(amal, job.id, 0, 10).await.unwrap().is_empty());
}
