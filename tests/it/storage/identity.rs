//! Accounts, sessions and API tokens behave alike on both databases.

use mashhad::ids::UserId;
use mashhad::storage::{NewApiToken, Refresh, SessionEnd, Store};

use crate::support::databases::{TestDatabase, on_each_database};
use crate::support::jobs::owner;

on_each_database! {
    an_account_is_made_once_and_counts_wrong_passwords,
    a_refresh_token_is_good_once_and_its_second_use_ends_the_session,
    ending_sessions_spares_the_kept_one_and_other_users,
    a_locked_out_user_has_no_session_and_no_token,
    an_api_token_is_found_by_hash_until_it_is_revoked,
    api_tokens_are_bounded,
    sessions_are_thrown_away_after_their_time,
}

fn hash(letter: char) -> String {
    letter.to_string().repeat(64)
}

async fn session(store: &Store, user: UserId, token: char) -> mashhad::ids::SessionId {
    let mut tx = store.begin().await.unwrap();
    let expires_at = tx.now() + 1_000_000;
    let id = tx.start_session(user, &hash(token), expires_at).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn refresh(store: &Store, spent: char, next: char) -> Refresh {
    let mut tx = store.begin().await.unwrap();
    let outcome = tx.refresh_session(&hash(spent), &hash(next)).await.unwrap();
    tx.commit().await.unwrap();
    outcome
}

async fn now(store: &Store) -> i64 {
    store.begin().await.unwrap().now()
}

async fn an_account_is_made_once_and_counts_wrong_passwords(db: TestDatabase) {
    let (amal, badr) = (owner(&db.store, "amal").await, owner(&db.store, "badr").await);
    let mut tx = db.store.begin().await.unwrap();
    assert!(tx.admin_add_credential(amal, "amal", "first", false).await.unwrap());
    assert!(!tx.admin_add_credential(amal, "other", "x", false).await.unwrap());
    assert!(!tx.admin_add_credential(badr, "amal", "x", false).await.unwrap());
    tx.login_failed(amal, None).await.unwrap();
    tx.login_failed(amal, Some(77)).await.unwrap();
    tx.commit().await.unwrap();
    let account = db.store.credential("amal").await.unwrap().unwrap();
    assert_eq!((account.failures, account.locked_until, account.admin), (2, Some(77), false));
    assert_eq!(db.store.credential_of(amal).await.unwrap(), Some(account));
    assert!(db.store.credential("AMAL").await.unwrap().is_none() && db.store.credential_of(badr).await.unwrap().is_none());
    let mut tx = db.store.begin().await.unwrap();
    assert!(tx.set_password(amal, "second").await.unwrap());
    assert!(!tx.set_password(badr, "second").await.unwrap());
    tx.commit().await.unwrap();
    let account = db.store.credential("amal").await.unwrap().unwrap();
    assert_eq!((account.password_hash.as_str(), account.failures, account.locked_until), ("second", 0, None));
}

async fn a_refresh_token_is_good_once_and_its_second_use_ends_the_session(db: TestDatabase) {
    let amal = owner(&db.store, "amal").await;
    let id = session(&db.store, amal, 'a').await;
    assert_eq!(refresh(&db.store, 'z', 'y').await, Refresh::Refused);
    assert_eq!(refresh(&db.store, 'a', 'b').await, Refresh::Renewed { session: id, user: amal });
    let at = now(&db.store).await;
    assert!(db.store.session_alive(id, "amal", at).await.unwrap());
    assert!(!db.store.session_alive(id, "badr", at).await.unwrap());
    assert!(!db.store.session_alive(id, "amal", at + 2_000_000).await.unwrap());
    assert_eq!(refresh(&db.store, 'a', 'c').await, Refresh::Reused { session: id, user: amal });
    assert!(!db.store.session_alive(id, "amal", at).await.unwrap());
    assert_eq!(refresh(&db.store, 'b', 'd').await, Refresh::Refused);
    assert_eq!(refresh(&db.store, 'a', 'e').await, Refresh::Refused);
}

async fn ending_sessions_spares_the_kept_one_and_other_users(db: TestDatabase) {
    let (amal, badr) = (owner(&db.store, "amal").await, owner(&db.store, "badr").await);
    let (first, second, foreign) =
        (session(&db.store, amal, 'a').await, session(&db.store, amal, 'b').await, session(&db.store, badr, 'c').await);
    let mut tx = db.store.begin().await.unwrap();
    assert!(!tx.end_session(badr, first, SessionEnd::User).await.unwrap());
    assert_eq!(tx.end_sessions(amal, Some(second), SessionEnd::Password).await.unwrap(), 1);
    tx.commit().await.unwrap();
    let at = now(&db.store).await;
    let running = db.store.sessions(amal, at).await.unwrap();
    assert_eq!(running.iter().map(|session| session.id).collect::<Vec<_>>(), [second]);
    assert_eq!(db.store.sessions(badr, at).await.unwrap()[0].id, foreign);
}

async fn a_locked_out_user_has_no_session_and_no_token(db: TestDatabase) {
    let amal = owner(&db.store, "amal").await;
    let id = session(&db.store, amal, 'a').await;
    let token = api_token(&db.store, amal, 'b').await.unwrap();
    let mut tx = db.store.begin().await.unwrap();
    assert!(tx.admin_set_user_disabled(amal, true).await.unwrap());
    tx.commit().await.unwrap();
    let at = now(&db.store).await;
    assert!(!db.store.session_alive(id, "amal", at).await.unwrap());
    assert_eq!(refresh(&db.store, 'a', 'c').await, Refresh::Refused);
    assert!(db.store.api_token_holder(&hash('b'), at).await.unwrap().is_none());
    assert!(!db.store.api_token_alive(token, at).await.unwrap());
}

async fn api_token(store: &Store, user: UserId, letter: char) -> Option<mashhad::ids::ApiTokenId> {
    named_api_token(store, user, &hash(letter)).await
}

async fn named_api_token(store: &Store, user: UserId, hash: &str) -> Option<mashhad::ids::ApiTokenId> {
    let mut tx = store.begin().await.unwrap();
    let new = NewApiToken {
        name: "night render".to_owned(),
        hash: hash.to_owned(),
        hint: "abcd".to_owned(),
        scopes: "jobs:read".to_owned(),
        expires_at: tx.now() + 1_000_000,
    };
    let made = tx.add_api_token(user, &new).await.unwrap();
    tx.commit().await.unwrap();
    made.map(|made| made.id)
}

async fn an_api_token_is_found_by_hash_until_it_is_revoked(db: TestDatabase) {
    let (amal, badr) = (owner(&db.store, "amal").await, owner(&db.store, "badr").await);
    let id = api_token(&db.store, amal, 'a').await.unwrap();
    let at = now(&db.store).await;
    let holder = db.store.api_token_holder(&hash('a'), at).await.unwrap().unwrap();
    assert_eq!((holder.token, holder.user, holder.subject.as_str(), holder.scopes.as_str()), (id, amal, "amal", "jobs:read"));
    assert!(holder.used_long_ago(at));
    let mut tx = db.store.begin().await.unwrap();
    tx.api_token_used(id).await.unwrap();
    assert!(tx.revoke_api_token(badr, id).await.unwrap().is_none());
    tx.commit().await.unwrap();
    let at = now(&db.store).await;
    assert!(!db.store.api_token_holder(&hash('a'), at).await.unwrap().unwrap().used_long_ago(at));
    assert!(db.store.api_token_holder(&hash('a'), at + 2_000_000).await.unwrap().is_none());
    let mut tx = db.store.begin().await.unwrap();
    assert!(tx.revoke_api_token(amal, id).await.unwrap().unwrap().revoked_at.is_some());
    assert!(tx.revoke_api_token(amal, id).await.unwrap().is_none());
    tx.commit().await.unwrap();
    assert!(db.store.api_token_holder(&hash('a'), at).await.unwrap().is_none());
    assert!(db.store.api_tokens(amal, at).await.unwrap().is_empty());
}

async fn api_tokens_are_bounded(db: TestDatabase) {
    let amal = owner(&db.store, "amal").await;
    for number in 0..50 {
        assert!(named_api_token(&db.store, amal, &format!("{number:064}")).await.is_some());
    }
    assert!(api_token(&db.store, amal, 'a').await.is_none());
    let newest = db.store.api_tokens(amal, now(&db.store).await).await.unwrap()[0].id;
    let mut tx = db.store.begin().await.unwrap();
    tx.revoke_api_token(amal, newest).await.unwrap();
    tx.commit().await.unwrap();
    assert!(api_token(&db.store, amal, 'a').await.is_some());
}

async fn sessions_are_thrown_away_after_their_time(db: TestDatabase) {
    let amal = owner(&db.store, "amal").await;
    let id = session(&db.store, amal, 'a').await;
    let mut tx = db.store.begin().await.unwrap();
    let at = tx.now();
    assert_eq!(tx.prune_sessions(at, 10).await.unwrap(), 0);
    assert_eq!(tx.prune_sessions(at + 2_000_000, 10).await.unwrap(), 1);
    tx.commit().await.unwrap();
    assert!(!db.store.session_alive(id, "amal", at).await.unwrap());
    assert_eq!(refresh(&db.store, 'a', 'b').await, Refresh::Refused);
}
