//! What a caller may do. Owns the check that every resolver makes before it touches anything; ownership of rows is checked by the storage
//! methods, which all take the owner.

use async_graphql::Context;
use mashhad_engine::Language;

use super::caller::{Caller, User};
use super::error::{ErrorCode, error};
use crate::auth::Scope;

/// The authenticated user with a scope.
///
/// # Errors
/// `UNAUTHENTICATED` without a user, `FORBIDDEN` without the scope.
pub fn require<'a>(context: &'a Context<'_>, scope: Scope) -> async_graphql::Result<&'a User> {
    let user = authenticated(context)?;
    if user.principal.may(scope) { Ok(user) } else { Err(error(ErrorCode::Forbidden)) }
}

/// The authenticated user, whatever the scopes: for what concerns the user's own account.
///
/// # Errors
/// `UNAUTHENTICATED` without a user.
pub fn authenticated<'a>(context: &'a Context<'_>) -> async_graphql::Result<&'a User> {
    context.data_opt::<Caller>().and_then(|caller| caller.user.as_ref()).ok_or_else(|| error(ErrorCode::Unauthenticated))
}

/// Language of messages for this caller.
#[must_use]
pub fn language(context: &Context<'_>) -> Language {
    context.data_opt::<Caller>().map_or(Language::En, |caller| caller.language)
}
