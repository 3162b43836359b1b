//! Passwords: what is accepted as one, hashing and checking with argon2id. Owns no account and no lock; both functions are heavy by design and belong on
//! a blocking thread. Parameters: 19 MiB, two passes, one lane (OWASP password storage); rules after NIST SP 800-63B: length, and no composition rules.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use thiserror::Error;

use crate::ids::{NoRandomness, random_bytes};

/// Least length in characters.
pub const MIN_CHARACTERS: usize = 12;
/// Greatest length in characters.
pub const MAX_CHARACTERS: usize = 128;
/// Greatest length of a login in characters.
pub const MAX_LOGIN: usize = 64;

/// Why a password is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum WeakPassword {
    /// Too short.
    #[error("a password needs {MIN_CHARACTERS} characters or more")]
    TooShort,
    /// Too long.
    #[error("a password has {MAX_CHARACTERS} characters at most")]
    TooLong,
    /// It is the login or one repeated character.
    #[error("the password is too easy to guess")]
    Guessable,
}

/// Why no hash can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum HashError {
    /// No salt.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
    /// The hash function refused.
    #[error("the password cannot be hashed")]
    Refused,
}

/// A login as it is stored: lower case, without white space around it. `None` for what cannot be one: empty, longer than [`MAX_LOGIN`], or with anything
/// but letters and digits of any script and `. _ - + @`.
#[must_use]
pub fn login_of(text: &str) -> Option<String> {
    let login = text.trim().to_lowercase();
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '@');
    ((1..=MAX_LOGIN).contains(&login.chars().count()) && login.chars().all(allowed)).then_some(login)
}

/// Whether a password is taken for this login.
///
/// # Errors
/// Why not.
pub fn accept(password: &str, login: &str) -> Result<(), WeakPassword> {
    let length = password.chars().count();
    if length < MIN_CHARACTERS {
        return Err(WeakPassword::TooShort);
    }
    if length > MAX_CHARACTERS {
        return Err(WeakPassword::TooLong);
    }
    let first = password.chars().next();
    if password.chars().all(|c| Some(c) == first) || password.to_lowercase() == login {
        return Err(WeakPassword::Guessable);
    }
    Ok(())
}

/// The hash of a password in PHC form, with a new salt.
///
/// # Errors
/// No randomness, or a password that cannot be hashed.
pub fn hash(password: &str) -> Result<String, HashError> {
    let salt = random_bytes::<16>()?;
    let hash: PasswordHash = Argon2::default().hash_password_with_salt(password.as_bytes(), &salt).map_err(|_| HashError::Refused)?;
    Ok(hash.to_string())
}

/// Whether a password belongs to a hash. Without a hash the same work is done and the answer is no, so that an unknown login takes as long
/// as a wrong password.
#[must_use]
pub fn verify(password: &str, hash: Option<&str>) -> bool {
    if password.chars().count() > MAX_CHARACTERS {
        return false;
    }
    let Some(hash) = hash else {
        let waste: Result<PasswordHash, _> = Argon2::default().hash_password_with_salt(password.as_bytes(), b"nobody's salt 16");
        drop(waste);
        return false;
    };
    PasswordHash::new(hash).is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_checked_against_its_own_hash() {
        let stored = hash("قصر الشوق والسكرية").unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert!(verify("قصر الشوق والسكرية", Some(&stored)));
        assert!(!verify("قصر الشوق والسكريه", Some(&stored)));
        assert!(!verify("anything at all", None));
        assert!(!verify("x", Some("not a hash")));
        assert_ne!(hash("same words twice").unwrap(), hash("same words twice").unwrap());
    }

    #[test]
    fn rules_are_about_length_and_guessing() {
        assert_eq!(accept("short", "amal"), Err(WeakPassword::TooShort));
        assert_eq!(accept(&"x1".repeat(65), "amal"), Err(WeakPassword::TooLong));
        assert_eq!(accept("aaaaaaaaaaaaaa", "amal"), Err(WeakPassword::Guessable));
        assert_eq!(accept("Amal@Studio.Example", "amal@studio.example"), Err(WeakPassword::Guessable));
        assert_eq!(accept("four plain words do", "amal"), Ok(()));
    }

    #[test]
    fn logins_are_folded_and_bounded() {
        assert_eq!(login_of("  Amal@Studio.example "), Some("amal@studio.example".to_owned()));
        assert_eq!(login_of("أمل"), Some("أمل".to_owned()));
        for bad in ["", "two words", "a\nb", &"a".repeat(65)] {
            assert_eq!(login_of(bad), None, "{bad:?}");
        }
    }
}
