//! Sessions and personal API tokens as objects. Owns their GraphQL shape; secrets are no part of them.

use async_graphql::{Enum, ID, SimpleObject};

use super::date_time::DateTime;
use crate::api::global_id::{Kind, encode};
use crate::auth;
use crate::storage as rows;

/// What a token permits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "auth::Scope")]
pub enum Scope {
    /// Read one's own screenplays and results.
    ScreenplaysRead,
    /// Add screenplays, upload files, decide on results.
    ScreenplaysWrite,
    /// Read one's own jobs and follow them.
    JobsRead,
    /// Submit, cancel, retry.
    JobsWrite,
    /// Operate the server.
    Admin,
}

/// A login that still runs.
#[derive(SimpleObject)]
pub struct Session {
    /// Global id, to be given to `sessionEnd`.
    id: ID,
    /// Login.
    created_at: DateTime,
    /// Last refresh.
    used_at: DateTime,
    /// End at the latest.
    expires_at: DateTime,
    /// Whether this request belongs to it.
    current: bool,
}

impl Session {
    /// A session as the holder of `credential` sees it.
    #[must_use]
    pub fn of(row: &rows::UserSession, credential: auth::Credential) -> Self {
        Self {
            id: encode(Kind::Session, &row.id.to_string()),
            created_at: DateTime(row.created_at),
            used_at: DateTime(row.used_at),
            expires_at: DateTime(row.expires_at),
            current: credential == auth::Credential::Session(row.id),
        }
    }
}

/// A personal API token; the token itself is shown once, when it is made.
#[derive(SimpleObject)]
pub struct ApiToken {
    /// Global id, to be given to `apiTokenRevoke`.
    id: ID,
    /// The person's name for it.
    name: String,
    /// Last four letters of the token.
    hint: String,
    /// What it permits.
    scopes: Vec<Scope>,
    /// Made.
    created_at: DateTime,
    /// End.
    expires_at: DateTime,
    /// Last used, exact to a minute; null when never.
    used_at: Option<DateTime>,
}

impl From<&rows::ApiToken> for ApiToken {
    fn from(row: &rows::ApiToken) -> Self {
        Self {
            id: encode(Kind::ApiToken, &row.id.to_string()),
            name: row.name.clone(),
            hint: row.hint.clone(),
            scopes: row.scopes.split_whitespace().filter_map(|name| name.parse::<auth::Scope>().ok()).map(Scope::from).collect(),
            created_at: DateTime(row.created_at),
            expires_at: DateTime(row.expires_at),
            used_at: row.used_at.map(DateTime),
        }
    }
}
