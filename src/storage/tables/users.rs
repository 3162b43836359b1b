//! Users: made at their first request, found by the subject of their token.

use crate::ids::UserId;
use crate::storage::error::{Result, StoreError};
use crate::storage::sql::{Row, args};
use crate::storage::{Store, Tx, User};

const BY_ID: &str = "SELECT id, subject, display_name, created_at, disabled_at FROM users WHERE id = $1";
const BY_SUBJECT: &str = "SELECT id, subject, display_name, created_at, disabled_at FROM users WHERE subject = $1";
const ALL: &str = "SELECT id, subject, display_name, created_at, disabled_at FROM users WHERE id > $1 ORDER BY id LIMIT $2";
const ENSURE: &str = "INSERT INTO users (id, subject, display_name, created_at) VALUES ($1, $2, $3, $4)
    ON CONFLICT (subject) DO UPDATE SET display_name = COALESCE(excluded.display_name, users.display_name)
    RETURNING id, subject, display_name, created_at, disabled_at";
const SET_DISABLED: &str = "UPDATE users SET disabled_at = $2 WHERE id = $1";

impl Store {
    /// A user by id.
    ///
    /// # Errors
    /// The database failed.
    pub async fn user(&self, id: UserId) -> Result<Option<User>> {
        self.row(BY_ID, args![id]).await?.map(read).transpose()
    }

    /// A user by the subject of the token.
    ///
    /// # Errors
    /// The database failed.
    pub async fn user_by_subject(&self, subject: &str) -> Result<Option<User>> {
        self.row(BY_SUBJECT, args![subject]).await?.map(read).transpose()
    }

    /// For the operator: users in order of creation, `limit` of them behind `after`.
    ///
    /// # Errors
    /// The database failed.
    pub async fn admin_users(&self, after: Option<UserId>, limit: u32) -> Result<Vec<User>> {
        let after = after.map(|id| id.to_string()).unwrap_or_default();
        self.rows(ALL, args![after, limit]).await?.into_iter().map(read).collect()
    }
}

impl Tx {
    /// The user of a subject, made when absent; a given name replaces the stored one.
    ///
    /// # Errors
    /// The database failed.
    pub async fn ensure_user(&mut self, subject: &str, display_name: Option<&str>) -> Result<User> {
        let (id, now) = (UserId::make(self.ids.as_ref()), self.now());
        let row = self.row(ENSURE, args![id, subject, display_name.map(str::to_owned), now]).await?;
        read(row.ok_or_else(|| StoreError::damaged("users", "no row came back"))?)
    }

    /// For the operator: locks a user out or in again. Whether there was such a user.
    ///
    /// # Errors
    /// The database failed.
    pub async fn admin_set_user_disabled(&mut self, id: UserId, disabled: bool) -> Result<bool> {
        let at = disabled.then(|| self.now());
        Ok(self.execute(SET_DISABLED, args![id, at]).await? > 0)
    }
}

fn read(mut row: Row) -> Result<User> {
    Ok(User { id: row.parsed()?, subject: row.text()?, display_name: row.opt_text()?, created_at: row.int()?, disabled_at: row.opt_int()? })
}
