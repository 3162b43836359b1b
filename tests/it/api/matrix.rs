//! Who may do what: every entry point × every role × one's own, another user's and an absent object, and every field of every object with an id.
//! The tables below are the rules; the schema is read, so that a field without a rule fails.

use std::collections::{BTreeMap, BTreeSet};

use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{BaseType, FieldDefinition, Type, TypeKind, TypeSystemDefinition};
use mashhad::auth::Scope;
use serde_json::{Value as Json, json};

use crate::support::socket::{Received, Socket};
use crate::support::{SAMPLE, TestApp};

/// What a caller needs.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Needs {
    /// Nothing.
    Nothing,
    /// A token that stands for a person: no API token.
    Person,
    /// A scope.
    May(Scope),
}
use Needs::{May, Nothing, Person};
use Scope::{Admin, JobsRead, JobsWrite, ScreenplaysRead, ScreenplaysWrite};

/// Whose object is named.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Object {
    None,
    Job,
    Screenplay,
    Batch,
    Work,
    Session,
    ApiToken,
}

/// Entry point, what it needs, the object that it names, how it is asked (`$ID` is the object).
type Door = (&'static str, Needs, Object, &'static str);

const DOORS: &[Door] = &[
    ("Query.batch", May(JobsRead), Object::Batch, "batch(id: $ID) { id finished }"),
    ("Query.job", May(JobsRead), Object::Job, "job(id: $ID) { id status }"),
    ("Query.jobs", May(JobsRead), Object::None, "jobs(first: 1) { totalCount }"),
    ("Query.metrics", May(Admin), Object::None, "metrics { oldestWaitingMs }"),
    ("Query.node", May(ScreenplaysRead), Object::Screenplay, "node(id: $ID) { id }"),
    ("Query.nodes", May(JobsRead), Object::Job, "nodes(ids: [$ID]) { id }"),
    ("Query.queues", May(Admin), Object::None, "queues { kind }"),
    ("Query.rateLimit", Nothing, Object::None, "rateLimit { cost }"),
    ("Query.screenplay", May(ScreenplaysRead), Object::Screenplay, "screenplay(id: $ID) { id title }"),
    ("Query.screenplays", May(ScreenplaysRead), Object::None, "screenplays(first: 1) { totalCount }"),
    ("Query.serverInfo", Nothing, Object::None, "serverInfo { version }"),
    ("Query.viewer", Nothing, Object::None, "viewer { subject }"),
    ("Mutation.analysisSubmit", May(JobsWrite), Object::Screenplay, "analysisSubmit(input: { screenplayId: $ID }) { userErrors { code } }"),
    (
        "Mutation.apiTokenCreate",
        Person,
        Object::None,
        "apiTokenCreate(input: { name: \"x\", scopes: [JOBS_READ], expiresInDays: 1 }) { userErrors { code } }",
    ),
    ("Mutation.apiTokenRevoke", Person, Object::ApiToken, "apiTokenRevoke(input: { id: $ID }) { userErrors { code } }"),
    (
        "Mutation.batchSubmit",
        May(JobsWrite),
        Object::None,
        "batchSubmit(input: { kind: FULL, screenplayIds: [\"x\"] }) { userErrors { code } }",
    ),
    (
        "Mutation.breakdownSubmit",
        May(JobsWrite),
        Object::Screenplay,
        "breakdownSubmit(input: { screenplayId: $ID }) { userErrors { code } }",
    ),
    (
        "Mutation.continuitySubmit",
        May(JobsWrite),
        Object::Screenplay,
        "continuitySubmit(input: { screenplayId: $ID }) { userErrors { code } }",
    ),
    (
        "Mutation.findingDismiss",
        May(ScreenplaysWrite),
        Object::Work,
        "findingDismiss(input: { workId: $ID, fingerprint: \"f\", reason: \"intended\" }) { userErrors { code } }",
    ),
    (
        "Mutation.findingRestore",
        May(ScreenplaysWrite),
        Object::Work,
        "findingRestore(input: { workId: $ID, fingerprint: \"f\" }) { userErrors { code } }",
    ),
    ("Mutation.jobCancel", May(JobsWrite), Object::Job, "jobCancel(input: { id: $ID }) { userErrors { code } }"),
    ("Mutation.jobDelete", May(JobsWrite), Object::Job, "jobDelete(input: { id: $ID }) { userErrors { code } }"),
    ("Mutation.jobRetry", May(JobsWrite), Object::Job, "jobRetry(input: { id: $ID }) { userErrors { code } }"),
    (
        "Mutation.passwordChange",
        Person,
        Object::None,
        "passwordChange(input: { current: \"four plain words\", new: \"four plain words\" }) { userErrors { code } }",
    ),
    ("Mutation.queuePause", May(Admin), Object::None, "queuePause(input: { kind: SALIENCE, reason: \"x\" }) { userErrors { code } }"),
    ("Mutation.queueResume", May(Admin), Object::None, "queueResume(input: { kind: SALIENCE }) { userErrors { code } }"),
    ("Mutation.salienceSubmit", May(JobsWrite), Object::Screenplay, "salienceSubmit(input: { screenplayId: $ID }) { userErrors { code } }"),
    (
        "Mutation.screenplayAdd",
        May(ScreenplaysWrite),
        Object::None,
        "screenplayAdd(input: { source: { text: \"INT. HOUSE - DAY\\n\\nA man.\\n\" } }) { userErrors { code } }",
    ),
    (
        "Mutation.screenplayDelete",
        May(ScreenplaysWrite),
        Object::Screenplay,
        "screenplayDelete(input: { id: $ID }) { userErrors { code } }",
    ),
    ("Mutation.sessionEnd", Person, Object::Session, "sessionEnd(input: { id: $ID }) { userErrors { code } }"),
    ("Mutation.sessionRefresh", Nothing, Object::None, "sessionRefresh(input: { refreshToken: \"x\" }) { userErrors { code } }"),
    (
        "Mutation.sessionStart",
        Nothing,
        Object::None,
        "sessionStart(input: { login: \"nobody\", password: \"four plain words\" }) { userErrors { code } }",
    ),
    (
        "Mutation.storyDaysSet",
        May(ScreenplaysWrite),
        Object::Screenplay,
        "storyDaysSet(input: { screenplayId: $ID, days: [{ scene: 1, day: 2 }] }) { userErrors { code } }",
    ),
    ("Mutation.uploadCreate", May(ScreenplaysWrite), Object::None, "uploadCreate(input: {}) { userErrors { code } }"),
    ("Subscription.batchProgress", May(JobsRead), Object::Batch, "batchProgress(batchId: $ID) { finished }"),
    ("Subscription.jobProgress", May(JobsRead), Object::Job, "jobProgress(jobId: $ID) { rev }"),
    ("Subscription.jobsProgress", May(JobsRead), Object::None, "jobsProgress { id }"),
];

