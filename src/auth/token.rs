//! Access tokens (JWT): signing for development and checking on every request. Owns claims and their rules; the only file besides `keys`
//! that names jsonwebtoken. Rules after RFC 8725 and RFC 9068: one algorithm per key, `typ: at+jwt`, no `crit`, `iss`, `aud`, `exp`, `sub` required.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, Header, Validation};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Credential, KeyRing, Principal, Scope};
use crate::config::AuthConfig;
use crate::ids::SessionId;

/// `typ` of access tokens (RFC 9068): a refresh token of the same issuer must not pass for one.
const TYPE: &str = "at+jwt";
/// Longest token that is looked at.
const MAX_BYTES: usize = 8 * 1024;

/// Claims of an access token.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Claims {
    /// Issuer.
    pub iss: String,
    /// Subject.
    pub sub: String,
    /// Audience, one or several.
    pub aud: Audience,
    /// End, Unix seconds.
    pub exp: i64,
    /// Issued at, Unix seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iat: Option<i64>,
    /// Not before, Unix seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nbf: Option<i64>,
    /// Scopes, space-separated.
    #[serde(default)]
    pub scope: String,
    /// The session that the token belongs to; only in tokens that this service signed after a login.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sid: Option<String>,
}

/// `aud` may be a string or a list (RFC 7519 §4.1.3).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Audience {
    /// One audience.
    One(String),
    /// Several.
    Many(Vec<String>),
}

impl Audience {
    fn contains(&self, wanted: &str) -> bool {
        match self {
            Self::One(audience) => audience == wanted,
            Self::Many(audiences) => audiences.iter().any(|audience| audience == wanted),
        }
    }
}

/// Why a token is not accepted; the API tells the code, never the detail of the cryptography.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TokenError {
    /// Not a token of this kind, or not signed by a known key.
    #[error("the access token is not valid")]
    Invalid,
    /// Ended.
    #[error("the access token has expired")]
    Expired,
    /// Not valid yet.
    #[error("the access token is not valid yet")]
    NotYetValid,
    /// Made for somebody else.
    #[error("the access token was issued for another audience or by another issuer")]
    WrongAudience,
    /// Taken back: the session is over, or the user is locked out.
    #[error("the access token was revoked")]
    Revoked,
    /// No signing key is configured.
    #[error("no signing key is configured")]
    CannotSign,
}

/// What to sign.
#[derive(Debug, Clone)]
pub struct TokenRequest<'a> {
    /// Subject.
    pub subject: &'a str,
    /// Scopes.
    pub scopes: &'a [Scope],
    /// Lifetime, seconds.
    pub lifetime_s: i64,
}

/// Checks and signs access tokens.
#[derive(Debug)]
pub struct TokenVerifier {
    keys: KeyRing,
    issuer: String,
    audience: String,
    leeway_s: i64,
}

impl TokenVerifier {
    /// A verifier of the configured issuer and audience.
    #[must_use]
    pub fn new(keys: KeyRing, config: &AuthConfig) -> Self {
        Self { keys, issuer: config.issuer.clone(), audience: config.audience.clone(), leeway_s: config.leeway_s }
    }

    /// The principal of a token at the time `now_s` (Unix seconds).
    ///
    /// # Errors
    /// See [`TokenError`].
    pub fn verify(&self, token: &str, now_s: i64) -> Result<Principal, TokenError> {
        if token.len() > MAX_BYTES {
            return Err(TokenError::Invalid);
        }
        let header = strict_header(token)?;
        let key = self.keys.verifying(header.alg, header.kid.as_deref(), now_s).ok_or(TokenError::Invalid)?;
        let claims = jsonwebtoken::decode::<Claims>(token, &key, &signature_only(header.alg)).map_err(|_| TokenError::Invalid)?.claims;
        self.check(&claims, now_s)?;
        let scopes: BTreeSet<Scope> = claims.scope.split_whitespace().filter_map(|name| name.parse().ok()).collect();
        let credential = match claims.sid {
            None => Credential::AccessToken,
            Some(sid) => Credential::Session(sid.parse().map_err(|_| TokenError::Invalid)?),
        };
        Ok(Principal { issuer: claims.iss, subject: claims.sub, scopes, expires_at_s: claims.exp, credential })
    }

