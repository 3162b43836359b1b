//! What people decided about a work, as options of its next analyses: findings set aside, and days of the story. Owns the meaning of these
//! decisions; they are part of the options and so of every cache key, so an edited day or a finding set aside is never answered with an old result.

use std::collections::BTreeMap;

use mashhad_engine::screenplay::document::ScreenplayDocument;
use mashhad_engine::{Format, Input, Options, Refusal, Silent, parse_input};
use serde::Deserialize;

use super::JobKind;
use super::front::Request;
use crate::ids::{ScreenplayId, UserId};
use crate::storage::{DocumentKind, Result, RunFile, ScreenplayReading, Store, StoreError};

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

/// Days that people set in the work, by ordinal of this draft; scenes that the draft does not have are left out.
pub(super) async fn story_days(store: &Store, owner: UserId, screenplay: ScreenplayId) -> Result<BTreeMap<u32, u32>> {
    let decisions = store.screenplay_decisions(owner, screenplay, STORY_DAY).await?;
    if decisions.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut newest: BTreeMap<String, Option<u32>> = BTreeMap::new();
    for decision in decisions {
        let day = serde_json::from_str(&decision.value).map_err(|error| StoreError::damaged("decisions.value", error))?;
        newest.insert(decision.target, day);
    }
    let scenes = scenes(store, owner, screenplay).await?.unwrap_or_default();
    Ok(scenes.iter().filter_map(|(ordinal, id)| Some((*ordinal, (*newest.get(id)?)?))).collect())
}

/// Keeps days that a person set and reads the screenplay again with all of them, so that every field of it and every later analysis follows.
pub(super) async fn edit_story_days(store: &Store, owner: UserId, screenplay: ScreenplayId, edits: &DayEdits) -> Result<DayEditing> {
    let (Some(record), Some(scenes)) = (store.screenplay(owner, screenplay).await?, scenes(store, owner, screenplay).await?) else {
        return Ok(DayEditing::NotFound);
    };
    let mut days = story_days(store, owner, screenplay).await?;
    for (ordinal, day) in edits {
        if !scenes.contains_key(ordinal) {
            return Ok(DayEditing::NoSuchScene(*ordinal));
        }
        match day {
            Some(day) => drop(days.insert(*ordinal, *day)),
            None => drop(days.remove(ordinal)),
        }
    }
    let Some(read) = read_again(store, owner, screenplay, days).await? else { return Ok(DayEditing::NotFound) };
    let mut tx = store.begin().await?;
    for (ordinal, day) in edits {
        let Some(id) = scenes.get(ordinal) else { continue };
        let value = day.map_or_else(|| "null".to_owned(), |day| day.to_string());
        if tx.decide(owner, record.work, STORY_DAY, id, &value).await?.is_none() {
            return Ok(DayEditing::NotFound);
        }
    }
    tx.keep_reading(owner, screenplay, read.as_reading()).await?;
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
        tx.keep_reading(owner, screenplay, read.as_reading()).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Ids of the scenes by ordinal.
async fn scenes(store: &Store, owner: UserId, screenplay: ScreenplayId) -> Result<Option<BTreeMap<u32, String>>> {
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
    fn as_reading(&self) -> ScreenplayReading<'_> {
        ScreenplayReading {
            content_hash: &self.file.content_hash,
            forced_format: &self.file.forced_format,
            options: &self.options,
            json: self.json.clone(),
        }
    }
}

/// `None` when the screenplay is gone or refused.
async fn read_again(store: &Store, owner: UserId, screenplay: ScreenplayId, days: BTreeMap<u32, u32>) -> Result<Option<ReadAgain>> {
    let Some(file) = store.file_of(owner, screenplay).await? else { return Ok(None) };
    let reading = tokio::task::spawn_blocking(move || {
        let options = Options { story_days: days, ..Options::default() };
        let json = read_with(&file, &options)?;
        Ok::<_, Refusal>(ReadAgain { file, options, json })
    });
    let read = reading.await.map_err(|_| StoreError::Unavailable { what: "reading the file failed".to_owned(), source: None })?;
    Ok(read.ok())
}

fn read_with(file: &RunFile, options: &Options) -> std::result::Result<String, Refusal> {
    let format: Option<Format> = serde_json::from_value(serde_json::Value::String(file.forced_format.clone())).ok();
    let input = Input { bytes: &file.bytes, name: file.file_name.as_deref(), format };
    let screenplay = parse_input(&input, options, &Silent)?;
    // A document consists of texts, numbers and lists, which always serialise.
    Ok(serde_json::to_string(&ScreenplayDocument::new(&screenplay, true)).unwrap_or_default())
}
