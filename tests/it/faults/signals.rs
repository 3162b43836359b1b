//! What an orchestrator sends: SIGTERM drains, a second one ends at once, SIGSTOP freezes a worker past its lease.

use std::process::Command;
use std::time::Duration;

use mashhad::jobs::JobState;

use super::cluster::Cluster;
use super::{Service, ended_well, long_script, open, sqlite_in};

#[tokio::test(flavor = "multi_thread")]
async fn sigterm_drains_and_tells_the_balancer_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let (database, script) = (sqlite_in(folder.path()), long_script(1, 400));
    let mut service = Service::serve(&database);
    let job = service.submit(&script).unwrap();
    service.wait_for(&job, &["RUNNING"]);
    service.signal("TERM");
    // The signal is on its way; until it has arrived the service is ready, afterwards it says so while the job goes on.
    let refused = (0..500).any(|_| service.readiness() == Some(503));
    assert!(refused, "the draining service still wants traffic");
    assert_eq!(service.ended(Duration::from_secs(60)).code(), Some(0));
    let (store, user) = open(&database).await;
    let row = ended_well(&store, &user, &job, &script).await;
    assert_eq!((row.state, row.attempt), (JobState::Succeeded, 1), "the running job may end within the grace");
    store.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_signal_ends_at_once_and_the_job_goes_on_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let (database, script) = (sqlite_in(folder.path()), long_script(2, 1_500));
    let mut service = Service::serve(&database);
    let job = service.submit(&script).unwrap();
    service.wait_for(&job, &["RUNNING"]);
    service.signal("TERM");
    assert!((0..500).any(|_| service.readiness() == Some(503)));
    service.signal("TERM");
    assert_eq!(service.ended(Duration::from_secs(10)).code(), Some(130));
    let service = Service::serve(&database);
    assert_eq!(service.wait_for(&job, &["SUCCEEDED", "DEAD"]), "SUCCEEDED");
    service.kill();
    let (store, user) = open(&database).await;
    ended_well(&store, &user, &job, &script).await;
    store.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_frozen_past_its_lease_writes_nothing_when_it_thaws() {
    let Some(cluster) = Cluster::start() else { return };
    let (database, script) = (cluster.url(), long_script(3, 400));
    let worker = || Service::start(Command::new(env!("CARGO_BIN_EXE_mashhad")).arg("worker"), &database);
    let front = Service::start(Command::new(env!("CARGO_BIN_EXE_mashhad")).args(["serve", "--no-worker"]), &database);
    let frozen = worker();
    let job = front.submit(&script).unwrap();
    front.wait_for(&job, &["RUNNING"]);
    frozen.signal("STOP");
    let healthy = worker();
    assert_eq!(front.wait_for(&job, &["SUCCEEDED", "DEAD"]), "SUCCEEDED");
    let (store, user) = open(&database).await;
    let done = ended_well(&store, &user, &job, &script).await;
    assert_eq!(done.attempt, 2);
    frozen.signal("CONT");
    let fenced = (0..1_000).any(|_| {
        std::thread::sleep(Duration::from_millis(10));
        frozen.metric("mashhad_runs_ended_total", "FENCED") > 0.0
    });
    assert!(fenced, "the thawed worker does not know that it lost its lease");
    assert_eq!(ended_well(&store, &user, &job, &script).await, done, "the thawed worker wrote");
    assert!(healthy.metric("mashhad_leases_lost_total", "QUEUED") + healthy.metric("mashhad_leases_lost_total", "SCHEDULED") >= 1.0);
    store.close().await;
}
