//! Password accounts: made by an operator, checked at login, locked for a while after wrong passwords. Owns no cryptography.

use crate::ids::UserId;
use crate::storage::error::{Result, StoreError};
use crate::storage::sql::{Row, args};
use crate::storage::{Credential, Store, Tx};

const BY_LOGIN: &str = "SELECT c.user_id, u.subject, c.login, c.password_hash, c.admin, c.failures, c.locked_until, u.disabled_at
    FROM credentials c JOIN users u ON u.id = c.user_id WHERE c.login = $1";
const BY_USER: &str = "SELECT c.user_id, u.subject, c.login, c.password_hash, c.admin, c.failures, c.locked_until, u.disabled_at
    FROM credentials c JOIN users u ON u.id = c.user_id WHERE c.user_id = $1";
const ADD: &str = "INSERT INTO credentials (user_id, login, password_hash, admin, changed_at) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT DO NOTHING";
const SET_PASSWORD: &str =
    "UPDATE credentials SET password_hash = $2, failures = 0, locked_until = NULL, changed_at = $3 WHERE user_id = $1";
const FAILED: &str = "UPDATE credentials SET failures = failures + 1, locked_until = $2 WHERE user_id = $1";
const SUCCEEDED: &str = "UPDATE credentials SET failures = 0, locked_until = NULL WHERE user_id = $1";

impl Store {
    /// The account of a login (lower case).
    ///
    /// # Errors
    /// The database failed.
    pub async fn credential(&self, login: &str) -> Result<Option<Credential>> {
        self.row(BY_LOGIN, args![login]).await?.map(read).transpose()
    }

    /// The account of a user; `None` for users of an external issuer.
    ///
    /// # Errors
    /// The database failed.
    pub async fn credential_of(&self, user: UserId) -> Result<Option<Credential>> {
        self.row(BY_USER, args![user]).await?.map(read).transpose()
    }
}

impl Tx {
    /// Gives a user a password account. `false` when the login is taken or the user has one.
    ///
    /// # Errors
    /// The database failed.
    pub async fn admin_add_credential(&mut self, user: UserId, login: &str, password_hash: &str, admin: bool) -> Result<bool> {
        let now = self.now();
        Ok(self.execute(ADD, args![user, login, password_hash, admin, now]).await? > 0)
    }

    /// Replaces the password and lifts a lock. Whether the user has an account.
    ///
    /// # Errors
    /// The database failed.
    pub async fn set_password(&mut self, user: UserId, password_hash: &str) -> Result<bool> {
        let now = self.now();
        Ok(self.execute(SET_PASSWORD, args![user, password_hash, now]).await? > 0)
    }

    /// Counts a wrong password and locks the account until `locked_until`.
    ///
    /// # Errors
    /// The database failed.
    pub async fn login_failed(&mut self, user: UserId, locked_until: Option<i64>) -> Result<()> {
        self.execute(FAILED, args![user, locked_until]).await.map(drop)
    }

    /// Forgets wrong passwords.
    ///
    /// # Errors
    /// The database failed.
    pub async fn login_succeeded(&mut self, user: UserId) -> Result<()> {
        self.execute(SUCCEEDED, args![user]).await.map(drop)
    }
}

fn read(mut row: Row) -> Result<Credential> {
    Ok::<_, StoreError>(Credential {
        user: row.parsed()?,
        subject: row.text()?,
        login: row.text()?,
        password_hash: row.text()?,
        admin: row.flag()?,
        failures: row.int()?,
        locked_until: row.opt_int()?,
        disabled_at: row.opt_int()?,
    })
}