/// Type, scope that its objects need, fields that come with the object, fields that need another scope as well.
type Fields = (&'static str, Scope, &'static str, &'static [(Scope, &'static str)]);

const FIELDS: &[Fields] = &[
    ("Batch", JobsRead, "counts createdAt finished fraction id jobs total", &[]),
    (
        "Job",
        JobsRead,
        "attempt attempts createdAt engineVersion events failure finishedAt fromCache id idempotencyKey kind maxAttempts options pause priority \
         progress queuePosition startedAt status",
        &[(ScreenplaysRead, "screenplay breakdown salience continuity outline")],
    ),
    (
        "Screenplay",
        ScreenplaysRead,
        "breakdown characters contentHash continuity createdAt diagnostics direction eighths format id language length lines outline pageMethod \
         previousId refusal salience sceneCount scenes text title updatedAt workId",
        &[(JobsRead, "jobs")],
    ),
    (
        "Scene",
        ScreenplaysRead,
        "eighths flags heading id inferred intExt location number ordinal pages presence span speaking stableId storyDay subLocations \
         timeOfDay timeText",
        &[],
    ),
    ("Viewer", JobsRead, "apiTokens id scopes sessions subject tokenExpiresAt", &[]),
];

/// Types that only carry what their entry point answers.
fn carries(name: &str) -> bool {
    ["Payload", "Connection", "Edge", "Query", "Mutation", "Subscription"].iter().any(|end| name.ends_with(end))
}

fn objects() -> BTreeMap<String, Vec<FieldDefinition>> {
    let document = parse_schema(mashhad::api::sdl()).unwrap();
    let fields = |definition: TypeSystemDefinition| match definition {
        TypeSystemDefinition::Type(of) => match of.node.kind {
            TypeKind::Object(object) => Some((of.node.name.node.to_string(), object.fields.into_iter().map(|field| field.node).collect())),
            _ => None,
        },
        _ => None,
    };
    document.definitions.into_iter().filter_map(fields).collect()
}

