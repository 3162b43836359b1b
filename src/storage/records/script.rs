//! Users and screenplays as records. Owns fields and units (times are UTC milliseconds since 1970); owns no SQL.

use crate::ids::{ScreenplayId, UserId, WorkId};
use mashhad_engine::{Format, Language, Refusal};
use serde::{Deserialize, Serialize};

/// A user, known by the subject of the access token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Id.
    pub id: UserId,
    /// Subject (`sub`) of the tokens.
    pub subject: String,
    /// Name to show.
    pub display_name: Option<String>,
    /// First seen.
    pub created_at: i64,
    /// Locked out since.
    pub disabled_at: Option<i64>,
}

/// A stored screenplay; the file's bytes are read apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Screenplay {
    /// Id.
    pub id: ScreenplayId,
    /// Owner.
    pub owner: UserId,
    /// Shared by all drafts of the work.
    pub work: WorkId,
    /// The draft before this one.
    pub previous: Option<ScreenplayId>,
    /// SHA-256 of the bytes, lower-case hexadecimal.
    pub content_hash: String,
    /// Title: as given, else from the title page, else the file's name.
    pub title: String,
    /// Name of the file, where there was one.
    pub file_name: Option<String>,
    /// Size of the file in bytes.
    pub size_bytes: i64,
    /// The format that the caller forced; part of the identity, because it changes what is read.
    pub forced_format: Option<Format>,
    /// What the parser read, or why it refused.
    pub reading: Reading,
    /// Stored at.
    pub created_at: i64,
    /// Title or lineage last changed at.
    pub updated_at: i64,
}

/// What came out of parsing at submission.
#[derive(Debug, Clone, PartialEq)]
pub enum Reading {
    /// A screenplay.
    Read(ReadFacts),
    /// No screenplay, with the reason.
    Refused(Refusal),
}

/// Headline facts of a parsed screenplay; the whole is the [`crate::storage::DocumentKind::Screenplay`] document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadFacts {
    /// Format that was read.
    pub format: Format,
    /// Language.
    pub language: Language,
    /// Length of the text in UTF-16 code units.
    pub length: i64,
    /// Length in eighths of a page.
    pub eighths: i64,
    /// Number of scenes.
    pub scenes: i64,
}

/// A screenplay to store.
#[derive(Debug, Clone)]
pub struct NewScreenplay {
    /// The bytes as they came.
    pub bytes: Vec<u8>,
    /// Title.
    pub title: String,
    /// Name of the file.
    pub file_name: Option<String>,
    /// The format that the caller forced.
    pub forced_format: Option<Format>,
    /// The draft it follows; makes it part of the same work.
    pub previous: Option<ScreenplayId>,
    /// What the parser said.
    pub reading: Reading,
    /// The screenplay document as JSON, where it was read.
    pub document: Option<String>,
}

/// A stored thing and whether it was there before.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored<T> {
    /// The thing.
    pub record: T,
    /// Whether it was stored before this call.
    pub existed: bool,
}

/// Conditions on screenplays; all given ones must hold.
#[derive(Debug, Clone, Default)]
pub struct ScreenplayFilter {
    /// Case-insensitive part of the title.
    pub title_contains: Option<String>,
    /// Drafts of this work.
    pub work: Option<WorkId>,
}

/// Orders of screenplays; ties break on the id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ScreenplayOrder {
    /// Creation time.
    CreatedAt,
    /// Last change.
    #[default]
    UpdatedAt,
    /// Title.
    Title,
}
