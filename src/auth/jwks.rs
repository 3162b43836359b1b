//! Keys that an issuer publishes as a JWKS file (RFC 7517): read at the start, again when it may have changed. Owns the file and the choice by
//! `kid`; only Ed25519 keys are taken, so that no key can be used with another algorithm.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use jsonwebtoken::DecodingKey;
use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, JwkSet, PublicKeyUse};

use super::keys::KeyError;

/// Keys are read again after this time, so that a withdrawn one ends, seconds.
const MAX_AGE_S: i64 = 300;
/// An unknown `kid` makes the file be read again, at most this often, seconds: anybody can send any `kid`.
const UNKNOWN_EVERY_S: i64 = 30;

/// The published keys of an issuer.
pub(super) struct PublishedKeys {
    path: PathBuf,
    known: Mutex<Known>,
}

struct Known {
    by_id: BTreeMap<String, DecodingKey>,
    /// When the file was read, Unix seconds; `None` before the first token, whose time is the first that is known.
    read_at_s: Option<i64>,
}

impl PublishedKeys {
    /// Reads the file.
    ///
    /// # Errors
    /// It cannot be read, is no JWKS, or holds no Ed25519 key with a `kid`.
    pub(super) fn load(path: &Path) -> Result<Self, KeyError> {
        let by_id = read(path)?;
        Ok(Self { path: path.to_owned(), known: Mutex::new(Known { by_id, read_at_s: None }) })
    }

    /// The key of an id at a time.
    pub(super) fn find(&self, kid: &str, now_s: i64) -> Option<DecodingKey> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let age = now_s.saturating_sub(*known.read_at_s.get_or_insert(now_s));
        let due = if known.by_id.contains_key(kid) { MAX_AGE_S } else { UNKNOWN_EVERY_S };
        if age >= due {
            known.read_at_s = Some(now_s);
            match read(&self.path) {
                Ok(by_id) => known.by_id = by_id,
                // The issuer may be in the middle of writing: the keys that are known stay until the next look.
                Err(problem) => tracing::warn!(error = &problem as &dyn std::error::Error, "cannot read the published keys again"),
            }
        }
        known.by_id.get(kid).cloned()
    }
}

fn read(path: &Path) -> Result<BTreeMap<String, DecodingKey>, KeyError> {
    let shown = || path.display().to_string();
    let text = std::fs::read(path).map_err(|source| KeyError::Unreadable { path: shown(), source })?;
    let set: JwkSet = serde_json::from_slice(&text).map_err(|source| KeyError::NotJwks { path: shown(), source })?;
    let mut by_id = BTreeMap::new();
    for jwk in &set.keys {
        let AlgorithmParameters::OctetKeyPair(pair) = &jwk.algorithm else { continue };
        let signs = matches!(jwk.common.public_key_use, None | Some(PublicKeyUse::Signature));
        let Some(kid) = jwk.common.key_id.clone().filter(|_| pair.curve == EllipticCurve::Ed25519 && signs) else { continue };
        let key = DecodingKey::from_ed_components(&pair.x).map_err(|source| KeyError::NotEd25519 { path: shown(), source })?;
        by_id.insert(kid, key);
    }
    if by_id.is_empty() { Err(KeyError::NoUsableKey { path: shown() }) } else { Ok(by_id) }
}

#[cfg(test)]
mod tests {
    use jsonwebtoken::{Algorithm, EncodingKey, Header};
    use serde_json::json;

    use crate::auth::{KeyError, KeyRing, TokenError, TokenVerifier};
    use crate::config::Config;

    const NOW: i64 = 1_800_000_000;
    /// The key pair of RFC 8037, appendix A.
    const PUBLIC: &str = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
    const PRIVATE_DER: &str = "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v_VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g";

    fn token(kid: Option<&str>, algorithm: Algorithm) -> String {
        use base64::Engine as _;
        let der = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(PRIVATE_DER).unwrap();
        let header = Header { typ: Some("at+jwt".to_owned()), kid: kid.map(str::to_owned), ..Header::new(algorithm) };
        let claims = json!({ "iss": "mashhad", "aud": "mashhad-api", "sub": "u", "exp": NOW + 100_000, "scope": "jobs:read" });
        let key = if algorithm == Algorithm::EdDSA { EncodingKey::from_ed_der(&der) } else { EncodingKey::from_secret(PUBLIC.as_bytes()) };
        jsonwebtoken::encode(&header, &claims, &key).unwrap()
    }

    fn published(kids: &[&str]) -> String {
        let key = |kid: &&str| json!({ "kty": "OKP", "crv": "Ed25519", "use": "sig", "kid": kid, "x": PUBLIC });
        let mut keys: Vec<_> = kids.iter().map(key).collect();
        keys.push(json!({ "kty": "oct", "kid": "shared", "k": PUBLIC }));
        json!({ "keys": keys }).to_string()
    }

    fn verifier(file: &std::path::Path) -> Result<TokenVerifier, KeyError> {
        let mut config = Config::for_tests("sqlite://x").unwrap().auth;
        config.secret = None;
        config.jwks_file = Some(file.to_owned());
        Ok(TokenVerifier::new(KeyRing::load(&config)?, &config))
    }

    #[test]
    fn keys_are_chosen_by_id_and_rotate() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("jwks.json");
        std::fs::write(&file, published(&["old"])).unwrap();
        let verifier = verifier(&file).unwrap();
        let (old, new) = (token(Some("old"), Algorithm::EdDSA), token(Some("new"), Algorithm::EdDSA));
        assert!(verifier.verify(&old, NOW).is_ok());
        assert_eq!(verifier.verify(&token(None, Algorithm::EdDSA), NOW), Err(TokenError::Invalid), "a key is named");

        std::fs::write(&file, published(&["old", "new"])).unwrap();
        assert_eq!(verifier.verify(&new, NOW + 29), Err(TokenError::Invalid), "unknown ids do not make the file be read at will");
        assert!(verifier.verify(&new, NOW + 30).is_ok());

        std::fs::write(&file, published(&["new"])).unwrap();
        assert!(verifier.verify(&old, NOW + 329).is_ok());
        assert_eq!(verifier.verify(&old, NOW + 330), Err(TokenError::Invalid), "a withdrawn key ends");

        std::fs::write(&file, "half a fi").unwrap();
        assert!(verifier.verify(&new, NOW + 1_000).is_ok(), "a file that cannot be read changes nothing");
    }

    #[test]
    fn no_other_kind_of_key_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("jwks.json");
        std::fs::write(&file, published(&["one"])).unwrap();
        let verifier = verifier(&file).unwrap();
        for kid in ["one", "shared"] {
            assert_eq!(verifier.verify(&token(Some(kid), Algorithm::HS256), NOW), Err(TokenError::Invalid), "{kid}");
        }
        std::fs::write(&file, published(&[])).unwrap();
        assert!(matches!(self::verifier(&file), Err(KeyError::NoUsableKey { .. })));
        std::fs::write(&file, "{}").unwrap();
        assert!(matches!(self::verifier(&file), Err(KeyError::NotJwks { .. })));
    }
}
