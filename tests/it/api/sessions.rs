//! Logging in, refreshing, logging out, personal API tokens: what a front end does with an account, and what a thief cannot.

use mashhad::auth::{Scope, password};
use serde_json::{Value as Json, json};

use crate::support::TestApp;
use crate::support::socket::{Received, Socket};

const PASSWORD: &str = "أربع كلمات عادية جداً";
const TOKENS: &str = "tokens { accessToken accessExpiresAt refreshToken } userErrors { code messageAr messageEn }";

async fn account(app: &TestApp, login: &str, admin: bool) {
    let mut tx = app.app.store().begin().await.unwrap();
    let user = tx.ensure_user(login, None).await.unwrap();
    assert!(tx.admin_add_credential(user.id, login, &password::hash(PASSWORD).unwrap(), admin).await.unwrap());
    tx.commit().await.unwrap();
}

async fn call(app: &TestApp, token: Option<&str>, name: &str, input: &Json, fields: &str, input_type: &str) -> Json {
    let query = format!("mutation M($input: {input_type}!) {{ {name}(input: $input) {{ {fields} }} }}");
    let answer = app.post(token, &query, json!({ "input": input })).await.json();
    if answer["errors"].is_null() { answer["data"][name].clone() } else { answer }
}

async fn log_in(app: &TestApp, login: &str, password: &str) -> Json {
    call(app, None, "sessionStart", &json!({ "login": login, "password": password }), TOKENS, "SessionStartInput").await
}

async fn refresh(app: &TestApp, token: &str) -> Json {
    call(app, None, "sessionRefresh", &json!({ "refreshToken": token }), TOKENS, "SessionRefreshInput").await
}

fn text(value: &Json, pointer: &str) -> String {
    value.pointer(pointer).and_then(Json::as_str).unwrap_or_else(|| panic!("no {pointer} in {value:#}")).to_owned()
}

