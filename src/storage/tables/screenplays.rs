//! Screenplays: immutable by content, one row for each owner and content, with the lineage of drafts.

use std::collections::BTreeMap;

use mashhad_engine::Format;

use crate::hash::sha256_hex;
use crate::ids::{ScreenplayId, UserId, WorkId};
use crate::storage::error::{Result, StoreError};
use crate::storage::page::{Cursor, Page, PageRequest, SortKey};
use crate::storage::sql::{Row, Sql, Value, args, json_of, name_of, with_ids};
use crate::storage::{Direction, NewScreenplay, Reading, Screenplay, ScreenplayFilter, ScreenplayOrder, Store, Stored, Tx};

use super::keyset::Keyset;
use super::results::ScreenplayReading;

macro_rules! columns {
    () => {
        "id, owner_id, work_id, previous_id, content_hash, title, file_name, size_bytes, forced_format, facts, refusal, created_at, updated_at"
    };
}

const BY_ID: &str = concat!("SELECT ", columns!(), " FROM screenplays WHERE owner_id = $1 AND id = $2");
const BY_IDS: &str = concat!("SELECT ", columns!(), " FROM screenplays WHERE owner_id = $1 AND id IN @ids");
const BY_CONTENT: &str =
    concat!("SELECT ", columns!(), " FROM screenplays WHERE owner_id = $1 AND content_hash = $2 AND forced_format = $3");
const BYTES: &str = "SELECT s.content_hash, f.bytes FROM screenplay_files f JOIN screenplays s ON s.id = f.screenplay_id WHERE s.owner_id = $1 AND s.id = $2";
const WORK_OF: &str = "SELECT work_id FROM screenplays WHERE owner_id = $1 AND id = $2";
const ADD: &str =
    "INSERT INTO screenplays (id, owner_id, work_id, previous_id, content_hash, forced_format, title, title_folded, file_name,
      size_bytes, facts, refusal, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13) ON CONFLICT (owner_id, content_hash, forced_format) DO NOTHING";
const ADD_BYTES: &str = "INSERT INTO screenplay_files (screenplay_id, bytes) VALUES ($1, $2)";
const RENAME: &str =
    concat!("UPDATE screenplays SET title = $3, title_folded = $4, updated_at = $5 WHERE owner_id = $1 AND id = $2 RETURNING ", columns!());
const FILTER: &str =
    " FROM screenplays WHERE owner_id = $1 AND ($2 IS NULL OR title_folded LIKE $2 ESCAPE '!') AND ($3 IS NULL OR work_id = $3)";

impl Store {
    /// A screenplay of an owner.
    ///
    /// # Errors
    /// The database failed.
    pub async fn screenplay(&self, owner: UserId, id: ScreenplayId) -> Result<Option<Screenplay>> {
        self.row(BY_ID, args![owner, id]).await?.map(read).transpose()
    }

    /// Those of the asked screenplays that the owner has.
    ///
    /// # Errors
    /// The database failed.
    pub async fn screenplays(&self, owner: UserId, ids: &[ScreenplayId]) -> Result<BTreeMap<ScreenplayId, Screenplay>> {
        if ids.is_empty() {
            return Ok(BTreeMap::new());
        }
        let (sql, args) = with_ids(BY_IDS, args![owner], ids);
        self.rows(sql, args).await?.into_iter().map(|row| read(row).map(|screenplay| (screenplay.id, screenplay))).collect()
    }

    /// The owner's screenplay with this content, read in this forced format.
    ///
    /// # Errors
    /// The database failed.
    pub async fn screenplay_by_content(&self, owner: UserId, content_hash: &str, forced: Option<Format>) -> Result<Option<Screenplay>> {
        self.row(BY_CONTENT, args![owner, content_hash, format_name(forced)?]).await?.map(read).transpose()
    }

    /// The file as it came; its hash is checked.
    ///
    /// # Errors
    /// The database failed, or the bytes do not match their hash.
    pub async fn screenplay_bytes(&self, owner: UserId, id: ScreenplayId) -> Result<Option<Vec<u8>>> {
        let Some(mut row) = self.row(BYTES, args![owner, id]).await? else {
            return Ok(None);
        };
        let (hash, bytes) = (row.text()?, row.blob()?);
        if sha256_hex(&bytes) == hash {
            Ok(Some(bytes))
        } else {
            Err(StoreError::damaged(format!("screenplay_files of {id}"), "the hash does not match"))
        }
    }

    /// A page of an owner's screenplays.
    ///
    /// # Errors
    /// The database failed.
    pub async fn list_screenplays(
        &self,
        owner: UserId,
        filter: &ScreenplayFilter,
        order: ScreenplayOrder,
        direction: Direction,
        page: &PageRequest,
    ) -> Result<Page<Screenplay>> {
        let keyset = Keyset { column: column(order), numeric: order != ScreenplayOrder::Title, direction, page };
        let select = Sql::Borrowed(concat!("SELECT ", columns!()));
        keyset.fetch(self, select, FILTER, filter_args(owner, filter), read, |item| cursor(item, order)).await
    }

