//! Result documents, addressed by what they were computed from; the cache of later submissions and the checkpoints of retried jobs are
//! this one table.

use std::collections::{BTreeMap, BTreeSet};

use crate::hash::sha256_hex;
use crate::ids::{JobId, ResultId, ScreenplayId, UserId};
use crate::jobs::keys::{Content, document_key};
use crate::storage::error::{Result, StoreError};
use crate::storage::sql::{Row, Value, args, name_of, pieces, rows_of, with_ids};
use crate::storage::{CacheFigures, DocumentKind, ResultDocument, Store, Tx};

/// Version of the documents' shape as stored; rises when a stored document of the same engine version could not be read any more.
pub(crate) const SHAPE: i64 = 1;

macro_rules! columns {
    () => {
        "r.id, r.screenplay_id, r.kind, r.engine_version, r.shape, r.document, r.checksum, r.created_at"
    };
}

const OF_JOB: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM job_results l JOIN results r ON r.id = l.result_id WHERE r.owner_id = $1 AND l.job_id = $2 AND ($3 IS NULL OR l.kind = $3) ORDER BY r.kind"
);
const NEWEST: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM results r WHERE r.owner_id = $1 AND r.screenplay_id = $2 AND r.kind = $3 ORDER BY r.used_at DESC, r.id DESC LIMIT 1"
);
const BY_ID: &str = concat!("SELECT ", columns!(), " FROM results r WHERE r.owner_id = $1 AND r.id = $2");
const ADD: &str =
    "INSERT INTO results (id, owner_id, screenplay_id, kind, cache_key, engine_version, shape, document, checksum, size_bytes,
      created_at, used_at)
    VALUES @rows
    ON CONFLICT (owner_id, cache_key) DO UPDATE SET used_at = excluded.used_at RETURNING owner_id, cache_key, id";
const LINK: &str = "INSERT INTO job_results (job_id, kind, result_id) VALUES @rows
    ON CONFLICT (job_id, kind) DO UPDATE SET result_id = excluded.result_id";
/// Two readings may fall into one millisecond.
const MAKE_NEWEST: &str = "UPDATE results SET used_at = (SELECT MAX(o.used_at) + 1 FROM results o WHERE o.screenplay_id = $2 AND o.kind = $3)
    WHERE id = $1 AND EXISTS (SELECT 1 FROM results o WHERE o.screenplay_id = $2 AND o.kind = $3 AND o.id <> $1 AND o.used_at >= results.used_at)";
const FIND: &str = "SELECT id FROM results WHERE owner_id = $1 AND cache_key = $2 AND shape = $3";
const USE: &str = "UPDATE results SET hits = hits + 1, used_at = $1 WHERE id IN @ids";
const FIGURES: &str = "SELECT COUNT(*), CAST(COALESCE(SUM(size_bytes), 0) AS BIGINT), CAST(COALESCE(SUM(hits), 0) AS BIGINT) FROM results";

/// A document to store.
#[derive(Debug, Clone)]
pub struct NewDocument {
    /// What it is.
    pub kind: DocumentKind,
    /// Key of what it was computed from.
    pub(crate) cache_key: String,
    /// Engine version that made it.
    pub engine_version: String,
    /// The document.
    pub json: String,
}

/// A screenplay as read, to be kept.
#[derive(Debug)]
pub struct ScreenplayReading<'a> {
    /// SHA-256 of the file.
    pub content_hash: &'a str,
    /// Name of the forced format; empty when it is detected.
    pub forced_format: &'a str,
    /// Options that it was read with.
    pub options: &'a mashhad_engine::Options,
    /// The document.
    pub json: String,
}

/// A document and whose it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct DocumentOf<'a> {
    pub(super) owner: UserId,
    pub(super) screenplay: ScreenplayId,
    pub(super) document: &'a NewDocument,
}

impl DocumentOf<'_> {
    fn key(&self) -> (UserId, &str) {
        (self.owner, self.document.cache_key.as_str())
    }
}

impl Store {
    /// The documents of a job, its screenplay's among them; one kind only where asked.
    ///
    /// # Errors
    /// The database failed, or a document does not match its checksum.
    pub async fn job_results(&self, owner: UserId, job: JobId, kind: Option<DocumentKind>) -> Result<Vec<ResultDocument>> {
        let kind = kind.map(|kind| name_of(&kind)).transpose()?;
        self.rows(OF_JOB, args![owner, job, kind]).await?.into_iter().map(read).collect()
    }

    /// The document of a kind about a screenplay that was made or asked for last.
    ///
    /// # Errors
    /// The database failed, or the document does not match its checksum.
    pub async fn newest_result(&self, owner: UserId, screenplay: ScreenplayId, kind: DocumentKind) -> Result<Option<ResultDocument>> {
        self.row(NEWEST, args![owner, screenplay, name_of(&kind)?]).await?.map(read).transpose()
    }

    /// A document by id.
    ///
    /// # Errors
    /// The database failed, or the document does not match its checksum.
    pub async fn result(&self, owner: UserId, id: ResultId) -> Result<Option<ResultDocument>> {
        self.row(BY_ID, args![owner, id]).await?.map(read).transpose()
    }

    /// For the operator: size and use of the stored results.
    ///
    /// # Errors
    /// The database failed.
    pub async fn admin_cache_figures(&self) -> Result<CacheFigures> {
        let Some(mut row) = self.row(FIGURES, args![]).await? else {
            return Ok(CacheFigures::default());
        };
        Ok(CacheFigures { documents: row.int()?, bytes: row.int()?, hits: row.int()? })
    }
}

