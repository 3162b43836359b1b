//! The caller as an object. Owns its GraphQL shape only.

use async_graphql::{Context, ID, Object};

use super::date_time::DateTime;
use super::identity::{ApiToken, Session};
use crate::api::Services;
use crate::api::caller::User;
use crate::api::error::from_storage;
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

    /// Running sessions, newest first, at most 50; empty for users of an external issuer.
    #[graphql(complexity = "50 + child_complexity")]
    async fn sessions(&self, context: &Context<'_>) -> async_graphql::Result<Vec<Session>> {
        let services = context.data::<Services>()?;
        let rows = services.store.sessions(self.0.id, services.clock.now_ms()).await.map_err(|failure| from_storage(&failure))?;
        Ok(rows.iter().map(|row| Session::of(row, self.0.principal.credential)).collect())
    }

    /// Usable personal API tokens, newest first, at most 50.
    #[graphql(complexity = "50 + child_complexity")]
    async fn api_tokens(&self, context: &Context<'_>) -> async_graphql::Result<Vec<ApiToken>> {
        let services = context.data::<Services>()?;
        let rows = services.store.api_tokens(self.0.id, services.clock.now_ms()).await.map_err(|failure| from_storage(&failure))?;
        Ok(rows.iter().map(ApiToken::from).collect())
    }
}
