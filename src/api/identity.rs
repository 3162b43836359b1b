//! From the bearer text of a request to a user, and whether that still holds later: access tokens, sessions, personal API tokens. Owns the asking
//! of the database and the news of revocations inside this process; rules of tokens belong to `auth`, rows to storage.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Semaphore, broadcast};

use super::ApiState;
use super::caller::User;
use super::execute::RequestError;
use crate::auth::opaque::{OpaqueKind, hash_of};
use crate::auth::password::{self, HashError};
use crate::auth::{Credential, Principal, TokenError};
use crate::storage::StoreError;

/// Another process's revocation reaches an open socket within this time.
const RECHECK: Duration = Duration::from_secs(60);
/// Revocations that a slow socket may lag behind before it asks the database instead.
const NEWS: usize = 64;

/// Tells open sockets and streams of this process that a credential was taken back.
#[derive(Debug, Clone)]
pub struct Revocations(broadcast::Sender<Credential>);

impl Default for Revocations {
    fn default() -> Self {
        Self(broadcast::Sender::new(NEWS))
    }
}

impl Revocations {
    /// Tells that a credential was taken back. [`Credential::AccessToken`] makes every stream ask the database.
    pub fn tell(&self, credential: Credential) {
        // Nobody may listen.
        let _ = self.0.send(credential);
    }
}

/// Hashing and checking of passwords: bounded, because each takes 19 MiB and tens of milliseconds of one core.
#[derive(Debug, Clone)]
pub struct Passwords(Arc<Semaphore>);

impl Passwords {
    /// At most `at_once` at a time; the others wait their turn.
    #[must_use]
    pub fn new(at_once: usize) -> Self {
        Self(Arc::new(Semaphore::new(at_once.max(1))))
    }

    /// Whether a password belongs to a hash; see [`password::verify`].
    pub async fn verify(&self, password: String, hash: Option<String>) -> bool {
        self.on_a_thread(move || password::verify(&password, hash.as_deref())).await.unwrap_or(false)
    }

    /// The hash of a new password.
    ///
    /// # Errors
    /// It cannot be hashed.
    pub async fn hash(&self, password: String) -> Result<String, HashError> {
        self.on_a_thread(move || password::hash(&password)).await.unwrap_or(Err(HashError::Refused))
    }

    async fn on_a_thread<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
        let _turn = self.0.acquire().await.ok()?;
        tokio::task::spawn_blocking(work).await.ok()
    }
}

/// The user of a bearer text.
///
/// # Errors
/// A text that is not accepted, or a database that does not answer.
pub(super) async fn authenticate(state: &ApiState, bearer: &str) -> Result<User, RequestError> {
    if OpaqueKind::Api.names(bearer) {
        return by_api_token(state, bearer).await;
    }
    let now_ms = state.clock.now_ms();
    let principal = state.verifier.verify(bearer, now_ms.div_euclid(1000)).map_err(refused)?;
    if let Credential::Session(session) = principal.credential
        && !state.services.store.session_alive(session, &principal.subject, now_ms).await.map_err(|failure| unavailable(&failure))?
    {
        return Err(refused(TokenError::Revoked));
    }
    match state.users.resolve(&principal, now_ms).await.map_err(|failure| unavailable(&failure))? {
        Some(id) => Ok(User { id, principal }),
        None => Err(refused(TokenError::Revoked)),
    }
}

async fn by_api_token(state: &ApiState, bearer: &str) -> Result<User, RequestError> {
    let hash = hash_of(OpaqueKind::Api, bearer).ok_or_else(|| refused(TokenError::Invalid))?;
    let store = &state.services.store;
    let holder = store.api_token_holder(&hash, state.clock.now_ms()).await.map_err(|failure| unavailable(&failure))?;
    let holder = holder.ok_or_else(|| refused(TokenError::Invalid))?;
    let used = async {
        let mut tx = store.begin().await?;
        tx.api_token_used(holder.token).await?;
        tx.commit().await
    };
    if holder.used_long_ago(state.clock.now_ms()) {
        used.await.map_err(|failure| unavailable(&failure))?;
    }
    let principal = Principal {
        issuer: state.verifier.issuer().to_owned(),
        subject: holder.subject,
        scopes: holder.scopes.split_whitespace().filter_map(|name| name.parse().ok()).collect(),
        expires_at_s: holder.expires_at.div_euclid(1000),
        credential: Credential::ApiToken(holder.token),
    };
    Ok(User { id: holder.user, principal })
}

/// Completes when the user's credential ends or is taken back. A database that does not answer ends nothing.
pub(super) async fn until_over(state: ApiState, user: User) {
    let left_ms = user.principal.expires_at_s.saturating_mul(1000).saturating_sub(state.clock.now_ms());
    let end = tokio::time::sleep(Duration::from_millis(u64::try_from(left_ms).unwrap_or(0)));
    tokio::pin!(end);
    let mut news = state.revocations.0.subscribe();
    loop {
        let asks = tokio::select! {
            () = &mut end => return,
            () = tokio::time::sleep(RECHECK) => true,
            told = news.recv() => match told {
                Ok(credential) if credential == user.principal.credential => return,
                Ok(Credential::AccessToken) | Err(_) => true,
                Ok(_) => false,
            },
        };
        if asks && !holds(&state, &user).await.unwrap_or(true) {
            return;
        }
    }
}

async fn holds(state: &ApiState, user: &User) -> Result<bool, StoreError> {
    let (store, now) = (&state.services.store, state.clock.now_ms());
    match user.principal.credential {
        Credential::Session(session) => store.session_alive(session, &user.principal.subject, now).await,
        Credential::ApiToken(token) => store.api_token_alive(token, now).await,
        Credential::AccessToken => Ok(store.user(user.id).await?.is_some_and(|user| user.disabled_at.is_none())),
    }
}

pub(super) fn refused(error: TokenError) -> RequestError {
    RequestError::new("UNAUTHENTICATED", error.to_string())
}

fn unavailable(failure: &StoreError) -> RequestError {
    tracing::error!(error = failure as &dyn std::error::Error, "cannot look up the caller");
    RequestError::new("UNAVAILABLE", "the database is not available at the moment")
}
