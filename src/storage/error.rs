//! Why a statement failed, by what the caller can do about it. Absence is never an error: reads return `Option`.

use std::path::PathBuf;

/// A storage failure.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database is busy, unreachable or full; the same call may work later.
    #[error("the database is not available: {what}")]
    Unavailable {
        /// What was seen, without connection details.
        what: String,
        /// The driver's error.
        #[source]
        source: Option<sqlx::Error>,
    },
    /// A uniqueness or reference rule of the schema refused the write.
    #[error("the write conflicts with what is stored: {constraint}")]
    Conflict {
        /// Name of the rule or column.
        constraint: String,
    },
    /// Another process serves this file.
    #[error("another mashhad process uses {}; stop it first, or use PostgreSQL for several processes", path.display())]
    InUse {
        /// The database file.
        path: PathBuf,
    },
    /// The schema was made by a newer release.
    #[error("the database has schema version {found}, this release knows versions up to {known}")]
    NewerSchema {
        /// Version in the database.
        found: i64,
        /// Newest version of this release.
        known: i64,
    },
    /// A stored value cannot be what it is, or its checksum does not match.
    #[error("damaged data in {place}: {what}")]
    Damaged {
        /// Table and column.
        place: String,
        /// What is wrong.
        what: String,
    },
    /// The address of the database is not understood.
    #[error("not a database address: {0} (use sqlite:path or postgres://…)")]
    BadAddress(String),
    /// A bug in a statement or a driver.
    #[error("database statement failed")]
    Statement(#[source] sqlx::Error),
    /// A file operation failed.
    #[error("file operation failed")]
    File(#[from] std::io::Error),
}

impl StoreError {
    /// Whether the same call may work later.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Unavailable { .. })
    }

    pub(crate) fn damaged(place: impl Into<String>, what: impl std::fmt::Display) -> Self {
        Self::Damaged { place: place.into(), what: what.to_string() }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        if let sqlx::Error::Database(database) = &error {
            let code = database.code().unwrap_or_default();
            if database.is_unique_violation() || database.is_foreign_key_violation() || database.is_check_violation() {
                return Self::Conflict { constraint: database.constraint().unwrap_or(database.message()).to_owned() };
            }
            if is_transient_code(&code) {
                return Self::Unavailable { what: format!("code {code}"), source: Some(error) };
            }
            return Self::Statement(error);
        }
        match &error {
            sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed | sqlx::Error::Tls(_) => {
                Self::Unavailable { what: "connection".to_owned(), source: Some(error) }
            }
            _ => Self::Statement(error),
        }
    }
}

/// SQLite: another connection holds the lock (busy 5, locked 6).
pub(crate) fn is_busy(error: &sqlx::Error) -> bool {
    matches!(error, sqlx::Error::Database(database)
        if database.code().and_then(|code| sqlite_code(&code)).is_some_and(|code| matches!(code, 5 | 6)))
}

/// SQLite: busy (5), locked (6), I/O (10), full (13), cannot open (14). PostgreSQL: connection
/// (08), serialization and deadlock (40), resources (53), operator intervention (57).
fn is_transient_code(code: &str) -> bool {
    if code.len() == 5 {
        return ["08", "40", "53", "57"].iter().any(|class| code.starts_with(class));
    }
    sqlite_code(code).is_some_and(|code| matches!(code, 5 | 6 | 10 | 13 | 14))
}

/// The primary code of SQLite: an extended code carries it in its low byte.
fn sqlite_code(code: &str) -> Option<i32> {
    code.parse::<i32>().ok().map(|code| code & 0xff)
}

/// Result of a storage call.
pub type Result<T> = std::result::Result<T, StoreError>;
