//! What people decided about a work, as options of its next analyses: findings set aside, and days of the story. Owns the meaning of these
//! decisions; they are part of the options and so of every cache key, so an edited day or a finding set aside is never answered with an old result.

use std::collections::BTreeMap;

use mashhad_engine::{Options, Silent};
use serde::Deserialize;

use super::JobKind;
use super::analyst::{Analyst as _, EngineAnalyst, screenplay_json};
use super::front::Request;
use crate::ids::{ScreenplayId, UserId};
use crate::storage::{DocumentKind, Result, RunFile, ScreenplayReading, Store, StoreError, Tx};

/// Area of the decisions on story days; the target is the scene's id that is stable across drafts, the value a day or null.
const STORY_DAY: &str = "scene.story_day";

/// Days of the story as people want them, by ordinal; `None` gives a scene back to the derivation.
pub type DayEdits = BTreeMap<u32, Option<u32>>;

/// What became of an edit of story days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayEditing {
    /// The days hold; the screenplay was read again with them.
    Kept,
    /// The owner has no such screenplay, or it was refused and has no scenes.
    NotFound,
    /// The screenplay has no such scene.
    NoSuchScene(u32),
}

/// What is needed of a parsed screenplay to name its scenes.
#[derive(Deserialize)]
struct SceneIds {
    scenes: Vec<SceneId>,
}

#[derive(Deserialize)]
struct SceneId {
    id: String,
    ordinal: u32,
}

/// Puts what people decided into the options of a request that says nothing else.
pub(super) async fn apply(store: &Store, owner: UserId, request: &mut Request) -> Result<()> {
    if request.options.story_days.is_empty() {
        request.options.story_days = story_days(store, owner, request.screenplay).await?;
    }
    if matches!(request.kind, JobKind::Continuity | JobKind::Full) && request.options.continuity.dismissed.is_empty() {
        request.options.continuity.dismissed = store.dismissed_fingerprints(owner, request.screenplay).await?.into_iter().collect();
    }
    Ok(())
}

/// Ids of the scenes by ordinal.
type Scenes = BTreeMap<u32, String>;

/// Days that people set in the work, by ordinal of this draft; scenes that the draft does not have are left out.
async fn story_days(store: &Store, owner: UserId, screenplay: ScreenplayId) -> Result<BTreeMap<u32, u32>> {
    let decided = decided_days(store, owner, screenplay).await?;
    if decided.is_empty() {
        return Ok(BTreeMap::new());
    }
    Ok(days_of(&scenes(store, owner, screenplay).await?.unwrap_or_default(), &decided))
}

/// The newest decision on the day of each scene, by its stable id.
async fn decided_days(store: &Store, owner: UserId, screenplay: ScreenplayId) -> Result<BTreeMap<String, Option<u32>>> {
    let day = |value: &str| serde_json::from_str(value).map_err(|error| StoreError::damaged("decisions.value", error));
    let decisions = store.screenplay_decisions(owner, screenplay, STORY_DAY).await?;
    decisions.into_iter().map(|decision| Ok((decision.target, day(&decision.value)?))).collect()
}

fn days_of(scenes: &Scenes, decided: &BTreeMap<String, Option<u32>>) -> BTreeMap<u32, u32> {
    scenes.iter().filter_map(|(ordinal, id)| Some((*ordinal, (*decided.get(id)?)?))).collect()
}

/// Keeps days that a person set and reads the screenplay again with all of them, so that every field of it and every later analysis follows.
pub(super) async fn edit_story_days(store: &Store, owner: UserId, screenplay: ScreenplayId, edits: &DayEdits) -> Result<DayEditing> {
    let (Some(record), Some(scenes)) = (store.screenplay(owner, screenplay).await?, scenes(store, owner, screenplay).await?) else {
        return Ok(DayEditing::NotFound);
    };
    let mut decided = decided_days(store, owner, screenplay).await?;
    let mut changes = Vec::with_capacity(edits.len());
    for (ordinal, day) in edits {
        let Some(id) = scenes.get(ordinal) else { return Ok(DayEditing::NoSuchScene(*ordinal)) };
        decided.insert(id.clone(), *day);
        changes.push((id, day.map_or_else(|| "null".to_owned(), |day| day.to_string())));
    }
    let Some(read) = read_again(store, owner, screenplay, days_of(&scenes, &decided)).await? else { return Ok(DayEditing::NotFound) };
    let mut tx = store.begin().await?;
    for (id, value) in changes {
        if tx.decide(owner, record.work, STORY_DAY, id, &value).await?.is_none() {
            return Ok(DayEditing::NotFound);
        }
    }
    read.keep(&mut tx, owner, screenplay).await?;
    tx.commit().await?;
    Ok(DayEditing::Kept)
}

/// Reads a new draft again with the days that people set in earlier ones; nothing where nobody did.
pub(super) async fn carry_story_days(store: &Store, owner: UserId, screenplay: ScreenplayId) -> Result<()> {
    let days = story_days(store, owner, screenplay).await?;
    if days.is_empty() {
        return Ok(());
    }
    if let Some(read) = read_again(store, owner, screenplay, days).await? {
        let mut tx = store.begin().await?;
        read.keep(&mut tx, owner, screenplay).await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn scenes(store: &Store, owner: UserId, screenplay: ScreenplayId) -> Result<Option<Scenes>> {
    let Some(document) = store.newest_result(owner, screenplay, DocumentKind::Screenplay).await? else { return Ok(None) };
    let read: SceneIds = serde_json::from_str(&document.json).map_err(|error| StoreError::damaged("results.document", error))?;
    Ok(Some(read.scenes.into_iter().map(|scene| (scene.ordinal, scene.id)).collect()))
}

/// A screenplay read with days set by people.
struct ReadAgain {
    file: RunFile,
    options: Options,
    json: String,
}

impl ReadAgain {
    async fn keep(self, tx: &mut Tx, owner: UserId, screenplay: ScreenplayId) -> Result<()> {
        let Self { file, options, json } = self;
        let reading = ScreenplayReading { content_hash: &file.content_hash, forced_format: &file.forced_format, options: &options, json };
        tx.keep_reading(owner, screenplay, reading).await
    }
}

/// `None` when the screenplay is gone or refused.
async fn read_again(store: &Store, owner: UserId, screenplay: ScreenplayId, days: BTreeMap<u32, u32>) -> Result<Option<ReadAgain>> {
    let Some(file) = store.file_of(owner, screenplay).await? else { return Ok(None) };
    let reading = tokio::task::spawn_blocking(move || {
        if !file.is_intact() {
            return Err(StoreError::damaged(format!("screenplay_files of {screenplay}"), "the hash does not match"));
        }
        let options = Options { story_days: days, ..Options::default() };
        let read = EngineAnalyst.read(&file, &options, &Silent).ok();
        Ok(read.map(|read| ReadAgain { json: screenplay_json(&read), file, options }))
    });
    reading.await.map_err(|_| StoreError::Unavailable { what: "reading the file failed".to_owned(), source: None })?
}
