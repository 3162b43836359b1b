//! From a token's principal to the user's row, remembered for a while so that not every request asks the database. Owns the memory only.

use std::collections::BTreeMap;

use tokio::sync::Mutex;

use crate::auth::Principal;
use crate::ids::UserId;
use crate::storage::{Store, StoreError};

/// Users remembered at most; beyond that the memory starts anew.
const CAPACITY: usize = 10_000;

/// Remembers which row belongs to which subject (a server accepts one issuer).
pub struct Users {
    store: Store,
    known: Mutex<BTreeMap<String, UserId>>,
}

impl Users {
    /// An empty memory over a store.
    #[must_use]
    pub fn new(store: Store) -> Self {
        Self { store, known: Mutex::new(BTreeMap::new()) }
    }

    /// The user of a principal; the row is made at the first sight of a subject.
    ///
    /// # Errors
    /// The database.
    pub async fn resolve(&self, principal: &Principal) -> Result<UserId, StoreError> {
        if let Some(id) = self.known.lock().await.get(&principal.subject) {
            return Ok(*id);
        }
        let mut tx = self.store.begin().await?;
        let user = tx.ensure_user(&principal.subject, None).await?;
        tx.commit().await?;
        let mut known = self.known.lock().await;
        if known.len() >= CAPACITY {
            known.clear();
        }
        known.insert(principal.subject.clone(), user.id);
        Ok(user.id)
    }
}
