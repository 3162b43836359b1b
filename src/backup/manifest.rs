//! The manifest of a backup. Owns its shape and the checksum of the snapshot beside it.

use std::fmt;
use std::io::Read as _;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{BackupError, at};
use crate::storage::Counts;

/// Name of the manifest in its folder.
pub(super) const FILE: &str = "manifest.json";

/// Which database a snapshot is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Kind {
    /// A SQLite file.
    Sqlite,
    /// A custom-format dump of `pg_dump`.
    Postgres,
}

impl Kind {
    /// The kind of an address.
    #[must_use]
    pub fn of(url: &str) -> Self {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") { Self::Postgres } else { Self::Sqlite }
    }

    /// Name of the snapshot in its folder.
    pub(super) fn snapshot(self) -> &'static str {
        match self {
            Self::Sqlite => "database.sqlite",
            Self::Postgres => "database.dump",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        })
    }
}

/// What a backup is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Manifest {
    /// Always `mashhad-backup`.
    pub format: String,
    /// Release that made it.
    pub version: String,
    /// Which database.
    pub kind: Kind,
    /// Version of the schema.
    pub schema: i64,
    /// UTC milliseconds since 1970.
    pub created_at: i64,
    /// Size of the snapshot in bytes.
    pub size: u64,
    /// SHA-256 of the snapshot, hexadecimal.
    pub sha256: String,
    /// What the database held shortly before.
    pub counts: Counts,
}

/// Value of [`Manifest::format`].
pub(super) const FORMAT: &str = "mashhad-backup";

impl Manifest {
    /// Reads the manifest of a folder.
    ///
    /// # Errors
    /// [`BackupError::NoManifest`].
    pub fn read(folder: &Path) -> Result<Self, BackupError> {
        let text = std::fs::read(folder.join(FILE)).map_err(|_| BackupError::NoManifest(folder.to_owned()))?;
        let manifest: Self = serde_json::from_slice(&text).map_err(|_| BackupError::NoManifest(folder.to_owned()))?;
        if manifest.format == FORMAT { Ok(manifest) } else { Err(BackupError::NoManifest(folder.to_owned())) }
    }
}

/// Size and SHA-256 of a file, read in pieces.
pub(super) fn checksum(path: &Path) -> Result<(u64, String), BackupError> {
    let mut file = std::fs::File::open(path).map_err(at(path))?;
    let (mut hasher, mut size, mut piece) = (Sha256::new(), 0_u64, vec![0_u8; 1 << 20]);
    loop {
        let length = file.read(&mut piece).map_err(at(path))?;
        let Some(read) = piece.get(..length).filter(|read| !read.is_empty()) else { break };
        hasher.update(read);
        size += length as u64;
    }
    Ok((size, hasher.finalize().iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))))
}
