//! Result documents, uploads, dismissals, decisions and audit entries as records. Owns fields and units (times are UTC milliseconds since 1970); owns no SQL.

use crate::ids::{AuditId, DecisionId, DismissalId, ResultId, ScreenplayId, UploadId, UserId, WorkId};
use mashhad_engine::Component;
use serde::{Deserialize, Serialize};

/// A stored document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DocumentKind {
    /// The parsed screenplay (`ScreenplayDocument`).
    Screenplay,
    /// `BreakdownDocument`.
    Breakdown,
    /// `SalienceDocument`.
    Salience,
    /// `ContinuityDocument`.
    Continuity,
}

impl DocumentKind {
    /// Name in the database and in labels.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Screenplay => "SCREENPLAY",
            Self::Breakdown => "BREAKDOWN",
            Self::Salience => "SALIENCE",
            Self::Continuity => "CONTINUITY",
        }
    }
}

impl From<Component> for DocumentKind {
    fn from(component: Component) -> Self {
        match component {
            Component::Breakdown => Self::Breakdown,
            Component::Salience => Self::Salience,
            Component::Continuity => Self::Continuity,
        }
    }
}

/// A result document with its provenance. `json` deserialises into the engine's type of the kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultDocument {
    /// Id.
    pub id: ResultId,
    /// Screenplay it is about.
    pub screenplay: ScreenplayId,
    /// What it is.
    pub kind: DocumentKind,
    /// Engine version that made it.
    pub engine_version: String,
    /// Version of the document's shape.
    pub shape: i64,
    /// The document.
    pub json: String,
    /// SHA-256 of `json`, checked at every read.
    pub checksum: String,
    /// Made at.
    pub created_at: i64,
}

/// An upload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// Id.
    pub id: UploadId,
    /// Owner.
    pub owner: UserId,
    /// Name of the file.
    pub file_name: Option<String>,
    /// Announced size in bytes.
    pub announced_bytes: Option<i64>,
    /// Size of the bytes that arrived; `None` until they have.
    pub size_bytes: Option<i64>,
    /// SHA-256 of the bytes, lower-case hexadecimal.
    pub content_hash: Option<String>,
    /// The screenplay that was made of it.
    pub screenplay: Option<ScreenplayId>,
    /// Announced at.
    pub created_at: i64,
    /// Thrown away after.
    pub expires_at: i64,
}

/// An upload to announce.
#[derive(Debug, Clone)]
pub struct NewUpload {
    /// Name of the file.
    pub file_name: Option<String>,
    /// Announced size in bytes.
    pub announced_bytes: Option<i64>,
    /// Thrown away after, UTC milliseconds.
    pub expires_at: i64,
}

/// A continuity finding that a person set aside for all drafts of a work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dismissal {
    /// Id.
    pub id: DismissalId,
    /// The work.
    pub work: WorkId,
    /// Fingerprint of the finding, stable across drafts.
    pub fingerprint: String,
    /// The person's reason.
    pub reason: Option<String>,
    /// When.
    pub created_at: i64,
}

/// A decision that a person took on a result (accepted, corrected, added); the newest of a target counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Id.
    pub id: DecisionId,
    /// The work.
    pub work: WorkId,
    /// Area, e.g. `breakdown.element`.
    pub area: String,
    /// Stable key of the thing decided on.
    pub target: String,
    /// The decision as JSON, shaped by the area.
    pub value: String,
    /// When.
    pub created_at: i64,
}

/// An entry of the audit log: who did what to which object, never any script text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// Id.
    pub id: AuditId,
    /// When.
    pub at: i64,
    /// Subject of the actor's token, or the command line.
    pub actor: String,
    /// What was done, e.g. `screenplay.delete`.
    pub action: String,
    /// Id of the object.
    pub target: Option<String>,
    /// Further facts as JSON.
    pub detail: Option<String>,
}
