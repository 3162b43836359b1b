//! Faults of a real process: `mashhad serve` is killed (SIGKILL) while it works and started again. Every accepted job ends exactly once, its events are without
//! gaps, its results are byte for byte those of a quiet run. `MASHHAD_FAULT_ROUNDS` sets how often the process is killed (3 by default, 100 for the long form).

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use mashhad::auth::{KeyRing, Scope, TokenRequest, TokenVerifier};
use mashhad::clock::{Clock as _, SystemClock};
use mashhad::config::Config;
use mashhad::ids::{JobId, TimeOrderedIds};
use mashhad::jobs::JobState;
use mashhad::storage::{Access, DocumentKind, Store, StoreConfig, User};
use mashhad_engine::{Cancel, Input, Options, Silent, analyze};
use serde_json::{Value as Json, json};

const SECRET: &str = "a secret for tests only, thirty-two bytes";

/// A script long enough to be killed in: about a second of work in a debug build.
fn long_script(number: usize, scenes: usize) -> String {
    (1..=scenes)
        .map(|scene| {
            format!(
                "مشهد {scene}\t\tليل-داخلي\nمخزن {number} – الممر {}\nيدخل سمير ومعه كشاف وحقيبة جلد ويضع المفتاح على الطاولة، تتبعه ليلى وهي ترتدي معطفاً رمادياً.\nسمير :\nالباب ده كان مقفول.\nليلى :\nيبقى حد سبقنا يا سمير.\nقطع\n\n",
                scene % 7 + 1
            )
        })
        .collect()
}

