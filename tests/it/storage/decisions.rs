//! Dismissals and decisions belong to a work of their owner; users and the audit log beside them.

use crate::support::databases::{TestDatabase, on_each_database};
use crate::support::jobs::{front, intake, owner};
use crate::support::scripts::ARABIC;

on_each_database! {
    a_dismissal_is_kept_once_and_can_be_taken_back,
    decisions_are_kept_in_order,
    a_user_is_made_once_and_renamed_but_never_nameless_again,
    the_audit_log_is_read_newest_first,
}

async fn a_dismissal_is_kept_once_and_can_be_taken_back(db: TestDatabase) {
    let (amal, badr) = (owner(&db.store, "amal").await, owner(&db.store, "badr").await);
    let work = front(&db.store).take_in(amal, intake(ARABIC)).await.unwrap().record.work;
    let mut tx = db.store.begin().await.unwrap();
    assert!(tx.dismiss(badr, work, "f1", None).await.unwrap().is_none());
    let first = tx.dismiss(amal, work, "f1", None).await.unwrap().unwrap();
    let again = tx.dismiss(amal, work, "f1", Some("meant so")).await.unwrap().unwrap();
    let bare = tx.dismiss(amal, work, "f1", None).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    assert_eq!((first.id, again.reason.as_deref()), (again.id, Some("meant so")));
    assert_eq!(db.store.dismissals(amal, work).await.unwrap(), [bare]);
    assert!(db.store.dismissals(badr, work).await.unwrap().is_empty());
    let mut tx = db.store.begin().await.unwrap();
    assert!(!tx.restore_finding(badr, work, "f1").await.unwrap());
    assert!(tx.restore_finding(amal, work, "f1").await.unwrap());
    tx.commit().await.unwrap();
    assert!(db.store.dismissals(amal, work).await.unwrap().is_empty());
}

async fn decisions_are_kept_in_order(db: TestDatabase) {
    let (amal, badr) = (owner(&db.store, "amal").await, owner(&db.store, "badr").await);
    let work = front(&db.store).take_in(amal, intake(ARABIC)).await.unwrap().record.work;
    let mut tx = db.store.begin().await.unwrap();
    assert!(tx.decide(badr, work, "breakdown.element", "e1", "{}").await.unwrap().is_none());
    tx.decide(amal, work, "breakdown.element", "e1", "{\"accepted\":true}").await.unwrap().unwrap();
    tx.decide(amal, work, "breakdown.element", "e1", "{\"accepted\":false}").await.unwrap().unwrap();
    tx.commit().await.unwrap();
    let decisions = db.store.decisions(amal, work, "breakdown.element").await.unwrap();
    assert_eq!(
        decisions.iter().map(|decision| decision.value.as_str()).collect::<Vec<_>>(),
        ["{\"accepted\":true}", "{\"accepted\":false}"]
    );
    assert!(db.store.decisions(badr, work, "breakdown.element").await.unwrap().is_empty());
}

async fn a_user_is_made_once_and_renamed_but_never_nameless_again(db: TestDatabase) {
    let mut tx = db.store.begin().await.unwrap();
    let first = tx.ensure_user("amal", None).await.unwrap();
    let named = tx.ensure_user("amal", Some("Amal")).await.unwrap();
    let again = tx.ensure_user("amal", None).await.unwrap();
    tx.ensure_user("badr", None).await.unwrap();
    assert!(tx.admin_set_user_disabled(first.id, true).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!((first.id, named.id), (again.id, again.id));
    assert_eq!(again.display_name.as_deref(), Some("Amal"));
    assert!(db.store.user(first.id).await.unwrap().unwrap().disabled_at.is_some());
    assert_eq!(db.store.user_by_subject("nobody").await.unwrap(), None);
    assert_eq!(db.store.admin_users(None, 10).await.unwrap().len(), 2);
    assert_eq!(db.store.admin_users(Some(first.id), 10).await.unwrap().len(), 1);
}

async fn the_audit_log_is_read_newest_first(db: TestDatabase) {
    for action in ["a", "b", "c"] {
        let mut tx = db.store.begin().await.unwrap();
        tx.audit("amal", action, Some("x".to_owned()), None).await.unwrap();
        tx.commit().await.unwrap();
        db.clock.advance(1);
    }
    let newest = db.store.admin_audit(None, 2).await.unwrap();
    assert_eq!(newest.iter().map(|entry| entry.action.as_str()).collect::<Vec<_>>(), ["c", "b"]);
    let older = db.store.admin_audit(Some(newest[1].id), 2).await.unwrap();
    assert_eq!(older.iter().map(|entry| entry.action.as_str()).collect::<Vec<_>>(), ["a"]);
}
