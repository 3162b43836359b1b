//! `sessionStart`, `sessionRefresh`, `sessionEnd`, `passwordChange`: password accounts. Owns their inputs and payloads and the lock after wrong passwords;
//! hashing belongs to `auth`. Answers never tell whether a login exists.

use std::sync::Arc;

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use mashhad_engine::Bilingual;

use crate::api::Services;
use crate::api::authorize::{authenticated, language};
use crate::api::error::{ErrorCode, UserError, UserErrorCode, error, error_saying, from_storage};
use crate::api::global_id::{Kind, decode_as};
use crate::api::identity::{Passwords, Revocations};
use crate::api::types::date_time::DateTime;
use crate::auth::opaque::{OpaqueKind, OpaqueToken, hash_of};
use crate::auth::{Credential, Scope, TokenRequest, TokenVerifier, password};
use crate::ids::SessionId;
use crate::storage::{self, Refresh, SessionEnd};

/// Wrong passwords that are free.
const FREE_FAILURES: i64 = 4;
/// First wait after that; it doubles with every further wrong password.
const FIRST_LOCK_MS: i64 = 30_000;
/// Longest wait.
const LONGEST_LOCK_MS: i64 = 15 * 60_000;

/// Input of `sessionStart`.
#[derive(InputObject)]
pub struct SessionStartInput {
    /// Login, in any case.
    login: String,
    /// Password.
    password: String,
}

/// Input of `sessionRefresh`.
#[derive(InputObject)]
pub struct SessionRefreshInput {
    /// The newest refresh token of the session. Each is good once: one that comes a second time ends the session.
    refresh_token: String,
}

/// Input of `sessionEnd`.
#[derive(InputObject)]
pub struct SessionEndInput {
    /// The session; the one of this request when absent.
    id: Option<ID>,
}

/// Input of `passwordChange`.
#[derive(InputObject)]
pub struct PasswordChangeInput {
    /// The present password.
    current: String,
    /// The next one, 12..128 characters.
    new: String,
}

/// Tokens of a session.
#[derive(SimpleObject)]
pub struct SessionTokens {
    /// For `Authorization: Bearer …` and `connection_init`.
    access_token: String,
    /// When the access token ends; refresh before.
    access_expires_at: DateTime,
    /// For `sessionRefresh`, once. Keep it where scripts of other origins cannot read it.
    refresh_token: String,
}

/// Payload of `sessionStart`.
#[derive(SimpleObject, Default)]
pub struct SessionStartPayload {
    /// Tokens; null when `userErrors` is not empty.
    tokens: Option<SessionTokens>,
    /// Expected failures.
    user_errors: Vec<UserError>,
}

/// Payload of `sessionRefresh`.
#[derive(SimpleObject, Default)]
pub struct SessionRefreshPayload {
    /// Tokens; null when `userErrors` is not empty.
    tokens: Option<SessionTokens>,
    /// Expected failures.
    user_errors: Vec<UserError>,
}

/// Payload of `sessionEnd`.
#[derive(SimpleObject, Default)]
pub struct SessionEndPayload {
    /// Whether the session is over now.
    ended: bool,
    /// Expected failures.
    user_errors: Vec<UserError>,
}

/// Payload of `passwordChange`.
#[derive(SimpleObject, Default)]
pub struct PasswordChangePayload {
    /// Whether the password was changed; all other sessions of the user are over then.
    changed: bool,
    /// Expected failures.
    user_errors: Vec<UserError>,
}

/// Mutations of sessions.
#[derive(Default)]
pub struct SessionMutation;

/// Mutations of sessions.
#[Object]
impl SessionMutation {
    /// Log in with login and password. Needs no token.
    #[graphql(complexity = "2_000 + child_complexity")]
    async fn session_start(&self, context: &Context<'_>, input: SessionStartInput) -> async_graphql::Result<SessionStartPayload> {
        match log_in(context, &input).await? {
            Some(account) => {
                let tokens = start(context, &account).await?;
                Ok(SessionStartPayload { tokens: Some(tokens), user_errors: Vec::new() })
            }
            None => {
                let message = Bilingual::new(
                    "اسم الدخول أو كلمة السر غير صحيح، أو كثرت المحاولات: انتظر حتى ربع ساعة.",
                    "Login or password are wrong, or there were too many attempts: wait up to a quarter of an hour.",
                );
                let problem = UserError::new(UserErrorCode::InvalidCredentials, &["input"], &message, language(context));
                Ok(SessionStartPayload { tokens: None, user_errors: vec![problem] })
            }
        }
    }

