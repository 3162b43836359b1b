//! One socket from opening to closing. Owns the loop over client messages, operations, pings and the token's end; operations are polled fairly,
//! each holds one slot, and nothing is buffered for a slow client beyond one message.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::extract::ws::{CloseFrame, Message, WebSocket};
use axum::http::HeaderMap;
use futures_util::stream::{BoxStream, SelectAll};
use futures_util::{Stream, StreamExt as _};
use serde_json::{Map, Value as Json};
use tokio::sync::oneshot;
use tokio::time::{Instant, Interval, MissedTickBehavior};

use super::messages::{self, ClientMessage, Close};
use super::{PROTOCOL, SOCKET_LIMITS};
use crate::api::ApiState;
use crate::api::caller::Caller;
use crate::api::execute::{Parameters, RequestError, prepare};

/// What an operation produces.
enum Output {
    /// A text to send.
    Text(String),
    /// The last text of the operation with this id; the id is free again before the client can read it.
    Last(String, String),
}

/// A stream that its own `complete` can end.
struct Operation {
    stream: BoxStream<'static, Output>,
    ended: oneshot::Receiver<()>,
}

impl Stream for Operation {
    type Item = Output;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Output>> {
        if Pin::new(&mut self.ended).poll_unpin_ended(context) {
            return Poll::Ready(None);
        }
        self.stream.poll_next_unpin(context)
    }
}

/// Polling a receiver whose sender is dropped or used: both mean that the operation was completed by the client.
trait PollEnded {
    fn poll_unpin_ended(self, context: &mut Context<'_>) -> bool;
}

impl PollEnded for Pin<&mut oneshot::Receiver<()>> {
    fn poll_unpin_ended(self, context: &mut Context<'_>) -> bool {
        Future::poll(self, context).is_ready()
    }
}

pub(super) struct Session {
    socket: WebSocket,
    state: ApiState,
    headers: HeaderMap,
    caller: Option<Caller>,
    operations: SelectAll<Operation>,
    /// Ends of running operations by id; dropping one ends its stream.
    running: BTreeMap<String, oneshot::Sender<()>>,
    unanswered_pings: u8,
}

impl Session {
    pub(super) fn new(socket: WebSocket, state: ApiState, headers: HeaderMap) -> Self {
        Self { socket, state, headers, caller: None, operations: SelectAll::new(), running: BTreeMap::new(), unanswered_pings: 0 }
    }

    pub(super) async fn refuse_protocol(mut self) {
        tracing::debug!(expected = PROTOCOL, "socket without the subprotocol");
        self.close(Close::BadProtocol).await;
    }

    pub(super) async fn run(mut self) {
        let opened = self.state.sockets.open();
        if let Some(reason) = self.until_closed().await {
            self.close(reason).await;
        }
        drop(opened);
    }

    /// Runs until the socket is to be closed; `None` when the client is gone.
    async fn until_closed(&mut self) -> Option<Close> {
        let mut ping = every(SOCKET_LIMITS.ping_every);
        let init_deadline = Instant::now() + SOCKET_LIMITS.init_timeout;
        let shutdown = self.state.shutdown.clone();
        let mut expiry: Pin<Box<dyn Future<Output = ()> + Send>> = Box::pin(std::future::pending());
        loop {
            let acknowledged = self.caller.is_some();
            tokio::select! {
                message = self.socket.recv() => match message {
                    None | Some(Err(_) | Ok(Message::Close(_))) => return None,
                    Some(Ok(Message::Text(text))) => {
                        if let Err(reason) = self.receive(text.as_str()).await { return Some(reason); }
                        if !acknowledged && let Some(caller) = &self.caller { expiry = self.state.until_over(caller); }
                    }
                    Some(Ok(Message::Binary(_))) => return Some(Close::BadMessage),
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                },
                Some(output) = self.operations.next(), if !self.operations.is_empty() => self.forward(output).await?,
                () = tokio::time::sleep_until(init_deadline), if !acknowledged => return Some(Close::InitTimeout),
                () = &mut expiry, if acknowledged => return Some(Close::Forbidden),
                _ = ping.tick(), if acknowledged => {
                    if self.unanswered_pings >= 2 { return Some(Close::GoingAway); }
                    self.unanswered_pings += 1;
                    self.send(messages::ping()).await?;
                }
                () = shutdown.cancelled() => return Some(Close::GoingAway),
            }
        }
    }

