//! GraphiQL, served from the binary without any other host. Owns the page and its content security policy; the bundle is built in
//! `web/graphiql` and embedded compressed.

use axum::extract::{Path, State};
use axum::http::header::{self, HeaderValue};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};

use crate::api::ApiState;

const PAGE: &str = r#"<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Mashhad · مشهد</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/graphiql/graphiql.css"></head>
<body><div id="graphiql"></div><script type="module" src="/graphiql/graphiql.js"></script></body>
</html>
"#;

/// Monaco measures text with inline styles and loads its fonts as data; everything else comes from this origin.
const POLICY: &str = "default-src 'none'; script-src 'self'; worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; connect-src 'self' ws: wss:; frame-ancestors 'none'";

const FILES: &[(&str, &str, &[u8])] = &[
    ("graphiql.js", "text/javascript; charset=utf-8", include_bytes!("../../../web/graphiql/dist/graphiql.js.gz")),
    ("graphiql.css", "text/css; charset=utf-8", include_bytes!("../../../web/graphiql/dist/graphiql.css.gz")),
    ("editor.worker.js", "text/javascript; charset=utf-8", include_bytes!("../../../web/graphiql/dist/editor.worker.js.gz")),
    ("json.worker.js", "text/javascript; charset=utf-8", include_bytes!("../../../web/graphiql/dist/json.worker.js.gz")),
    ("graphql.worker.js", "text/javascript; charset=utf-8", include_bytes!("../../../web/graphiql/dist/graphql.worker.js.gz")),
];

/// The page.
pub(super) async fn page(State(state): State<ApiState>) -> Response {
    if !state.config.graphiql {
        return StatusCode::NOT_FOUND.into_response();
    }
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, PAGE).into_response()
}

/// One file of the bundle; every browser that runs it accepts gzip, other clients are told so.
pub(super) async fn asset(State(state): State<ApiState>, Path(file): Path<String>, headers: HeaderMap) -> Response {
    let Some((_, media, bytes)) = FILES.iter().find(|(name, ..)| *name == file).filter(|_| state.config.graphiql) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !accepted.contains("gzip") {
        return (StatusCode::NOT_ACCEPTABLE, "accept gzip").into_response();
    }
    let mut response = bytes.into_response();
    let fixed = [
        (header::CONTENT_TYPE, *media),
        (header::CONTENT_ENCODING, "gzip"),
        (header::CACHE_CONTROL, "public, max-age=3600"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::VARY, "accept-encoding"),
    ];
    for (name, value) in fixed {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}
