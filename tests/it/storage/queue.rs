//! The order of claims: priority and ageing, fair share between owners, limits, pauses, start times, versions of the engine.

use mashhad::ids::UserId;
use mashhad::jobs::{JobKind, JobState, Jobs, Priority, Request};
use mashhad::storage::{Claims, Durability, Finish, Job, Pause, Queue, Run};

use crate::support::databases::{NOON, TestDatabase, on_each_database};
use crate::support::jobs::{claim, claims, front, owner, screenplay, submit, submit_script, worker};
use crate::support::scripts::numbered;

on_each_database! {
    a_later_urgent_job_starts_first,
    waiting_lifts_a_job_up_to_urgent_and_never_to_critical,
    a_late_small_owner_is_not_behind_a_hog,
    an_owner_back_after_a_pause_has_no_credit,
    an_owners_limit_holds_over_all_workers,
    a_paused_queue_is_not_claimed,
    nothing_is_expected_of_a_paused_queue,
    a_scheduled_job_waits_for_its_time,
    a_job_of_a_newer_engine_waits_for_a_newer_worker,
    two_workers_never_take_the_same_job,
    a_position_counts_what_starts_before,
}

async fn submit_many(jobs: &Jobs, owner: UserId, from: usize, count: usize) -> Vec<Job> {
    let mut submitted = Vec::new();
    for number in from..from + count {
        submitted.push(submit_script(jobs, owner, &numbered(number)).await);
    }
    submitted
}

async fn submit_at(jobs: &Jobs, owner: UserId, number: usize, priority: Priority) -> Job {
    let script = screenplay(jobs, owner, &numbered(number)).await;
    submit(jobs, owner, Request { priority, ..Request::new(script, JobKind::Breakdown) }).await.job
}

async fn a_later_urgent_job_starts_first(db: TestDatabase) {
    let (jobs, amal) = (front(&db.store), owner(&db.store, "amal").await);
    let low = submit_at(&jobs, amal, 0, Priority::Low).await.id;
    let normal = submit_at(&jobs, amal, 1, Priority::Normal).await.id;
    let critical = submit_at(&jobs, amal, 2, Priority::Critical).await.id;
    let urgent = submit_at(&jobs, amal, 3, Priority::Urgent).await.id;
    let order: Vec<_> = claim(&db.store, &claims(worker(&db.store), 10)).await.into_iter().map(|job| job.id).collect();
    assert_eq!(order, [critical, urgent, normal, low]);
}

async fn waiting_lifts_a_job_up_to_urgent_and_never_to_critical(db: TestDatabase) {
    let (jobs, amal, badr) = (front(&db.store), owner(&db.store, "amal").await, owner(&db.store, "badr").await);
    let old = submit_at(&jobs, amal, 0, Priority::Low).await.id;
    db.clock.advance(10 * 60_000);
    let mut tx = db.store.begin().await.unwrap();
    assert_eq!(tx.age_waiting(60_000).await.unwrap(), 1);
    assert_eq!(tx.age_waiting(60_000).await.unwrap(), 0);
    tx.commit().await.unwrap();
    let critical = submit_at(&jobs, badr, 1, Priority::Critical).await.id;
    let high = submit_at(&jobs, badr, 2, Priority::High).await.id;
    let claimed = claim(&db.store, &claims(worker(&db.store), 10)).await;
    assert_eq!(claimed.iter().map(|job| job.id).collect::<Vec<_>>(), [critical, old, high]);
    assert_eq!(claimed[1].priority, Priority::Low);
}

async fn a_late_small_owner_is_not_behind_a_hog(db: TestDatabase) {
    let (jobs, hog, small) = (front(&db.store), owner(&db.store, "hog").await, owner(&db.store, "small").await);
    submit_many(&jobs, hog, 0, 30).await;
    claim(&db.store, &claims(worker(&db.store), 4)).await;
    submit_many(&jobs, small, 100, 5).await;
    let next = claim(&db.store, &claims(worker(&db.store), 10)).await;
    let of_small = next.iter().filter(|job| job.owner == small).count();
    assert_eq!(of_small, 5, "all five of the small owner are among the next ten");
}

