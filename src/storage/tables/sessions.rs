//! Sessions and their refresh tokens: every refresh spends one token and makes the next; a spent one that comes back ends the session,
//! because then two hold it (RFC 9700 §4.14.2).

use crate::ids::{SessionId, UserId};
use crate::storage::error::Result;
use crate::storage::sql::{Row, args};
use crate::storage::{SessionEnd, Store, Tx, UserSession};

/// Sessions of a user that are listed.
const LISTED: u32 = 50;

const ADD: &str = "INSERT INTO sessions (id, user_id, created_at, used_at, expires_at) VALUES ($1, $2, $3, $3, $4)";
const ADD_TOKEN: &str = "INSERT INTO refresh_tokens (hash, session_id, created_at) VALUES ($1, $2, $3)";
const SPEND: &str = "UPDATE refresh_tokens SET spent_at = $2 WHERE hash = $1 AND spent_at IS NULL
      AND EXISTS (SELECT 1 FROM sessions s JOIN users u ON u.id = s.user_id
        WHERE s.id = refresh_tokens.session_id AND s.ended_at IS NULL AND s.expires_at > $2 AND u.disabled_at IS NULL)
    RETURNING session_id";
const OF_TOKEN: &str =
    "SELECT t.session_id, s.user_id, t.spent_at FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id WHERE t.hash = $1";
const USED: &str = "UPDATE sessions SET used_at = $2 WHERE id = $1";
const OWNER: &str = "SELECT user_id FROM sessions WHERE id = $1";
const END: &str = "UPDATE sessions SET ended_at = $3, ended_by = $4 WHERE id = $1 AND user_id = $2 AND ended_at IS NULL";
const END_ALL: &str = "UPDATE sessions SET ended_at = $2, ended_by = $3 WHERE user_id = $1 AND ended_at IS NULL AND id <> $4";
const ALIVE: &str = "SELECT CAST(1 AS BIGINT) FROM sessions s JOIN users u ON u.id = s.user_id
    WHERE s.id = $1 AND u.subject = $2 AND s.ended_at IS NULL AND s.expires_at > $3 AND u.disabled_at IS NULL";
const OF_USER: &str = "SELECT id, created_at, used_at, expires_at, ended_at, ended_by FROM sessions
    WHERE user_id = $1 AND ended_at IS NULL AND expires_at > $2 ORDER BY created_at DESC, id DESC LIMIT $3";
const PRUNE: &str = "DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2)";

/// What became of a refresh token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refresh {
    /// Spent; the session goes on.
    Renewed {
        /// The session.
        session: SessionId,
        /// Its user.
        user: UserId,
    },
    /// It was spent before: the session is over.
    Reused {
        /// The session.
        session: SessionId,
        /// Its user.
        user: UserId,
    },
    /// Unknown, or the session is over.
    Refused,
}

impl Tx {
    /// Begins a session with its first refresh token.
    ///
    /// # Errors
    /// The database failed.
    pub async fn start_session(&mut self, user: UserId, token_hash: &str, expires_at: i64) -> Result<SessionId> {
        let (id, now) = (SessionId::make(self.ids.as_ref()), self.now());
        self.execute(ADD, args![id, user, now, expires_at]).await?;
        self.execute(ADD_TOKEN, args![token_hash, id, now]).await?;
        Ok(id)
    }

    /// Spends a refresh token and stores the next one.
    ///
    /// # Errors
    /// The database failed.
    pub async fn refresh_session(&mut self, spent_hash: &str, next_hash: &str) -> Result<Refresh> {
        let now = self.now();
        if let Some(mut row) = self.row(SPEND, args![spent_hash, now]).await? {
            let session: SessionId = row.parsed()?;
            self.execute(ADD_TOKEN, args![next_hash, session, now]).await?;
            self.execute(USED, args![session, now]).await?;
            let owner = self.row(OWNER, args![session]).await?.map(|mut row| row.parsed()).transpose()?;
            return Ok(owner.map_or(Refresh::Refused, |user| Refresh::Renewed { session, user }));
        }
        let Some(mut row) = self.row(OF_TOKEN, args![spent_hash]).await? else { return Ok(Refresh::Refused) };
        let (session, user, spent_at): (SessionId, UserId, _) = (row.parsed()?, row.parsed()?, row.opt_int()?);
        if spent_at.is_some() && self.end_session(user, session, SessionEnd::Reuse).await? {
            return Ok(Refresh::Reused { session, user });
        }
        Ok(Refresh::Refused)
    }

    /// Ends a session of the user. Whether it was running.
    ///
    /// # Errors
    /// The database failed.
    pub async fn end_session(&mut self, user: UserId, session: SessionId, why: SessionEnd) -> Result<bool> {
        let now = self.now();
        Ok(self.execute(END, args![session, user, now, why.to_string()]).await? > 0)
    }

    /// Ends all sessions of the user except `kept`. How many.
    ///
    /// # Errors
    /// The database failed.
    pub async fn end_sessions(&mut self, user: UserId, kept: Option<SessionId>, why: SessionEnd) -> Result<u64> {
        let (now, kept) = (self.now(), kept.map(|id| id.to_string()).unwrap_or_default());
        self.execute(END_ALL, args![user, now, why.to_string(), kept]).await
    }

    /// Throws away sessions whose time was over before `before`, at most `batch`. How many.
    ///
    /// # Errors
    /// The database failed.
    pub async fn prune_sessions(&mut self, before: i64, batch: u32) -> Result<u64> {
        self.execute(PRUNE, args![before, batch]).await
    }
}

impl Store {
    /// Whether a session of this subject still runs and its user is not locked out.
    ///
    /// # Errors
    /// The database failed.
    pub async fn session_alive(&self, session: SessionId, subject: &str, now: i64) -> Result<bool> {
        Ok(self.row(ALIVE, args![session, subject, now]).await?.is_some())
    }

    /// Running sessions of a user, newest first, at most 50.
    ///
    /// # Errors
    /// The database failed.
    pub async fn sessions(&self, user: UserId, now: i64) -> Result<Vec<UserSession>> {
        self.rows(OF_USER, args![user, now, LISTED]).await?.into_iter().map(read).collect()
    }
}

fn read(mut row: Row) -> Result<UserSession> {
    Ok(UserSession {
        id: row.parsed()?,
        created_at: row.int()?,
        used_at: row.int()?,
        expires_at: row.int()?,
        ended_at: row.opt_int()?,
        ended_by: row.opt_parsed()?,
    })
}
