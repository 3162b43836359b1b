//! `screenplayAdd`, `screenplayDelete`. Owns checks of the input; the script is read at once by the intake of the job system, so that a refusal is told now and not by a job later.

use async_graphql::{Context, ID, InputObject, Object, OneofObject, SimpleObject};
use mashhad_engine::{Bilingual, Language};

use crate::api::Services;
use crate::api::authorize::{language, require};
use crate::api::caller::User;
use crate::api::error::{UserError, UserErrorCode, from_storage};
use crate::api::global_id::{Kind, decode_as, encode};
use crate::api::types::enums::ScreenplayFormat;
use crate::api::types::screenplay::Screenplay;
use crate::auth::Scope;
use crate::ids::{ScreenplayId, UploadId};
use crate::jobs::Intake;
use crate::storage::{Reading, Store};

/// Longest title in characters.
const MAX_TITLE: usize = 300;
/// Longest file name in characters.
const MAX_FILE_NAME: usize = 255;

/// Exactly one source of the script.
#[derive(OneofObject)]
pub enum ScreenplaySource {
    /// The text itself; larger files are uploaded.
    Text(String),
    /// Id of a finished upload, see `uploadCreate`.
    UploadId(ID),
}

/// Input of `screenplayAdd`.
#[derive(InputObject)]
pub struct ScreenplayAddInput {
    /// The script.
    source: ScreenplaySource,
    /// Title; taken from the title page or the file's name when absent.
    title: Option<String>,
    /// Format; detected when absent.
    format: Option<ScreenplayFormat>,
    /// Name of the file.
    file_name: Option<String>,
    /// The draft that this one follows; both belong to one work then.
    previous_id: Option<ID>,
}

/// Payload of `screenplayAdd`.
#[derive(SimpleObject, Default)]
pub struct ScreenplayAddPayload {
    /// The screenplay; null when `userErrors` is not empty.
    screenplay: Option<Screenplay>,
    /// Whether the same file was stored before.
    already_existed: bool,
    /// Expected failures.
    user_errors: Vec<UserError>,
}

/// Input of `screenplayDelete`.
#[derive(InputObject)]
pub struct ScreenplayDeleteInput {
    /// Which.
    id: ID,
}

/// Payload of `screenplayDelete`.
#[derive(SimpleObject, Default)]
pub struct ScreenplayDeletePayload {
    /// Id that is gone.
    deleted_id: Option<ID>,
    /// Expected failures.
    user_errors: Vec<UserError>,
}

/// Mutations of screenplays.
#[derive(Default)]
pub struct ScreenplayMutation;

/// Mutations of screenplays.
#[Object]
impl ScreenplayMutation {
    /// Store a screenplay. The same file stored twice is one screenplay. A file that is no screenplay is refused with reason and remedy.
    async fn screenplay_add(&self, context: &Context<'_>, input: ScreenplayAddInput) -> async_graphql::Result<ScreenplayAddPayload> {
        let user = require(context, Scope::ScreenplaysWrite)?;
        match add(context, user, input).await? {
            Ok((screenplay, already_existed)) => {
                Ok(ScreenplayAddPayload { screenplay: Some(screenplay), already_existed, user_errors: Vec::new() })
            }
            Err(problem) => Ok(ScreenplayAddPayload { user_errors: vec![problem], ..ScreenplayAddPayload::default() }),
        }
    }

    /// Delete a screenplay with its jobs and results.
    async fn screenplay_delete(
        &self,
        context: &Context<'_>,
        input: ScreenplayDeleteInput,
    ) -> async_graphql::Result<ScreenplayDeletePayload> {
        let user = require(context, Scope::ScreenplaysWrite)?;
        let not_found = || UserError::not_found(&["input", "id"], language(context));
        let Some(id) = decode_as(Kind::Screenplay, &input.id).and_then(|id| id.parse::<ScreenplayId>().ok()) else {
            return Ok(ScreenplayDeletePayload { user_errors: vec![not_found()], ..Default::default() });
        };
        let deleted = delete(&context.data::<Services>()?.store, user, id).await.map_err(|failure| from_storage(&failure))?;
        Ok(if deleted {
            ScreenplayDeletePayload { deleted_id: Some(encode(Kind::Screenplay, &id.to_string())), user_errors: Vec::new() }
        } else {
            ScreenplayDeletePayload { user_errors: vec![not_found()], ..Default::default() }
        })
    }
}

