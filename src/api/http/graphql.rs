//! `/graphql` over HTTP: GET and POST with JSON, subscriptions over SSE. Owns status codes and media types (GraphQL over HTTP, draft 2025);
//! the document itself is handled by `execute`.

use std::convert::Infallible;

use async_graphql::parser::types::OperationType;
use axum::body::Body;
use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use futures_util::StreamExt as _;
use serde::Deserialize;
use serde_json::{Map, Value as Json, json};

use super::accept::{Media, acceptable};
use crate::api::ApiState;
use crate::api::caller::Caller;
use crate::api::execute::{Parameters, Prepared, RequestError, prepare, wait_ms};

/// Parameters of a GET request; `variables` and `extensions` are JSON texts.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct GetParameters {
    query: Option<String>,
    document_id: Option<String>,
    operation_name: Option<String>,
    variables: Option<String>,
    extensions: Option<String>,
}

impl GetParameters {
    fn parse(self) -> Result<Parameters, RequestError> {
        let object = |name: &str, text: Option<String>| -> Result<Option<Map<String, Json>>, RequestError> {
            let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
            serde_json::from_str(&text)
                .map_err(|_| RequestError::new("BAD_REQUEST", format!("the parameter `{name}` must be a JSON object")))
        };
        Ok(Parameters {
            query: self.query,
            document_id: self.document_id,
            operation_name: self.operation_name,
            variables: object("variables", self.variables)?,
            extensions: object("extensions", self.extensions)?,
        })
    }
}

/// Answers a GET request.
pub(super) async fn get(State(state): State<ApiState>, Query(parameters): Query<GetParameters>, headers: HeaderMap) -> Response {
    match parameters.parse() {
        Ok(parameters) => answer(&state, &Method::GET, &headers, parameters).await,
        Err(error) => refuse(StatusCode::BAD_REQUEST, &error, error_media(&headers)),
    }
}

/// Answers a POST request.
pub(super) async fn post(State(state): State<ApiState>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let media = error_media(&parts.headers);
    if !is_json(&parts.headers) {
        let error = RequestError::new("UNSUPPORTED_MEDIA_TYPE", "send the request as application/json");
        return refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE, &error, media);
    }
    let bytes = match axum::body::to_bytes(body, state.config.max_body_bytes).await {
        Ok(bytes) => bytes,
        Err(_) => {
            let error =
                RequestError::new("PAYLOAD_TOO_LARGE", format!("the request body is larger than {} bytes", state.config.max_body_bytes));
            return refuse(StatusCode::PAYLOAD_TOO_LARGE, &error, media);
        }
    };
    match parse_body(&bytes) {
        Ok(parameters) => answer(&state, &Method::POST, &parts.headers, parameters).await,
        Err(error) => refuse(StatusCode::BAD_REQUEST, &error, media),
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut parts = value.split(';').map(|part| part.trim().to_ascii_lowercase());
    let is_json = parts.next().as_deref() == Some("application/json");
    is_json && parts.filter_map(|part| part.strip_prefix("charset=").map(|set| set.trim_matches('"').to_owned())).all(|set| set == "utf-8")
}

fn parse_body(bytes: &[u8]) -> Result<Parameters, RequestError> {
    let body: Json = serde_json::from_slice(bytes).map_err(|_| RequestError::new("BAD_REQUEST", "the request body is not JSON"))?;
    if body.is_array() {
        return Err(RequestError::new("BATCHING_DISABLED", "send one operation a request"));
    }
    serde_json::from_value(body).map_err(|_| {
        RequestError::new("BAD_REQUEST", "`query` and `operationName` must be texts, `variables` and `extensions` must be objects")
    })
}

