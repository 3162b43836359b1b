//! graphql-transport-ws on `/graphql`: one socket, many operations. Owns the protocol (enisdenjo/graphql-ws, PROTOCOL.md) and the life of a
//! socket: acknowledgement in time, pings, expiry of the token, bounded numbers.

mod messages;
mod session;

use std::time::Duration;

use axum::extract::State;
use axum::extract::ws::{WebSocket, WebSocketUpgrade};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use crate::api::ApiState;

/// Subprotocol that is spoken.
pub const PROTOCOL: &str = "graphql-transport-ws";

/// Limits of one socket.
#[derive(Debug, Clone, Copy)]
pub struct SocketLimits {
    /// Time until `connection_init` must have come.
    pub init_timeout: Duration,
    /// Distance of pings; a socket that answers none of two is closed.
    pub ping_every: Duration,
    /// Operations at once.
    pub operations: usize,
    /// Bytes of one message.
    pub message_bytes: usize,
}

/// Limits in force.
pub const SOCKET_LIMITS: SocketLimits =
    SocketLimits { init_timeout: Duration::from_secs(3), ping_every: Duration::from_secs(15), operations: 100, message_bytes: 256 * 1024 };

/// Upgrades a request; the language of messages comes from its headers, the identity from `connection_init`.
pub(crate) async fn upgrade(State(state): State<ApiState>, headers: HeaderMap, upgrade: WebSocketUpgrade) -> Response {
    if !origin_allowed(&state, &headers) {
        return (StatusCode::FORBIDDEN, "origin not allowed").into_response();
    }
    let offered = headers.get_all(header::SEC_WEBSOCKET_PROTOCOL).iter().filter_map(|value| value.to_str().ok());
    let speaks = offered.flat_map(|list| list.split(',')).any(|name| name.trim() == PROTOCOL);
    upgrade
        .protocols([PROTOCOL])
        .read_buffer_size(4 * 1024)
        .max_message_size(SOCKET_LIMITS.message_bytes)
        .max_frame_size(SOCKET_LIMITS.message_bytes)
        .on_upgrade(move |socket| serve(socket, state, headers, speaks))
}

async fn serve(socket: WebSocket, state: ApiState, headers: HeaderMap, speaks: bool) {
    let session = session::Session::new(socket, state, headers);
    if speaks { session.run().await } else { session.refuse_protocol().await }
}

/// Browsers send `Origin` and cannot forge it: pages of other sites must not open sockets with a user's network position.
fn origin_allowed(state: &ApiState, headers: &HeaderMap) -> bool {
    let Some(origin) = headers.get(header::ORIGIN).and_then(|origin| origin.to_str().ok()) else { return true };
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let same = origin.split_once("://").is_some_and(|(_, of_origin)| of_origin == host);
    same || state.config.cors_origins.iter().any(|allowed| allowed == origin)
}
