//! Opaque tokens: refresh tokens and personal API tokens. Owns their form (a prefix that secret scanners can find, then 256 random bits) and
//! their hashes; what they are good for stands in the database. The text itself is shown once and never stored.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::hash::sha256_hex;
use crate::ids::{NoRandomness, random_bytes};

/// Kinds of opaque tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpaqueKind {
    /// Prolongs a session.
    Refresh,
    /// Stands for a user in scripts and machines.
    Api,
}

impl OpaqueKind {
    fn prefix(self) -> &'static str {
        match self {
            Self::Refresh => "mrt_",
            Self::Api => "mat_",
        }
    }

    /// Whether a text is meant as such a token.
    #[must_use]
    pub fn names(self, text: &str) -> bool {
        text.starts_with(self.prefix())
    }
}

/// A new token: the text for the person, the hash for the database.
pub struct OpaqueToken {
    /// The token; shown once.
    pub text: String,
    /// What is stored.
    pub hash: String,
    /// Its last four letters.
    pub hint: String,
}

impl OpaqueToken {
    /// Makes a token.
    ///
    /// # Errors
    /// The operating system gives no randomness.
    pub fn make(kind: OpaqueKind) -> Result<Self, NoRandomness> {
        let secret = URL_SAFE_NO_PAD.encode(random_bytes::<32>()?);
        let hint = secret.chars().skip(secret.len().saturating_sub(4)).collect();
        let text = format!("{}{secret}", kind.prefix());
        Ok(Self { hash: sha256_hex(text.as_bytes()), text, hint })
    }
}

/// The hash under which a token is stored; `None` for a text that cannot be such a token.
#[must_use]
pub fn hash_of(kind: OpaqueKind, text: &str) -> Option<String> {
    let secret = text.strip_prefix(kind.prefix())?;
    (secret.len() == 43 && secret.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')))
        .then(|| sha256_hex(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_found_by_its_hash_and_only_as_what_it_is() {
        let token = OpaqueToken::make(OpaqueKind::Api).unwrap();
        assert_eq!(hash_of(OpaqueKind::Api, &token.text), Some(token.hash.clone()));
        assert_eq!(hash_of(OpaqueKind::Refresh, &token.text), None);
        assert!(token.text.ends_with(&token.hint) && token.hint.len() == 4);
        assert_ne!(OpaqueToken::make(OpaqueKind::Api).unwrap().text, token.text);
    }

    #[test]
    fn other_texts_are_not_hashed() {
        for text in ["", "mat_", "mat_short", &format!("mat_{}", "é".repeat(43)), &format!("mat_{}", "a".repeat(44))] {
            assert_eq!(hash_of(OpaqueKind::Api, text), None, "{text}");
        }
    }
}
