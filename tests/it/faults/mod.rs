//! Faults of real processes: `mashhad serve` and `mashhad worker` are killed, frozen, told to stop, cut off from their database, or left without disk. Every accepted
//! job ends exactly once, its events are without gaps, its results are byte for byte those of a quiet run. Owns the processes and that check; each kind of fault has
//! its file. `MASHHAD_FAULT_ROUNDS` sets how often a process is killed (3 by default, 100 for the long form).

mod clock;
mod cluster;
mod disk;
mod kills;
mod postgres;
mod queue;
mod signals;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::time::Duration;

use mashhad::auth::{KeyRing, Scope, TokenRequest, TokenVerifier};
use mashhad::clock::{Clock as _, SystemClock};
use mashhad::config::Config;
use mashhad::ids::{JobId, TimeOrderedIds};
use mashhad::jobs::JobState;
use mashhad::storage::{Access, DocumentKind, Job, Store, StoreConfig, User};
use mashhad_engine::{Cancel, Input, Options, Silent, analyze};
use serde_json::{Value as Json, json};

const SECRET: &str = "a secret for tests only, thirty-two bytes";
/// Leases of the services under test, so that what a lost worker held is taken up soon.
const LEASE_S: &str = "5";

/// How often a process is killed.
fn rounds() -> usize {
    std::env::vars().find(|(name, _)| name == "MASHHAD_FAULT_ROUNDS").map_or(3, |(_, rounds)| rounds.parse().unwrap())
}

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

/// Address of the SQLite database in a folder.
fn sqlite_in(folder: &Path) -> String {
    format!("sqlite://{}", folder.join("faults.sqlite").display())
}

/// A running process of ours.
struct Service {
    child: Child,
    address: String,
}

impl Service {
    fn serve(database: &str) -> Self {
        Self::start(Command::new(env!("CARGO_BIN_EXE_mashhad")).arg("serve"), database)
    }

    /// Starts a process that says in its log where it listens.
    fn start(command: &mut Command, database: &str) -> Self {
        let mut child = command
            .env_clear()
            .env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")
            .env("MASHHAD_LISTEN", "127.0.0.1:0")
            .env("MASHHAD_DATABASE_URL", database)
            .env("MASHHAD_JWT_SECRET", SECRET)
            .env("MASHHAD_LEASE_S", LEASE_S)
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

    /// Sends a signal by name, as an operator does.
    fn signal(&self, name: &str) {
        let sent = Command::new("kill").args(["-s", name, &self.child.id().to_string()]).status().unwrap();
        assert!(sent.success(), "the signal {name} was not sent");
    }

    /// Waits for the process to end by itself.
    fn ended(&mut self, patience: Duration) -> ExitStatus {
        let mut waited = Duration::ZERO;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(waited < patience, "the process did not end within {patience:?}");
            std::thread::sleep(Duration::from_millis(10));
            waited += Duration::from_millis(10);
        }
    }

    /// Status and body of a request; `None` when the service does not answer.
    fn request(&self, head: &str, body: &str) -> Option<(u16, String)> {
        let mut socket = TcpStream::connect(&self.address).ok()?;
        socket.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        let length = body.len();
        let head = format!("{head} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncontent-length: {length}\r\n", self.address);
        socket.write_all(head.as_bytes()).ok()?;
        socket.write_all(format!("authorization: Bearer {}\r\ncontent-type: application/json\r\n\r\n", token()).as_bytes()).ok()?;
        socket.write_all(body.as_bytes()).ok()?;
        let mut answer = String::new();
        socket.read_to_string(&mut answer).ok()?;
        let (head, body) = answer.split_once("\r\n\r\n")?;
        Some((head.split(' ').nth(1)?.parse().ok()?, body.to_owned()))
    }

    /// What `/health/ready` says, or nothing when nobody listens any more.
    fn readiness(&self) -> Option<u16> {
        self.request("GET /health/ready", "").map(|(status, _)| status)
    }

    /// A number from `/metrics`: the sum over all labels that hold `part`.
    fn metric(&self, family: &str, part: &str) -> f64 {
        let (_, text) = self.request("GET /metrics", "").unwrap();
        text.lines()
            .filter(|line| line.starts_with(family) && line.contains(part))
            .filter_map(|line| line.rsplit_once(' ')?.1.parse::<f64>().ok())
            .sum()
    }

    /// The whole answer to a GraphQL POST; `None` when the service does not answer.
    fn answer(&self, query: &str, variables: &Json) -> Option<Json> {
        let (_, body) = self.request("POST /graphql", &json!({ "query": query, "variables": variables }).to_string())?;
        serde_json::from_str(body.get(body.find('{')?..=body.rfind('}')?)?).ok()
    }