async fn delete(store: &Store, user: &User, id: ScreenplayId) -> crate::storage::Result<bool> {
    let mut tx = store.begin().await?;
    let deleted = tx.delete_screenplay(user.id, id).await?;
    if deleted {
        tx.audit(&user.principal.subject, "screenplay.delete", Some(id.to_string()), None).await?;
    }
    tx.commit().await?;
    Ok(deleted)
}

/// The bytes of the source and the upload that they came from.
struct Source {
    bytes: Vec<u8>,
    upload: Option<UploadId>,
    file_name: Option<String>,
}

async fn add(
    context: &Context<'_>,
    user: &User,
    input: ScreenplayAddInput,
) -> async_graphql::Result<Result<(Screenplay, bool), UserError>> {
    let spoken = language(context);
    if let Some(problem) = check_lengths(&input, spoken) {
        return Ok(Err(problem));
    }
    let previous = match input.previous_id.as_ref().map(|id| decode_as(Kind::Screenplay, id).and_then(|id| id.parse().ok())) {
        Some(None) => return Ok(Err(UserError::not_found(&["input", "previousId"], spoken))),
        previous => previous.flatten(),
    };
    let store = &context.data::<Services>()?.store;
    let source = match fetch(store, user, input.source, spoken).await? {
        Ok(source) => source,
        Err(problem) => return Ok(Err(problem)),
    };
    let intake = Intake {
        bytes: source.bytes,
        file_name: input.file_name.or(source.file_name),
        forced_format: input.format.map(Into::into),
        title: input.title,
        previous,
    };
    let failed = |failure| from_storage(&failure);
    if let Some(previous) = previous
        && store.screenplay(user.id, previous).await.map_err(failed)?.is_none()
    {
        return Ok(Err(UserError::not_found(&["input", "previousId"], spoken)));
    }
    let stored = context.data::<Services>()?.jobs.take_in(user.id, intake).await.map_err(failed)?;
    if let Reading::Refused(refusal) = &stored.record.reading {
        return Ok(Err(UserError::refused(refusal, &["input", "source"], spoken)));
    }
    if let Some(upload) = source.upload {
        let mut tx = store.begin().await.map_err(failed)?;
        tx.consume_upload(user.id, upload, stored.record.id).await.map_err(failed)?;
        tx.commit().await.map_err(failed)?;
    }
    Ok(Ok((Screenplay(stored.record), stored.existed)))
}

fn check_lengths(input: &ScreenplayAddInput, spoken: Language) -> Option<UserError> {
    let too_long = |text: &Option<String>, limit: usize| text.as_ref().is_some_and(|text| text.chars().count() > limit);
    let say = |field: &str| {
        Some(UserError::new(
            UserErrorCode::TooLarge,
            &["input", field],
            &Bilingual::new("القيمة أطول من المسموح.", "The value is longer than allowed."),
            spoken,
        ))
    };
    if too_long(&input.title, MAX_TITLE) {
        return say("title");
    }
    if too_long(&input.file_name, MAX_FILE_NAME) { say("fileName") } else { None }
}

async fn fetch(store: &Store, user: &User, source: ScreenplaySource, spoken: Language) -> async_graphql::Result<Result<Source, UserError>> {
    let id = match source {
        ScreenplaySource::Text(text) => return Ok(Ok(Source { bytes: text.into_bytes(), upload: None, file_name: None })),
        ScreenplaySource::UploadId(id) => id,
    };
    let field = ["input", "source", "uploadId"];
    let Some(id) = decode_as(Kind::Upload, &id).and_then(|id| id.parse::<UploadId>().ok()) else {
        return Ok(Err(UserError::not_found(&field, spoken)));
    };
    let failed = |failure| from_storage(&failure);
    let Some(upload) = store.upload(user.id, id).await.map_err(failed)? else { return Ok(Err(UserError::not_found(&field, spoken))) };
    match store.upload_bytes(user.id, id).await.map_err(failed)? {
        Some(bytes) => Ok(Ok(Source { bytes, upload: Some(id), file_name: upload.file_name })),
        None => {
            let message = Bilingual::new("لم يكتمل الرفع بعد؛ أرسل الملف بطلب PUT أولاً.", "The upload is not finished; PUT the file first.");
            Ok(Err(UserError::new(UserErrorCode::Conflict, &field, &message, spoken)))
        }
    }
}
