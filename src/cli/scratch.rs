//! A folder of our own for databases that are thrown away, removed at the end, and a server's configuration on such a database. Owns the
//! folder's name and removal, and that configuration.

use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::clock::SystemClock;
use crate::config::Config;
use crate::ids::{TimeOrderedIds, UploadId};

/// The folder; it goes when this is dropped.
pub(super) struct Scratch(PathBuf);

impl Scratch {
    /// Makes a folder below the given one, or below the system's temporary folder.
    pub(super) fn below(parent: Option<&Path>, purpose: &str) -> anyhow::Result<Self> {
        let ids = TimeOrderedIds::new(std::sync::Arc::new(SystemClock));
        let parent = parent.map_or_else(std::env::temp_dir, Path::to_owned);
        let folder = parent.join(format!("mashhad-{purpose}-{}", UploadId::make(&ids)));
        std::fs::create_dir_all(&folder).with_context(|| format!("creating {}", folder.display()))?;
        Ok(Self(folder))
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed is left to the system's own cleaning of its temporary folder.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A server on loopback with a free port and a key that nobody keeps; `more` are variables of the caller's own.
pub(super) fn scratch_config(database: &str, more: &[(&str, &str)]) -> anyhow::Result<Config> {
    let ids = TimeOrderedIds::new(std::sync::Arc::new(SystemClock));
    let secret = format!("{}{}", UploadId::make(&ids), UploadId::make(&ids));
    let own = |name: &str| more.iter().find(|(own, _)| *own == name).map(|(_, value)| (*value).to_owned());
    Ok(Config::read(&|name| match name {
        "MASHHAD_LISTEN" => Some("127.0.0.1:0".to_owned()),
        "MASHHAD_DATABASE_URL" => Some(database.to_owned()),
        "MASHHAD_JWT_SECRET" => Some(secret.clone()),
        "MASHHAD_LOG" => Some("warn".to_owned()),
        _ => own(name),
    })?)
}
