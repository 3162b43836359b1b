//! Bad input through the API: each gets its typed error with a code and a message in Arabic and English.

use serde_json::{Value as Json, json};

use crate::support::{SAMPLE, TestApp};

const ADD: &str = "mutation A($text: String!, $format: ScreenplayFormat, $title: String) { screenplayAdd(input: { source: { text: $text }, format: $format, title: $title }) {
    screenplay { id } userErrors { code field message messageAr messageEn } } }";

async fn refused(app: &TestApp, variables: Json) -> Json {
    let data = app.data(&app.token("samir"), ADD, variables).await["screenplayAdd"].clone();
    assert!(data["screenplay"].is_null(), "{data}");
    let error = data["userErrors"][0].clone();
    for field in ["message", "messageAr", "messageEn"] {
        assert!(error[field].as_str().is_some_and(|text| text.len() > 10), "{error}");
    }
    error
}

#[tokio::test]
async fn files_that_are_no_screenplay_are_refused_with_their_code() {
    let app = TestApp::start().await;
    let press_release = "The ministry announced today that the new railway line will open in spring.\n\nSpeaking to reporters, the minister said that tickets will go on sale next week and that the works had been finished ahead of schedule. ".repeat(4);
    for (text, format, code) in [
        ("", None, "EMPTY_FILE"),
        (" \n\t\n", None, "EMPTY_FILE"),
        (press_release.as_str(), None, "NOT_A_SCREENPLAY"),
        ("not xml at all", Some("FDX"), "DAMAGED_FILE"),
        ("not a pdf at all", Some("PDF"), "DAMAGED_FILE"),
        ("not a zip at all", Some("DOCX"), "DAMAGED_FILE"),
        ("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\">]><FinalDraft>&b;</FinalDraft>", Some("FDX"), "BOMB"),
    ] {
        assert_eq!(refused(&app, json!({ "text": text, "format": format })).await["code"], code, "{format:?} {text:.40}");
    }
}

#[tokio::test]
async fn binary_and_broken_uploads_are_refused() {
    let app = TestApp::start().await;
    let token = app.token("samir");
    let elf = [b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0".as_slice(), &[0x90; 64]].concat();
    for (bytes, code) in
        [(elf, "BINARY"), (b"%PDF-1.7\nbroken".to_vec(), "DAMAGED_FILE"), (b"PK\x03\x04broken word/".to_vec(), "DAMAGED_FILE")]
    {
        let created =
            app.data(&token, "mutation { uploadCreate(input: {}) { upload { id path } } }", json!({})).await["uploadCreate"]["upload"]
                .clone();
        let put = axum::http::Request::put(created["path"].as_str().unwrap()).header("authorization", format!("Bearer {token}"));
        assert_eq!(app.send(put.body(axum::body::Body::from(bytes)).unwrap()).await.status, 200);
        let query = "mutation A($id: ID!) { screenplayAdd(input: { source: { uploadId: $id } }) { userErrors { code } } }";
        let data = app.data(&token, query, json!({ "id": created["id"] })).await;
        assert_eq!(data["screenplayAdd"]["userErrors"][0]["code"], code);
    }
}

#[tokio::test]
async fn uploads_beyond_the_limit_are_refused() {
    let app = TestApp::start_with(|name| (name == "MASHHAD_MAX_UPLOAD_BYTES").then(|| "1000".to_owned())).await;
    let token = app.token("samir");
    let announced = app.data(&token, "mutation { uploadCreate(input: { sizeBytes: 200000000 }) { userErrors { code } } }", json!({})).await;
    assert_eq!(announced["uploadCreate"]["userErrors"][0]["code"], "OUT_OF_RANGE");
    let created = app.data(&token, "mutation { uploadCreate(input: {}) { upload { path } } }", json!({})).await;
    let put = axum::http::Request::put(created["uploadCreate"]["upload"]["path"].as_str().unwrap())
        .header("authorization", format!("Bearer {token}"));
    assert_eq!(app.send(put.body(axum::body::Body::from(vec![b'x'; 2_000])).unwrap()).await.status, 413);
}

#[tokio::test]
async fn arguments_out_of_range_are_told() {
    let app = TestApp::start().await;
    let token = app.token("samir");
    for arguments in ["first: 0", "first: 101", "last: -3", "first: 1, last: 1", "after: \"what\"", "first: 2147483647"] {
        let answer = app.post(Some(&token), &format!("{{ jobs({arguments}) {{ totalCount }} }}"), json!({})).await;
        assert_eq!(answer.code(), "BAD_USER_INPUT", "{arguments}: {}", answer.body);
        assert!(answer.json()["errors"][0]["extensions"]["messageAr"].is_string());
    }
    let many = (0..101).map(|n| format!("\"{n}\"")).collect::<Vec<_>>().join(",");
    assert_eq!(app.post(Some(&token), &format!("{{ nodes(ids: [{many}]) {{ id }} }}"), json!({})).await.code(), "BAD_USER_INPUT");
    assert_eq!(refused(&app, json!({ "text": SAMPLE, "title": "x".repeat(301) })).await["code"], "TOO_LARGE");
}

#[tokio::test]
async fn options_out_of_range_are_told() {
    let app = TestApp::start().await;
    let token = app.token("samir");
    let screenplay = app.add(&token, SAMPLE).await;
    for (mutation, options) in [
        ("breakdownSubmit", "options: { minConfidence: 1.5 }"),
        ("salienceSubmit", "options: { criteria: [{ criterion: PLOT_ADVANCEMENT, weight: -0.1 }] }"),
        ("breakdownSubmit", "idempotencyKey: \"\""),
        ("breakdownSubmit", "priority: CRITICAL"),
    ] {
        let query = format!(
            "mutation S($id: ID!) {{ {mutation}(input: {{ screenplayId: $id, {options} }}) {{ job {{ id }} userErrors {{ code messageAr }} }} }}"
        );
        let payload = app.data(&token, &query, json!({ "id": screenplay })).await[mutation].clone();
        assert!(payload["job"].is_null() && payload["userErrors"][0]["messageAr"].is_string(), "{options}: {payload}");
    }
}

#[tokio::test]
async fn messages_follow_the_language_of_the_client() {
    let app = TestApp::start().await;
    let body = json!({ "query": ADD, "variables": { "text": "" } }).to_string();
    let request = axum::http::Request::post("/graphql")
        .header("content-type", "application/json")
        .header("authorization", format!("Bearer {}", app.token("samir")))
        .header("accept-language", "ar-EG,ar;q=0.9")
        .body(axum::body::Body::from(body))
        .unwrap();
    let error = app.send(request).await.json()["data"]["screenplayAdd"]["userErrors"][0].clone();
    assert_eq!(error["message"], error["messageAr"]);
}
