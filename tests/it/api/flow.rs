//! The walk of one job through the API: add, submit, follow, read; what is stored equals what `analyze` prints.

use mashhad_engine::screenplay::document::ScreenplayDocument;
use mashhad_engine::{Cancel, Input, Options, Silent, analyze_screenplay, parse_input};
use serde_json::{Value as Json, json};

use crate::support::socket::Socket;
use crate::support::{SAMPLE, TestApp};

const PROGRESS: &str = "subscription P($job: ID!, $after: Int! = -1) { jobProgress(jobId: $job, after: $after) { rev status stage scenesDone scenesTotal fraction finished } }";

/// All states that a subscription tells, until it completes.
async fn follow(socket: &mut Socket, id: &str, job: &str, after: i64) -> Vec<Json> {
    socket.subscribe(id, PROGRESS, json!({ "job": job, "after": after })).await;
    let mut states = Vec::new();
    loop {
        match socket.next().await {
            crate::support::socket::Received::Message(message) if message["type"] == "next" => {
                states.push(message["payload"]["data"]["jobProgress"].clone());
            }
            crate::support::socket::Received::Message(message) if message["type"] == "complete" => return states,
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_goes_in_and_its_analysis_comes_out_live() {
    let app = TestApp::start().await;
    let token = app.token("samir");
    let mut socket = Socket::initialised(app.app.address(), &token).await;
    let screenplay = app.add(&token, SAMPLE).await;
    let job = app.submit(&token, "analysisSubmit", &screenplay).await;

    let states = follow(&mut socket, "1", &job, -1).await;
    let revisions: Vec<i64> = states.iter().map(|state| state["rev"].as_i64().unwrap()).collect();
    assert!(revisions.windows(2).all(|pair| pair[0] < pair[1]), "revisions must rise: {revisions:?}");
    let last = states.last().unwrap();
    assert_eq!(
        (last["status"].as_str(), last["finished"].as_bool(), last["fraction"].as_f64()),
        (Some("SUCCEEDED"), Some(true), Some(1.0))
    );

    // Late: the terminal state comes at once; resumed behind it: still told, so that nobody waits for ever.
    assert_eq!(follow(&mut socket, "2", &job, -1).await.len(), 1);
    assert_eq!(follow(&mut socket, "3", &job, *revisions.last().unwrap()).await.len(), 1);

    let events = app
        .data(&token, "query E($job: ID!) { job(id: $job) { events { sequence kind status } attempts { number } } }", json!({ "job": job }))
        .await;
    let sequence: Vec<i64> = events["job"]["events"].as_array().unwrap().iter().map(|event| event["sequence"].as_i64().unwrap()).collect();
    assert_eq!(sequence, (1..=i64::try_from(sequence.len()).unwrap()).collect::<Vec<_>>(), "events without gaps");
    assert_eq!(events["job"]["attempts"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_stored_result_equals_what_analyze_prints() {
    let app = TestApp::start().await;
    let token = app.token("samir");
    let mut socket = Socket::initialised(app.app.address(), &token).await;
    let screenplay = app.add(&token, SAMPLE).await;
    let job = app.submit(&token, "analysisSubmit", &screenplay).await;
    follow(&mut socket, "1", &job, -1).await;

    let options = Options::default();
    let parsed = parse_input(&Input::new(SAMPLE.as_bytes()), &options, &Silent).unwrap();
    let expected = analyze_screenplay(&parsed, &options, &Silent, &Cancel::new()).unwrap();
    let store = app.app.store();
    let owner = store.user_by_subject("samir").await.unwrap().unwrap().id;
    let jobs = store
        .list_jobs(owner, &Default::default(), Default::default(), Default::default(), &mashhad::storage::PageRequest::first(1))
        .await
        .unwrap();
    let job = &jobs.into_items()[0];
    let mut compared = 0;
    for result in store.job_results(owner, job.id, None).await.unwrap() {
        let expected = match result.kind {
            mashhad::storage::DocumentKind::Screenplay => serde_json::to_value(ScreenplayDocument::new(&parsed, true)),
            mashhad::storage::DocumentKind::Breakdown => serde_json::to_value(&expected.breakdown),
            mashhad::storage::DocumentKind::Salience => serde_json::to_value(&expected.salience),
            mashhad::storage::DocumentKind::Continuity => serde_json::to_value(&expected.continuity),
        };
        assert_eq!(serde_json::from_str::<Json>(&result.json).unwrap(), expected.unwrap(), "{:?}", result.kind);
        compared += 1;
    }
    assert_eq!(compared, 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn excerpts_are_slices_of_the_text() {
    let app = TestApp::start().await;
    let token = app.token("samir");
    let mut socket = Socket::initialised(app.app.address(), &token).await;
    let screenplay = app.add(&token, SAMPLE).await;
    let job = app.submit(&token, "breakdownSubmit", &screenplay).await;
    follow(&mut socket, "1", &job, -1).await;
    const QUERY: &str = "query Q($id: ID!) { screenplay(id: $id) { text scenes(first: 100) { nodes { heading number location span { start end } } }
        breakdown { elements(first: 100) { totalCount nodes { category name confidence evidence { start end excerpt rationale { ar en } } } } } } }";
    let data = app.data(&token, QUERY, json!({ "id": screenplay })).await;
    let units: Vec<u16> = data["screenplay"]["text"].as_str().unwrap().encode_utf16().collect();
    let elements = data["screenplay"]["breakdown"]["elements"]["nodes"].as_array().unwrap();
    assert!(elements.len() > 20, "a breakdown of seven scenes has more elements: {}", elements.len());
    for evidence in elements.iter().flat_map(|element| element["evidence"].as_array().unwrap()) {
        let at = |key: &str| usize::try_from(evidence[key].as_u64().unwrap()).unwrap();
        assert_eq!(String::from_utf16(&units[at("start")..at("end")]).unwrap(), evidence["excerpt"].as_str().unwrap());
    }
    assert_eq!(data["screenplay"]["scenes"]["nodes"].as_array().unwrap().len(), 7);
}

#[tokio::test(flavor = "multi_thread")]
async fn equal_work_is_not_done_twice() {
    let app = TestApp::start().await;
    let token = app.token("samir");
    let mut socket = Socket::initialised(app.app.address(), &token).await;
    let screenplay = app.add(&token, SAMPLE).await;
    assert_eq!(app.add(&token, SAMPLE).await, screenplay, "the same file is one screenplay");
    let job = app.submit(&token, "breakdownSubmit", &screenplay).await;
    follow(&mut socket, "1", &job, -1).await;
    const AGAIN: &str = "mutation S($id: ID!) { breakdownSubmit(input: { screenplayId: $id }) { answer job { status fromCache } } }";
    let data = app.data(&token, AGAIN, json!({ "id": screenplay })).await;
    assert_eq!(data["breakdownSubmit"], json!({ "answer": "CACHED", "job": { "status": "SUCCEEDED", "fromCache": true } }));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_becomes_a_screenplay() {
    let app = TestApp::start().await;
    let token = app.token("samir");
    const CREATE: &str = "mutation { uploadCreate(input: { fileName: \"حلقة.txt\" }) { upload { id path } userErrors { code } } }";
    let created = app.data(&token, CREATE, json!({})).await["uploadCreate"]["upload"].clone();
    const ADD: &str = "mutation A($id: ID!) { screenplayAdd(input: { source: { uploadId: $id } }) { screenplay { title sceneCount } userErrors { code } } }";
    let early = app.data(&token, ADD, json!({ "id": created["id"] })).await;
    assert_eq!(early["screenplayAdd"]["userErrors"][0]["code"], "CONFLICT");
    let put = |token: String| {
        axum::http::Request::put(created["path"].as_str().unwrap())
            .header("authorization", format!("Bearer {token}"))
            .body(axum::body::Body::from(SAMPLE))
            .unwrap()
    };
    assert_eq!(app.send(put(app.token("stranger"))).await.status, 404);
    assert_eq!(app.send(put(token.clone())).await.status, 200);
    let data = app.data(&token, ADD, json!({ "id": created["id"] })).await;
    assert_eq!(data["screenplayAdd"]["screenplay"]["sceneCount"], 7);
}

/// A script that takes long enough to be followed.
fn long_script(scenes: usize) -> String {
    (1..=scenes)
        .map(|number| {
            format!("INT. WORKSHOP {number} - DAY\n\nNADIA lifts the lamp, the hammer and a red envelope.\n\nNADIA\nWho was here?\n\n")
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn sheets_come_while_the_breakdown_is_at_work() {
    const SHEETS: &str = "subscription S($job: ID!) { jobProgress(jobId: $job) { rev finished currentScene remainingMs
        sheets { ordinal header { set } elements { key name evidence { excerpt } } } } }";
    const WHOLE: &str = "query W($job: ID!) { job(id: $job) { progress { sheets { ordinal } }
        breakdown { sheets(first: 100) { nodes { ordinal header { set } elements { key name evidence { excerpt } } } } } } }";
    let app = TestApp::start().await;
    let token = app.token("samir");
    let mut socket = Socket::initialised(app.app.address(), &token).await;
    let screenplay = app.add(&token, &long_script(400)).await;
    let job = app.submit(&token, "breakdownSubmit", &screenplay).await;
    socket.subscribe("1", SHEETS, json!({ "job": job })).await;
    let mut told: Vec<Json> = Vec::new();
    loop {
        let state = socket.message("next").await["payload"]["data"]["jobProgress"].clone();
        let sheets = state["sheets"].as_array().unwrap();
        assert!(sheets.len() <= 100, "a message is bounded");
        told.extend(sheets.iter().cloned());
        if state["finished"] == true {
            assert!(sheets.is_empty(), "the whole breakdown has taken their place");
            break;
        }
    }
    let mut ordinals: Vec<u64> = told.iter().map(|sheet| sheet["ordinal"].as_u64().unwrap()).collect();
    ordinals.sort_unstable();
    assert!(!ordinals.is_empty(), "no sheet came before the end");
    assert!(ordinals.windows(2).all(|pair| pair[0] < pair[1]), "a sheet was told twice: {ordinals:?}");
    let whole = app.data(&token, WHOLE, json!({ "job": job })).await;
    assert_eq!(whole["job"]["progress"]["sheets"], json!([]));
    for sheet in whole["job"]["breakdown"]["sheets"]["nodes"].as_array().unwrap() {
        if let Some(early) = told.iter().find(|early| early["ordinal"] == sheet["ordinal"]) {
            assert_eq!(early, sheet);
        }
    }

    // Who may follow jobs but not read scripts sees no sheet.
    let scopes = [mashhad::auth::Scope::JobsRead];
    let mut blind = Socket::initialised(app.app.address(), &app.token_with("samir", &scopes, 600)).await;
    blind.subscribe("1", SHEETS, json!({ "job": job })).await;
    assert_eq!(blind.message("error").await["payload"][0]["extensions"]["code"], "FORBIDDEN");
}

#[tokio::test(flavor = "multi_thread")]
async fn days_that_a_person_sets_hold_for_the_scenes_behind_them_for_analyses_and_for_later_drafts() {
    const DAYS: &str = "query D($id: ID!) { screenplay(id: $id) { scenes(first: 10) { nodes { storyDay inferred } } } }";
    const SET: &str = "mutation S($id: ID!, $days: [StoryDayInput!]!) { storyDaysSet(input: { screenplayId: $id, days: $days }) {
        screenplay { id } userErrors { code } } }";
    const NEXT: &str =
        "mutation A($text: String!, $id: ID!) { screenplayAdd(input: { source: { text: $text }, previousId: $id }) { screenplay { id } } }";
    const REPORT: &str = "query R($job: ID!) { job(id: $job) { continuity { scenes(first: 10) { nodes { storyDay { day reason } } } } } }";
    const SCRIPT: &str = "INT. HOUSE - DAY\n\nNADIA packs.\n\nEXT. ROAD - DAY\n\nNADIA walks.\n\nINT. STATION - DAY\n\nNADIA waits.\n";
    let app = TestApp::start().await;
    let token = app.token("samir");
    let mut socket = Socket::initialised(app.app.address(), &token).await;
    let first = app.add(&token, SCRIPT).await;
    let days = async |id: &str| {
        let data = app.data(&token, DAYS, json!({ "id": id })).await;
        let scenes = data["screenplay"]["scenes"]["nodes"].as_array().unwrap().clone();
        scenes
            .iter()
            .map(|scene| (scene["storyDay"].as_u64().unwrap(), scene["inferred"].to_string().contains("storyDay")))
            .collect::<Vec<_>>()
    };
    let set = async |id: &str, days: Json| {
        let data = app.data(&token, SET, json!({ "id": id, "days": days })).await;
        data["storyDaysSet"]["userErrors"][0]["code"].as_str().map(str::to_owned)
    };
    assert_eq!(days(&first).await, [(1, true), (1, true), (1, true)]);
    let before = app.submit(&token, "continuitySubmit", &first).await;
    follow(&mut socket, "1", &before, -1).await;

    assert_eq!(set(&first, json!([{ "scene": 2, "day": 4 }])).await, None);
    assert_eq!(days(&first).await, [(1, true), (4, false), (4, true)]);
    let after = app.submit(&token, "continuitySubmit", &first).await;
    assert_ne!(before, after, "an edited day is other work");
    follow(&mut socket, "2", &after, -1).await;
    let report = app.data(&token, REPORT, json!({ "job": after })).await;
    assert_eq!(report["job"]["continuity"]["scenes"]["nodes"][1]["storyDay"], json!({ "day": 4, "reason": "PERSON" }));
    assert_eq!(report["job"]["continuity"]["scenes"]["nodes"][2]["storyDay"]["day"], 4);

    // A new draft with a scene in front keeps what was decided about the scene, not about its position.
    let text = format!("EXT. BEACH - DAY\n\nWaves.\n\n{SCRIPT}");
    let data = app.data(&token, NEXT, json!({ "text": text, "id": first })).await;
    let second = data["screenplayAdd"]["screenplay"]["id"].as_str().unwrap();
    assert_eq!(days(second).await, [(1, true), (1, true), (4, false), (4, true)]);

    // Given back, the derivation counts again, although an older reading of the same days is stored.
    assert_eq!(set(second, json!([{ "scene": 3, "day": null }])).await, None);
    assert_eq!(days(second).await, [(1, true), (1, true), (1, true), (1, true)]);

    for (days, code) in [
        (json!([{ "scene": 9, "day": 1 }]), "OUT_OF_RANGE"),
        (json!([{ "scene": 1, "day": 0 }]), "OUT_OF_RANGE"),
        (json!([]), "OUT_OF_RANGE"),
        (json!([{ "scene": 1, "day": 1 }, { "scene": 1, "day": 2 }]), "OUT_OF_RANGE"),
    ] {
        assert_eq!(set(&first, days).await.as_deref(), Some(code));
    }
    let foreign = app.post(Some(&app.token("huda")), SET, json!({ "id": first, "days": [{ "scene": 1, "day": 2 }] })).await.json();
    assert_eq!(foreign["data"]["storyDaysSet"]["userErrors"][0]["code"], "NOT_FOUND");
}

#[tokio::test(flavor = "multi_thread")]
async fn many_scripts_are_submitted_and_watched_together() {
    const SUBMIT: &str = "mutation B($ids: [ID!]!) { batchSubmit(input: { kind: FULL, screenplayIds: $ids }) {
        batch { id total } answers { screenplayId answer userErrors { code } } userErrors { code } } }";
    const FOLLOW: &str =
        "subscription B($id: ID!) { batchProgress(batchId: $id) { total finished fraction counts { status jobs } jobs { id status } } }";
    let app = TestApp::start().await;
    let token = app.token("samir");
    let mut socket = Socket::initialised(app.app.address(), &token).await;
    let foreign = app.add(&app.token("huda"), SAMPLE).await;
    let mut ids = vec![json!(foreign), json!("nonsense")];
    for number in 1..=4 {
        ids.push(json!(app.add(&token, &long_script(number)).await));
    }
    let data = app.data(&token, SUBMIT, json!({ "ids": ids })).await;
    let answers = data["batchSubmit"]["answers"].as_array().unwrap();
    let told: Vec<(&Json, &Json)> = answers.iter().map(|answer| (&answer["answer"], &answer["userErrors"][0]["code"])).collect();
    assert_eq!(told[..2], [(&json!(null), &json!("NOT_FOUND")); 2]);
    assert!(told[2..].iter().all(|(answer, _)| **answer == "CREATED"), "{told:?}");
    assert!(answers.iter().zip(&ids).all(|(answer, id)| answer["screenplayId"] == *id), "in the order asked");
    let batch = data["batchSubmit"]["batch"]["id"].clone();
    assert_eq!(data["batchSubmit"]["batch"]["total"], 4);

    socket.subscribe("1", FOLLOW, json!({ "id": batch })).await;
    let mut fractions = Vec::new();
    loop {
        let state = socket.message("next").await["payload"]["data"]["batchProgress"].clone();
        fractions.push(state["fraction"].as_f64().unwrap());
        if state["finished"] == true {
            assert_eq!(state["counts"], json!([{ "status": "SUCCEEDED", "jobs": 4 }]));
            break;
        }
    }
    socket.message("complete").await;
    assert!(fractions.windows(2).all(|pair| pair[0] <= pair[1] + 1e-9), "{fractions:?}");

    let again = app.data(&token, SUBMIT, json!({ "ids": ids[2..] })).await;
    let cached = again["batchSubmit"]["answers"].as_array().unwrap();
    assert!(cached.iter().all(|answer| answer["answer"] == "CACHED"), "{cached:?}");
    let listed = app
        .data(&token, "query L($id: ID!) { jobs(filter: { batchId: $id }) { totalCount } node(id: $id) { id } }", json!({ "id": batch }))
        .await;
    assert_eq!((&listed["jobs"]["totalCount"], &listed["node"]["id"]), (&json!(4), &batch));
    let none = app.data(&token, SUBMIT, json!({ "ids": [] })).await;
    assert_eq!(none["batchSubmit"]["userErrors"][0]["code"], "OUT_OF_RANGE");
}