    /// Trade a refresh token for the next pair of tokens. Needs no access token.
    #[graphql(complexity = "200 + child_complexity")]
    async fn session_refresh(&self, context: &Context<'_>, input: SessionRefreshInput) -> async_graphql::Result<SessionRefreshPayload> {
        if let Some(tokens) = refresh(context, &input.refresh_token).await? {
            return Ok(SessionRefreshPayload { tokens: Some(tokens), user_errors: Vec::new() });
        }
        let message = Bilingual::new("انتهت الجلسة: سجّل الدخول من جديد.", "The session is over: log in again.");
        let problem = UserError::new(UserErrorCode::SessionOver, &["input", "refreshToken"], &message, language(context));
        Ok(SessionRefreshPayload { tokens: None, user_errors: vec![problem] })
    }

    /// Log out: end this session or another one of the viewer. Its open sockets close with 4403.
    async fn session_end(&self, context: &Context<'_>, input: SessionEndInput) -> async_graphql::Result<SessionEndPayload> {
        let user = authenticated(context)?;
        let refuse =
            || SessionEndPayload { user_errors: vec![UserError::not_found(&["input", "id"], language(context))], ..Default::default() };
        let asked = match (&input.id, user.principal.credential) {
            (Some(id), Credential::Session(_) | Credential::AccessToken) => decode_as(Kind::Session, id).and_then(|id| id.parse().ok()),
            (None, Credential::Session(session)) => Some(session),
            (Some(_), Credential::ApiToken(_)) => return Err(error(ErrorCode::Forbidden)),
            (None, Credential::AccessToken | Credential::ApiToken(_)) => None,
        };
        let Some(session) = asked else { return Ok(refuse()) };
        let services = context.data::<Services>()?;
        let failed = |failure| from_storage(&failure);
        let mut tx = services.store.begin().await.map_err(failed)?;
        let ended = tx.end_session(user.id, session, SessionEnd::User).await.map_err(failed)?;
        if ended {
            tx.audit(&user.principal.subject, "session.end", Some(session.to_string()), None).await.map_err(failed)?;
        }
        tx.commit().await.map_err(failed)?;
        if !ended {
            return Ok(refuse());
        }
        context.data::<Revocations>()?.tell(Credential::Session(session));
        Ok(SessionEndPayload { ended: true, user_errors: Vec::new() })
    }

    /// Change the viewer's password; all other sessions of the viewer end.
    #[graphql(complexity = "2_000 + child_complexity")]
    async fn password_change(&self, context: &Context<'_>, input: PasswordChangeInput) -> async_graphql::Result<PasswordChangePayload> {
        change_password(context, input).await
    }
}

/// The account when the password is right; `None` otherwise, after the same work.
async fn log_in(context: &Context<'_>, input: &SessionStartInput) -> async_graphql::Result<Option<storage::Credential>> {
    let services = context.data::<Services>()?;
    let failed = |failure| from_storage(&failure);
    let now = services.clock.now_ms();
    let account = match password::login_of(&input.login) {
        Some(login) => services.store.credential(&login).await.map_err(failed)?,
        None => None,
    };
    let open = account.filter(|account| account.disabled_at.is_none() && account.locked_until.is_none_or(|until| until <= now));
    let hash = open.as_ref().map(|account| account.password_hash.clone());
    let right = context.data::<Passwords>()?.verify(input.password.clone(), hash).await;
    let Some(account) = open else { return Ok(None) };
    let mut tx = services.store.begin().await.map_err(failed)?;
    if right {
        tx.login_succeeded(account.user).await.map_err(failed)?;
    } else {
        let over = account.failures.saturating_add(1).saturating_sub(FREE_FAILURES);
        let lock = (over > 0).then(|| now + FIRST_LOCK_MS.saturating_mul(1 << over.clamp(1, 16)).saturating_div(2).min(LONGEST_LOCK_MS));
        tx.login_failed(account.user, lock).await.map_err(failed)?;
        tx.audit(&account.subject, "session.refused", None, None).await.map_err(failed)?;
    }
    tx.commit().await.map_err(failed)?;
    Ok(right.then_some(account))
}

async fn start(context: &Context<'_>, account: &storage::Credential) -> async_graphql::Result<SessionTokens> {
    let services = context.data::<Services>()?;
    let failed = |failure| from_storage(&failure);
    let token = new_refresh_token()?;
    let mut tx = services.store.begin().await.map_err(failed)?;
    let expires_at = tx.now() + services.config.sessions.lifetime_ms;
    let session = tx.start_session(account.user, &token.hash, expires_at).await.map_err(failed)?;
    tx.audit(&account.subject, "session.start", Some(session.to_string()), None).await.map_err(failed)?;
    tx.commit().await.map_err(failed)?;
    tokens(context, account, session, token)
}

