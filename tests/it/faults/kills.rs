//! SIGKILL while it works: what was accepted goes on after the restart, on both databases.

use std::time::Duration;

use mashhad::jobs::JobState;

use super::cluster::Cluster;
use super::{Service, all_ended_well, ended_well, long_script, next, open, rounds, sqlite_in};

#[tokio::test(flavor = "multi_thread")]
async fn a_job_whose_process_is_killed_in_the_middle_finishes_once_after_the_restart() {
    let folder = tempfile::tempdir().unwrap();
    let (database, script) = (sqlite_in(folder.path()), long_script(1, 400));
    let service = Service::serve(&database);
    let job = service.submit(&script).unwrap();
    let status = service.wait_for(&job, &["RUNNING", "SUCCEEDED"]);
    service.kill();
    assert_eq!(status, "RUNNING", "the script is too short to be killed in");
    let service = Service::serve(&database);
    assert_eq!(service.wait_for(&job, &["SUCCEEDED", "DEAD"]), "SUCCEEDED");
    service.kill();
    let (store, user) = open(&database).await;
    assert_eq!(ended_well(&store, &user, &job, &script).await.state, JobState::Succeeded);
    store.close().await;
}

async fn kill_at_random_moments(name: &str, database: &str, rounds: usize) {
    let mut state = 42;
    let mut accepted: Vec<(String, String)> = Vec::new();
    for round in 0..rounds {
        let service = Service::serve(database);
        for part in 0..2 {
            let script = long_script(100 + round * 2 + part, 60);
            accepted.extend(service.submit(&script).map(|job| (job, script)));
        }
        std::thread::sleep(Duration::from_millis(next(&mut state) % 300));
        service.kill();
    }
    let succeeded = all_ended_well(Service::serve(database), database, &accepted).await;
    eprintln!(
        "{name}: {rounds} kills, {} jobs accepted: {succeeded} succeeded, {} ended dead as suspects, 0 lost, 0 doubled",
        accepted.len(),
        accepted.len() - succeeded
    );
    assert!(succeeded * 10 >= accepted.len() * 9, "{succeeded} of {} jobs succeeded", accepted.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn kills_at_random_moments_lose_and_double_nothing_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    kill_at_random_moments("SQLite", &sqlite_in(folder.path()), rounds()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn kills_at_random_moments_lose_and_double_nothing_on_postgres() {
    let Some(cluster) = Cluster::start() else { return };
    kill_at_random_moments("PostgreSQL", &cluster.url(), rounds()).await;
}
