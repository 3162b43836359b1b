//! Backups: a folder with one snapshot and a manifest that says what it is and proves that it is whole. Owns making, rotating, verifying and restoring; the
//! database's own means do the copying (`VACUUM INTO`, `pg_dump`). A running service is not disturbed.

mod manifest;
mod postgres;
mod restore;
mod take;

use std::path::PathBuf;

use mashhad_engine::Bilingual;
use thiserror::Error;

use crate::storage::StoreError;

pub use manifest::{Kind, Manifest};
pub use restore::{restore, verify};
pub use take::{rotate, take};

/// Why a backup is not made or not restored.
#[derive(Debug, Error)]
pub enum BackupError {
    /// No folder with a manifest.
    #[error("{} is no backup: it has no readable manifest.json", .0.display())]
    NoManifest(PathBuf),
    /// The snapshot is not the one that the manifest describes.
    #[error("the snapshot {} is not whole: {what}", path.display())]
    Altered {
        /// Which file.
        path: PathBuf,
        /// What differs.
        what: String,
    },
    /// Made by a newer release.
    #[error("the backup has schema version {found}, this release knows versions up to {known}")]
    Newer {
        /// In the backup.
        found: i64,
        /// Of this release.
        known: i64,
    },
    /// A SQLite backup for PostgreSQL, or the other way round.
    #[error("the backup is of {backup}, the target is {target}")]
    OtherDatabase {
        /// Of the backup.
        backup: Kind,
        /// Of the target.
        target: Kind,
    },
    /// The target holds something already.
    #[error("the target {0} is not empty: restore into a new one")]
    TargetNotEmpty(String),
    /// `pg_dump` or `pg_restore` failed or is missing.
    #[error("{tool} failed: {said}")]
    Tool {
        /// Which program.
        tool: &'static str,
        /// Its last words; they hold no password.
        said: String,
    },
    /// A file cannot be read or written.
    #[error("file operation failed on {}", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl BackupError {
    /// The error for people, in both languages.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        let ar = match self {
            Self::NoManifest(_) => "هذا المجلد ليس نسخة احتياطية: لا يوجد فيه manifest.json صالح.",
            Self::Altered { .. } => "النسخة ناقصة أو معدّلة: لا تطابق بيانها، ولم يُستعد شيء.",
            Self::Newer { .. } => "النسخة من إصدار أحدث: حدّث البرنامج أولاً.",
            Self::OtherDatabase { .. } => "النسخة من نوع قاعدة بيانات آخر.",
            Self::TargetNotEmpty(_) => "القاعدة المستهدفة ليست فارغة: استعد في قاعدة جديدة.",
            Self::Tool { .. } => "فشلت أداة PostgreSQL أو لم توجد: ثبّت postgresql-client بإصدار الخادم.",
            Self::File { .. } => "تعذّرت قراءة ملف أو كتابته.",
            Self::Store(_) => "قاعدة البيانات لا تستجيب أو تالفة.",
        };
        Bilingual::new(ar, self.to_string())
    }
}

/// A file error with its place.
fn at(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> BackupError {
    let path = path.to_owned();
    move |source| BackupError::File { path, source }
}
