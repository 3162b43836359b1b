//! Nobody reads somebody else's script, by any path: every query, mutation and subscription that takes an id is tried with another user's.

use serde_json::{Value as Json, json};

use crate::support::socket::{Received, Socket};
use crate::support::{SAMPLE, TestApp};

#[tokio::test(flavor = "multi_thread")]
async fn another_users_ids_look_absent() {
    let app = TestApp::start().await;
    let owner = app.token("samir");
    let stranger = app.token("stranger");
    let screenplay = app.add(&owner, SAMPLE).await;
    let job = app.submit(&owner, "breakdownSubmit", &screenplay).await;
    let scenes = app
        .data(&owner, "query Q($id: ID!) { screenplay(id: $id) { workId scenes(first: 1) { nodes { id } } } }", json!({ "id": screenplay }))
        .await;
    let scene = scenes["screenplay"]["scenes"]["nodes"][0]["id"].clone();
    let work = scenes["screenplay"]["workId"].clone();
    let ids = json!({ "screenplay": screenplay, "job": job, "scene": scene });

    const READS: &str = "query R($screenplay: ID!, $job: ID!, $scene: ID!) { screenplay(id: $screenplay) { title } job(id: $job) { id } scene: node(id: $scene) { id }
        byNode: node(id: $screenplay) { id } nodes(ids: [$screenplay, $job, $scene]) { id } screenplays { totalCount } jobs { totalCount }
        filtered: jobs(filter: { screenplayId: $screenplay }) { totalCount } }";
    let seen = app.data(&stranger, READS, ids.clone()).await;
    let nothing = json!({ "screenplay": null, "job": null, "scene": null, "byNode": null, "nodes": [null, null, null],
        "screenplays": { "totalCount": 0 }, "jobs": { "totalCount": 0 }, "filtered": { "totalCount": 0 } });
    assert_eq!(seen, nothing);
    let own = app.data(&owner, READS, ids).await;
    assert!(own["scene"]["id"] == scene && own["nodes"][2]["id"] == scene && own["filtered"]["totalCount"] == 1, "{own:#}");

    for (name, arguments) in [
        ("breakdownSubmit", format!("screenplayId: {}", json!(screenplay))),
        ("screenplayDelete", format!("id: {}", json!(screenplay))),
        ("jobCancel", format!("id: {}", json!(job))),
        ("jobRetry", format!("id: {}", json!(job))),
        ("jobDelete", format!("id: {}", json!(job))),
        ("findingDismiss", format!("workId: {work}, fingerprint: \"x\", reason: \"no\"")),
        ("findingRestore", format!("workId: {work}, fingerprint: \"x\"")),
        ("screenplayAdd", format!("source: {{ text: {} }}, previousId: {}", json!(SAMPLE), json!(screenplay))),
    ] {
        let answer = app
            .data(
                &stranger,
                &format!("mutation {{ {name}(input: {{ {arguments} }}) {{ userErrors {{ code messageAr messageEn }} }} }}"),
                json!({}),
            )
            .await;
        let error = &answer[name]["userErrors"][0];
        assert_eq!(error["code"], "NOT_FOUND", "{name}: {answer}");
        assert!(
            error["messageAr"].as_str().is_some_and(|text| !text.is_empty())
                && error["messageEn"].as_str().is_some_and(|text| !text.is_empty())
        );
    }

    let mut socket = Socket::initialised(app.app.address(), &stranger).await;
    socket.subscribe("1", "subscription S($job: ID!) { jobProgress(jobId: $job) { rev } }", json!({ "job": job })).await;
    let Received::Message(refused) = socket.next().await else { panic!("closed") };
    assert_eq!((refused["type"].as_str(), &refused["payload"][0]["extensions"]["code"]), (Some("error"), &Json::from("NOT_FOUND")));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_feed_of_all_jobs_tells_only_ones_own() {
    let app = TestApp::start().await;
    let (owner, stranger) = (app.token("samir"), app.token("stranger"));
    let mut socket = Socket::initialised(app.app.address(), &stranger).await;
    socket.subscribe("1", "subscription { jobsProgress { id status } }", json!({})).await;
    let foreign = app.add(&owner, SAMPLE).await;
    let foreign = app.submit(&owner, "breakdownSubmit", &foreign).await;
    let own = app.add(&stranger, SAMPLE).await;
    let own = app.submit(&stranger, "breakdownSubmit", &own).await;
    loop {
        let told = socket.message("next").await["payload"]["data"]["jobsProgress"].clone();
        assert_ne!(told["id"], foreign.as_str(), "somebody else's job");
        assert_eq!(told["id"], own.as_str());
        if told["status"] == "SUCCEEDED" {
            break;
        }
    }
}

#[tokio::test]
async fn ids_that_nobody_made_are_simply_absent() {
    let app = TestApp::start().await;
    let token = app.token("samir");
    let long = "a".repeat(5_000);
    for id in ["", "x", "💥", "c3A6eA", "am9iOi4uLy4uL2V0Yy9wYXNzd2Q", long.as_str()] {
        let data = app
            .data(&token, "query Q($id: ID!) { node(id: $id) { id } job(id: $id) { id } screenplay(id: $id) { id } }", json!({ "id": id }))
            .await;
        assert_eq!(data, json!({ "node": null, "job": null, "screenplay": null }), "{id}");
    }
}
