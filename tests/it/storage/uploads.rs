//! Uploads are announced, filled once, consumed, and thrown away in time.

use mashhad::ids::{UploadId, UserId};
use mashhad::storage::NewUpload;

use crate::support::databases::{NOON, TestDatabase, on_each_database};
use crate::support::jobs::{front, owner, screenplay};
use crate::support::scripts::ARABIC;

on_each_database! {
    an_upload_is_filled_once_and_consumed,
    nobody_fills_or_reads_anothers_upload,
    an_expired_upload_takes_no_bytes_and_is_thrown_away,
}

async fn announce(db: &TestDatabase, owner: UserId) -> UploadId {
    let mut tx = db.store.begin().await.unwrap();
    let new = NewUpload { file_name: Some("script.fdx".to_owned()), announced_bytes: Some(3), expires_at: NOON + 60_000 };
    let upload = tx.create_upload(owner, &new).await.unwrap();
    tx.commit().await.unwrap();
    upload.id
}

async fn fill(db: &TestDatabase, owner: UserId, id: UploadId, bytes: &[u8]) -> bool {
    let mut tx = db.store.begin().await.unwrap();
    let filled = tx.complete_upload(owner, id, bytes.to_vec()).await.unwrap().is_some();
    tx.commit().await.unwrap();
    filled
}

async fn an_upload_is_filled_once_and_consumed(db: TestDatabase) {
    let amal = owner(&db.store, "amal").await;
    let id = announce(&db, amal).await;
    assert_eq!(db.store.upload_bytes(amal, id).await.unwrap(), None);
    assert!(fill(&db, amal, id, b"abc").await);
    assert!(!fill(&db, amal, id, b"xyz").await);
    assert_eq!(db.store.upload_bytes(amal, id).await.unwrap().as_deref(), Some(&b"abc"[..]));
    let upload = db.store.upload(amal, id).await.unwrap().unwrap();
    assert_eq!(upload.content_hash.as_deref(), Some("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    let screenplay = screenplay(&front(&db.store), amal, ARABIC).await;
    let mut tx = db.store.begin().await.unwrap();
    assert!(tx.consume_upload(amal, id, screenplay).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(db.store.upload_bytes(amal, id).await.unwrap(), None);
    assert_eq!(db.store.upload(amal, id).await.unwrap().unwrap().screenplay, Some(screenplay));
}

async fn nobody_fills_or_reads_anothers_upload(db: TestDatabase) {
    let (amal, badr) = (owner(&db.store, "amal").await, owner(&db.store, "badr").await);
    let id = announce(&db, amal).await;
    assert!(!fill(&db, badr, id, b"abc").await);
    assert!(fill(&db, amal, id, b"abc").await);
    assert_eq!(db.store.upload(badr, id).await.unwrap(), None);
    assert_eq!(db.store.upload_bytes(badr, id).await.unwrap(), None);
}

async fn an_expired_upload_takes_no_bytes_and_is_thrown_away(db: TestDatabase) {
    let amal = owner(&db.store, "amal").await;
    let id = announce(&db, amal).await;
    db.clock.advance(60_000);
    assert!(!fill(&db, amal, id, b"abc").await);
    let mut tx = db.store.begin().await.unwrap();
    assert_eq!(tx.expire_uploads(10).await.unwrap(), 1);
    tx.commit().await.unwrap();
    assert_eq!(db.store.upload(amal, id).await.unwrap(), None);
}
