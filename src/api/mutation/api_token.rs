//! `apiTokenCreate`, `apiTokenRevoke`: personal tokens for scripts and machines. Owns their inputs, payloads and limits. An API token makes no
//! other tokens, and none permits more than its maker.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use mashhad_engine::Bilingual;

use crate::api::Services;
use crate::api::authorize::{authenticated, language};
use crate::api::caller::User;
use crate::api::error::{ErrorCode, UserError, UserErrorCode, error, from_storage};
use crate::api::global_id::{Kind, decode_as};
use crate::api::identity::Revocations;
use crate::api::types::identity::{ApiToken, Scope};
use crate::auth::opaque::{OpaqueKind, OpaqueToken};
use crate::auth::{self, Credential};
use crate::storage::NewApiToken;

/// Longest name in characters.
const MAX_NAME: usize = 100;
/// Longest life in days.
const MAX_DAYS: i32 = 366;
const DAY_MS: i64 = 86_400_000;

/// Input of `apiTokenCreate`.
#[derive(InputObject)]
pub struct ApiTokenCreateInput {
    /// A name to find it by, 1..100 characters.
    name: String,
    /// What it permits; nothing that the viewer may not do.
    scopes: Vec<Scope>,
    /// Days until it ends, 1..366.
    expires_in_days: i32,
}

/// Input of `apiTokenRevoke`.
#[derive(InputObject)]
pub struct ApiTokenRevokeInput {
    /// The token's id.
    id: ID,
}

/// Payload of `apiTokenCreate`.
#[derive(SimpleObject, Default)]
pub struct ApiTokenCreatePayload {
    /// The token's facts; null when `userErrors` is not empty.
    api_token: Option<ApiToken>,
    /// The token itself, for `Authorization: Bearer …`. It is shown this once and not stored.
    token: Option<String>,
    /// Expected failures.
    user_errors: Vec<UserError>,
}

/// Payload of `apiTokenRevoke`.
#[derive(SimpleObject, Default)]
pub struct ApiTokenRevokePayload {
    /// The token that is good for nothing any more.
    api_token: Option<ApiToken>,
    /// Expected failures.
    user_errors: Vec<UserError>,
}

/// Mutations of personal API tokens.
#[derive(Default)]
pub struct ApiTokenMutation;

/// Mutations of personal API tokens.
#[Object]
impl ApiTokenMutation {
    /// Make a personal API token for scripts and machines.
    #[graphql(complexity = "200 + child_complexity")]
    async fn api_token_create(&self, context: &Context<'_>, input: ApiTokenCreateInput) -> async_graphql::Result<ApiTokenCreatePayload> {
        let user = person(context)?;
        let refuse = |problem| Ok(ApiTokenCreatePayload { user_errors: vec![problem], ..Default::default() });
        if let Some(problem) = problem_with(context, user, &input) {
            return refuse(problem);
        }
        let token = OpaqueToken::make(OpaqueKind::Api).map_err(|failure| {
            tracing::error!(error = &failure as &dyn std::error::Error, "cannot make a token");
            error(ErrorCode::Unavailable)
        })?;
        let scopes: Vec<&str> =
            auth::Scope::ALL.into_iter().filter(|scope| input.scopes.contains(&Scope::from(*scope))).map(auth::Scope::name).collect();
        let failed = |failure| from_storage(&failure);
        let mut tx = context.data::<Services>()?.store.begin().await.map_err(failed)?;
        let new = NewApiToken {
            name: input.name.trim().to_owned(),
            hash: token.hash,
            hint: token.hint,
            scopes: scopes.join(" "),
            expires_at: tx.now() + i64::from(input.expires_in_days) * DAY_MS,
        };
        let made = tx.add_api_token(user.id, &new).await.map_err(failed)?;
        if let Some(made) = &made {
            tx.audit(&user.principal.subject, "api_token.create", Some(made.id.to_string()), None).await.map_err(failed)?;
        }
        tx.commit().await.map_err(failed)?;
        match made {
            Some(made) => {
                Ok(ApiTokenCreatePayload { api_token: Some(ApiToken::from(&made)), token: Some(token.text), user_errors: Vec::new() })
            }
            None => {
                let message = Bilingual::new("لديك خمسون رمزاً صالحاً: ألغِ واحداً أولاً.", "You have fifty usable tokens: revoke one first.");
                refuse(UserError::new(UserErrorCode::QuotaExceeded, &[], &message, language(context)))
            }
        }
    }

    /// Take a personal API token back; its open sockets close with 4403.
    async fn api_token_revoke(&self, context: &Context<'_>, input: ApiTokenRevokeInput) -> async_graphql::Result<ApiTokenRevokePayload> {
        let user = person(context)?;
        let refuse =
            || ApiTokenRevokePayload { user_errors: vec![UserError::not_found(&["input", "id"], language(context))], ..Default::default() };
        let Some(id) = decode_as(Kind::ApiToken, &input.id).and_then(|id| id.parse().ok()) else { return Ok(refuse()) };
        let failed = |failure| from_storage(&failure);
        let mut tx = context.data::<Services>()?.store.begin().await.map_err(failed)?;
        let revoked = tx.revoke_api_token(user.id, id).await.map_err(failed)?;
        if revoked.is_some() {
            tx.audit(&user.principal.subject, "api_token.revoke", Some(id.to_string()), None).await.map_err(failed)?;
        }
        tx.commit().await.map_err(failed)?;
        let Some(revoked) = revoked else { return Ok(refuse()) };
        context.data::<Revocations>()?.tell(Credential::ApiToken(id));
        Ok(ApiTokenRevokePayload { api_token: Some(ApiToken::from(&revoked)), user_errors: Vec::new() })
    }
}

/// A caller who is not an API token itself.
fn person<'a>(context: &'a Context<'_>) -> async_graphql::Result<&'a User> {
    let user = authenticated(context)?;
    match user.principal.credential {
        Credential::ApiToken(_) => Err(error(ErrorCode::Forbidden)),
        Credential::Session(_) | Credential::AccessToken => Ok(user),
    }
}

fn problem_with(context: &Context<'_>, user: &User, input: &ApiTokenCreateInput) -> Option<UserError> {
    let spoken = language(context);
    let say = |code, field: &str, ar: &str, en: &str| Some(UserError::new(code, &["input", field], &Bilingual::new(ar, en), spoken));
    if !(1..=MAX_NAME).contains(&input.name.trim().chars().count()) {
        return say(UserErrorCode::OutOfRange, "name", "اكتب اسماً من 1 إلى 100 حرف.", "Give a name of 1 to 100 characters.");
    }
    if input.scopes.is_empty() {
        return say(UserErrorCode::Required, "scopes", "اختر صلاحية واحدة على الأقل.", "Choose at least one scope.");
    }
    if !input.scopes.iter().all(|scope| user.principal.may((*scope).into())) {
        return say(UserErrorCode::Invalid, "scopes", "لا تُمنح صلاحية لا تملكها.", "A scope that you do not have cannot be given away.");
    }
    if !(1..=MAX_DAYS).contains(&input.expires_in_days) {
        return say(UserErrorCode::OutOfRange, "expiresInDays", "من يوم إلى 366 يوماً.", "From 1 to 366 days.");
    }
    None
}