/// A running service.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(folder: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_mashhad"))
            .arg("serve")
            .env_clear()
            .env("MASHHAD_LISTEN", "127.0.0.1:0")
            .env("MASHHAD_DATABASE_URL", format!("sqlite://{}", folder.join("faults.sqlite").display()))
            .env("MASHHAD_JWT_SECRET", SECRET)
            .env("MASHHAD_LOG_FORMAT", "json")
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut log = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        let address = loop {
            line.clear();
            assert!(log.read_line(&mut line).unwrap() > 0, "the service ended before it listened");
            let entry: Json = serde_json::from_str(&line).unwrap_or_default();
            if let Some(address) = entry.pointer("/fields/address").or_else(|| entry.pointer("/address")).and_then(Json::as_str) {
                break address.to_owned();
            }
        };
        std::thread::spawn(move || log.read_to_string(&mut String::new()));
        Self { child, address }
    }

    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// A GraphQL POST; `None` when the service does not answer.
    fn post(&self, token: &str, query: &str, variables: &Json) -> Option<Json> {
        let body = json!({ "query": query, "variables": variables }).to_string();
        let mut socket = TcpStream::connect(&self.address).ok()?;
        socket.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        let head = format!(
            "POST /graphql HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {token}\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
            self.address,
            body.len()
        );
        socket.write_all(head.as_bytes()).ok()?;
        socket.write_all(body.as_bytes()).ok()?;
        let mut answer = String::new();
        socket.read_to_string(&mut answer).ok()?;
        let (_, json) = answer.split_once("\r\n\r\n")?;
        let data: Json = serde_json::from_str(json.get(json.find('{')?..=json.rfind('}')?)?).ok()?;
        assert!(data["errors"].is_null(), "{data:#}");
        Some(data["data"].clone())
    }

    /// Adds a script and submits the whole analysis; `None` when the service died before it accepted the job.
    fn submit(&self, token: &str, script: &str) -> Option<String> {
        const ADD: &str =
            "mutation A($t: String!) { screenplayAdd(input: { source: { text: $t } }) { screenplay { id } userErrors { code } } }";
        const SUBMIT: &str = "mutation S($s: ID!) { analysisSubmit(input: { screenplayId: $s }) { job { id } userErrors { code } } }";
        let added = self.post(token, ADD, &json!({ "t": script }))?;
        let submitted = self.post(token, SUBMIT, &json!({ "s": added["screenplayAdd"]["screenplay"]["id"] }))?;
        submitted["analysisSubmit"]["job"]["id"].as_str().map(str::to_owned)
    }

    fn status(&self, token: &str, job: &str) -> Option<String> {
        let data = self.post(token, "query J($id: ID!) { job(id: $id) { status } }", &json!({ "id": job }))?;
        data["job"]["status"].as_str().map(str::to_owned)
    }

    /// Asks until the job's status is one of the wanted.
    fn wait_for(&self, token: &str, job: &str, wanted: &[&str]) -> String {
        for _ in 0..6_000 {
            let status = self.status(token, job).expect("the service answers");
            if wanted.contains(&status.as_str()) {
                return status;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("the job {job} never became {wanted:?}");
    }
}

fn token() -> String {
    let config = Config::for_tests("sqlite://x").unwrap().auth;
    let verifier = TokenVerifier::new(KeyRing::load(&config).unwrap(), &config);
    let request = TokenRequest { subject: "amal", scopes: &Scope::USER, lifetime_s: 3_600 };
    verifier.sign(&request, SystemClock.now_ms().div_euclid(1000)).unwrap()
}

async fn open(folder: &Path) -> (Store, User) {
    let clock = Arc::new(SystemClock);
    let url = format!("sqlite://{}", folder.join("faults.sqlite").display());
    let config = StoreConfig { access: Access::Tool, ..StoreConfig::serving(url) };
    let store = Store::open(&config, clock.clone(), Arc::new(TimeOrderedIds::new(clock))).await.unwrap();
    let user = store.user_by_subject("amal").await.unwrap().unwrap();
    (store, user)
}

fn local_id(global: &str) -> JobId {
    use base64::Engine as _;
    let text = String::from_utf8(base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(global).unwrap()).unwrap();
    text.split_once(':').unwrap().1.parse().unwrap()
}

/// Whether the job succeeded; checks that it ended once, without gaps, and with the results of a quiet run.
async fn ended_well(store: &Store, user: &User, job: &str, script: &str) -> bool {
    let id = local_id(job);
    let row = store.job(user.id, id).await.unwrap().expect("an accepted job is never lost");
    assert!(row.state.is_terminal(), "{row:?}");
    let events = store.job_events(user.id, id, 0, 1_000).await.unwrap();
    let numbers: Vec<i64> = events.iter().map(|event| event.seq).collect();
    assert_eq!(numbers, (1..=i64::try_from(events.len()).unwrap()).collect::<Vec<_>>(), "the events of {job} have gaps");
    assert_eq!(events.iter().filter(|event| event.state.is_terminal()).count(), 1, "{job} ended more than once: {events:#?}");
    if row.state != JobState::Succeeded {
        return false;
    }
    let quiet = analyze(&Input::new(script.as_bytes()), &Options::default(), &Silent, &Cancel::new()).unwrap();
    let stored = async |kind| store.job_results(user.id, id, Some(kind)).await.unwrap().remove(0).json;
    assert_eq!(stored(DocumentKind::Breakdown).await, serde_json::to_string(&quiet.breakdown).unwrap());
    assert_eq!(stored(DocumentKind::Salience).await, serde_json::to_string(&quiet.salience).unwrap());
    assert_eq!(stored(DocumentKind::Continuity).await, serde_json::to_string(&quiet.continuity).unwrap());
    true
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_whose_process_is_killed_in_the_middle_finishes_once_after_the_restart() {
    let folder = tempfile::tempdir().unwrap();
    let (token, script) = (token(), long_script(1, 400));
    let server = Server::start(folder.path());
    let job = server.submit(&token, &script).unwrap();
    let status = server.wait_for(&token, &job, &["RUNNING", "SUCCEEDED"]);
    server.kill();
    assert_eq!(status, "RUNNING", "the script is too short to be killed in");
    let server = Server::start(folder.path());
    assert_eq!(server.wait_for(&token, &job, &["SUCCEEDED", "DEAD"]), "SUCCEEDED");
    server.kill();
    let (store, user) = open(folder.path()).await;
    assert!(ended_well(&store, &user, &job, &script).await);
    store.close().await;
}

/// splitmix64: every run kills at the same moments.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[tokio::test(flavor = "multi_thread")]
async fn kills_at_random_moments_lose_and_double_nothing() {
    let rounds: usize = std::env::vars().find(|(name, _)| name == "MASHHAD_FAULT_ROUNDS").map_or(3, |(_, rounds)| rounds.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let (token, mut state) = (token(), 42);
    let mut accepted: Vec<(String, String)> = Vec::new();
    for round in 0..rounds {
        let server = Server::start(folder.path());
        for part in 0..2 {
            let script = long_script(100 + round * 2 + part, 60);
            accepted.extend(server.submit(&token, &script).map(|job| (job, script)));
        }
        std::thread::sleep(Duration::from_millis(next(&mut state) % 300));
        server.kill();
    }
    let server = Server::start(folder.path());
    for (job, _) in &accepted {
        server.wait_for(&token, job, &["SUCCEEDED", "DEAD"]);
    }
    server.kill();
    let (store, user) = open(folder.path()).await;
    let mut succeeded = 0;
    for (job, script) in &accepted {
        succeeded += usize::from(ended_well(&store, &user, job, script).await);
    }
    store.close().await;
    eprintln!(
        "{rounds} kills, {} jobs accepted: {succeeded} succeeded, {} ended dead as suspects, 0 lost, 0 doubled",
        accepted.len(),
        accepted.len() - succeeded
    );
    assert!(succeeded * 10 >= accepted.len() * 9, "{succeeded} of {} jobs succeeded", accepted.len());
}