fn base(of: &Type) -> String {
    match &of.base {
        BaseType::Named(name) => name.to_string(),
        BaseType::List(inner) => base(inner),
    }
}

#[test]
fn every_entry_point_and_every_field_of_an_object_with_an_id_has_a_rule() {
    let objects = objects();
    let ruled: BTreeSet<String> = DOORS.iter().map(|door| door.0.to_owned()).collect();
    assert_eq!(ruled.len(), DOORS.len(), "a rule stands twice");
    let roots = ["Query", "Mutation", "Subscription"];
    let entries = |root: &str| objects[root].iter().map(|field| format!("{root}.{}", field.name.node)).collect::<Vec<_>>();
    let exist: BTreeSet<String> = roots.into_iter().flat_map(entries).collect();
    assert_eq!(exist, ruled, "an entry point without a rule, or a rule without its entry point");
    for (name, _, with, more) in FIELDS {
        let ruled: BTreeSet<&str> = with.split_whitespace().chain(more.iter().flat_map(|(_, names)| names.split_whitespace())).collect();
        let exist: BTreeSet<&str> = objects[*name].iter().map(|field| field.name.node.as_str()).collect();
        assert_eq!(exist, ruled, "{name}: a field without a rule, or a rule without its field");
    }
    let with_id: BTreeSet<&str> = FIELDS.iter().map(|of| of.0).collect();
    for (name, fields) in objects.iter().filter(|(name, _)| !with_id.contains(name.as_str()) && !carries(name)) {
        for field in fields {
            let leads_to = base(&field.ty.node);
            let object = leads_to.trim_end_matches("Connection");
            assert!(!with_id.contains(object), "{name}.{} leads to {object}: give it a rule", field.name.node);
        }
    }
}

/// What a caller was told.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Told {
    Unauthenticated,
    Forbidden,
    Absent,
    Served,
}

fn told(answer: &Json) -> Told {
    match answer["errors"][0]["extensions"]["code"].as_str() {
        Some("UNAUTHENTICATED") => return Told::Unauthenticated,
        Some("FORBIDDEN") => return Told::Forbidden,
        Some("NOT_FOUND") => return Told::Absent,
        Some(other) => panic!("{other}: {answer}"),
        None => {}
    }
    let value = answer["data"].as_object().and_then(|data| data.values().next()).unwrap_or_else(|| panic!("no data: {answer}"));
    let absent = value.is_null() || value == &json!([null]) || value["userErrors"][0]["code"] == "NOT_FOUND";
    if absent { Told::Absent } else { Told::Served }
}

/// One user with one of everything.
struct Owner {
    token: String,
    job: String,
    screenplay: String,
    work: String,
}

struct House {
    app: TestApp,
    scripts: std::cell::Cell<u32>,
}

impl House {
    /// A fresh screenplay, its work and a finished or waiting job of a user.
    async fn furnish(&self, token: String) -> Owner {
        self.scripts.set(self.scripts.get() + 1);
        let screenplay = self.app.add(&token, &format!("{SAMPLE}\nنسخة {}\n", self.scripts.get())).await;
        const WAITING: &str = "mutation S($id: ID!) { breakdownSubmit(input: { screenplayId: $id, startAt: \"2100-01-01T00:00:00Z\" }) { job { id } userErrors { code messageEn } } }";
        let job = self.app.data(&token, WAITING, json!({ "id": screenplay })).await;
        let work = self.app.data(&token, "query W($id: ID!) { screenplay(id: $id) { workId } }", json!({ "id": screenplay })).await;
        Owner { token, job: text(&job["breakdownSubmit"]["job"]["id"]), work: text(&work["screenplay"]["workId"]), screenplay }
    }

    async fn api_token(&self, token: &str, scopes: &str) -> (String, String) {
        let query = format!(
            "mutation {{ apiTokenCreate(input: {{ name: \"x\", scopes: [{scopes}], expiresInDays: 1 }}) {{ token apiToken {{ id }} userErrors {{ messageEn }} }} }}"
        );
        let made = self.app.data(token, &query, json!({})).await["apiTokenCreate"].clone();
        (text(&made["token"]), text(&made["apiToken"]["id"]))
    }

