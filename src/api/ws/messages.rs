//! Messages and close codes of graphql-transport-ws. Owns the wire format only.

use serde::Deserialize;
use serde_json::{Map, Value as Json, json};

use crate::api::execute::Parameters;

/// What a client sends.
#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum ClientMessage {
    /// First message, with the access token in its payload.
    ConnectionInit {
        /// Free-form; we read `authorization`.
        #[serde(default)]
        payload: Option<Map<String, Json>>,
    },
    /// Are you there?
    Ping {},
    /// I am.
    Pong {},
    /// Starts an operation.
    Subscribe {
        /// Chosen by the client, unique on the socket.
        id: String,
        /// The operation.
        payload: Parameters,
    },
    /// Ends an operation.
    Complete {
        /// Which.
        id: String,
    },
}

/// Why a socket is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Close {
    GoingAway,
    BadMessage,
    Unauthorized,
    Forbidden,
    BadProtocol,
    InitTimeout,
    DuplicateId,
    TooManyInits,
    TooManyOperations,
}

impl Close {
    /// Code and reason (at most 123 bytes, RFC 6455 §5.5). An expired or refused token is 4403, which clients retry with a fresh token;
    /// 4401 is fatal to them and kept for operations before the acknowledgement.
    pub(super) fn code_and_reason(self) -> (u16, &'static str) {
        match self {
            Self::GoingAway => (1001, "Going away"),
            Self::BadMessage => (4400, "Invalid message"),
            Self::Unauthorized => (4401, "Unauthorized"),
            Self::Forbidden => (4403, "Forbidden"),
            Self::BadProtocol => (4406, "Subprotocol not acceptable"),
            Self::InitTimeout => (4408, "Connection initialisation timeout"),
            Self::DuplicateId => (4409, "Subscriber for this id already exists"),
            Self::TooManyInits => (4429, "Too many initialisation requests"),
            Self::TooManyOperations => (4429, "Too many operations"),
        }
    }
}

pub(super) fn ack() -> String {
    json!({ "type": "connection_ack" }).to_string()
}

pub(super) fn ping() -> String {
    json!({ "type": "ping" }).to_string()
}

pub(super) fn pong() -> String {
    json!({ "type": "pong" }).to_string()
}

pub(super) fn next(id: &str, payload: &Json) -> String {
    json!({ "id": id, "type": "next", "payload": payload }).to_string()
}

pub(super) fn error(id: &str, errors: &Json) -> String {
    json!({ "id": id, "type": "error", "payload": errors }).to_string()
}

pub(super) fn complete(id: &str) -> String {
    json!({ "id": id, "type": "complete" }).to_string()
}
