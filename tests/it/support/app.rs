//! A running app on a scratch database, callers with tokens, an HTTP caller. Owns no expectation.

use std::path::Path;

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use mashhad::app::{App, Role};
use mashhad::auth::{Scope, TokenRequest};
use mashhad::clock::{Clock as _, SystemClock};
use mashhad::config::Config;
use serde_json::{Value as Json, json};
use tower::ServiceExt as _;

/// The Arabic sample of the repository.
pub(crate) const SAMPLE: &str = include_str!("../../../examples/teleplay-ar.txt");

/// A running app that is gone with its folder.
pub(crate) struct TestApp {
    pub(crate) app: App,
    _folder: tempfile::TempDir,
}

/// An HTTP answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Json {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("not JSON: {} {}", self.status, self.body))
    }

    pub(crate) fn media(&self) -> String {
        self.headers[header::CONTENT_TYPE].to_str().unwrap().split(';').next().unwrap().to_owned()
    }

    /// The stable code of the first error.
    pub(crate) fn code(&self) -> String {
        self.json()["errors"][0]["extensions"]["code"].as_str().unwrap_or_default().to_owned()
    }
}

impl TestApp {
    pub(crate) async fn start() -> Self {
        Self::start_with(|_| None).await
    }

    /// Starts with some variables changed.
    pub(crate) async fn start_with(changed: impl Fn(&str) -> Option<String>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = config(folder.path(), changed);
        Self { app: App::start(config, Role::Everything).await.unwrap(), _folder: folder }
    }

    /// A token of a user with all user scopes.
    pub(crate) fn token(&self, subject: &str) -> String {
        self.token_with(subject, &Scope::USER, 600)
    }

    pub(crate) fn token_with(&self, subject: &str, scopes: &[Scope], lifetime_s: i64) -> String {
        let request = TokenRequest { subject, scopes, lifetime_s };
        self.app.sign(&request, SystemClock.now_ms().div_euclid(1000)).unwrap()
    }

    /// Sends any request through the whole router.
    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.app.router().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        Answer { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&bytes).into_owned() }
    }

    /// A GraphQL POST.
    pub(crate) async fn post(&self, token: Option<&str>, query: &str, variables: Json) -> Answer {
        let body = json!({ "query": query, "variables": variables }).to_string();
        let mut request = Request::post("/graphql").header(header::CONTENT_TYPE, "application/json");
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    /// The `data` of a GraphQL POST that must not have errors.
    pub(crate) async fn data(&self, token: &str, query: &str, variables: Json) -> Json {
        let answer = self.post(Some(token), query, variables).await;
        let body = answer.json();
        assert!(body["errors"].is_null(), "{body:#}");
        body["data"].clone()
    }

    /// Adds a script and gives its id.
    pub(crate) async fn add(&self, token: &str, text: &str) -> String {
        const ADD: &str = "mutation Add($text: String!) { screenplayAdd(input: { source: { text: $text } }) { screenplay { id } userErrors { code messageEn } } }";
        let data = self.data(token, ADD, json!({ "text": text })).await;
        data["screenplayAdd"]["screenplay"]["id"].as_str().unwrap_or_else(|| panic!("{data:#}")).to_owned()
    }

    /// Submits an analysis by the name of its mutation and gives the job's id.
    pub(crate) async fn submit(&self, token: &str, mutation: &str, screenplay: &str) -> String {
        let query = format!(
            "mutation S($id: ID!) {{ {mutation}(input: {{ screenplayId: $id }}) {{ job {{ id }} userErrors {{ code messageEn }} }} }}"
        );
        let data = self.data(token, &query, json!({ "id": screenplay })).await;
        data[mutation]["job"]["id"].as_str().unwrap_or_else(|| panic!("{data:#}")).to_owned()
    }
}

/// The configuration of a test on SQLite in a folder.
pub(crate) fn config(folder: &Path, changed: impl Fn(&str) -> Option<String>) -> Config {
    let url = format!("sqlite://{}", folder.join("test.sqlite").display());
    Config::read(&|name| {
        changed(name).or_else(|| match name {
            "MASHHAD_DATABASE_URL" => Some(url.clone()),
            "MASHHAD_JWT_SECRET" => Some("a secret for tests only, thirty-two bytes".to_owned()),
            "MASHHAD_LISTEN" => Some("127.0.0.1:0".to_owned()),
            "MASHHAD_LOG" => Some("error".to_owned()),
            "MASHHAD_DRAIN_S" => Some("2".to_owned()),
            _ => None,
        })
    })
    .unwrap()
}
