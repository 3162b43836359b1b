//! From a token's principal to the user's row, remembered for a while so that not every request asks the database. Owns the memory only.

use std::collections::BTreeMap;

use tokio::sync::Mutex;

use crate::auth::Principal;
use crate::ids::UserId;
use crate::storage::{Store, StoreError};

/// Users remembered at most; beyond that the memory starts anew.
const CAPACITY: usize = 10_000;

/// A remembered row is read again after this, so that a user who was locked out is noticed.
const FRESH_MS: i64 = 30_000;

/// Remembers which row belongs to which subject (a server accepts one issuer).
pub struct Users {
    store: Store,
    known: Mutex<BTreeMap<String, Known>>,
}

#[derive(Debug, Clone, Copy)]
struct Known {
    id: UserId,
    disabled: bool,
    read_at: i64,
}

impl Users {
    /// An empty memory over a store.
    #[must_use]
    pub fn new(store: Store) -> Self {
        Self { store, known: Mutex::new(BTreeMap::new()) }
    }

    /// The user of a principal; the row is made at the first sight of a subject. `None` for a user who was locked out.
    ///
    /// # Errors
    /// The database.
    pub async fn resolve(&self, principal: &Principal, now_ms: i64) -> Result<Option<UserId>, StoreError> {
        let remembered = self.known.lock().await.get(&principal.subject).copied();
        let known = match remembered {
            Some(known) if (0..FRESH_MS).contains(&(now_ms - known.read_at)) => known,
            _ => self.read(&principal.subject, now_ms).await?,
        };
        Ok((!known.disabled).then_some(known.id))
    }

    async fn read(&self, subject: &str, now_ms: i64) -> Result<Known, StoreError> {
        let user = match self.store.user_by_subject(subject).await? {
            Some(user) => user,
            None => {
                let mut tx = self.store.begin().await?;
                let user = tx.ensure_user(subject, None).await?;
                tx.commit().await?;
                user
            }
        };
        let fresh = Known { id: user.id, disabled: user.disabled_at.is_some(), read_at: now_ms };
        let mut known = self.known.lock().await;
        if known.len() >= CAPACITY {
            known.clear();
        }
        known.insert(subject.to_owned(), fresh);
        Ok(fresh)
    }
}