impl Tx {
    /// Keeps another reading of a screenplay; it is the newest one from now on.
    ///
    /// # Errors
    /// The database failed.
    pub async fn keep_reading(&mut self, owner: UserId, screenplay: ScreenplayId, reading: ScreenplayReading<'_>) -> Result<()> {
        let id = self.add_reading(owner, screenplay, reading).await?;
        self.execute(MAKE_NEWEST, args![id, screenplay, name_of(&DocumentKind::Screenplay)?]).await.map(drop)
    }

    /// Stores a reading under the options that it was read with.
    pub(super) async fn add_reading(
        &mut self,
        owner: UserId,
        screenplay: ScreenplayId,
        reading: ScreenplayReading<'_>,
    ) -> Result<ResultId> {
        let (kind, version) = (DocumentKind::Screenplay, mashhad_engine::ENGINE_VERSION);
        let content = Content { hash: reading.content_hash, forced_format: reading.forced_format };
        let cache_key = document_key(kind, content, reading.options, version);
        let document = NewDocument { kind, cache_key, engine_version: version.to_owned(), json: reading.json };
        self.add_document(owner, screenplay, &document).await
    }

    /// Stores a document, or finds the one with the same key.
    pub(super) async fn add_document(&mut self, owner: UserId, screenplay: ScreenplayId, document: &NewDocument) -> Result<ResultId> {
        let stored = self.add_documents(&[DocumentOf { owner, screenplay, document }]).await?;
        stored.first().copied().ok_or_else(|| StoreError::damaged("results", "no row came back"))
    }

    /// Stores documents, or finds those with the same keys; their ids in the order of the documents.
    pub(super) async fn add_documents(&mut self, new: &[DocumentOf<'_>]) -> Result<Vec<ResultId>> {
        // One statement must not meet a key twice.
        let distinct: BTreeMap<(UserId, &str), &DocumentOf<'_>> = new.iter().map(|new| (new.key(), new)).collect();
        let distinct: Vec<&DocumentOf<'_>> = distinct.into_values().collect();
        let mut ids: BTreeMap<(UserId, String), ResultId> = BTreeMap::new();
        for piece in pieces(&distinct) {
            let mut values = Vec::with_capacity(piece.len() * 12);
            for new in piece {
                values.extend(self.document_row(new)?);
            }
            for mut row in self.rows(ADD.replace("@rows", &rows_of(1, piece.len(), 12)), values).await? {
                ids.insert((row.parsed()?, row.text()?), row.parsed()?);
            }
        }
        let id = |new: &DocumentOf<'_>| ids.get(&(new.owner, new.document.cache_key.clone())).copied();
        new.iter().map(|new| id(new).ok_or_else(|| StoreError::damaged("results", "no row came back"))).collect()
    }

    fn document_row(&self, new: &DocumentOf<'_>) -> Result<Vec<Value>> {
        let (id, now, document) = (ResultId::make(self.ids.as_ref()), self.now(), new.document);
        let checksum = sha256_hex(document.json.as_bytes());
        let size = i64::try_from(document.json.len()).unwrap_or(i64::MAX);
        let (kind, key, version) = (name_of(&document.kind)?, document.cache_key.as_str(), document.engine_version.as_str());
        Ok(args![id, new.owner, new.screenplay, kind, key, version, SHAPE, document.json.as_str(), checksum, size, now, now])
    }

    pub(super) async fn link_document(&mut self, job: JobId, kind: DocumentKind, result: ResultId) -> Result<()> {
        self.link_documents(&[(job, kind, result)]).await
    }

    /// Names documents as results of jobs; a job and a kind occur once.
    pub(super) async fn link_documents(&mut self, links: &[(JobId, DocumentKind, ResultId)]) -> Result<()> {
        for piece in pieces(links) {
            let mut values = Vec::with_capacity(piece.len() * 3);
            for (job, kind, result) in piece {
                values.extend(args![*job, name_of(kind)?, *result]);
            }
            self.execute(LINK.replace("@rows", &rows_of(1, piece.len(), 3)), values).await?;
        }
        Ok(())
    }

    pub(super) async fn find_document(&mut self, owner: UserId, cache_key: &str) -> Result<Option<ResultId>> {
        self.row(FIND, args![owner, cache_key, SHAPE]).await?.map(|mut row| row.parsed()).transpose()
    }

    /// Counts each use of a document by a later job.
    pub(super) async fn count_hits(&mut self, mut results: Vec<ResultId>) -> Result<()> {
        let now = self.now();
        while !results.is_empty() {
            // A statement counts a row once, so what was used twice takes another round.
            let round: BTreeSet<ResultId> = results.iter().copied().collect();
            let mut left = round.clone();
            results.retain(|result| !left.remove(result));
            let round: Vec<ResultId> = round.into_iter().collect();
            let (sql, values) = with_ids(USE, args![now], &round);
            self.execute(sql, values).await?;
        }
        Ok(())
    }
}

fn read(mut row: Row) -> Result<ResultDocument> {
    let document = ResultDocument {
        id: row.parsed()?,
        screenplay: row.parsed()?,
        kind: row.name()?,
        engine_version: row.text()?,
        shape: row.int()?,
        json: row.text()?,
        checksum: row.text()?,
        created_at: row.int()?,
    };
    if sha256_hex(document.json.as_bytes()) == document.checksum {
        Ok(document)
    } else {
        Err(StoreError::damaged(format!("results.document of {}", document.id), "the checksum does not match"))
    }
}
