//! The axum router: routes, body limits, request ids, security headers, metrics. Owns no GraphQL; `graphql` answers that.

pub mod accept;
mod graphiql;
mod graphql;
mod headers;
mod health;
mod upload;

use axum::Router;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{DefaultBodyLimit, FromRequestParts as _, Request, State};
use axum::http::StatusCode;
use axum::middleware;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, put};
use tower_http::catch_panic::CatchPanicLayer;

use super::{ApiState, ws};

/// All routes.
pub fn router(state: ApiState) -> Router {
    let upload_limit = DefaultBodyLimit::max(state.config.max_upload_bytes);
    let graphql_routes = get(get_or_upgrade).post(graphql::post);
    Router::new()
        .route("/graphql", graphql_routes.clone())
        .route("/v1/graphql", graphql_routes)
        .route("/uploads/{id}", put(upload::put).layer(upload_limit))
        .route("/graphiql", get(graphiql::page))
        .route("/graphiql/{file}", get(graphiql::asset))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .route("/metrics", get(health::metrics))
        .layer(middleware::from_fn_with_state(state.clone(), headers::secure_and_count))
        .layer(headers::cors(&state.config.cors_origins))
        .layer(CatchPanicLayer::custom(|_panic| StatusCode::INTERNAL_SERVER_ERROR.into_response()))
        .with_state(state)
}

/// Routes of a process that only runs jobs: health and metrics.
pub fn operations(state: ApiState) -> Router {
    Router::new()
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .route("/metrics", get(health::metrics))
        .layer(middleware::from_fn_with_state(state.clone(), headers::secure_and_count))
        .with_state(state)
}

/// GET on the endpoint is a WebSocket, a query in the URL, or a browser looking for GraphiQL.
async fn get_or_upgrade(State(state): State<ApiState>, request: Request) -> Response {
    let (mut parts, _) = request.into_parts();
    let headers = parts.headers.clone();
    if let Ok(upgrade) = WebSocketUpgrade::from_request_parts(&mut parts, &state).await {
        return ws::upgrade(State(state), headers, upgrade).await;
    }
    match axum::extract::Query::from_request_parts(&mut parts, &state).await {
        Ok(parameters) => graphql::get(State(state), parameters, headers).await,
        Err(_) => StatusCode::BAD_REQUEST.into_response(),
    }
}