    /// An object of a kind that belongs to a user.
    async fn object(&self, kind: Object, token: String) -> String {
        match kind {
            Object::None => String::new(),
            Object::Session => self.session(&token).await,
            Object::ApiToken => self.api_token(&token, "JOBS_READ").await.1,
            Object::Job => self.furnish(token).await.job,
            Object::Screenplay => self.furnish(token).await.screenplay,
            Object::Batch => {
                const WAITING: &str = "mutation B($id: ID!) { batchSubmit(input: { kind: SALIENCE, screenplayIds: [$id], startAt: \"2100-01-01T00:00:00Z\" }) { batch { id } } }";
                let owner = self.furnish(token).await;
                text(&self.app.data(&owner.token, WAITING, json!({ "id": owner.screenplay })).await["batchSubmit"]["batch"]["id"])
            }
            Object::Work => {
                const DISMISS: &str = "mutation D($work: ID!) { findingDismiss(input: { workId: $work, fingerprint: \"f\", reason: \"intended\" }) { userErrors { code } } }";
                let owner = self.furnish(token).await;
                self.app.data(&owner.token, DISMISS, json!({ "work": owner.work })).await;
                owner.work
            }
        }
    }

    /// A session of the account that the token stands for.
    async fn session(&self, token: &str) -> String {
        const START: &str = "mutation S($login: String!) { sessionStart(input: { login: $login, password: \"four plain words\" }) { tokens { accessToken } userErrors { code } } }";
        let subject = self.app.data(token, "{ viewer { subject } }", json!({})).await["viewer"]["subject"].clone();
        let login = text(&subject);
        let mut tx = self.app.app.store().begin().await.unwrap();
        let user = tx.ensure_user(&login, None).await.unwrap();
        tx.admin_add_credential(user.id, &login, &mashhad::auth::password::hash("four plain words").unwrap(), false).await.unwrap();
        tx.commit().await.unwrap();
        let started = self.app.data(token, START, json!({ "login": login })).await;
        let access = text(&started["sessionStart"]["tokens"]["accessToken"]);
        let listed = self.app.data(&access, "{ viewer { sessions { id current } } }", json!({})).await;
        text(&listed["viewer"]["sessions"].as_array().unwrap().iter().find(|session| session["current"] == true).unwrap()["id"])
    }

    async fn ask(&self, door: &Door, token: Option<&str>, id: &str) -> Json {
        let (root, _) = door.0.split_once('.').unwrap();
        let document = format!("{} {{ {} }}", root.to_lowercase(), door.3.replace("$ID", &json!(id).to_string()));
        if root != "Subscription" {
            return self.app.post(token, &document, json!({})).await.json();
        }
        let mut socket = match token {
            Some(token) => Socket::initialised(self.app.app.address(), token).await,
            None => {
                let mut socket = Socket::open(self.app.app.address(), Some("graphql-transport-ws")).await;
                socket.send(&json!({ "type": "connection_init" })).await;
                socket.message("connection_ack").await;
                socket
            }
        };
        socket.subscribe("1", &document, json!({})).await;
        match socket.next().await {
            Received::Message(message) if message["type"] == "error" => json!({ "errors": message["payload"] }),
            Received::Message(message) => message["payload"].clone(),
            Received::Closed(code, reason) => panic!("closed: {code} {reason}"),
        }
    }
}

fn text(value: &Json) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}

/// Roles: name, scopes of the token, whether it is an API token; `None` for nobody.
const ROLES: &[(&str, Option<&[Scope]>, bool)] = &[
    ("nobody", None, false),
    ("no scope", Some(&[]), false),
    ("reader of screenplays", Some(&[ScreenplaysRead]), false),
    ("writer of screenplays", Some(&[ScreenplaysWrite]), false),
    ("reader of jobs", Some(&[JobsRead]), false),
    ("writer of jobs", Some(&[JobsWrite]), false),
    ("user", Some(&Scope::USER), false),
    ("operator without scopes of a user", Some(&[Scope::Admin]), false),
    ("API token of a user", Some(&Scope::USER), true),
];