async fn refresh(context: &Context<'_>, refresh_token: &str) -> async_graphql::Result<Option<SessionTokens>> {
    let Some(spent) = hash_of(OpaqueKind::Refresh, refresh_token) else { return Ok(None) };
    let services = context.data::<Services>()?;
    let failed = |failure| from_storage(&failure);
    let token = new_refresh_token()?;
    let mut tx = services.store.begin().await.map_err(failed)?;
    let outcome = tx.refresh_session(&spent, &token.hash).await.map_err(failed)?;
    if let Refresh::Reused { user, session } = &outcome {
        tx.audit(&user.to_string(), "session.reuse", Some(session.to_string()), None).await.map_err(failed)?;
    }
    tx.commit().await.map_err(failed)?;
    match outcome {
        Refresh::Renewed { session, user } => match services.store.credential_of(user).await.map_err(failed)? {
            Some(account) => tokens(context, &account, session, token).map(Some),
            None => Ok(None),
        },
        Refresh::Reused { session, .. } => {
            context.data::<Revocations>()?.tell(Credential::Session(session));
            Ok(None)
        }
        Refresh::Refused => Ok(None),
    }
}

fn new_refresh_token() -> async_graphql::Result<OpaqueToken> {
    OpaqueToken::make(OpaqueKind::Refresh).map_err(|failure| {
        tracing::error!(error = &failure as &dyn std::error::Error, "cannot make a token");
        error(ErrorCode::Unavailable)
    })
}

fn tokens(
    context: &Context<'_>,
    account: &storage::Credential,
    session: SessionId,
    refresh: OpaqueToken,
) -> async_graphql::Result<SessionTokens> {
    let services = context.data::<Services>()?;
    let scopes: &[Scope] = if account.admin { &Scope::ALL } else { &Scope::USER };
    let lifetime_s = services.config.sessions.access_s;
    let now_s = services.clock.now_ms().div_euclid(1000);
    let request = TokenRequest { subject: &account.subject, scopes, lifetime_s };
    let access_token = context.data::<Arc<TokenVerifier>>()?.sign_for_session(&request, session, now_s).map_err(|_| {
        let message = Bilingual::new("هذا الخادم لا يوقّع رموز دخول.", "This server signs no access tokens.");
        error_saying(ErrorCode::Unavailable, &message)
    })?;
    Ok(SessionTokens { access_token, access_expires_at: DateTime((now_s + lifetime_s) * 1000), refresh_token: refresh.text })
}

async fn change_password(context: &Context<'_>, input: PasswordChangeInput) -> async_graphql::Result<PasswordChangePayload> {
    let user = authenticated(context)?;
    let kept = match user.principal.credential {
        Credential::Session(session) => Some(session),
        Credential::AccessToken => None,
        Credential::ApiToken(_) => return Err(error(ErrorCode::Forbidden)),
    };
    let refuse = |code, field: &str, message: &Bilingual| {
        let problem = UserError::new(code, &["input", field], message, language(context));
        Ok(PasswordChangePayload { changed: false, user_errors: vec![problem] })
    };
    let services = context.data::<Services>()?;
    let failed = |failure| from_storage(&failure);
    let passwords = context.data::<Passwords>()?;
    let account = services.store.credential_of(user.id).await.map_err(failed)?;
    let hash = account.as_ref().map(|account| account.password_hash.clone());
    let right = passwords.verify(input.current, hash).await;
    let Some(account) = account.filter(|_| right) else {
        let message = Bilingual::new("كلمة السر الحالية غير صحيحة.", "The present password is wrong.");
        return refuse(UserErrorCode::InvalidCredentials, "current", &message);
    };
    if password::accept(&input.new, &account.login).is_err() {
        let message = Bilingual::new(
            "اختر كلمة سر من 12 إلى 128 حرفاً يصعب تخمينها.",
            "Choose a password of 12 to 128 characters that is hard to guess.",
        );
        return refuse(UserErrorCode::WeakPassword, "new", &message);
    }
    let hash = passwords.hash(input.new).await.map_err(|failure| {
        tracing::error!(error = &failure as &dyn std::error::Error, "cannot hash a password");
        error(ErrorCode::Unavailable)
    })?;
    let mut tx = services.store.begin().await.map_err(failed)?;
    tx.set_password(user.id, &hash).await.map_err(failed)?;
    tx.end_sessions(user.id, kept, SessionEnd::Password).await.map_err(failed)?;
    tx.audit(&account.subject, "password.change", None, None).await.map_err(failed)?;
    tx.commit().await.map_err(failed)?;
    // Every stream asks whether its own session still runs.
    context.data::<Revocations>()?.tell(Credential::AccessToken);
    Ok(PasswordChangePayload { changed: true, user_errors: Vec::new() })
}
