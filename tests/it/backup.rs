//! Backups: made while the service works, restored into an empty database where the waiting job goes on; damaged ones are refused and touch nothing. Each on SQLite
//! and on a PostgreSQL database of its own.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use mashhad::backup::{self, BackupError, Kind, Manifest};
use mashhad::clock::SystemClock;
use mashhad::ids::TimeOrderedIds;
use mashhad::jobs::{JobKind, JobState, Request, Runner, RunnerConfig};
use mashhad::storage::{Store, StoreConfig};

use crate::support::databases::postgres_url;
use crate::support::jobs::{front, owner, screenplay, submit};
use crate::support::scripts::{ARABIC, numbered};

/// Two empty databases of one kind: a source and a target, removed at the end.
struct Pair {
    source: String,
    target: String,
    folder: tempfile::TempDir,
    server: Option<String>,
}

fn sqlite() -> Pair {
    let folder = tempfile::tempdir().unwrap();
    let url = |name: &str| format!("sqlite:{}", folder.path().join(name).display());
    Pair { source: url("source.db"), target: url("target.db"), folder, server: None }
}

async fn postgres() -> Option<Pair> {
    let server = postgres_url()?;
    let base = server.rsplit_once('/').map(|(base, _)| base.to_owned()).unwrap();
    static PAIRS: AtomicU64 = AtomicU64::new(0);
    let number = PAIRS.fetch_add(1, Ordering::Relaxed);
    let name = |role: &str| format!("mashhad_backup_{role}_{}_{number}", std::process::id());
    for role in ["source", "target"] {
        administer(&server, &format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", name(role))).await;
        administer(&server, &format!("CREATE DATABASE {}", name(role))).await;
    }
    let url = |role: &str| format!("{base}/{}", name(role));
    Some(Pair { source: url("source"), target: url("target"), folder: tempfile::tempdir().unwrap(), server: Some(server) })
}

async fn administer(server: &str, statement: &str) {
    use sqlx::Connection as _;
    let mut connection = sqlx::PgConnection::connect(server).await.unwrap();
    sqlx::query(sqlx::AssertSqlSafe(statement.to_owned())).execute(&mut connection).await.unwrap();
}

impl Pair {
    async fn remove(self) {
        if let Some(server) = &self.server {
            for url in [&self.source, &self.target] {
                let name = url.rsplit('/').next().unwrap();
                administer(server, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
            }
        }
    }
}

async fn open(url: &str) -> Store {
    let clock = Arc::new(SystemClock);
    Store::open(&StoreConfig::serving(url), clock.clone(), Arc::new(TimeOrderedIds::new(clock))).await.unwrap()
}

/// One finished and one waiting job, then a backup while the store is in use.
async fn filled(pair: &Pair) -> (PathBuf, Manifest) {
    let store = open(&pair.source).await;
    let (jobs, amal) = (front(&store), owner(&store, "amal").await);
    let script = screenplay(&jobs, amal, ARABIC).await;
    submit(&jobs, amal, Request::new(script, JobKind::Full)).await;
    Runner::start(&jobs, RunnerConfig { stop_when_drained: true, ..RunnerConfig::default() }).await.unwrap().drained().await;
    let waiting = screenplay(&jobs, amal, &numbered(7)).await;
    submit(&jobs, amal, Request::new(waiting, JobKind::Breakdown)).await;
    let made = backup::take(&store, &pair.source, &pair.folder.path().join("backups")).await.unwrap();
    jobs.stop().await;
    store.close().await;
    made
}

async fn a_restored_backup_goes_on_where_it_was(pair: &Pair) {
    let (folder, manifest) = filled(pair).await;
    assert_eq!((manifest.counts.users, manifest.counts.screenplays, manifest.counts.jobs), (1, 2, 2));
    assert_eq!(backup::verify(&folder).unwrap(), manifest);
    backup::restore(&folder, &pair.target).unwrap();
    let store = open(&pair.target).await;
    assert_eq!(store.counts().await.unwrap(), manifest.counts);
    assert!(store.faults().await.unwrap().is_empty());
    assert_eq!(store.open_jobs().await.unwrap(), 1);
    let (jobs, amal) = (front(&store), store.user_by_subject("amal").await.unwrap().unwrap().id);
    Runner::start(&jobs, RunnerConfig { stop_when_drained: true, ..RunnerConfig::default() }).await.unwrap().drained().await;
    let page =
        store.list_jobs(amal, &Default::default(), Default::default(), Default::default(), &mashhad::storage::PageRequest::first(5)).await;
    assert!(page.unwrap().into_items().iter().all(|job| job.state == JobState::Succeeded));
    jobs.stop().await;
    store.close().await;
    // A second restore finds the target in use and leaves it as it is.
    assert!(matches!(backup::restore(&folder, &pair.target), Err(BackupError::TargetNotEmpty(_))));
}

fn snapshot(folder: &Path, kind: Kind) -> PathBuf {
    folder.join(if kind == Kind::Sqlite { "database.sqlite" } else { "database.dump" })
}

async fn a_damaged_backup_is_refused_and_nothing_is_restored(pair: &Pair) {
    let (folder, manifest) = filled(pair).await;
    let file = snapshot(&folder, manifest.kind);
    let whole = std::fs::read(&file).unwrap();
    let refusal = |bytes: &[u8]| {
        std::fs::write(&file, bytes).unwrap();
        backup::restore(&folder, &pair.target).unwrap_err()
    };
    assert!(matches!(refusal(&whole[..whole.len() / 2]), BackupError::Altered { .. }));
    let mut altered = whole.clone();
    altered[whole.len() / 3] ^= 1;
    assert!(matches!(refusal(&altered), BackupError::Altered { .. }));
    std::fs::write(&file, &whole).unwrap();
    let text = std::fs::read_to_string(folder.join("manifest.json")).unwrap();
    std::fs::write(folder.join("manifest.json"), text.replace(&format!("\"schema\": {}", manifest.schema), "\"schema\": 999")).unwrap();
    assert!(matches!(backup::restore(&folder, &pair.target), Err(BackupError::Newer { found: 999, .. })));
    std::fs::write(folder.join("manifest.json"), "{").unwrap();
    let refused = backup::restore(&folder, &pair.target).unwrap_err();
    assert!(matches!(refused, BackupError::NoManifest(_)) && !refused.message().ar.is_empty());
    let store = open(&pair.target).await;
    assert_eq!(store.counts().await.unwrap().users, 0);
    store.close().await;
}

mod on_sqlite {
    use super::{Pair, sqlite};

    async fn with(case: impl AsyncFn(&Pair)) {
        let pair = sqlite();
        case(&pair).await;
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_restored_backup_goes_on_where_it_was() {
        with(super::a_restored_backup_goes_on_where_it_was).await;
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_damaged_backup_is_refused_and_nothing_is_restored() {
        with(super::a_damaged_backup_is_refused_and_nothing_is_restored).await;
    }
}

mod on_postgres {
    use super::{Pair, postgres};

    async fn with(case: impl AsyncFn(&Pair)) {
        let Some(pair) = postgres().await else { return };
        case(&pair).await;
        pair.remove().await;
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_restored_backup_goes_on_where_it_was() {
        with(super::a_restored_backup_goes_on_where_it_was).await;
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_damaged_backup_is_refused_and_nothing_is_restored() {
        with(super::a_damaged_backup_is_refused_and_nothing_is_restored).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn rotation_keeps_the_newest_and_touches_nothing_else() {
    let pair = sqlite();
    let store = open(&pair.source).await;
    let parent = pair.folder.path().join("backups");
    let mut made = Vec::new();
    for _ in 0..3 {
        made.push(backup::take(&store, &pair.source, &parent).await.unwrap().0);
    }
    std::fs::create_dir(parent.join("mashhad-notes")).unwrap();
    assert_eq!(backup::rotate(&parent, 2).unwrap(), made[..1]);
    assert!(!made[0].exists() && made[1].exists() && made[2].exists() && parent.join("mashhad-notes").exists());
    store.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_sees_a_result_that_was_altered() {
    let pair = sqlite();
    filled(&pair).await;
    let path = pair.source.trim_start_matches("sqlite:");
    let raw = sqlx::SqlitePool::connect(path).await.unwrap();
    sqlx::query("UPDATE results SET document = document || ' ' WHERE kind = 'SALIENCE'").execute(&raw).await.unwrap();
    raw.close().await;
    let store = open(&pair.source).await;
    let faults = store.faults().await.unwrap();
    assert!(faults.len() == 1 && faults[0].contains("does not match its checksum"), "{faults:?}");
    store.close().await;
}