fn expected(needs: Needs, scopes: Option<&[Scope]>, api: bool) -> Option<Told> {
    match (needs, scopes) {
        (Nothing, _) => None,
        (_, None) => Some(Told::Unauthenticated),
        (Person, Some(_)) => api.then_some(Told::Forbidden),
        (May(scope), Some(scopes)) => (!scopes.contains(&scope)).then_some(Told::Forbidden),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_role_gets_what_its_rule_says_and_foreign_objects_look_absent() {
    let house = House { app: TestApp::start().await, scripts: std::cell::Cell::default() };
    let full = |subject: &str| house.app.token(subject);
    // Something is under way, so that a feed has something to tell.
    let _waiting = house.furnish(full("owner")).await.token;
    for (role, scopes, api) in ROLES {
        let token = match (scopes, api) {
            (None, _) => None,
            (Some(_), true) => {
                let every = "JOBS_READ, JOBS_WRITE, SCREENPLAYS_READ, SCREENPLAYS_WRITE";
                Some(house.api_token(&full("owner"), every).await.0)
            }
            (Some(scopes), false) => Some(house.app.token_with("owner", scopes, 600)),
        };
        for door in DOORS {
            let (name, needs, object, _) = *door;
            let refused = expected(needs, *scopes, *api);
            if object == Object::None {
                let answer = house.ask(door, token.as_deref(), "").await;
                let public = if name == "Query.viewer" && token.is_none() { Told::Absent } else { Told::Served };
                assert_eq!(told(&answer), refused.unwrap_or(public), "{name} as {role}: {answer}");
                continue;
            }
            let foreign = house.object(object, full("stranger")).await;
            let foreign = house.ask(door, token.as_deref(), &foreign).await;
            assert_eq!(told(&foreign), refused.unwrap_or(Told::Absent), "{name} as {role}, another's: {foreign}");
            let absent = absent(object);
            assert_eq!(house.ask(door, token.as_deref(), &absent).await, foreign, "{name} as {role}: an absent object looks otherwise");
            let own = house.object(object, full("owner")).await;
            let own = house.ask(door, token.as_deref(), &own).await;
            assert_eq!(told(&own), refused.unwrap_or(Told::Served), "{name} as {role}, one's own: {own}");
        }
    }
}

/// A well-formed id of a kind that nobody has.
fn absent(object: Object) -> String {
    use mashhad::api::global_id::{Kind, encode};
    let kind = match object {
        Object::Job | Object::None => Kind::Job,
        Object::Screenplay => Kind::Screenplay,
        Object::Batch => Kind::Batch,
        Object::Work => Kind::Work,
        Object::Session => Kind::Session,
        Object::ApiToken => Kind::ApiToken,
    };
    encode(kind, "00000000-0000-7000-8000-000000000000").to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn fields_that_lead_elsewhere_ask_for_that_scope_too() {
    let house = House { app: TestApp::start().await, scripts: std::cell::Cell::default() };
    let objects = objects();
    let owner = house.furnish(house.app.token("owner")).await;
    let scene = house
        .app
        .data(
            &owner.token,
            "query S($id: ID!) { screenplay(id: $id) { scenes(first: 1) { nodes { id } } } }",
            json!({ "id": owner.screenplay }),
        )
        .await;
    let scene = text(&scene["screenplay"]["scenes"]["nodes"][0]["id"]);
    let viewer = text(&house.app.data(&owner.token, "{ viewer { id } }", json!({})).await["viewer"]["id"]);
    for (name, scope, with, more) in FIELDS {
        let id = match *name {
            "Job" => &owner.job,
            "Screenplay" => &owner.screenplay,
            "Scene" => &scene,
            _ => &viewer,
        };
        let token = house.app.token_with("owner", &[*scope], 600);
        let asked = with.split_whitespace().map(|field| (field, None));
        let asked = asked.chain(more.iter().flat_map(|(scope, fields)| fields.split_whitespace().map(|field| (field, Some(*scope)))));
        for (field, also) in asked {
            let definition = objects[*name].iter().find(|own| own.name.node == field).unwrap();
            let selection = if objects.contains_key(&base(&definition.ty.node)) { "{ __typename }" } else { "" };
            let query = format!("query F($id: ID!) {{ node(id: $id) {{ ... on {name} {{ {field} {selection} }} }} }}");
            let code = house.app.post(Some(&token), &query, json!({ "id": id })).await.code();
            assert_eq!(code, if also.is_some() { "FORBIDDEN" } else { "" }, "{name}.{field}");
            if let Some(also) = also {
                let both = house.app.token_with("owner", &[*scope, also], 600);
                assert_eq!(house.app.post(Some(&both), &query, json!({ "id": id })).await.code(), "", "{name}.{field}");
            }
        }
    }
}
