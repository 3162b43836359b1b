//! Verifying and restoring. Owns the rule that nothing is touched before everything is proved: manifest, size, checksum, version, kind, an empty target.

use std::path::{Path, PathBuf};

use super::manifest::checksum;
use super::take::UNFINISHED;
use super::{BackupError, Kind, Manifest, at, postgres};
use crate::storage::newest_schema;

/// Proves that a backup is whole and not newer than this release.
///
/// # Errors
/// What is wrong with it.
pub fn verify(folder: &Path) -> Result<Manifest, BackupError> {
    let manifest = Manifest::read(folder)?;
    let known = newest_schema();
    if manifest.schema > known {
        return Err(BackupError::Newer { found: manifest.schema, known });
    }
    let path = folder.join(manifest.kind.snapshot());
    let (size, sha256) = checksum(&path)?;
    let altered = |what: String| BackupError::Altered { path: path.clone(), what };
    if size != manifest.size {
        return Err(altered(format!("it has {size} bytes, the manifest says {}", manifest.size)));
    }
    if sha256 != manifest.sha256 {
        return Err(altered("its checksum differs from the manifest's".to_owned()));
    }
    Ok(manifest)
}

/// Restores a backup into the empty database at `url`. Jobs that waited wait again; those that ran are taken up when a worker starts.
///
/// # Errors
/// See [`BackupError`]; the target is untouched unless copying itself failed.
pub fn restore(folder: &Path, url: &str) -> Result<Manifest, BackupError> {
    let manifest = verify(folder)?;
    let target = Kind::of(url);
    if target != manifest.kind {
        return Err(BackupError::OtherDatabase { backup: manifest.kind, target });
    }
    let snapshot = folder.join(manifest.kind.snapshot());
    match target {
        Kind::Sqlite => copy_file(&snapshot, &sqlite_path(url))?,
        // In one transaction: a database that holds any of the tables refuses it as a whole.
        Kind::Postgres => postgres::undump(url, &snapshot).map_err(|error| match error {
            BackupError::Tool { said, .. } if said.contains("already exists") => BackupError::TargetNotEmpty("database".to_owned()),
            other => other,
        })?,
    }
    Ok(manifest)
}

fn sqlite_path(url: &str) -> PathBuf {
    PathBuf::from(url.strip_prefix("sqlite:").map_or(url, |path| path.trim_start_matches("//")))
}

fn copy_file(from: &Path, to: &Path) -> Result<(), BackupError> {
    if let Some(folder) = to.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(at(folder))?;
    }
    for ending in ["", "-wal", "-shm"] {
        let mut name = to.as_os_str().to_owned();
        name.push(ending);
        if Path::new(&name).exists() {
            return Err(BackupError::TargetNotEmpty(to.display().to_string()));
        }
    }
    // Under another name until it is whole and on the disk: what has the final name is a database.
    let mut name = to.as_os_str().to_owned();
    name.push(UNFINISHED);
    let working = PathBuf::from(name);
    let copied = copy_whole(from, &working).and_then(|()| std::fs::rename(&working, to).map_err(at(to)));
    if copied.is_err() {
        // What cannot be removed is named by its ending.
        let _ = std::fs::remove_file(&working);
    }
    copied?;
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(at(folder))
}

fn copy_whole(from: &Path, to: &Path) -> Result<(), BackupError> {
    let mut source = std::fs::File::open(from).map_err(at(from))?;
    let mut target = private(std::fs::OpenOptions::new().write(true).create(true).truncate(true)).open(to).map_err(at(to))?;
    std::io::copy(&mut source, &mut target).map_err(at(to))?;
    target.sync_all().map_err(at(to))?;
    let (copied, whole) = (checksum(to)?, checksum(from)?);
    if copied == whole { Ok(()) } else { Err(BackupError::Altered { path: to.to_owned(), what: "the copy differs".to_owned() }) }
}

/// Only the owner of the process reads scripts.
fn private(options: &mut std::fs::OpenOptions) -> &mut std::fs::OpenOptions {
    use std::os::unix::fs::OpenOptionsExt as _;
    options.mode(0o600)
}
