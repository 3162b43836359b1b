//! The database goes away: its connections are cut, it crashes and comes back. The service says so, keeps running, and every accepted job ends once.

use std::time::Duration;

use super::cluster::Cluster;
use super::{Service, all_ended_well, long_script, next};

/// Submits while `fault` strikes in between; what was accepted must end well.
async fn strike(name: &str, cluster: &mut Cluster, mut fault: impl AsyncFnMut(&mut Cluster)) {
    let database = cluster.url();
    let service = Service::serve(&database);
    let mut accepted: Vec<(String, String)> = Vec::new();
    let mut state = 7;
    for round in 0..4 {
        for part in 0..2 {
            let script = long_script(500 + round * 2 + part, 60);
            accepted.extend(service.submit(&script).map(|job| (job, script)));
        }
        std::thread::sleep(Duration::from_millis(next(&mut state) % 200));
        fault(cluster).await;
    }
    let last = long_script(600, 5);
    let job = (0..200).find_map(|_| {
        let job = service.submit(&last);
        if job.is_none() {
            std::thread::sleep(Duration::from_millis(50));
        }
        job
    });
    accepted.push((job.expect("the service takes jobs again after the fault"), last));
    let count = accepted.len();
    let succeeded = all_ended_well(service, &database, &accepted).await;
    eprintln!("PostgreSQL {name} 4 times: {count} jobs accepted, {succeeded} succeeded, 0 lost, 0 doubled");
    assert_eq!(succeeded, count);
}

#[tokio::test(flavor = "multi_thread")]
async fn cut_connections_cost_no_job() {
    let Some(mut cluster) = Cluster::start() else { return };
    strike("connections cut", &mut cluster, async |cluster| cluster.cut_connections().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crash_of_the_database_in_the_middle_costs_no_job() {
    let Some(mut cluster) = Cluster::start() else { return };
    strike("crashed", &mut cluster, async |cluster| {
        cluster.kill();
        std::thread::sleep(Duration::from_millis(300));
        cluster.launch();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_without_its_database_is_not_ready_and_says_so_in_time() {
    let Some(mut cluster) = Cluster::start() else { return };
    let mut service = Service::serve(&cluster.url());
    assert_eq!(service.readiness(), Some(200));
    cluster.kill();
    assert_eq!(service.readiness(), Some(503));
    cluster.launch();
    let back = (0..200).any(|_| {
        std::thread::sleep(Duration::from_millis(50));
        service.readiness() == Some(200)
    });
    assert!(back, "the service does not find its database again");
    // And without it the process still ends when it is told to.
    cluster.kill();
    service.signal("TERM");
    assert_eq!(service.ended(Duration::from_secs(60)).code(), Some(0));
}
