//! Opening: one serving process for each SQLite file, tools beside it, migrations that run once, addresses that are understood.

use std::sync::Arc;

use mashhad::clock::SystemClock;
use mashhad::ids::TimeOrderedIds;
use mashhad::storage::{Access, Store, StoreConfig, StoreError};

use crate::support::databases::{TestDatabase, on_each_database, sqlite};
use crate::support::jobs::owner;

on_each_database! {
    a_tool_sees_what_the_server_wrote,
    a_dropped_transaction_leaves_nothing,
    many_writers_at_once_all_get_through,
}

async fn open(config: &StoreConfig) -> Result<Store, StoreError> {
    let clock = Arc::new(SystemClock);
    Store::open(config, clock.clone(), Arc::new(TimeOrderedIds::new(clock))).await
}

async fn a_tool_sees_what_the_server_wrote(db: TestDatabase) {
    let amal = owner(&db.store, "amal").await;
    let tool = db.reopen().await;
    assert_eq!(tool.user(amal).await.unwrap().unwrap().subject, "amal");
    owner(&tool, "badr").await;
    assert!(db.store.user_by_subject("badr").await.unwrap().is_some());
    tool.ping().await.unwrap();
}

async fn a_dropped_transaction_leaves_nothing(db: TestDatabase) {
    let mut tx = db.store.begin().await.unwrap();
    tx.ensure_user("ghost", None).await.unwrap();
    drop(tx);
    assert_eq!(db.store.user_by_subject("ghost").await.unwrap(), None);
    owner(&db.store, "amal").await;
}

async fn many_writers_at_once_all_get_through(db: TestDatabase) {
    let tasks: Vec<_> = (0..40)
        .map(|number| {
            let store = db.store.clone();
            tokio::spawn(async move { owner(&store, &format!("user{}", number % 8)).await })
        })
        .collect();
    let mut ids = std::collections::BTreeSet::new();
    for task in tasks {
        ids.insert(task.await.unwrap());
    }
    assert_eq!(ids.len(), 8);
}

#[tokio::test]
async fn a_second_server_on_one_sqlite_file_is_refused_until_the_first_is_gone() {
    let db = sqlite().await;
    let second = open(&db.config).await;
    let Err(error @ StoreError::InUse { .. }) = second else { panic!("two servers on one file") };
    assert!(error.to_string().contains("another mashhad process uses"));
    let (store, config) = (db.store.clone(), StoreConfig { access: Access::Serve, ..db.config.clone() });
    assert!(store.is_sole_process());
    store.close().await;
    drop(store);
    let TestDatabase { store, .. } = &db;
    assert!(store.ping().await.is_err());
    assert!(matches!(open(&config).await, Err(StoreError::InUse { .. })), "the lock lives as long as the handle");
}

#[tokio::test]
async fn an_address_that_is_none_is_refused() {
    for url in ["", "sqlite:", "mysql://localhost/x"] {
        assert!(matches!(open(&StoreConfig::serving(url)).await, Err(StoreError::BadAddress(_))), "{url}");
    }
}

#[tokio::test]
async fn a_database_of_a_newer_release_is_refused() {
    let db = sqlite().await;
    let path = db.config.url.trim_start_matches("sqlite:").to_owned();
    let newer = sqlx::SqlitePool::connect(&path).await.unwrap();
    sqlx::query("UPDATE _sqlx_migrations SET version = 999 WHERE version = 1").execute(&newer).await.unwrap();
    newer.close().await;
    let tool = StoreConfig { access: Access::Tool, ..db.config.clone() };
    assert!(matches!(open(&tool).await, Err(StoreError::NewerSchema { found: 999, .. })));
}
