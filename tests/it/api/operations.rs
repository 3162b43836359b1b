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

#[tokio::test(flavor = "multi_thread")]
async fn a_paused_queue_takes_submissions_and_tells_why_they_wait() {
    let app = TestApp::start().await;
    let (samir, operator) = (app.token("samir"), admin(&app));
    const PAUSE: &str = "mutation P($kind: JobKind, $reason: String!) { queuePause(input: { kind: $kind, reason: $reason }) { queues { kind pauses { everyKind by reason } } userErrors { code field } } }";
    let paused = app.data(&operator, PAUSE, json!({ "kind": "BREAKDOWN", "reason": "الخادم تحت الصيانة" })).await;
    let pauses = |kind: usize| paused["queuePause"]["queues"][kind]["pauses"].clone();
    assert_eq!(pauses(0), json!([{ "everyKind": false, "by": "operator", "reason": "الخادم تحت الصيانة" }]), "{paused:#}");
    assert_eq!(pauses(1), json!([]));

    let screenplay = app.add(&samir, SAMPLE).await;
    let held = app.submit(&samir, "breakdownSubmit", &screenplay).await;
    let free = app.submit(&samir, "salienceSubmit", &screenplay).await;
    // The other kind goes on, and is over before anything is asked about the held one.
    until_over(&app, &samir, &free).await;
    const JOB: &str = "query J($id: ID!) { job(id: $id) { status pause { reason } queuePosition { ahead expectedWaitMs } } }";
    let job = app.data(&samir, JOB, json!({ "id": held })).await;
    assert_eq!((&job["job"]["status"], &job["job"]["pause"]["reason"]), (&json!("QUEUED"), &json!("الخادم تحت الصيانة")), "{job:#}");
    let queues = app.data(&operator, "{ queues { kind waiting running oldestWaitingMs pauses { since } } }", json!({})).await;
    assert_eq!((&queues["queues"][0]["waiting"], &queues["queues"][0]["running"]), (&json!(1), &json!(0)));
    assert!(queues["queues"][0]["oldestWaitingMs"].is_i64() && queues["queues"][1]["oldestWaitingMs"].is_null());

    const RESUME: &str = "mutation R { queueResume(input: { kind: BREAKDOWN }) { queues { pauses { by } } userErrors { code } } }";
    app.data(&operator, RESUME, json!({})).await;
    until_over(&app, &samir, &held).await;
    let job = app.data(&samir, JOB, json!({ "id": held })).await;
    assert!(job["job"]["status"] == "SUCCEEDED" && job["job"]["pause"].is_null(), "{job:#}");

    for reason in [" ".to_owned(), "x".repeat(501), "two\nlines".to_owned()] {
        let refused = app.data(&operator, PAUSE, json!({ "reason": reason })).await;
        assert_eq!(refused["queuePause"]["userErrors"], json!([{ "code": "OUT_OF_RANGE", "field": ["input", "reason"] }]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_line_pauses_and_resumes_beside_a_running_server() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("test.sqlite").display());
    let app = TestApp::start_with(|name| (name == "MASHHAD_DATABASE_URL").then(|| url.clone())).await;
    let queue = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_mashhad"));
        let output = command.arg("queue").args(arguments).env_clear().env("MASHHAD_DATABASE_URL", &url).output().unwrap();
        (output.status.success(), String::from_utf8(output.stdout).unwrap())
    };
    assert_eq!(queue(&["pause", "--reason", "new disk"]), (true, "ALL is paused\n".to_owned()));
    assert_eq!(queue(&["pause", "--reason", "again"]).1, "ALL was paused already\n");
    assert!(!queue(&["pause", "--kind", "NONE", "--reason", "x"]).0 && !queue(&["pause", "--reason", " "]).0);
    let samir = app.token("samir");
    let screenplay = app.add(&samir, SAMPLE).await;
    let job = app.submit(&samir, "breakdownSubmit", &screenplay).await;
    let listed = queue(&["list"]).1;
    assert!(listed.contains("BREAKDOWN   1 waiting") && listed.contains("ALL         paused by operator: new disk"), "{listed}");
    assert_eq!(queue(&["resume"]), (true, "ALL goes on\n".to_owned()));
    until_over(&app, &samir, &job).await;
}
