//! `/health/live`, `/health/ready`, `/metrics`. Owns what an orchestrator and Prometheus ask; tells no names and no script text.

use std::time::Duration;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use crate::api::ApiState;

/// A database that answers slower than this is not ready.
const READY_WITHIN: Duration = Duration::from_secs(2);

/// The process runs.
pub(super) async fn live() -> &'static str {
    "ok"
}

/// The process wants traffic: the database answers, no shutdown is under way, and a worker has a slot left.
pub(super) async fn ready(State(state): State<ApiState>) -> Response {
    if let Some(refusal) = state.readiness.refusal() {
        return (StatusCode::SERVICE_UNAVAILABLE, refusal).into_response();
    }
    match tokio::time::timeout(READY_WITHIN, state.services.store.ping()).await {
        Ok(Ok(())) => "ready".into_response(),
        Ok(Err(_)) | Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "database unavailable").into_response(),
    }
}

/// Metrics in the Prometheus text format.
pub(super) async fn metrics(State(state): State<ApiState>) -> Response {
    // A database that does not answer leaves the last counts; the other numbers are told all the same.
    if let Ok(Ok(counts)) = tokio::time::timeout(READY_WITHIN, state.services.store.admin_queue_counts()).await {
        state.services.metrics.set_jobs(&counts);
    }
    let text = state.services.metrics.render();
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response()
}