async fn an_owner_back_after_a_pause_has_no_credit(db: TestDatabase) {
    let (jobs, busy, idle) = (front(&db.store), owner(&db.store, "busy").await, owner(&db.store, "idle").await);
    submit_many(&jobs, busy, 0, 20).await;
    claim(&db.store, &claims(worker(&db.store), 15)).await;
    submit_many(&jobs, idle, 100, 20).await;
    let next = claim(&db.store, &claims(worker(&db.store), 10)).await;
    let of_busy = next.iter().filter(|job| job.owner == busy).count();
    assert!((4..=6).contains(&of_busy), "{of_busy} of the next ten are the busy owner's");
}

async fn an_owners_limit_holds_over_all_workers(db: TestDatabase) {
    let (jobs, amal, badr) = (front(&db.store), owner(&db.store, "amal").await, owner(&db.store, "badr").await);
    submit_many(&jobs, amal, 0, 5).await;
    submit_many(&jobs, badr, 10, 1).await;
    let limited = |slots| Claims { per_owner: Some(2), ..claims(worker(&db.store), slots) };
    let first = claim(&db.store, &limited(10)).await;
    assert_eq!(first.iter().filter(|job| job.owner == amal).count(), 2);
    assert_eq!(first.iter().filter(|job| job.owner == badr).count(), 1);
    assert!(claim(&db.store, &limited(10)).await.is_empty());
    assert_eq!(claim(&db.store, &claims(worker(&db.store), 10)).await.len(), 3);
}

async fn a_paused_queue_is_not_claimed(db: TestDatabase) {
    let (jobs, amal) = (front(&db.store), owner(&db.store, "amal").await);
    submit_many(&jobs, amal, 0, 1).await;
    for queue in [Queue::All, Queue::Kind(JobKind::Breakdown)] {
        let mut tx = db.store.begin().await.unwrap();
        assert!(tx.admin_pause(queue, "operator", "the disk is full").await.unwrap());
        assert!(!tx.admin_pause(queue, "somebody", "another reason").await.unwrap());
        tx.commit().await.unwrap();
        let pause = Pause { queue, paused_at: NOON, paused_by: "operator".to_owned(), reason: "the disk is full".to_owned() };
        assert_eq!(db.store.admin_pauses().await.unwrap(), std::slice::from_ref(&pause));
        assert_eq!(db.store.pause_of(JobKind::Breakdown).await.unwrap(), Some(pause));
        assert_eq!(db.store.pause_of(JobKind::Full).await.unwrap().is_some(), queue == Queue::All);
        assert!(claim(&db.store, &claims(worker(&db.store), 10)).await.is_empty());
        let mut tx = db.store.begin().await.unwrap();
        assert!(tx.admin_resume(queue, "operator").await.unwrap());
        assert!(!tx.admin_resume(queue, "operator").await.unwrap());
        tx.commit().await.unwrap();
    }
    let mut tx = db.store.begin().await.unwrap();
    tx.admin_pause(Queue::Kind(JobKind::Salience), "operator", "").await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(claim(&db.store, &claims(worker(&db.store), 10)).await.len(), 1);
    let audit: Vec<_> = db.store.admin_audit(None, 10).await.unwrap().into_iter().map(|entry| (entry.action, entry.target)).collect();
    assert_eq!(audit.len(), 5);
    assert!(audit.contains(&("queue.pause".to_owned(), Some("ALL".to_owned()))));
    assert!(audit.contains(&("queue.resume".to_owned(), Some("BREAKDOWN".to_owned()))));
}

async fn nothing_is_expected_of_a_paused_queue(db: TestDatabase) {
    let (jobs, amal) = (front(&db.store), owner(&db.store, "amal").await);
    for number in 0..11 {
        submit_many(&jobs, amal, number, 1).await;
        let worker = worker(&db.store);
        let run = Run::of(&claim(&db.store, &claims(worker, 1)).await[0], worker);
        db.clock.advance(100);
        let mut tx = db.store.begin().await.unwrap();
        tx.finish(&run, Finish::Succeeded { documents: Vec::new(), reused: Vec::new() }).await.unwrap().unwrap();
        tx.commit().await.unwrap();
    }
    let job = submit_many(&jobs, amal, 90, 1).await.remove(0);
    let expected = async || db.store.queue_position(amal, job.id, db.store.clock_ms()).await.unwrap().unwrap().expected_wait_ms;
    assert_eq!(expected().await, Some(100));
    let mut tx = db.store.begin().await.unwrap();
    tx.admin_pause(Queue::All, "operator", "the disk is full").await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(expected().await, None);
}

