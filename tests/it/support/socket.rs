//! A graphql-transport-ws client of raw messages, so that tests see exactly what the server sends. Owns no expectation.

use std::net::SocketAddr;
use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value as Json, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

/// A test that waits longer than this for a message has failed.
const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

/// What came next.
#[derive(Debug, PartialEq)]
pub(crate) enum Received {
    Message(Json),
    Closed(u16, String),
}

impl Socket {
    pub(crate) async fn open(address: SocketAddr, protocol: Option<&str>) -> Self {
        let mut request = format!("ws://{address}/graphql").into_client_request().unwrap();
        if let Some(protocol) = protocol {
            request.headers_mut().insert("sec-websocket-protocol", protocol.parse().unwrap());
        }
        // The library refuses a handshake without the subprotocol it offered; the tests of other protocols offer none.
        Self(tokio_tungstenite::connect_async(request).await.unwrap().0)
    }

    /// Opens and initialises with a token.
    pub(crate) async fn initialised(address: SocketAddr, token: &str) -> Self {
        let mut socket = Self::open(address, Some("graphql-transport-ws")).await;
        socket.send(&json!({ "type": "connection_init", "payload": { "authorization": format!("Bearer {token}") } })).await;
        assert_eq!(socket.next().await, Received::Message(json!({ "type": "connection_ack" })));
        socket
    }

    pub(crate) async fn send(&mut self, message: &Json) {
        self.send_text(&message.to_string()).await;
    }

    pub(crate) async fn send_text(&mut self, text: &str) {
        self.0.send(Message::text(text)).await.unwrap();
    }

    pub(crate) async fn subscribe(&mut self, id: &str, query: &str, variables: Json) {
        self.send(&json!({ "id": id, "type": "subscribe", "payload": { "query": query, "variables": variables } })).await;
    }

    /// The next message or close frame; pings of the server are answered.
    pub(crate) async fn next(&mut self) -> Received {
        loop {
            let message = tokio::time::timeout(PATIENCE, self.0.next()).await.expect("the server sends nothing");
            match message {
                Some(Ok(Message::Text(text))) => {
                    let message: Json = serde_json::from_str(text.as_str()).unwrap();
                    if message["type"] == "ping" {
                        self.send(&json!({ "type": "pong" })).await;
                    } else {
                        return Received::Message(message);
                    }
                }
                Some(Ok(Message::Close(Some(frame)))) => return Received::Closed(frame.code.into(), frame.reason.to_string()),
                Some(Ok(_)) => {}
                other => panic!("closed without a frame: {other:?}"),
            }
        }
    }

    /// The next message of a type; anything else fails.
    pub(crate) async fn message(&mut self, kind: &str) -> Json {
        match self.next().await {
            Received::Message(message) if message["type"] == kind => message,
            other => panic!("expected {kind}, got {other:?}"),
        }
    }
}
