//! `PUT /uploads/{id}`: the bytes of an announced upload. Owns status codes of the upload; the id is the only thing of the path that is used, and no file name
//! ever becomes a path.

use async_graphql::ID;
use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use mashhad_engine::Bilingual;
use serde_json::json;

use crate::api::ApiState;
use crate::api::caller::Caller;
use crate::api::global_id::{Kind, decode_as};
use crate::auth::Scope;
use crate::ids::UploadId;

/// Takes the bytes of an announced upload; sending them again replaces them until the upload is used.
pub(super) async fn put(
    State(state): State<ApiState>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let caller = match Caller::from_headers(&state, &headers).await {
        Ok(caller) => caller,
        Err(_) => return refuse(StatusCode::UNAUTHORIZED, "UNAUTHENTICATED", "رمز الدخول غير مقبول.", "The access token is not accepted."),
    };
    let Some(user) = caller.user else {
        return refuse(StatusCode::UNAUTHORIZED, "UNAUTHENTICATED", "سجّل الدخول أولاً.", "Authenticate first.");
    };
    if !user.principal.may(Scope::ScreenplaysWrite) {
        return refuse(StatusCode::FORBIDDEN, "FORBIDDEN", "رمز الدخول لا يسمح بالرفع.", "The access token does not permit uploads.");
    }
    let not_found = || refuse(StatusCode::NOT_FOUND, "NOT_FOUND", "لا يوجد رفع بهذا المعرّف.", "There is no such upload.");
    let Some(id) = decode_as(Kind::Upload, &ID(id)).and_then(|id| id.parse::<UploadId>().ok()) else { return not_found() };
    let Ok(bytes) = body else {
        return refuse(StatusCode::PAYLOAD_TOO_LARGE, "TOO_LARGE", "الملف أكبر من الحد المسموح.", "The file is larger than the limit.");
    };
    if bytes.is_empty() {
        return refuse(StatusCode::BAD_REQUEST, "EMPTY_FILE", "الملف فارغ.", "The file is empty.");
    }
    let store = &state.services.store;
    let complete = async {
        let mut tx = store.begin().await?;
        let upload = tx.complete_upload(user.id, id, bytes.into()).await?;
        tx.commit().await?;
        Ok::<_, crate::storage::StoreError>(upload)
    };
    match complete.await {
        Ok(Some(upload)) => {
            (StatusCode::OK, Json(json!({ "sizeBytes": upload.size_bytes, "contentHash": upload.content_hash }))).into_response()
        }
        Ok(None) => not_found(),
        Err(failure) => {
            tracing::error!(error = &failure as &dyn std::error::Error, "cannot store an upload");
            refuse(StatusCode::SERVICE_UNAVAILABLE, "UNAVAILABLE", "التخزين غير متاح الآن.", "Storage is not available at the moment.")
        }
    }
}

fn refuse(status: StatusCode, code: &str, ar: &str, en: &str) -> Response {
    (status, Json(json!({ "error": { "code": code, "message": Bilingual::new(ar, en) } }))).into_response()
}