    /// How many screenplays match, counted up to `cap` + 1.
    ///
    /// # Errors
    /// The database failed.
    pub async fn count_screenplays(&self, owner: UserId, filter: &ScreenplayFilter, cap: u32) -> Result<i64> {
        super::keyset::count(self, FILTER, filter_args(owner, filter), cap).await
    }
}

impl Tx {
    /// Stores a screenplay, or finds the one with the same content. An unknown `previous` starts a new work.
    ///
    /// # Errors
    /// The database failed.
    pub async fn add_screenplay(&mut self, owner: UserId, new: NewScreenplay) -> Result<Stored<Screenplay>> {
        let hash = sha256_hex(&new.bytes);
        let forced = format_name(new.forced_format)?;
        let (id, now) = (ScreenplayId::make(self.ids.as_ref()), self.now());
        let (work, previous) = self.lineage(owner, new.previous).await?;
        let (facts, refusal) = match &new.reading {
            Reading::Read(facts) => (Some(facts_json(facts)?), None),
            Reading::Refused(refusal) => (None, Some(json_of(refusal)?)),
        };
        let size = i64::try_from(new.bytes.len()).unwrap_or(i64::MAX);
        let folded = fold_title(&new.title);
        let values =
            args![id, owner, work, previous, hash.as_str(), forced.as_str(), new.title, folded, new.file_name, size, facts, refusal, now];
        let added = self.execute(ADD, values).await? > 0;
        if added {
            self.execute(ADD_BYTES, args![id, new.bytes]).await?;
            if let Some(document) = new.document {
                let options = mashhad_engine::Options::default();
                let reading = ScreenplayReading { content_hash: &hash, forced_format: &forced, options: &options, json: document };
                self.add_reading(owner, id, reading).await?;
            }
        }
        let row = self.row(BY_CONTENT, args![owner, hash, forced]).await?;
        let record = read(row.ok_or_else(|| StoreError::damaged("screenplays", "no row came back"))?)?;
        Ok(Stored { record, existed: !added })
    }

    async fn lineage(&mut self, owner: UserId, previous: Option<ScreenplayId>) -> Result<(WorkId, Option<ScreenplayId>)> {
        if let Some(previous) = previous
            && let Some(mut row) = self.row(WORK_OF, args![owner, previous]).await?
        {
            return Ok((row.parsed()?, Some(previous)));
        }
        Ok((WorkId::make(self.ids.as_ref()), None))
    }

    /// Gives a screenplay another title.
    ///
    /// # Errors
    /// The database failed.
    pub async fn rename_screenplay(&mut self, owner: UserId, id: ScreenplayId, title: &str) -> Result<Option<Screenplay>> {
        let now = self.now();
        self.row(RENAME, args![owner, id, title, fold_title(title), now]).await?.map(read).transpose()
    }
}

fn column(order: ScreenplayOrder) -> &'static str {
    match order {
        ScreenplayOrder::CreatedAt => "created_at",
        ScreenplayOrder::UpdatedAt => "updated_at",
        ScreenplayOrder::Title => "title",
    }
}

fn cursor(item: &Screenplay, order: ScreenplayOrder) -> Cursor {
    let key = match order {
        ScreenplayOrder::CreatedAt => SortKey::Number(item.created_at),
        ScreenplayOrder::UpdatedAt => SortKey::Number(item.updated_at),
        ScreenplayOrder::Title => SortKey::Text(item.title.clone()),
    };
    Cursor { key, id: item.id.to_string() }
}

fn filter_args(owner: UserId, filter: &ScreenplayFilter) -> Vec<Value> {
    let title = filter.title_contains.as_deref().map(|part| {
        let escaped = fold_title(part).replace('!', "!!").replace('%', "!%").replace('_', "!_");
        format!("%{escaped}%")
    });
    args![owner, title, filter.work]
}

/// Titles are searched without regard to case.
fn fold_title(title: &str) -> String {
    title.to_lowercase()
}

pub(super) fn format_name(format: Option<Format>) -> Result<String> {
    format.map_or(Ok(String::new()), |format| name_of(&format))
}

fn facts_json(facts: &crate::storage::ReadFacts) -> Result<String> {
    json_of(facts)
}

fn read(mut row: Row) -> Result<Screenplay> {
    let (id, owner, work, previous) = (row.parsed()?, row.parsed()?, row.parsed()?, row.opt_parsed()?);
    let (content_hash, title, file_name, size_bytes) = (row.text()?, row.text()?, row.opt_text()?, row.int()?);
    let forced = row.text()?;
    let forced_format = if forced.is_empty() {
        None
    } else {
        Some(
            serde_json::from_value(serde_json::Value::String(forced))
                .map_err(|error| StoreError::damaged("screenplays.forced_format", error))?,
        )
    };
    let (facts, refusal) = (row.opt_json()?, row.opt_json()?);
    let reading = match (facts, refusal) {
        (Some(facts), None) => Reading::Read(facts),
        (None, Some(refusal)) => Reading::Refused(refusal),
        _ => return Err(StoreError::damaged("screenplays", "neither read nor refused")),
    };
    let (created_at, updated_at) = (row.int()?, row.int()?);
    Ok(Screenplay { id, owner, work, previous, content_hash, title, file_name, size_bytes, forced_format, reading, created_at, updated_at })
}
