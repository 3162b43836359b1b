//! What a caller may ask: budget of the minute, time, persisted documents.

use axum::body::Body;
use axum::http::{Request, header};
use serde_json::{Value as Json, json};

use crate::support::socket::Socket;
use crate::support::{Answer, TestApp};

async fn send(app: &TestApp, body: &Json) -> Answer {
    let request = Request::post("/graphql")
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::ACCEPT, "application/graphql-response+json");
    app.send(request.body(Body::from(body.to_string())).unwrap()).await
}

async fn limited(name: &'static str, value: &'static str) -> TestApp {
    TestApp::start_with(move |asked| (asked == name).then(|| value.to_owned())).await
}

#[tokio::test]
async fn a_budget_is_told_and_kept_for_each_user() {
    let app = limited("MASHHAD_POINTS_PER_MINUTE", "300").await;
    let (samir, amal) = (app.token("samir"), app.token("amal"));
    const QUERY: &str = "{ rateLimit { cost limit remaining resetAt } jobs(first: 50) { nodes { id status } } }";
    let first = app.data(&samir, QUERY, json!({})).await["rateLimit"].clone();
    let cost = first["cost"].as_u64().unwrap();
    assert!((100..=300).contains(&cost), "{first}: a page multiplies");
    assert_eq!((first["limit"].as_u64(), first["remaining"].as_u64()), (Some(300), Some(300 - cost)));
    let mut refused = app.post(Some(&samir), QUERY, json!({})).await;
    for _ in 0..3 {
        refused = app.post(Some(&samir), QUERY, json!({})).await;
    }
    assert_eq!((refused.status.as_u16(), refused.code().as_str()), (429, "RATE_LIMITED"), "{}", refused.body);
    let wait: u64 = refused.headers[header::RETRY_AFTER].to_str().unwrap().parse().unwrap();
    assert!((1..=60).contains(&wait), "{wait}");
    assert!(refused.json()["errors"][0]["extensions"]["messageAr"].is_string());
    assert_eq!(app.data(&amal, QUERY, json!({})).await["rateLimit"]["cost"], cost, "another user has a budget of her own");
}

#[tokio::test]
async fn no_limit_is_told_as_null() {
    let app = limited("MASHHAD_POINTS_PER_MINUTE", "0").await;
    let told = app.data(&app.token("samir"), "{ rateLimit { limit remaining } }", json!({})).await;
    assert_eq!(told["rateLimit"], json!({ "limit": null, "remaining": null }));
}

#[tokio::test(flavor = "multi_thread")]
async fn operations_take_no_longer_than_allowed_on_any_transport() {
    // The hash of a password takes tens of milliseconds by design.
    let app = limited("MASHHAD_REQUEST_TIMEOUT_MS", "1").await;
    let token = app.token("samir");
    const QUERY: &str =
        "mutation { sessionStart(input: { login: \"nobody\", password: \"four plain words do\" }) { userErrors { code } } }";
    let answer = app.post(Some(&token), QUERY, json!({})).await;
    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (504, "TIMEOUT"));
    let mut socket = Socket::initialised(app.app.address(), &token).await;
    socket.subscribe("1", QUERY, json!({})).await;
    let error = socket.message("error").await;
    assert_eq!(error["payload"][0]["extensions"]["code"], "TIMEOUT", "{error}");
    let request = Request::post("/graphql")
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::ACCEPT, "text/event-stream")
        .header(header::AUTHORIZATION, format!("Bearer {token}"));
    let events = app.send(request.body(Body::from(json!({ "query": QUERY }).to_string())).unwrap()).await;
    assert!(events.body.contains("TIMEOUT") && events.body.contains("event: complete"), "{}", events.body);
}

#[tokio::test]
async fn clients_may_store_documents_by_hash_where_allowed() {
    let hash = "ecf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b38";
    let by_hash = json!({ "extensions": { "persistedQuery": { "version": 1, "sha256Hash": hash } } });
    let mut with_text = by_hash.clone();
    with_text["query"] = json!("{__typename}");
    let off = TestApp::start().await;
    assert_eq!(send(&off, &by_hash).await.code(), "PERSISTED_QUERY_NOT_SUPPORTED");
    let on = limited("MASHHAD_DOCUMENTS", "apq").await;
    assert_eq!(send(&on, &by_hash).await.code(), "PERSISTED_QUERY_NOT_FOUND");
    assert_eq!(send(&on, &with_text).await.json()["data"]["__typename"], "Query");
    assert_eq!(send(&on, &by_hash).await.json()["data"]["__typename"], "Query");
}

#[tokio::test]
async fn a_server_of_trusted_documents_runs_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let manifest = folder.path().join("manifest.json");
    std::fs::write(&manifest, json!({ "type": "{ __typename }" }).to_string()).unwrap();
    let app = TestApp::start_with(|name| match name {
        "MASHHAD_DOCUMENTS" => Some("trusted".to_owned()),
        "MASHHAD_DOCUMENT_MANIFEST" => Some(manifest.display().to_string()),
        _ => None,
    })
    .await;
    assert_eq!(send(&app, &json!({ "documentId": "type" })).await.json()["data"]["__typename"], "Query");
    assert_eq!(send(&app, &json!({ "query": "{ __typename }" })).await.status, 200);
    for body in [json!({ "query": "{ serverInfo { version } }" }), json!({ "documentId": "other" })] {
        let answer = send(&app, &body).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (400, "DOCUMENT_NOT_TRUSTED"), "{body}");
    }
}

#[tokio::test]
async fn browsers_may_call_from_the_configured_origins_only() {
    let app = limited("MASHHAD_CORS_ORIGINS", "https://studio.example").await;
    let preflight = async |origin: &'static str| {
        let request = Request::builder()
            .method("OPTIONS")
            .uri("/graphql")
            .header(header::ORIGIN, origin)
            .header(header::ACCESS_CONTROL_REQUEST_METHOD, "POST")
            .header(header::ACCESS_CONTROL_REQUEST_HEADERS, "authorization,content-type");
        app.send(request.body(Body::empty()).unwrap()).await.headers
    };
    let allowed = preflight("https://studio.example").await;
    assert_eq!(allowed[header::ACCESS_CONTROL_ALLOW_ORIGIN], "https://studio.example");
    assert!(!allowed.contains_key(header::ACCESS_CONTROL_ALLOW_CREDENTIALS));
    assert!(!preflight("https://evil.example").await.contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN));
}