    /// Adds a script and submits the whole analysis; `None` when the service died or its database was away before it accepted the job.
    fn submit(&self, script: &str) -> Option<String> {
        const ADD: &str =
            "mutation A($t: String!) { screenplayAdd(input: { source: { text: $t } }) { screenplay { id } userErrors { code } } }";
        const SUBMIT: &str = "mutation S($s: ID!) { analysisSubmit(input: { screenplayId: $s }) { job { id } userErrors { code } } }";
        let added = self.answer(ADD, &json!({ "t": script }))?;
        let screenplay = added.pointer("/data/screenplayAdd/screenplay/id").and_then(Json::as_str)?.to_owned();
        let submitted = self.answer(SUBMIT, &json!({ "s": screenplay }))?;
        submitted.pointer("/data/analysisSubmit/job/id").and_then(Json::as_str).map(str::to_owned)
    }

    fn status(&self, job: &str) -> Option<String> {
        let answer = self.answer("query J($id: ID!) { job(id: $id) { status } }", &json!({ "id": job }))?;
        answer.pointer("/data/job/status").and_then(Json::as_str).map(str::to_owned)
    }

    /// Asks until the job's status is one of the wanted; answers that fail meanwhile are asked again.
    fn wait_for(&self, job: &str, wanted: &[&str]) -> String {
        let mut last = None;
        for _ in 0..9_000 {
            last = self.status(job);
            if let Some(status) = last.as_ref().filter(|status| wanted.contains(&status.as_str())) {
                return status.clone();
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("the job {job} never became {wanted:?}; last seen: {last:?}");
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // A test that failed leaves no process behind; one that ended it already has nothing to end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn token() -> String {
    let config = Config::for_tests("sqlite://x").unwrap().auth;
    let verifier = TokenVerifier::new(KeyRing::load(&config).unwrap(), &config);
    let request = TokenRequest { subject: "amal", scopes: &Scope::USER, lifetime_s: 3_600 };
    verifier.sign(&request, SystemClock.now_ms().div_euclid(1000)).unwrap()
}

async fn open(database: &str) -> (Store, User) {
    let clock = Arc::new(SystemClock);
    let config = StoreConfig { access: Access::Tool, ..StoreConfig::serving(database) };
    let store = Store::open(&config, clock.clone(), Arc::new(TimeOrderedIds::new(clock))).await.unwrap();
    let user = store.user_by_subject("amal").await.unwrap().unwrap();
    (store, user)
}

fn local_id(global: &str) -> JobId {
    use base64::Engine as _;
    let text = String::from_utf8(base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(global).unwrap()).unwrap();
    text.split_once(':').unwrap().1.parse().unwrap()
}

/// The job's row, after checking that it ended once and without gaps and, where it succeeded, with the results of a quiet run.
async fn ended_well(store: &Store, user: &User, job: &str, script: &str) -> Job {
    let id = local_id(job);
    let row = store.job(user.id, id).await.unwrap().expect("an accepted job is never lost");
    assert!(row.state.is_terminal(), "{row:?}");
    let events = store.job_events(user.id, id, 0, 1_000).await.unwrap();
    let numbers: Vec<i64> = events.iter().map(|event| event.seq).collect();
    assert_eq!(numbers, (1..=i64::try_from(events.len()).unwrap()).collect::<Vec<_>>(), "the events of {job} have gaps");
    assert_eq!(events.iter().filter(|event| event.state.is_terminal()).count(), 1, "{job} ended more than once: {events:#?}");
    if row.state == JobState::Succeeded {
        let quiet = analyze(&Input::new(script.as_bytes()), &Options::default(), &Silent, &Cancel::new()).unwrap();
        let stored = async |kind| store.job_results(user.id, id, Some(kind)).await.unwrap().remove(0).json;
        assert!(
            stored(DocumentKind::Breakdown).await == serde_json::to_string(&quiet.breakdown).unwrap(),
            "breakdown of {job} differs from a quiet run"
        );
        assert!(
            stored(DocumentKind::Salience).await == serde_json::to_string(&quiet.salience).unwrap(),
            "salience of {job} differs from a quiet run"
        );
        assert!(
            stored(DocumentKind::Continuity).await == serde_json::to_string(&quiet.continuity).unwrap(),
            "continuity of {job} differs from a quiet run"
        );
    }
    row
}

/// Waits until all accepted jobs are over and checks each; how many succeeded.
async fn all_ended_well(service: Service, database: &str, accepted: &[(String, String)]) -> usize {
    for (job, _) in accepted {
        service.wait_for(job, &["SUCCEEDED", "DEAD"]);
    }
    service.kill();
    let (store, user) = open(database).await;
    let mut succeeded = 0;
    for (job, script) in accepted {
        succeeded += usize::from(ended_well(&store, &user, job, script).await.state == JobState::Succeeded);
    }
    store.close().await;
    succeeded
}

/// splitmix64: every run has its faults at the same moments.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