async fn subject(app: &TestApp, token: &str) -> Json {
    let answer = app.post(Some(token), "{ viewer { subject scopes } }", json!({})).await.json();
    if answer["errors"].is_null() { answer["data"]["viewer"].clone() } else { answer["errors"][0]["extensions"]["code"].clone() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_logs_in_works_refreshes_and_logs_out() {
    let app = TestApp::start().await;
    account(&app, "amal", false).await;
    let first = log_in(&app, " AMAL ", PASSWORD).await;
    let access = text(&first, "/tokens/accessToken");
    assert_eq!(subject(&app, &access).await["subject"], "amal");
    let second = refresh(&app, &text(&first, "/tokens/refreshToken")).await;
    let renewed = text(&second, "/tokens/accessToken");
    let sessions = app.data(&renewed, "{ viewer { sessions { id current } } }", json!({})).await;
    assert_eq!(sessions["viewer"]["sessions"].as_array().map(Vec::len), Some(1));
    assert_eq!(sessions["viewer"]["sessions"][0]["current"], true);
    let ended = call(&app, Some(&renewed), "sessionEnd", &json!({}), "ended userErrors { code }", "SessionEndInput").await;
    assert_eq!(ended["ended"], true);
    for token in [&access, &renewed] {
        assert_eq!(subject(&app, token).await, "UNAUTHENTICATED");
    }
    assert_eq!(text(&refresh(&app, &text(&second, "/tokens/refreshToken")).await, "/userErrors/0/code"), "SESSION_OVER");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stolen_refresh_token_ends_the_session_and_closes_its_socket() {
    let app = TestApp::start().await;
    account(&app, "amal", false).await;
    let first = log_in(&app, "amal", PASSWORD).await;
    let stolen = text(&first, "/tokens/refreshToken");
    let second = refresh(&app, &stolen).await;
    let access = text(&second, "/tokens/accessToken");
    let mut socket = Socket::initialised(app.app.address(), &access).await;
    socket.subscribe("1", "subscription { jobsProgress { rev } }", json!({})).await;
    assert_eq!(text(&refresh(&app, &stolen).await, "/userErrors/0/code"), "SESSION_OVER");
    loop {
        match socket.next().await {
            Received::Closed(code, _) => break assert_eq!(code, 4403),
            Received::Message(_) => {}
        }
    }
    assert_eq!(subject(&app, &access).await, "UNAUTHENTICATED");
    assert_eq!(text(&refresh(&app, &text(&second, "/tokens/refreshToken")).await, "/userErrors/0/code"), "SESSION_OVER");
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_passwords_and_unknown_logins_look_alike_and_lock() {
    let app = TestApp::start().await;
    account(&app, "amal", false).await;
    let wrong = log_in(&app, "amal", "not the password at all").await;
    let unknown = log_in(&app, "nobody", "not the password at all").await;
    assert_eq!(text(&wrong, "/userErrors/0/code"), "INVALID_CREDENTIALS");
    assert_eq!(wrong, unknown);
    for _ in 0..4 {
        log_in(&app, "amal", "not the password at all").await;
    }
    assert_eq!(log_in(&app, "amal", PASSWORD).await, unknown);
    let account = app.app.store().credential("amal").await.unwrap().unwrap();
    assert!(account.failures == 5 && account.locked_until.is_some(), "{account:?}");
    let audit = app.app.store().admin_audit(None, 10).await.unwrap();
    assert_eq!(audit.iter().filter(|entry| entry.action == "session.refused").count(), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_ends_the_other_sessions() {
    let app = TestApp::start().await;
    account(&app, "amal", false).await;
    let here = text(&log_in(&app, "amal", PASSWORD).await, "/tokens/accessToken");
    let elsewhere = text(&log_in(&app, "amal", PASSWORD).await, "/tokens/accessToken");
    let change = async |current: &str, new: &str| {
        let input = json!({ "current": current, "new": new });
        call(&app, Some(&here), "passwordChange", &input, "changed userErrors { code field }", "PasswordChangeInput").await
    };
    assert_eq!(change("wrong wrong wrong", "a much better one").await["userErrors"][0]["code"], "INVALID_CREDENTIALS");
    assert_eq!(change(PASSWORD, "short").await["userErrors"][0]["code"], "WEAK_PASSWORD");
    assert_eq!(change(PASSWORD, "a much better one").await["changed"], true);
    assert_eq!(subject(&app, &here).await["subject"], "amal");
    assert_eq!(subject(&app, &elsewhere).await, "UNAUTHENTICATED");
    assert_eq!(text(&log_in(&app, "amal", PASSWORD).await, "/userErrors/0/code"), "INVALID_CREDENTIALS");
    assert!(log_in(&app, "amal", "a much better one").await["tokens"]["accessToken"].is_string());
}

const CREATED: &str = "token apiToken { id name hint scopes usedAt } userErrors { code field }";

async fn create(app: &TestApp, token: &str, input: Json) -> Json {
    call(app, Some(token), "apiTokenCreate", &input, CREATED, "ApiTokenCreateInput").await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_api_token_does_what_it_may_and_nothing_more() {
    let app = TestApp::start().await;
    let owner = app.token("amal");
    let made = create(&app, &owner, json!({ "name": "render farm", "scopes": ["JOBS_READ"], "expiresInDays": 7 })).await;
    let token = text(&made, "/token");
    assert!(token.starts_with("mat_") && token.ends_with(&text(&made, "/apiToken/hint")));
    assert_eq!(subject(&app, &token).await, json!({ "subject": "amal", "scopes": ["jobs:read"] }));
    assert_eq!(app.post(Some(&token), "{ jobs { totalCount } }", json!({})).await.json()["data"]["jobs"]["totalCount"], 0);
    assert_eq!(app.post(Some(&token), "{ screenplays { totalCount } }", json!({})).await.code(), "FORBIDDEN");
    let more = json!({ "name": "more", "scopes": ["JOBS_READ"], "expiresInDays": 1 });
    assert_eq!(create(&app, &token, more).await["errors"][0]["extensions"]["code"], "FORBIDDEN");
    let listed = app.data(&owner, "{ viewer { apiTokens { id name usedAt } } }", json!({})).await;
    assert!(listed["viewer"]["apiTokens"][0]["usedAt"].is_string(), "{listed}");

    let id = made["apiToken"]["id"].clone();
    let revoke = async |by: &str| {
        call(&app, Some(by), "apiTokenRevoke", &json!({ "id": id }), "apiToken { id } userErrors { code }", "ApiTokenRevokeInput").await
    };
    assert_eq!(revoke(&app.token("stranger")).await["userErrors"][0]["code"], "NOT_FOUND");
    assert_eq!(revoke(&owner).await["apiToken"]["id"], id);
    assert_eq!(subject(&app, &token).await, "UNAUTHENTICATED");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_api_token_is_never_stronger_than_its_maker() {
    let app = TestApp::start().await;
    let weak = app.token_with("amal", &[Scope::JobsRead], 600);
    for (input, code) in [
        (json!({ "name": "x", "scopes": ["ADMIN"], "expiresInDays": 1 }), "INVALID"),
        (json!({ "name": " ", "scopes": ["JOBS_READ"], "expiresInDays": 1 }), "OUT_OF_RANGE"),
        (json!({ "name": "x", "scopes": [], "expiresInDays": 1 }), "REQUIRED"),
        (json!({ "name": "x", "scopes": ["JOBS_READ"], "expiresInDays": 0 }), "OUT_OF_RANGE"),
        (json!({ "name": "x", "scopes": ["JOBS_READ"], "expiresInDays": 367 }), "OUT_OF_RANGE"),
    ] {
        assert_eq!(create(&app, &weak, input.clone()).await["userErrors"][0]["code"], code, "{input}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_who_is_locked_out_is_refused_with_any_token() {
    let app = TestApp::start().await;
    account(&app, "amal", true).await;
    let session = text(&log_in(&app, "amal", PASSWORD).await, "/tokens/accessToken");
    assert_eq!(subject(&app, &session).await["scopes"].as_array().map(Vec::len), Some(5));
    let made = create(&app, &session, json!({ "name": "x", "scopes": ["JOBS_READ"], "expiresInDays": 1 })).await;
    let user = app.app.store().user_by_subject("amal").await.unwrap().unwrap();
    let mut tx = app.app.store().begin().await.unwrap();
    tx.admin_set_user_disabled(user.id, true).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(subject(&app, &session).await, "UNAUTHENTICATED");
    assert_eq!(subject(&app, &text(&made, "/token")).await, "UNAUTHENTICATED");
    assert_eq!(text(&log_in(&app, "amal", PASSWORD).await, "/userErrors/0/code"), "INVALID_CREDENTIALS");
}