async fn a_scheduled_job_waits_for_its_time(db: TestDatabase) {
    let (jobs, amal) = (front(&db.store), owner(&db.store, "amal").await);
    let script = screenplay(&jobs, amal, &numbered(0)).await;
    let request = Request { run_at: Some(NOON + 5_000), ..Request::new(script, JobKind::Breakdown) };
    let job = submit(&jobs, amal, request).await.job;
    assert_eq!(job.state, JobState::Scheduled);
    let promote = async || {
        let mut tx = db.store.begin().await.unwrap();
        let due = tx.promote_due(10).await.unwrap();
        tx.commit().await.unwrap();
        due
    };
    db.clock.advance(4_999);
    assert!(promote().await.is_empty());
    assert!(claim(&db.store, &claims(worker(&db.store), 10)).await.is_empty());
    db.clock.advance(1);
    assert_eq!(promote().await, [job.id]);
    assert_eq!(claim(&db.store, &claims(worker(&db.store), 10)).await.len(), 1);
}

async fn a_job_of_a_newer_engine_waits_for_a_newer_worker(db: TestDatabase) {
    let (jobs, amal) = (front(&db.store), owner(&db.store, "amal").await);
    submit_many(&jobs, amal, 0, 1).await;
    let old = Claims { engine_version: "0.0.1", ..claims(worker(&db.store), 10) };
    assert!(claim(&db.store, &old).await.is_empty());
    let new = Claims { engine_version: "99.0.0", ..claims(worker(&db.store), 10) };
    assert_eq!(claim(&db.store, &new).await[0].engine_version, "99.0.0");
}

async fn two_workers_never_take_the_same_job(db: TestDatabase) {
    let (jobs, amal) = (front(&db.store), owner(&db.store, "amal").await);
    submit_many(&jobs, amal, 0, 40).await;
    let tasks: Vec<_> = (0..4)
        .map(|_| {
            let store = db.store.clone();
            tokio::spawn(async move {
                let worker = worker(&store);
                let mut taken = Vec::new();
                loop {
                    let mut tx = store.begin_with(Durability::Relaxed).await.unwrap();
                    let jobs = tx.claim(&claims(worker, 3)).await.unwrap().jobs;
                    tx.commit().await.unwrap();
                    // On PostgreSQL a claim may pass by rows that another one holds; only an empty queue ends the race.
                    if jobs.is_empty() && store.waiting_jobs(1).await.unwrap() == 0 {
                        return taken;
                    }
                    taken.extend(jobs.into_iter().map(|job| job.id));
                }
            })
        })
        .collect();
    let mut all = Vec::new();
    for task in tasks {
        all.extend(task.await.unwrap());
    }
    let distinct: std::collections::BTreeSet<_> = all.iter().collect();
    assert_eq!((all.len(), distinct.len()), (40, 40));
}

async fn a_position_counts_what_starts_before(db: TestDatabase) {
    let (jobs, amal, badr) = (front(&db.store), owner(&db.store, "amal").await, owner(&db.store, "badr").await);
    let waiting = submit_many(&jobs, amal, 0, 3).await;
    let urgent = submit_at(&jobs, badr, 9, Priority::Urgent).await;
    let ahead = async |owner, job: &Job| db.store.queue_position(owner, job.id, NOON).await.unwrap().map(|position| position.ahead);
    assert_eq!(ahead(badr, &urgent).await, Some(0));
    assert_eq!(ahead(amal, &waiting[0]).await, Some(1));
    assert_eq!(ahead(amal, &waiting[2]).await, Some(3));
    assert_eq!(ahead(badr, &waiting[2]).await, None);
    claim(&db.store, &claims(worker(&db.store), 1)).await;
    assert_eq!(ahead(badr, &urgent).await, None);
    assert_eq!(ahead(amal, &waiting[2]).await, Some(2));
}
