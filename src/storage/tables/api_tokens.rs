//! Personal API tokens: found by their hash, bounded in number, taken back at once. Owns no token text.

use crate::ids::{ApiTokenId, UserId};
use crate::storage::error::Result;
use crate::storage::sql::{Row, args};
use crate::storage::{ApiToken, ApiTokenHolder, NewApiToken, Store, Tx};

/// Usable tokens that a user may have.
const MAX_API_TOKENS: u32 = 50;

const ADD: &str = "INSERT INTO api_tokens (id, user_id, name, hash, hint, scopes, created_at, expires_at)
    SELECT $1, $2, $3, $4, $5, $6, $7, $8
    WHERE (SELECT COUNT(*) FROM api_tokens WHERE user_id = $2 AND revoked_at IS NULL AND expires_at > $7) < $9
    RETURNING id, name, hint, scopes, created_at, expires_at, used_at, revoked_at";
const OF_USER: &str = "SELECT id, name, hint, scopes, created_at, expires_at, used_at, revoked_at FROM api_tokens
    WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > $2 ORDER BY created_at DESC, id DESC LIMIT $3";
const REVOKE: &str = "UPDATE api_tokens SET revoked_at = $3 WHERE id = $1 AND user_id = $2 AND revoked_at IS NULL
    RETURNING id, name, hint, scopes, created_at, expires_at, used_at, revoked_at";
const HOLDER: &str =
    "SELECT t.id, t.user_id, u.subject, t.scopes, t.expires_at, t.used_at FROM api_tokens t JOIN users u ON u.id = t.user_id
    WHERE t.hash = $1 AND t.revoked_at IS NULL AND t.expires_at > $2 AND u.disabled_at IS NULL";
const ALIVE: &str = "SELECT CAST(1 AS BIGINT) FROM api_tokens t JOIN users u ON u.id = t.user_id
    WHERE t.id = $1 AND t.revoked_at IS NULL AND t.expires_at > $2 AND u.disabled_at IS NULL";
const USED: &str = "UPDATE api_tokens SET used_at = $2 WHERE id = $1";

impl Tx {
    /// Makes a token. `None` when the user has 50 already.
    ///
    /// # Errors
    /// The database failed.
    pub async fn add_api_token(&mut self, user: UserId, new: &NewApiToken) -> Result<Option<ApiToken>> {
        let (id, now) = (ApiTokenId::make(self.ids.as_ref()), self.now());
        let values = args![
            id,
            user,
            new.name.as_str(),
            new.hash.as_str(),
            new.hint.as_str(),
            new.scopes.as_str(),
            now,
            new.expires_at,
            MAX_API_TOKENS
        ];
        self.row(ADD, values).await?.map(read).transpose()
    }

    /// Takes a token back. `None` when the user has no such usable token.
    ///
    /// # Errors
    /// The database failed.
    pub async fn revoke_api_token(&mut self, user: UserId, id: ApiTokenId) -> Result<Option<ApiToken>> {
        let now = self.now();
        self.row(REVOKE, args![id, user, now]).await?.map(read).transpose()
    }

    /// Notes that a token was used; callers do so once a minute.
    ///
    /// # Errors
    /// The database failed.
    pub async fn api_token_used(&mut self, id: ApiTokenId) -> Result<()> {
        let now = self.now();
        self.execute(USED, args![id, now]).await.map(drop)
    }
}

impl Store {
    /// Usable tokens of a user, newest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn api_tokens(&self, user: UserId, now: i64) -> Result<Vec<ApiToken>> {
        self.rows(OF_USER, args![user, now, MAX_API_TOKENS]).await?.into_iter().map(read).collect()
    }

    /// Whom a token stands for; `None` when it is unknown, over, taken back, or its user locked out.
    ///
    /// # Errors
    /// The database failed.
    pub async fn api_token_holder(&self, hash: &str, now: i64) -> Result<Option<ApiTokenHolder>> {
        self.row(HOLDER, args![hash, now]).await?.map(read_holder).transpose()
    }

    /// Whether a token is still usable.
    ///
    /// # Errors
    /// The database failed.
    pub async fn api_token_alive(&self, id: ApiTokenId, now: i64) -> Result<bool> {
        Ok(self.row(ALIVE, args![id, now]).await?.is_some())
    }
}

fn read(mut row: Row) -> Result<ApiToken> {
    Ok(ApiToken {
        id: row.parsed()?,
        name: row.text()?,
        hint: row.text()?,
        scopes: row.text()?,
        created_at: row.int()?,
        expires_at: row.int()?,
        used_at: row.opt_int()?,
        revoked_at: row.opt_int()?,
    })
}

fn read_holder(mut row: Row) -> Result<ApiTokenHolder> {
    Ok(ApiTokenHolder {
        token: row.parsed()?,
        user: row.parsed()?,
        subject: row.text()?,
        scopes: row.text()?,
        expires_at: row.int()?,
        used_at: row.opt_int()?,
    })
}
