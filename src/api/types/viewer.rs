//! The caller as an object. Owns its GraphQL shape only.

use async_graphql::{ID, Object};

use super::date_time::DateTime;
use crate::api::caller::User;
use crate::api::global_id::{Kind, encode};

/// Who the request is authenticated as.
pub struct Viewer(pub User);

/// Who the request is authenticated as.
#[Object]
impl Viewer {
    /// Global id.
    pub async fn id(&self) -> ID {
        encode(Kind::User, &self.0.id.to_string())
    }

    /// Subject of the token.
    async fn subject(&self) -> &str {
        &self.0.principal.subject
    }

    /// Granted scopes.
    async fn scopes(&self) -> Vec<&'static str> {
        self.0.principal.scopes.iter().map(|scope| scope.name()).collect()
    }

    /// When the token expires; sockets are closed with 4403 at this time.
    async fn token_expires_at(&self) -> DateTime {
        DateTime(self.0.principal.expires_at_s.saturating_mul(1000))
    }
}