    fn check(&self, claims: &Claims, now_s: i64) -> Result<(), TokenError> {
        if claims.iss != self.issuer || !claims.aud.contains(&self.audience) {
            return Err(TokenError::WrongAudience);
        }
        if claims.sub.is_empty() || claims.sub.len() > 255 {
            return Err(TokenError::Invalid);
        }
        if claims.exp.saturating_add(self.leeway_s) <= now_s {
            return Err(TokenError::Expired);
        }
        let soon = now_s.saturating_add(self.leeway_s);
        if claims.nbf.is_some_and(|nbf| nbf > soon) || claims.iat.is_some_and(|iat| iat > soon) {
            return Err(TokenError::NotYetValid);
        }
        Ok(())
    }

    /// Signs an access token that starts at `now_s`.
    ///
    /// # Errors
    /// [`TokenError::CannotSign`] without a signing key.
    pub fn sign(&self, request: &TokenRequest<'_>, now_s: i64) -> Result<String, TokenError> {
        self.sign_with(request, None, now_s)
    }

    /// Signs an access token of a session.
    ///
    /// # Errors
    /// [`TokenError::CannotSign`] without a signing key.
    pub fn sign_for_session(&self, request: &TokenRequest<'_>, session: SessionId, now_s: i64) -> Result<String, TokenError> {
        self.sign_with(request, Some(session.to_string()), now_s)
    }

    /// The issuer whose tokens are accepted.
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    fn sign_with(&self, request: &TokenRequest<'_>, sid: Option<String>, now_s: i64) -> Result<String, TokenError> {
        let (algorithm, key) = self.keys.signing().ok_or(TokenError::CannotSign)?;
        let scope = request.scopes.iter().map(|scope| scope.name()).collect::<Vec<_>>().join(" ");
        let claims = Claims {
            iss: self.issuer.clone(),
            sub: request.subject.to_owned(),
            aud: Audience::One(self.audience.clone()),
            exp: now_s.saturating_add(request.lifetime_s),
            iat: Some(now_s),
            nbf: None,
            scope,
            sid,
        };
        let header = Header { typ: Some(TYPE.to_owned()), ..Header::new(*algorithm) };
        jsonwebtoken::encode(&header, &claims, key).map_err(|_| TokenError::CannotSign)
    }
}

/// The library checks the signature; times are checked here against the clock that the caller hands in.
fn signature_only(algorithm: Algorithm) -> Validation {
    let mut validation = Validation::new(algorithm);
    validation.validate_exp = false;
    validation.validate_nbf = false;
    validation.validate_aud = false;
    validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
    validation
}

/// The header, with what the library does not look at: `crit` (RFC 7515 §4.1.11: unknown extensions must be refused) and `typ`.
fn strict_header(token: &str) -> Result<Header, TokenError> {
    let first = token.split('.').next().unwrap_or_default();
    let raw: serde_json::Map<String, serde_json::Value> =
        URL_SAFE_NO_PAD.decode(first).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).ok_or(TokenError::Invalid)?;
    if raw.contains_key("crit") {
        return Err(TokenError::Invalid);
    }
    let header = jsonwebtoken::decode_header(token).map_err(|_| TokenError::Invalid)?;
    match header.typ.as_deref() {
        Some(typ) if typ.eq_ignore_ascii_case(TYPE) => Ok(header),
        _ => Err(TokenError::Invalid),
    }
}

#[cfg(test)]
mod tests {
    use jsonwebtoken::EncodingKey;
    use serde_json::json;

    use super::*;
    use crate::config::Config;

    const NOW: i64 = 1_800_000_000;

    fn verifier() -> TokenVerifier {
        let config = Config::for_tests("sqlite://x").unwrap().auth;
        TokenVerifier::new(KeyRing::load(&config).unwrap(), &config)
    }

    fn forged(header: &serde_json::Value, claims: &serde_json::Value, secret: &str) -> String {
        let header: Header = serde_json::from_value(header.clone()).unwrap();
        jsonwebtoken::encode(&header, claims, &EncodingKey::from_secret(secret.as_bytes())).unwrap()
    }

    fn good_claims() -> serde_json::Value {
        json!({ "iss": "mashhad", "aud": "mashhad-api", "sub": "u", "exp": NOW + 60, "scope": "jobs:read unknown:thing" })
    }

    const SECRET: &str = "a secret for tests only, thirty-two bytes";

