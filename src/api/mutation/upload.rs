//! `uploadCreate`: announces a file that is then sent by `PUT /uploads/{id}`. Owns limits of the announcement; bytes are taken in `http::upload`.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use mashhad_engine::Bilingual;

use crate::api::Services;
use crate::api::authorize::{language, require};
use crate::api::error::{UserError, UserErrorCode, from_storage};
use crate::api::global_id::{Kind, encode};
use crate::api::types::date_time::DateTime;
use crate::auth::Scope;
use crate::storage::NewUpload;

/// An upload that nobody turns into a screenplay is thrown away after this.
const LIFETIME_MS: i64 = 24 * 60 * 60 * 1000;

/// Input of `uploadCreate`.
#[derive(InputObject)]
pub struct UploadCreateInput {
    /// Name of the file; its ending helps where the content does not decide the format.
    file_name: Option<String>,
    /// Size of the file in bytes, when known.
    size_bytes: Option<i32>,
}

/// An announced upload.
#[derive(SimpleObject)]
pub struct Upload {
    /// Global id, to be given as `source.uploadId`.
    id: ID,
    /// Path on this server to PUT the bytes to, with the same bearer token.
    path: String,
    /// Largest size in bytes.
    max_bytes: u64,
    /// Thrown away after.
    expires_at: DateTime,
}

/// Payload of `uploadCreate`.
#[derive(SimpleObject, Default)]
pub struct UploadCreatePayload {
    /// The upload; null when `userErrors` is not empty.
    upload: Option<Upload>,
    /// Expected failures.
    user_errors: Vec<UserError>,
}

/// Mutations of uploads.
#[derive(Default)]
pub struct UploadMutation;

/// Mutations of uploads.
#[Object]
impl UploadMutation {
    /// Announce a file; PUT its bytes to the path that comes back, then give the id to `screenplayAdd`.
    async fn upload_create(&self, context: &Context<'_>, input: UploadCreateInput) -> async_graphql::Result<UploadCreatePayload> {
        let user = require(context, Scope::ScreenplaysWrite)?;
        let services = context.data::<Services>()?;
        let announced = input.size_bytes.map(i64::from);
        let limit = i64::try_from(services.config.max_upload_bytes).unwrap_or(i64::MAX);
        if announced.is_some_and(|size| !(1..=limit).contains(&size)) {
            let message = Bilingual::new("حجم الملف خارج المسموح.", "The size of the file is out of range.");
            let problem = UserError::new(UserErrorCode::OutOfRange, &["input", "sizeBytes"], &message, language(context));
            return Ok(UploadCreatePayload { user_errors: vec![problem], ..Default::default() });
        }
        let file_name = input.file_name.map(|name| name.chars().take(255).collect());
        let failed = |failure| from_storage(&failure);
        let mut tx = services.store.begin().await.map_err(failed)?;
        let new = NewUpload { file_name, announced_bytes: announced, expires_at: tx.now() + LIFETIME_MS };
        let upload = tx.create_upload(user.id, &new).await.map_err(failed)?;
        tx.commit().await.map_err(failed)?;
        let id = encode(Kind::Upload, &upload.id.to_string());
        let path = format!("/uploads/{}", id.as_str());
        let upload = Upload { id, path, max_bytes: services.config.max_upload_bytes as u64, expires_at: DateTime(upload.expires_at) };
        Ok(UploadCreatePayload { upload: Some(upload), user_errors: Vec::new() })
    }
}
