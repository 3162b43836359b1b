//! `storyDaysSet`: a person corrects the days of the story. Owns its input and payload; what follows from a day is the engine's.

use std::collections::BTreeMap;

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use mashhad_engine::Bilingual;

use crate::api::Services;
use crate::api::authorize::{language, require};
use crate::api::error::{UserError, UserErrorCode, from_storage};
use crate::api::global_id::{Kind, decode_as};
use crate::api::types::screenplay::Screenplay;
use crate::auth::Scope;
use crate::ids::ScreenplayId;
use crate::jobs::{DayEditing, DayEdits};

/// Most scenes of one call.
const MAX_SCENES: usize = 500;
/// Latest day.
const MAX_DAY: u32 = 9_999;

/// The day of one scene.
#[derive(InputObject)]
pub struct StoryDayInput {
    /// Ordinal of the scene, see `Scene.ordinal`.
    scene: u32,
    /// Day of the story, 1..9999; null gives the scene back to the derivation.
    day: Option<u32>,
}

/// Input of `storyDaysSet`.
#[derive(InputObject)]
pub struct StoryDaysSetInput {
    /// Which screenplay.
    screenplay_id: ID,
    /// Scenes and their days, 1..500; scenes that are not named stay as they are.
    days: Vec<StoryDayInput>,
}

/// Payload of `storyDaysSet`.
#[derive(SimpleObject, Default)]
pub struct StoryDaysSetPayload {
    /// The screenplay with its days; null when `userErrors` is not empty.
    screenplay: Option<Screenplay>,
    /// Expected failures.
    user_errors: Vec<UserError>,
}

/// Mutations of story days.
#[derive(Default)]
pub struct StoryDayMutation;

/// Mutations of story days.
#[Object]
impl StoryDayMutation {
    /// Set days of the story by hand, for this and later drafts of the work. The scenes behind them follow at once; analyses follow when they are submitted again, and
    /// repeat only what depends on the days.
    async fn story_days_set(&self, context: &Context<'_>, input: StoryDaysSetInput) -> async_graphql::Result<StoryDaysSetPayload> {
        let user = require(context, Scope::ScreenplaysWrite)?;
        let spoken = language(context);
        let refuse = |problem| Ok(StoryDaysSetPayload { user_errors: vec![problem], ..Default::default() });
        let Some(id) = decode_as(Kind::Screenplay, &input.screenplay_id).and_then(|id| id.parse::<ScreenplayId>().ok()) else {
            return refuse(UserError::not_found(&["input", "screenplayId"], spoken));
        };
        let Some(edits) = edits(&input.days) else {
            let message = Bilingual::new(
                "أعط من 1 إلى 500 مشهد، كل مشهد مرة واحدة، واليوم من 1 إلى 9999.",
                "Give 1 to 500 scenes, each once, with a day of 1 to 9999.",
            );
            return refuse(UserError::new(UserErrorCode::OutOfRange, &["input", "days"], &message, spoken));
        };
        let services = context.data::<Services>()?;
        let failed = |failure| from_storage(&failure);
        let edited = services.jobs.edit_story_days(user.id, id, &edits).await.map_err(failed)?;
        match edited {
            DayEditing::NotFound => refuse(UserError::not_found(&["input", "screenplayId"], spoken)),
            DayEditing::NoSuchScene(ordinal) => {
                let message = Bilingual::new(format!("لا يوجد مشهد ترتيبه {ordinal}."), format!("There is no scene at position {ordinal}."));
                refuse(UserError::new(UserErrorCode::OutOfRange, &["input", "days"], &message, spoken))
            }
            DayEditing::Kept => {
                let screenplay = services.store.screenplay(user.id, id).await.map_err(failed)?.map(Screenplay);
                Ok(StoryDaysSetPayload { screenplay, user_errors: Vec::new() })
            }
        }
    }
}

/// The edits by ordinal; `None` when a number is out of range or a scene is named twice.
fn edits(days: &[StoryDayInput]) -> Option<DayEdits> {
    let edits: BTreeMap<u32, Option<u32>> = days.iter().map(|given| (given.scene, given.day)).collect();
    let fits = |day: &Option<u32>| day.is_none_or(|day| (1..=MAX_DAY).contains(&day));
    ((1..=MAX_SCENES).contains(&days.len()) && edits.len() == days.len() && edits.values().all(fits)).then_some(edits)
}