    #[test]
    fn a_signed_token_comes_back_with_its_scopes() {
        let token = verifier().sign(&TokenRequest { subject: "samir", scopes: &Scope::USER, lifetime_s: 60 }, NOW).unwrap();
        let principal = verifier().verify(&token, NOW + 59).unwrap();
        assert_eq!((principal.subject.as_str(), principal.may(Scope::JobsWrite), principal.may(Scope::Admin)), ("samir", true, false));
    }

    #[test]
    fn a_session_is_named_by_its_tokens_and_nonsense_in_its_place_is_refused() {
        let session = "00000000-0000-0000-0000-000000000007".parse().unwrap();
        let request = TokenRequest { subject: "samir", scopes: &Scope::USER, lifetime_s: 60 };
        let token = verifier().sign_for_session(&request, session, NOW).unwrap();
        assert_eq!(verifier().verify(&token, NOW).unwrap().credential, Credential::Session(session));
        let mut claims = good_claims();
        claims["sid"] = json!("everybody's");
        let token = forged(&json!({ "typ": "at+jwt", "alg": "HS256" }), &claims, SECRET);
        assert_eq!(verifier().verify(&token, NOW), Err(TokenError::Invalid));
    }

    #[test]
    fn expiry_uses_the_clock_that_is_handed_in() {
        let token = verifier().sign(&TokenRequest { subject: "u", scopes: &[], lifetime_s: 60 }, NOW).unwrap();
        assert!(verifier().verify(&token, NOW + 89).is_ok());
        assert_eq!(verifier().verify(&token, NOW + 90), Err(TokenError::Expired));
        assert_eq!(verifier().verify(&token, NOW - 31), Err(TokenError::NotYetValid));
    }

    #[test]
    fn every_forgery_is_refused() {
        let typ = json!({ "typ": "at+jwt", "alg": "HS256" });
        let with = |key: &str, value: serde_json::Value| {
            let mut claims = good_claims();
            claims[key] = value;
            claims
        };
        let without = |key: &str| {
            let mut claims = good_claims();
            claims.as_object_mut().unwrap().remove(key);
            claims
        };
        let cases = [
            ("wrong key", forged(&typ, &good_claims(), "another secret of thirty-two bytes!!")),
            ("other algorithm", forged(&json!({ "typ": "at+jwt", "alg": "HS512" }), &good_claims(), SECRET)),
            ("refresh token", forged(&json!({ "typ": "rt+jwt", "alg": "HS256" }), &good_claims(), SECRET)),
            ("no typ", forged(&json!({ "alg": "HS256" }), &good_claims(), SECRET)),
            ("no exp", forged(&typ, &without("exp"), SECRET)),
            ("exp as text", forged(&typ, &with("exp", json!("tomorrow")), SECRET)),
            ("no sub", forged(&typ, &without("sub"), SECRET)),
            ("wrong aud", forged(&typ, &with("aud", json!("else")), SECRET)),
            ("wrong iss", forged(&typ, &with("iss", json!("else")), SECRET)),
            ("iat in the future", forged(&typ, &with("iat", json!(NOW + 600)), SECRET)),
            ("nbf in the future", forged(&typ, &with("nbf", json!(NOW + 600)), SECRET)),
            (
                "alg none",
                format!(
                    "{}.{}.",
                    URL_SAFE_NO_PAD.encode(r#"{"alg":"none","typ":"at+jwt"}"#),
                    URL_SAFE_NO_PAD.encode(good_claims().to_string())
                ),
            ),
            ("not a token", "x.y.z".to_owned()),
            ("very long", "a".repeat(MAX_BYTES + 1)),
        ];
        for (name, token) in cases {
            assert!(verifier().verify(&token, NOW).is_err(), "{name}");
        }
        assert!(verifier().verify(&forged(&typ, &with("aud", json!(["x", "mashhad-api"])), SECRET), NOW).is_ok(), "list of audiences");
    }

    #[test]
    fn a_critical_header_is_refused() {
        let good = forged(&json!({ "typ": "at+jwt", "alg": "HS256" }), &good_claims(), SECRET);
        let rest = good.split_once('.').unwrap().1;
        let header = URL_SAFE_NO_PAD.encode(r#"{"alg":"HS256","typ":"at+jwt","crit":["b64"],"b64":false}"#);
        assert_eq!(verifier().verify(&format!("{header}.{rest}"), NOW), Err(TokenError::Invalid));
    }
}
