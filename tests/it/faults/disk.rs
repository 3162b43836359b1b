//! SQLite without room and behind another's lock: refusals are typed, nothing accepted is lost, work goes on when there is room again.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use mashhad::storage::Access;
use serde_json::{Value as Json, json};

use super::{Service, all_ended_well, long_script, sqlite_in};
use crate::support::databases::sqlite;
use crate::support::jobs::{front, intake, owner};
use crate::support::scripts::ARABIC;

const ADD: &str = "mutation A($t: String!) { screenplayAdd(input: { source: { text: $t } }) { screenplay { id } userErrors { code } } }";

/// A service whose database is on a disk of eight megabytes of its own, and that disk as this process sees it. `None`, with a loud word, where the system
/// lets nobody mount.
fn on_a_small_disk(mount_point: &Path) -> Option<(Service, PathBuf)> {
    let unshare = || {
        let mut command = Command::new("unshare");
        command.args(["--map-root-user", "--mount", "sh", "-c"]);
        command
    };
    let mount = format!("mount -t tmpfs -o size=8m none '{}'", mount_point.display());
    if !unshare().arg(&mount).status().is_ok_and(|status| status.success()) {
        eprintln!("!!! this system lets the test mount nothing: the full disk was NOT tested");
        return None;
    }
    let run = format!("{mount} && exec '{}' serve", env!("CARGO_BIN_EXE_mashhad"));
    let service = Service::start(unshare().arg(run), &sqlite_in(mount_point));
    let seen = PathBuf::from(format!("/proc/{}/root{}", service.child.id(), mount_point.display()));
    seen.join("faults.sqlite").exists().then_some((service, seen))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_refuses_with_a_code_and_loses_nothing_that_was_accepted() {
    let folder = tempfile::tempdir().unwrap();
    let Some((service, disk)) = on_a_small_disk(folder.path()) else { return };
    let kept = long_script(1, 20);
    let accepted = service.submit(&kept).unwrap();
    service.wait_for(&accepted, &["SUCCEEDED"]);
    // Fill the disk to the last block.
    let _ = std::fs::write(disk.join("filler"), vec![0_u8; 16 << 20]);
    let refused = (0..50).find_map(|number| {
        let answer = service.answer(ADD, &json!({ "t": long_script(100 + number, 200) })).expect("the service answers without a disk");
        answer.pointer("/errors/0/extensions/code").and_then(Json::as_str).map(str::to_owned)
    });
    assert_eq!(refused.as_deref(), Some("UNAVAILABLE"), "a full disk is something that passes");
    assert_eq!(service.status(&accepted).as_deref(), Some("SUCCEEDED"), "reading goes on");
    std::fs::remove_file(disk.join("filler")).unwrap();
    let later = long_script(2, 20);
    let resumed = (0..200).find_map(|_| {
        std::thread::sleep(Duration::from_millis(50));
        service.submit(&later)
    });
    let resumed = resumed.expect("the service takes jobs again when there is room");
    assert_eq!(service.wait_for(&resumed, &["SUCCEEDED", "DEAD"]), "SUCCEEDED");
    assert_eq!(service.status(&accepted).as_deref(), Some("SUCCEEDED"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lock_of_another_process_delays_or_refuses_and_work_goes_on_after_it() {
    let db = sqlite().await;
    let (jobs, amal) = (front(&db.store), owner(&db.store, "amal").await);
    let other = db.reopen().await;
    assert_eq!(db.config.access, Access::Serve);
    // A short lock is waited for.
    let held = other.begin().await.unwrap();
    let waiting = tokio::spawn({
        let jobs = jobs.clone();
        async move { jobs.take_in(amal, intake(ARABIC)).await }
    });
    tokio::time::sleep(Duration::from_millis(300)).await;
    drop(held);
    assert!(waiting.await.unwrap().is_ok());
    // A long one is refused as something that passes, and passes.
    let held = other.begin().await.unwrap();
    let refused = jobs.take_in(amal, intake(&long_script(1, 3))).await.unwrap_err();
    assert!(refused.is_transient(), "{refused:?}");
    drop(held);
    assert!(jobs.take_in(amal, intake(&long_script(1, 3))).await.is_ok());
    other.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_torn_end_of_the_log_after_a_crash_costs_nothing_that_was_accepted() {
    let folder = tempfile::tempdir().unwrap();
    let database = sqlite_in(folder.path());
    let script = long_script(3, 60);
    let service = Service::serve(&database);
    let job = service.submit(&script).unwrap();
    service.kill();
    // What a crash in the middle of a write leaves: a log whose last frame is not whole.
    let log = folder.path().join("faults.sqlite-wal");
    let length = std::fs::metadata(&log).map_or(0, |file| file.len());
    assert!(length > 100, "the log holds the accepted job");
    let mut torn = std::fs::read(&log).unwrap();
    torn.extend_from_slice(&[0x5A; 1_000]);
    std::fs::write(&log, torn).unwrap();
    assert_eq!(all_ended_well(Service::serve(&database), &database, &[(job, script)]).await, 1);
}
