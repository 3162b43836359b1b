//! Records of password accounts, sessions and personal API tokens. Owns their fields; secrets appear as hashes only.

use std::fmt;
use std::str::FromStr;

use crate::ids::{ApiTokenId, SessionId, UserId};

/// A password account.
#[derive(Clone, PartialEq, Eq)]
pub struct Credential {
    /// The user.
    pub user: UserId,
    /// Subject of the user's access tokens.
    pub subject: String,
    /// What the person types, lower case.
    pub login: String,
    /// argon2id in PHC form.
    pub password_hash: String,
    /// Whether sessions carry the scope `admin`.
    pub admin: bool,
    /// Wrong passwords since the last right one.
    pub failures: i64,
    /// No login before this time, UTC milliseconds.
    pub locked_until: Option<i64>,
    /// When an operator locked the user out.
    pub disabled_at: Option<i64>,
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credential").field("user", &self.user).field("failures", &self.failures).finish_non_exhaustive()
    }
}

/// Why a session ended before its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionEnd {
    /// The person logged out.
    User,
    /// A spent refresh token came back.
    Reuse,
    /// The password was changed.
    Password,
    /// An operator ended it.
    Admin,
}

impl SessionEnd {
    const ALL: [(Self, &'static str); 4] =
        [(Self::User, "USER"), (Self::Reuse, "REUSE"), (Self::Password, "PASSWORD"), (Self::Admin, "ADMIN")];
}

impl fmt::Display for SessionEnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = Self::ALL.iter().find(|(end, _)| end == self).map_or("", |(_, name)| name);
        f.write_str(name)
    }
}

/// A text that names no end of a session.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an end of a session")]
pub struct UnknownSessionEnd;

impl FromStr for SessionEnd {
    type Err = UnknownSessionEnd;

    fn from_str(text: &str) -> Result<Self, UnknownSessionEnd> {
        Self::ALL.iter().find(|(_, name)| *name == text).map(|(end, _)| *end).ok_or(UnknownSessionEnd)
    }
}

/// A session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserSession {
    /// Id; access tokens carry it as `sid`.
    pub id: SessionId,
    /// Login.
    pub created_at: i64,
    /// Last refresh.
    pub used_at: i64,
    /// End at the latest.
    pub expires_at: i64,
    /// End before that.
    pub ended_at: Option<i64>,
    /// Why.
    pub ended_by: Option<SessionEnd>,
}

/// A personal API token, without the token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiToken {
    /// Id.
    pub id: ApiTokenId,
    /// The person's name for it.
    pub name: String,
    /// Last letters of the token.
    pub hint: String,
    /// Scopes, space-separated.
    pub scopes: String,
    /// Made.
    pub created_at: i64,
    /// End.
    pub expires_at: i64,
    /// Last used, exact to a minute.
    pub used_at: Option<i64>,
    /// Taken back.
    pub revoked_at: Option<i64>,
}

/// An API token to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewApiToken {
    /// The person's name for it.
    pub name: String,
    /// SHA-256 of the token.
    pub hash: String,
    /// Last letters of the token.
    pub hint: String,
    /// Scopes, space-separated.
    pub scopes: String,
    /// End.
    pub expires_at: i64,
}

/// Whom a usable API token stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiTokenHolder {
    /// Id of the token.
    pub token: ApiTokenId,
    /// The user.
    pub user: UserId,
    /// Subject of the user.
    pub subject: String,
    /// Scopes, space-separated.
    pub scopes: String,
    /// End.
    pub expires_at: i64,
    /// Last used, exact to a minute.
    pub used_at: Option<i64>,
}

impl ApiTokenHolder {
    /// Whether the use of the token is to be noted again.
    #[must_use]
    pub fn used_long_ago(&self, now: i64) -> bool {
        self.used_at.is_none_or(|at| now - at >= 60_000)
    }
}
