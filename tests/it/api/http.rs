//! GraphQL over HTTP: status codes, media types, methods, headers (draft 2025 and what browsers could be made to send).

use axum::body::Body;
use axum::http::{Request, header};
use serde_json::{Value as Json, json};

use crate::support::{Answer, TestApp};

const RESPONSE: &str = "application/graphql-response+json";

async fn post_raw(app: &TestApp, accept: Option<&str>, content_type: Option<&str>, body: &str) -> Answer {
    let mut request = Request::post("/graphql");
    if let Some(accept) = accept {
        request = request.header(header::ACCEPT, accept);
    }
    if let Some(content_type) = content_type {
        request = request.header(header::CONTENT_TYPE, content_type);
    }
    app.send(request.body(Body::from(body.to_owned())).unwrap()).await
}

async fn post(app: &TestApp, accept: Option<&str>, body: &Json) -> Answer {
    post_raw(app, accept, Some("application/json"), &body.to_string()).await
}

async fn get(app: &TestApp, query: &str) -> Answer {
    app.send(Request::get(format!("/graphql?{query}")).body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn the_media_type_is_negotiated() {
    let app = TestApp::start().await;
    let good = json!({ "query": "{ __typename }" });
    for (accept, media) in [
        (None, "application/json"),
        (Some("*/*"), "application/json"),
        (Some("application/*"), "application/json"),
        (Some("application/json"), "application/json"),
        (Some(RESPONSE), RESPONSE),
        (Some("application/json;q=0.1, application/graphql-response+json"), RESPONSE),
    ] {
        let answer = post(&app, accept, &good).await;
        assert_eq!((answer.status.as_u16(), answer.media()), (200, media.to_owned()), "{accept:?}");
        assert_eq!(answer.json(), json!({ "data": { "__typename": "Query" } }));
    }
    assert_eq!(post(&app, Some("image/png"), &good).await.status, 406);
}

#[tokio::test]
async fn request_errors_have_a_status_and_no_data() {
    let app = TestApp::start().await;
    let bad = [
        ("GRAPHQL_PARSE_FAILED", json!({ "query": "{" })),
        ("GRAPHQL_VALIDATION_FAILED", json!({ "query": "{ nothing }" })),
        ("GRAPHQL_VALIDATION_FAILED", json!({ "query": "query Q($id: ID!) { job(id: $id) { id } }", "variables": {} })),
        ("GRAPHQL_VALIDATION_FAILED", json!({ "query": "query A { __typename } query B { __typename }" })),
    ];
    for (code, body) in bad {
        for (accept, status) in [(Some(RESPONSE), 400), (Some("application/json"), 200)] {
            let answer = post(&app, accept, &body).await;
            assert_eq!((answer.status.as_u16(), answer.code().as_str()), (status, code), "{body} {}", answer.body);
            assert!(answer.json().get("data").is_none(), "{}", answer.body);
        }
    }
}

#[tokio::test]
async fn malformed_requests_are_told_apart() {
    let app = TestApp::start().await;
    for body in [
        "{",
        "null",
        "7",
        "\"x\"",
        "{}",
        "{\"query\":null}",
        "{\"query\":7}",
        "{\"query\":\"{a}\",\"variables\":[]}",
        "{\"query\":\"{a}\",\"operationName\":{}}",
        "[]",
    ] {
        let answer = post_raw(&app, None, Some("application/json"), body).await;
        assert_eq!(answer.status, 400, "{body} {}", answer.body);
    }
    let batch = post_raw(&app, None, Some("application/json"), "[{\"query\":\"{__typename}\"}]").await;
    assert_eq!((batch.status.as_u16(), batch.code().as_str()), (400, "BATCHING_DISABLED"));
    for content_type in [
        None,
        Some("text/plain"),
        Some("application/x-www-form-urlencoded"),
        Some("multipart/form-data; boundary=x"),
        Some("application/json; charset=utf-16"),
    ] {
        let answer = post_raw(&app, None, content_type, "{\"query\":\"{__typename}\"}").await;
        assert_eq!(answer.status, 415, "{content_type:?}: a browser could send this without asking first");
    }
    assert_eq!(post_raw(&app, None, Some("application/json; charset=utf-8"), "{\"query\":\"{__typename}\"}").await.status, 200);
}

#[tokio::test]
async fn get_serves_queries_only() {
    let app = TestApp::start().await;
    assert_eq!(get(&app, "query=%7B__typename%7D").await.json(), json!({ "data": { "__typename": "Query" } }));
    let with_variables = "query=query%20Q(%24id%3AID!)%7Bnode(id%3A%24id)%7Bid%7D%7D&operationName=Q&variables=%7B%22id%22%3A%22x%22%7D";
    assert_eq!(get(&app, with_variables).await.json(), json!({ "data": { "node": null } }));
    let mutation = get(&app, "query=mutation%7BjobCancel(input%3A%7Bid%3A%22x%22%7D)%7BuserErrors%7Bcode%7D%7D%7D").await;
    assert_eq!((mutation.status.as_u16(), mutation.headers[header::ALLOW].to_str().unwrap()), (405, "POST"));
    assert_eq!(get(&app, "").await.status, 400);
    assert_eq!(get(&app, "query=%7B__typename%7D&variables=x").await.status, 400);
}

#[tokio::test]
async fn large_bodies_are_refused_before_they_are_read_whole() {
    let app = TestApp::start_with(|name| (name == "MASHHAD_MAX_BODY_BYTES").then(|| "1000".to_owned())).await;
    let answer = post(&app, None, &json!({ "query": "{ __typename }", "variables": { "x": "y".repeat(2_000) } })).await;
    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (413, "PAYLOAD_TOO_LARGE"));
}

#[tokio::test]
async fn tokens_decide_what_is_answered() {
    let app = TestApp::start().await;
    let query = "{ viewer { subject scopes } }";
    assert_eq!(app.post(None, query, json!({})).await.json()["data"]["viewer"], Json::Null);
    assert_eq!(app.post(Some(&app.token("samir")), query, json!({})).await.json()["data"]["viewer"]["subject"], "samir");
    for bad in ["x.y.z", "", &app.token_with("samir", &[], -3600)] {
        let answer = app.post(Some(bad), query, json!({})).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (401, "UNAUTHENTICATED"), "{bad}");
    }
    let anonymous = app.post(None, "{ jobs { totalCount } }", json!({})).await;
    assert_eq!(anonymous.code(), "UNAUTHENTICATED");
    let without_scope = app.token_with("samir", &[mashhad::auth::Scope::ScreenplaysRead], 600);
    assert_eq!(app.post(Some(&without_scope), "{ jobs { totalCount } }", json!({})).await.code(), "FORBIDDEN");
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let app = TestApp::start().await;
    for path in ["/graphql?query=%7B__typename%7D", "/health/live", "/health/ready", "/metrics", "/graphiql", "/nothing"] {
        let request = Request::get(path).header("x-request-id", "from-the-proxy-7").body(Body::empty()).unwrap();
        let answer = app.send(request).await;
        for name in ["x-content-type-options", "x-frame-options", "referrer-policy", "content-security-policy", "x-mashhad-version"] {
            assert!(answer.headers.contains_key(name), "{path} without {name}");
        }
        assert_eq!(answer.headers["x-request-id"], "from-the-proxy-7", "{path}");
    }
    assert!(app.send(Request::get("/metrics").body(Body::empty()).unwrap()).await.body.contains("mashhad_http_requests_total"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_metrics_tell_of_runs_and_of_the_queue() {
    let app = TestApp::start().await;
    let token = app.token("amal");
    let screenplay = app.add(&token, crate::support::SAMPLE).await;
    let job = app.submit(&token, "breakdownSubmit", &screenplay).await;
    let mut socket = crate::support::socket::Socket::initialised(app.app.address(), &token).await;
    socket.subscribe("1", "subscription S($j: ID!) { jobProgress(jobId: $j) { finished } }", json!({ "j": job })).await;
    while let crate::support::socket::Received::Message(message) = socket.next().await {
        if message["type"] == "complete" {
            break;
        }
    }
    let text = app.send(Request::get("/metrics").body(Body::empty()).unwrap()).await.body;
    for line in [
        "mashhad_runs_ended_total{end=\"SUCCEEDED\",kind=\"BREAKDOWN\"} 1",
        "mashhad_job_run_seconds_count{kind=\"BREAKDOWN\"} 1",
        "mashhad_job_wait_seconds_count{kind=\"BREAKDOWN\"} 1",
        "mashhad_jobs{kind=\"BREAKDOWN\",priority=\"NORMAL\",state=\"SUCCEEDED\"} 1",
    ] {
        assert!(text.contains(line), "{line} is missing in\n{text}");
    }
}

#[tokio::test]
async fn graphiql_needs_no_other_host_and_can_be_switched_off() {
    let app = TestApp::start().await;
    let page = app.send(Request::get("/graphiql").body(Body::empty()).unwrap()).await;
    assert_eq!(page.status, 200);
    assert!(!page.body.contains("://"), "{}", page.body);
    for file in page.body.split('"').filter(|part| part.starts_with("/graphiql/")) {
        let asset = app.send(Request::get(file).header(header::ACCEPT_ENCODING, "gzip").body(Body::empty()).unwrap()).await;
        assert_eq!(asset.status, 200, "{file}");
    }
    let off = TestApp::start_with(|name| (name == "MASHHAD_GRAPHIQL" || name == "MASHHAD_INTROSPECTION").then(|| "off".to_owned())).await;
    assert_eq!(off.send(Request::get("/graphiql").body(Body::empty()).unwrap()).await.status, 404);
    let introspection = off.post(None, "{ __schema { queryType { name } } }", json!({})).await.json();
    assert!(introspection["data"]["__schema"].is_null(), "{introspection}");
}
