//! Who calls: the principal of a request or socket with its user row and language. Owns reading of the Authorization header and of
//! `connection_init`; checking the token belongs to `auth`, checking what may be done to `authorize`.

use axum::http::{HeaderMap, header};
use mashhad_engine::Language;
use serde_json::{Map, Value as Json};

use super::ApiState;
use super::execute::RequestError;
use super::identity::{authenticate, refused};
use crate::auth::{Principal, TokenError};
use crate::ids::UserId;

/// An authenticated user.
#[derive(Debug, Clone)]
pub struct User {
    /// The row that owns what the user makes.
    pub id: UserId,
    /// The token's principal.
    pub principal: Principal,
}

/// The caller of one operation.
#[derive(Debug, Clone)]
pub struct Caller {
    /// `None` for an anonymous caller, who may read public facts only.
    pub user: Option<User>,
    /// Language of messages and labels.
    pub language: Language,
}

impl Caller {
    /// The caller of an HTTP request.
    ///
    /// # Errors
    /// A token that is present but not accepted; a missing one makes an anonymous caller.
    pub async fn from_headers(state: &ApiState, headers: &HeaderMap) -> Result<Self, RequestError> {
        let authorization = headers.get(header::AUTHORIZATION).map(|value| value.to_str().unwrap_or_default());
        Self::new(state, headers, authorization).await
    }

    /// The caller of a socket: the token stands in the payload of `connection_init`, under `authorization` in any case.
    ///
    /// # Errors
    /// A token that is present but not accepted.
    pub async fn from_connection(state: &ApiState, headers: &HeaderMap, payload: Option<&Map<String, Json>>) -> Result<Self, RequestError> {
        let authorization = payload
            .into_iter()
            .flatten()
            .find(|(key, _)| key.eq_ignore_ascii_case("authorization"))
            .map(|(_, value)| value.as_str().unwrap_or_default());
        Self::new(state, headers, authorization).await
    }

    async fn new(state: &ApiState, headers: &HeaderMap, authorization: Option<&str>) -> Result<Self, RequestError> {
        let language = language(headers);
        let Some(authorization) = authorization else { return Ok(Self { user: None, language }) };
        let token = bearer(authorization).ok_or_else(|| refused(TokenError::Invalid))?;
        Ok(Self { user: Some(authenticate(state, token).await?), language })
    }
}

fn bearer(authorization: &str) -> Option<&str> {
    let (scheme, token) = authorization.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// Arabic when Accept-Language prefers it over English.
fn language(headers: &HeaderMap) -> Language {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let first = accepted.split(',').map(|tag| tag.trim().to_ascii_lowercase()).find_map(|tag| match tag.get(..2) {
        Some("ar") => Some(Language::Ar),
        Some("en") => Some(Language::En),
        _ => None,
    });
    first.unwrap_or(Language::En)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_known_language_counts() {
        let of = |tags: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, tags.parse().unwrap());
            language(&headers)
        };
        assert_eq!(of("ar-EG,ar;q=0.9,en;q=0.5"), Language::Ar);
        assert_eq!(of("fr, en-GB, ar"), Language::En);
        assert_eq!(language(&HeaderMap::new()), Language::En);
    }

    #[test]
    fn bearer_is_read_in_any_case() {
        assert_eq!(bearer("bearer x.y.z"), Some("x.y.z"));
        assert_eq!(bearer("Basic x"), None);
        assert_eq!(bearer("x.y.z"), None);
    }
}
