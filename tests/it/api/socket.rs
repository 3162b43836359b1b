//! graphql-transport-ws to the letter: acknowledgements, close codes, ids, expiry.

use std::time::Duration;

use serde_json::json;

use crate::support::socket::{Received, Socket};
use crate::support::{SAMPLE, TestApp};

const PROTOCOL: Option<&str> = Some("graphql-transport-ws");

async fn closes_with(app: &TestApp, messages: &[&str]) -> u16 {
    let mut socket = Socket::open(app.app.address(), PROTOCOL).await;
    for message in messages {
        socket.send_text(message).await;
    }
    loop {
        match socket.next().await {
            Received::Closed(code, reason) => {
                assert!(reason.len() <= 123, "RFC 6455 allows no longer reason");
                return code;
            }
            Received::Message(_) => {}
        }
    }
}

const INIT: &str = r#"{"type":"connection_init"}"#;

#[tokio::test(flavor = "multi_thread")]
async fn violations_close_with_the_protocols_codes() {
    let app = TestApp::start().await;
    let subscribe = r#"{"id":"1","type":"subscribe","payload":{"query":"subscription { jobsProgress { id } }"}}"#;
    let refused = format!(r#"{{"type":"connection_init","payload":{{"Authorization":"Bearer {}"}}}}"#, "x".repeat(300));
    for (messages, code) in [
        (vec!["{"], 4400),
        (vec![r#"{"type":"what"}"#], 4400),
        (vec![r#"{"type":"subscribe","id":"1"}"#], 4400),
        (vec![subscribe], 4401),
        (vec![INIT, INIT], 4429),
        (vec![refused.as_str()], 4403),
        (vec![], 4408),
    ] {
        assert_eq!(closes_with(&app, &messages).await, code, "{messages:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn ids_are_unique_while_they_run() {
    let app = TestApp::start().await;
    let mut socket = Socket::initialised(app.app.address(), &app.token("samir")).await;
    socket.subscribe("1", "subscription { jobsProgress { id } }", json!({})).await;
    socket.subscribe("1", "{ __typename }", json!({})).await;
    assert!(matches!(socket.next().await, Received::Closed(4409, _)));

    let mut socket = Socket::initialised(app.app.address(), &app.token("samir")).await;
    for _ in 0..3 {
        socket.subscribe("1", "{ __typename }", json!({})).await;
        assert_eq!(socket.message("next").await["payload"], json!({ "data": { "__typename": "Query" } }));
        socket.message("complete").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn documents_that_cannot_be_executed_give_an_error_message() {
    let app = TestApp::start().await;
    let mut socket = Socket::initialised(app.app.address(), &app.token("samir")).await;
    let nested = format!("{{ a(x: {}{}) }}", "[".repeat(2_000), "]".repeat(2_000));
    for (query, code) in [
        ("{", "GRAPHQL_PARSE_FAILED"),
        ("{ nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { a: jobsProgress { id } b: jobsProgress { id } }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { jobProgress(jobId: \"x\") { rev } }", "NOT_FOUND"),
        (nested.as_str(), "QUERY_TOO_DEEP"),
    ] {
        socket.subscribe("1", query, json!({})).await;
        let error = socket.message("error").await;
        assert_eq!(error["payload"][0]["extensions"]["code"], code, "{error}");
    }
    socket.send(&json!({ "type": "ping" })).await;
    socket.message("pong").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn complete_ends_a_subscription_and_frees_its_id() {
    let app = TestApp::start().await;
    let token = app.token("samir");
    let mut socket = Socket::initialised(app.app.address(), &token).await;
    socket.subscribe("1", "subscription { jobsProgress { id } }", json!({})).await;
    socket.send(&json!({ "id": "1", "type": "complete" })).await;
    socket.subscribe("1", "{ __typename }", json!({})).await;
    assert_eq!(socket.message("next").await["id"], "1");
    socket.message("complete").await;
    let screenplay = app.add(&token, SAMPLE).await;
    app.submit(&token, "breakdownSubmit", &screenplay).await;
    socket.send(&json!({ "type": "ping" })).await;
    socket.message("pong").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_socket_ends_with_its_token() {
    let app = TestApp::start().await;
    let token = app.token_with("samir", &mashhad::auth::Scope::USER, 2);
    let mut socket = Socket::initialised(app.app.address(), &token).await;
    socket.subscribe("1", "subscription { jobsProgress { id } }", json!({})).await;
    let closed = tokio::time::timeout(Duration::from_secs(10), socket.next()).await.unwrap();
    assert!(matches!(closed, Received::Closed(4403, _)), "{closed:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn other_protocols_are_refused() {
    let app = TestApp::start().await;
    let mut socket = Socket::open(app.app.address(), None).await;
    assert!(matches!(socket.next().await, Received::Closed(4406, _)));
}
