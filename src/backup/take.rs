//! Making a backup and throwing old ones away. Owns the order (snapshot, checksum, manifest, rename), so that a folder with its final name is whole.

use std::path::{Path, PathBuf};

use super::manifest::{FILE, FORMAT, checksum};
use super::{BackupError, Kind, Manifest, at, postgres};
use crate::storage::Store;

/// Start of the names of backup folders; the time follows, so that names sort by age.
const PREFIX: &str = "mashhad-";
/// Ending of a folder that is not finished.
pub(super) const UNFINISHED: &str = ".unfinished";

/// Makes a backup of the store at `url` in a new folder below `parent`.
///
/// # Errors
/// See [`BackupError`]; what was begun is removed.
pub async fn take(store: &Store, url: &str, parent: &Path) -> Result<(PathBuf, Manifest), BackupError> {
    let created_at = store.clock_ms();
    let folder = parent.join(format!("{PREFIX}{}", stamp(created_at)));
    let working = parent.join(format!("{PREFIX}{}{UNFINISHED}", stamp(created_at)));
    std::fs::create_dir_all(parent).map_err(at(parent))?;
    private_folder(&working)?;
    let made = write(store, url, &working, created_at).await;
    match made {
        Ok(manifest) => {
            std::fs::rename(&working, &folder).map_err(at(&folder))?;
            Ok((folder, manifest))
        }
        Err(error) => {
            // What cannot be removed is named by its ending.
            let _ = std::fs::remove_dir_all(&working);
            Err(error)
        }
    }
}

/// Only the owner of the process reads scripts.
fn private_folder(path: &Path) -> Result<(), BackupError> {
    use std::os::unix::fs::DirBuilderExt as _;
    std::fs::DirBuilder::new().mode(0o700).create(path).map_err(at(path))
}

async fn write(store: &Store, url: &str, folder: &Path, created_at: i64) -> Result<Manifest, BackupError> {
    let kind = Kind::of(url);
    let (counts, schema) = (store.counts().await?, store.schema_version().await?);
    let snapshot = folder.join(kind.snapshot());
    if !store.snapshot_into(&snapshot).await? {
        let (address, into) = (url.to_owned(), snapshot.clone());
        let dumped = tokio::task::spawn_blocking(move || postgres::dump(&address, &into)).await;
        dumped.map_err(|error| BackupError::Tool { tool: "pg_dump", said: error.to_string() })??;
    }
    sync(&snapshot)?;
    let (size, sha256) = checksum(&snapshot)?;
    let manifest = Manifest {
        format: FORMAT.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        kind,
        schema,
        created_at,
        size,
        sha256,
        counts,
    };
    let file = folder.join(FILE);
    let text = serde_json::to_vec_pretty(&manifest).map_err(|error| at(&file)(std::io::Error::other(error)))?;
    std::fs::write(&file, text).map_err(at(&file))?;
    sync(&file)?;
    Ok(manifest)
}

fn sync(path: &Path) -> Result<(), BackupError> {
    std::fs::File::open(path).and_then(|file| file.sync_all()).map_err(at(path))
}

/// `20261125T081502123Z`.
fn stamp(ms: i64) -> String {
    let instant = time::OffsetDateTime::from_unix_timestamp_nanos(i128::from(ms) * 1_000_000).unwrap_or(time::OffsetDateTime::UNIX_EPOCH);
    let (date, clock) = (instant.date(), instant.time());
    format!(
        "{:04}{:02}{:02}T{:02}{:02}{:02}{:03}Z",
        date.year(),
        u8::from(date.month()),
        date.day(),
        clock.hour(),
        clock.minute(),
        clock.second(),
        clock.millisecond()
    )
}

/// Keeps the newest `keep` backups below `parent` and removes the older ones; only folders with a manifest are touched. Which were removed.
///
/// # Errors
/// A folder that cannot be read or removed.
pub fn rotate(parent: &Path, keep: usize) -> Result<Vec<PathBuf>, BackupError> {
    let mut backups: Vec<PathBuf> = std::fs::read_dir(parent)
        .map_err(at(parent))?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with(PREFIX) && !name.ends_with(UNFINISHED))
        })
        .filter(|path| Manifest::read(path).is_ok())
        .collect();
    backups.sort();
    let surplus = backups.len().saturating_sub(keep.max(1));
    let old: Vec<PathBuf> = backups.into_iter().take(surplus).collect();
    for folder in &old {
        std::fs::remove_dir_all(folder).map_err(at(folder))?;
    }
    Ok(old)
}
