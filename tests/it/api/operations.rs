//! What the operator sees and does through the API.

use mashhad::auth::Scope;
use serde_json::{Value as Json, json};

use crate::support::socket::{Received, Socket};
use crate::support::{SAMPLE, TestApp};

fn admin(app: &TestApp) -> String {
    app.token_with("operator", &[Scope::Admin], 600)
}

/// Follows a job to its end.
async fn until_over(app: &TestApp, token: &str, job: &str) {
    let mut socket = Socket::initialised(app.app.address(), token).await;
    socket.subscribe("1", "subscription P($job: ID!) { jobProgress(jobId: $job) { status } }", json!({ "job": job })).await;
    loop {
        match socket.next().await {
            Received::Message(message) if message["type"] == "complete" => return,
            Received::Message(_) => {}
            closed => panic!("{closed:?}"),
        }
    }
}

fn kind<'a>(metrics: &'a Json, kind: &str) -> &'a Json {
    metrics["metrics"]["kinds"].as_array().unwrap().iter().find(|figures| figures["kind"] == kind).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_tell_of_runs_and_of_answers_from_stored_results() {
    let app = TestApp::start().await;
    let samir = app.token("samir");
    let screenplay = app.add(&samir, SAMPLE).await;
    let job = app.submit(&samir, "breakdownSubmit", &screenplay).await;
    until_over(&app, &samir, &job).await;
    app.submit(&samir, "breakdownSubmit", &screenplay).await;
    const METRICS: &str = "query M($window: MetricsWindow!) { metrics(window: $window) { since until oldestWaitingMs waiting { kind }
        cache { documents bytes hits }
        kinds { kind attempts measuredAttempts wait { p50 p99 } run { p50 p95 p99 max } succeeded fromCache dead succeededPerMinute failures { code count } } } }";
    for window in ["LAST_HOUR", "LAST_DAY"] {
        let figures = app.data(&admin(&app), METRICS, json!({ "window": window })).await;
        let ran = kind(&figures, "BREAKDOWN");
        assert_eq!((&ran["attempts"], &ran["succeeded"], &ran["fromCache"]), (&json!(1), &json!(1), &json!(1)), "{figures:#}");
        assert!(ran["run"]["p50"] == ran["run"]["max"] && ran["wait"]["p50"].is_i64() && ran["failures"] == json!([]), "{ran}");
        let minutes = if window == "LAST_HOUR" { 60.0 } else { 1440.0 };
        assert!((ran["succeededPerMinute"].as_f64().unwrap() * minutes - 2.0).abs() < 1e-9);
        let idle = kind(&figures, "FULL");
        assert!(idle["attempts"] == 0 && idle["wait"].is_null() && idle["run"].is_null());
        assert!(figures["metrics"]["oldestWaitingMs"].is_null() && figures["metrics"]["waiting"] == json!([]));
        assert!(figures["metrics"]["cache"]["hits"].as_i64() >= Some(1) && figures["metrics"]["cache"]["bytes"].as_i64() > Some(0));
    }
    assert_eq!(app.post(Some(&samir), "{ metrics { since } }", json!({})).await.code(), "FORBIDDEN");
}
