//! Who asks and what may be asked: principals and scopes. Owns no storage and no transport; tokens are read in `token`.

mod jwks;
mod keys;
pub mod opaque;
pub mod password;
mod token;

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use crate::ids::{ApiTokenId, SessionId};

pub use keys::{KeyError, KeyRing};
pub use token::{Claims, TokenError, TokenRequest, TokenVerifier};

/// A permission carried by a token (`scope` claim, space-separated).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Read one's own screenplays and results.
    ScreenplaysRead,
    /// Add screenplays, upload files.
    ScreenplaysWrite,
    /// Read one's own jobs and follow them.
    JobsRead,
    /// Submit, cancel, retry.
    JobsWrite,
    /// Operate the server: metrics, queues, backup.
    Admin,
}

impl Scope {
    /// All scopes.
    pub const ALL: [Self; 5] = [Self::ScreenplaysRead, Self::ScreenplaysWrite, Self::JobsRead, Self::JobsWrite, Self::Admin];
    /// What an ordinary user needs.
    pub const USER: [Self; 4] = [Self::ScreenplaysRead, Self::ScreenplaysWrite, Self::JobsRead, Self::JobsWrite];

    /// Name in tokens.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::ScreenplaysRead => "screenplays:read",
            Self::ScreenplaysWrite => "screenplays:write",
            Self::JobsRead => "jobs:read",
            Self::JobsWrite => "jobs:write",
            Self::Admin => "admin",
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Scope {
    type Err = UnknownScope;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|scope| scope.name() == name).ok_or_else(|| UnknownScope(name.to_owned()))
    }
}

/// A scope that this service does not know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown scope `{0}`; known: screenplays:read, screenplays:write, jobs:read, jobs:write, admin")]
pub struct UnknownScope(String);

/// By what a caller is known, and so what can take it back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Credential {
    /// An access token of the issuer, good until it ends.
    AccessToken,
    /// An access token of a session, good until the session ends.
    Session(SessionId),
    /// A personal API token, good until it is revoked.
    ApiToken(ApiTokenId),
}

/// An authenticated caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Principal {
    /// `iss` of the token.
    pub issuer: String,
    /// `sub` of the token; with the issuer it names one user.
    pub subject: String,
    /// What the token permits.
    pub scopes: BTreeSet<Scope>,
    /// When the token ends, Unix seconds; sockets close then.
    pub expires_at_s: i64,
    /// By what the caller is known.
    pub credential: Credential,
}

impl Principal {
    /// Whether the token permits something.
    #[must_use]
    pub fn may(&self, scope: Scope) -> bool {
        self.scopes.contains(&scope)
    }
}