    async fn receive(&mut self, text: &str) -> Result<(), Close> {
        let message = serde_json::from_str(text).map_err(|_| Close::BadMessage)?;
        match message {
            // On the heap while it lasts: looking a caller up takes more room than an idle socket should hold for good.
            ClientMessage::ConnectionInit { payload } => Box::pin(self.initialise(payload.as_ref())).await,
            ClientMessage::Ping {} => self.send(messages::pong()).await.ok_or(Close::GoingAway),
            ClientMessage::Pong {} => {
                self.unanswered_pings = 0;
                Ok(())
            }
            ClientMessage::Subscribe { id, payload } => self.subscribe(id, payload).await,
            ClientMessage::Complete { id } => {
                self.running.remove(&id);
                Ok(())
            }
        }
    }

    async fn initialise(&mut self, payload: Option<&Map<String, Json>>) -> Result<(), Close> {
        if self.caller.is_some() {
            return Err(Close::TooManyInits);
        }
        let caller = Caller::from_connection(&self.state, &self.headers, payload).await.map_err(|_| Close::Forbidden)?;
        self.caller = Some(caller);
        self.send(messages::ack()).await.ok_or(Close::GoingAway)
    }

    async fn subscribe(&mut self, id: String, parameters: Parameters) -> Result<(), Close> {
        let Some(caller) = self.caller.clone() else { return Err(Close::Unauthorized) };
        if self.running.contains_key(&id) {
            return Err(Close::DuplicateId);
        }
        if self.running.len() >= SOCKET_LIMITS.operations {
            return Err(Close::TooManyOperations);
        }
        match prepare(&self.state.documents, parameters) {
            Ok(prepared) => {
                let (end, ended) = oneshot::channel();
                let stream = operation(&self.state, caller, prepared, id.clone());
                self.running.insert(id, end);
                self.operations.push(Operation { stream, ended });
                Ok(())
            }
            Err(error) => self.send(messages::error(&id, &RequestError::errors(&error))).await.ok_or(Close::GoingAway),
        }
    }

    async fn forward(&mut self, output: Output) -> Option<()> {
        match output {
            Output::Text(text) => self.send(text).await,
            Output::Last(id, text) => {
                self.running.remove(&id);
                self.send(text).await
            }
        }
    }

    /// `None` when the client is gone.
    async fn send(&mut self, text: String) -> Option<()> {
        self.socket.send(Message::Text(text.into())).await.ok()
    }

    async fn close(&mut self, reason: Close) {
        let (code, reason) = reason.code_and_reason();
        // The peer may be gone already; there is nobody left to tell.
        let _ = self.socket.send(Message::Close(Some(CloseFrame { code, reason: reason.into() }))).await;
    }
}

fn every(period: std::time::Duration) -> Interval {
    let mut interval = tokio::time::interval_at(Instant::now() + period, period);
    interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
    interval
}

/// The messages of one operation: `next` for each response, then `complete`; `error` alone when nothing could be executed.
fn operation(state: &ApiState, caller: Caller, prepared: crate::api::execute::Prepared, id: String) -> BoxStream<'static, Output> {
    let kind = prepared.operation;
    let (request, verdict) = prepared.split();
    let mut responses = state.responses(request, caller, kind);
    Box::pin(async_stream::stream! {
        let mut first = true;
        while let Some(response) = responses.next().await {
            if first && verdict.is_request_error(&response) {
                let body = verdict.json(&response);
                let text = messages::error(&id, body.get("errors").unwrap_or(&Json::Null));
                yield Output::Last(id, text);
                return;
            }
            first = false;
            yield Output::Text(messages::next(&id, &verdict.json(&response)));
        }
        let text = messages::complete(&id);
        yield Output::Last(id, text);
    })
}
