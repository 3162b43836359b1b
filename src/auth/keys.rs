//! Keys of access tokens: HS256 secrets, Ed25519 key files and published keys, chosen by algorithm and `kid`. Owns reading and choosing keys; claims are
//! checked in `token`.

use std::path::Path;

use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey};
use thiserror::Error;

use super::jwks::PublishedKeys;
use crate::config::AuthConfig;

/// Why no key ring can be made.
#[derive(Debug, Error)]
pub enum KeyError {
    /// Neither a secret nor a public key is configured.
    #[error("no key for access tokens: set MASHHAD_JWT_SECRET, MASHHAD_JWT_PUBLIC_KEY or MASHHAD_JWKS_FILE")]
    NoKey,
    /// A key file cannot be read.
    #[error("cannot read key file {path}")]
    Unreadable {
        /// Which file.
        path: String,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// A key file does not hold an Ed25519 key in PEM form.
    #[error("{path} is not an Ed25519 key in PEM form")]
    NotEd25519 {
        /// Which file.
        path: String,
        /// Why.
        #[source]
        source: jsonwebtoken::errors::Error,
    },
    /// A file of published keys is no JWKS.
    #[error("{path} is no set of JSON web keys")]
    NotJwks {
        /// Which file.
        path: String,
        /// Why.
        #[source]
        source: serde_json::Error,
    },
    /// A file of published keys holds none that can be used.
    #[error("{path} holds no Ed25519 key with a `kid`")]
    NoUsableKey {
        /// Which file.
        path: String,
    },
}

/// Verifying keys, one algorithm each, and at most one signing key.
pub struct KeyRing {
    verifying: Vec<(Algorithm, DecodingKey)>,
    signing: Option<(Algorithm, EncodingKey)>,
    published: Option<PublishedKeys>,
}

impl std::fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let algorithms: Vec<_> = self.verifying.iter().map(|(algorithm, _)| algorithm).collect();
        f.debug_struct("KeyRing").field("algorithms", &algorithms).finish_non_exhaustive()
    }
}

impl KeyRing {
    /// Reads the configured keys.
    ///
    /// # Errors
    /// No key at all, or a file that cannot be read or is no Ed25519 key.
    pub fn load(config: &AuthConfig) -> Result<Self, KeyError> {
        let mut ring = Self { verifying: Vec::new(), signing: None, published: None };
        if let Some(path) = &config.public_key {
            ring.verifying.push((Algorithm::EdDSA, pem(path, DecodingKey::from_ed_pem)?));
        }
        if let Some(secret) = &config.secret {
            ring.verifying.push((Algorithm::HS256, DecodingKey::from_secret(secret.reveal().as_bytes())));
            ring.signing = Some((Algorithm::HS256, EncodingKey::from_secret(secret.reveal().as_bytes())));
        }
        if let Some(path) = &config.private_key {
            ring.signing = Some((Algorithm::EdDSA, pem(path, EncodingKey::from_ed_pem)?));
        }
        ring.published = config.jwks_file.as_deref().map(PublishedKeys::load).transpose()?;
        if ring.verifying.is_empty() && ring.published.is_none() { Err(KeyError::NoKey) } else { Ok(ring) }
    }

    /// The key that verifies an algorithm; an algorithm without a key of its own is never accepted. A `kid` of a published key means that key.
    pub(super) fn verifying(&self, algorithm: Algorithm, kid: Option<&str>, now_s: i64) -> Option<DecodingKey> {
        let published = kid.filter(|_| algorithm == Algorithm::EdDSA).and_then(|kid| self.published.as_ref()?.find(kid, now_s));
        published.or_else(|| self.verifying.iter().find(|(own, _)| *own == algorithm).map(|(_, key)| key.clone()))
    }

    /// The key that signs, where one is configured.
    pub(super) fn signing(&self) -> Option<&(Algorithm, EncodingKey)> {
        self.signing.as_ref()
    }
}

fn pem<K>(path: &Path, parse: impl Fn(&[u8]) -> Result<K, jsonwebtoken::errors::Error>) -> Result<K, KeyError> {
    let shown = || path.display().to_string();
    let bytes = std::fs::read(path).map_err(|source| KeyError::Unreadable { path: shown(), source })?;
    parse(&bytes).map_err(|source| KeyError::NotEd25519 { path: shown(), source })
}