async fn answer(state: &ApiState, method: &Method, headers: &HeaderMap, parameters: Parameters) -> Response {
    let accepted = acceptable(headers);
    let Some(media) = accepted.iter().copied().find(|media| *media != Media::Html) else {
        let error = RequestError::new("NOT_ACCEPTABLE", "accept application/graphql-response+json, application/json or text/event-stream");
        return refuse(StatusCode::NOT_ACCEPTABLE, &error, Media::Json);
    };
    let caller = match Caller::from_headers(state, headers).await {
        Ok(caller) => caller,
        Err(error) => return unauthenticated(&error, media),
    };
    let prepared = match prepare(&state.documents, parameters) {
        Ok(prepared) => prepared,
        Err(error) => return refuse(request_error_status(&error, media), &error, media),
    };
    match prepared.operation {
        OperationType::Subscription if accepted.contains(&Media::EventStream) => stream(state, caller, prepared),
        OperationType::Subscription => {
            let error = RequestError::new(
                "GRAPHQL_VALIDATION_FAILED",
                "subscriptions need WebSocket (graphql-transport-ws) or Accept: text/event-stream",
            );
            refuse(request_error_status(&error, media), &error, media)
        }
        OperationType::Mutation if method == Method::GET => method_not_allowed(media),
        _ if media == Media::EventStream => stream(state, caller, prepared),
        _ => execute(state, caller, prepared, media).await,
    }
}

async fn execute(state: &ApiState, caller: Caller, prepared: Prepared, media: Media) -> Response {
    let (request, verdict) = prepared.split();
    let Ok(response) = tokio::time::timeout(state.config.timeout, state.schema.execute(state.request_of(request, caller))).await else {
        let error = RequestError::new("TIMEOUT", "the request took longer than allowed");
        return refuse(StatusCode::GATEWAY_TIMEOUT, &error, media);
    };
    if let Some(wait_ms) = wait_ms(&response) {
        let mut answer = write(StatusCode::TOO_MANY_REQUESTS, media, &verdict.json(&response));
        answer.headers_mut().insert(header::RETRY_AFTER, header::HeaderValue::from(wait_ms.div_ceil(1000)));
        return answer;
    }
    let status =
        if verdict.is_request_error(&response) && media == Media::GraphqlResponse { StatusCode::BAD_REQUEST } else { StatusCode::OK };
    write(status, media, &verdict.json(&response))
}

/// graphql-sse, distinct connections mode: `next` events, then `complete`; validation errors arrive as `next`.
fn stream(state: &ApiState, caller: Caller, prepared: Prepared) -> Response {
    let kind = prepared.operation;
    let (request, verdict) = prepared.split();
    let ends = state.until_over(&caller);
    let events = state
        .responses(request, caller, kind)
        .map(move |response| Event::default().event("next").data(verdict.json(&response).to_string()))
        .take_until(ends)
        .chain(futures_util::stream::once(async { Event::default().event("complete").data("") }))
        .map(Ok::<_, Infallible>);
    Sse::new(events).keep_alive(KeepAlive::default()).into_response()
}

/// A request error answers 400 where the status carries meaning, and for `application/json` only when the request itself is malformed.
fn request_error_status(error: &RequestError, media: Media) -> StatusCode {
    let about_the_document = !matches!(error.code, "BAD_REQUEST" | "PERSISTED_QUERY_NOT_SUPPORTED");
    if media == Media::Json && about_the_document { StatusCode::OK } else { StatusCode::BAD_REQUEST }
}

fn error_media(headers: &HeaderMap) -> Media {
    acceptable(headers).into_iter().find(|media| matches!(media, Media::Json | Media::GraphqlResponse)).unwrap_or(Media::Json)
}

fn refuse(status: StatusCode, error: &RequestError, media: Media) -> Response {
    let media = if media == Media::EventStream { Media::Json } else { media };
    write(status, media, &json!({ "errors": error.errors() }))
}

fn unauthenticated(error: &RequestError, media: Media) -> Response {
    let mut response = refuse(StatusCode::UNAUTHORIZED, error, media);
    response.headers_mut().insert(header::WWW_AUTHENTICATE, header::HeaderValue::from_static("Bearer error=\"invalid_token\""));
    response
}

fn method_not_allowed(media: Media) -> Response {
    let error = RequestError::new("METHOD_NOT_ALLOWED", "mutations need POST");
    let mut response = refuse(StatusCode::METHOD_NOT_ALLOWED, &error, media);
    response.headers_mut().insert(header::ALLOW, header::HeaderValue::from_static("POST"));
    response
}

fn write(status: StatusCode, media: Media, body: &Json) -> Response {
    let mut response = Response::new(Body::from(body.to_string()));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, header::HeaderValue::from_static(media.content_type()));
    response.headers_mut().insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    response
}
