//! The table of attacks on GraphQL servers, against the real binary in a process of its own: an abort of that process fails the test. Each is
//! refused in time and without memory that stays.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use axum::http::StatusCode;
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::time::Instant;

use crate::support::socket::{Received, Socket};

/// Longest time of a refusal, of the best of three.
const AT_ONCE: Duration = Duration::from_millis(100);
/// What the whole table may add to the resident memory of the process, KiB.
const MEMORY_KIB: u64 = 64 * 1024;

/// A served process that ends with the test.
struct Served {
    child: Child,
    address: std::net::SocketAddr,
    _folder: tempfile::TempDir,
}

impl Served {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_mashhad"));
        command.arg("serve").env_clear().stdout(Stdio::null()).stderr(Stdio::piped());
        for (name, value) in [
            ("MASHHAD_LISTEN", "127.0.0.1:0"),
            ("MASHHAD_DATABASE_URL", &format!("sqlite://{}", folder.path().join("a.sqlite").display())),
            ("MASHHAD_JWT_SECRET", "a secret for tests only, thirty-two bytes"),
            ("MASHHAD_LOG_FORMAT", "json"),
        ] {
            command.env(name, value);
        }
        let mut child = command.spawn().unwrap();
        let mut log = BufReader::new(child.stderr.take().unwrap());
        let address = loop {
            let mut line = String::new();
            assert!(log.read_line(&mut line).unwrap() > 0, "the server ended before it listened");
            if let Some((_, rest)) = line.split_once("\"address\":\"") {
                break rest.split('"').next().unwrap().parse().unwrap();
            }
        };
        // The rest of the log is read away, so that the server never waits for us.
        std::thread::spawn(move || std::io::copy(&mut log, &mut std::io::sink()));
        Self { child, address, _folder: folder }
    }

    fn resident_kib(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }

    /// Sends a request as it stands and gives status, body and the time until both were there.
    async fn send(&self, head: &str, body: &[u8]) -> (StatusCode, String, Duration) {
        let started = Instant::now();
        let mut stream = tokio::net::TcpStream::connect(self.address).await.unwrap();
        let head = format!("{head}\r\nHost: {}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", self.address, body.len());
        stream.write_all(head.as_bytes()).await.unwrap();
        // A server that refuses while we still send closes; its answer is what counts.
        let _ = stream.write_all(body).await;
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let status = answer.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or_else(|| panic!("no answer: {answer:.200}"));
        (status, answer.split_once("\r\n\r\n").map_or(String::new(), |(_, body)| body.to_owned()), started.elapsed())
    }

    async fn post(&self, content_type: &str, body: &str) -> (StatusCode, String, Duration) {
        let head = format!("POST /graphql HTTP/1.1\r\nContent-Type: {content_type}\r\nAccept: application/graphql-response+json");
        self.send(&head, body.as_bytes()).await
    }

    fn alive(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn bomb(levels: usize, spreads: usize) -> String {
    let level = |n: usize| format!(" fragment f{n} on Query {{ {} }}", format!("...f{} ", n + 1).repeat(spreads));
    let body: String = (0..levels).map(level).collect();
    format!("{{ ...f0 }}{body} fragment f{levels} on Query {{ __typename }}")
}

/// Name, document, code of the refusal.
fn documents() -> Vec<(&'static str, String, &'static str)> {
    let nested = |open: &str, close: &str, times: usize| format!("{{ node(id: {}{}) {{ id }} }}", open.repeat(times), close.repeat(times));
    let aliases = |times: usize| format!("{{ {} }}", (0..times).map(|n| format!("a{n}: __typename ")).collect::<String>());
    vec![
        ("a list literal 2,000 deep", nested("[", "]", 2_000), "QUERY_TOO_DEEP"),
        ("an object literal 2,000 deep", nested("{a:", "}", 2_000), "QUERY_TOO_DEEP"),
        ("a list literal that never closes", nested("[", "", 3_000), "QUERY_TOO_DEEP"),
        ("a selection 2,000 deep", format!("{}{}", "{ a ".repeat(2_000), "}".repeat(2_000)), "QUERY_TOO_DEEP"),
        ("variable types 2,000 deep", format!("query Q($a: {}Int{}) {{ a }}", "[".repeat(2_000), "]".repeat(2_000)), "QUERY_TOO_DEEP"),
        ("a fragment bomb 2^22", bomb(22, 2), "QUERY_TOO_COMPLEX"),
        ("a fragment bomb 16^6", bomb(6, 16), "QUERY_TOO_COMPLEX"),
        ("a fragment bomb 30^7", bomb(7, 30), "QUERY_TOO_COMPLEX"),
        ("fragments in a circle", "{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }".to_owned(), "QUERY_TOO_COMPLEX"),
        ("10,000 aliases", aliases(10_000), "QUERY_TOO_LARGE"),
        ("500 aliases", aliases(500), "QUERY_TOO_COMPLEX"),
        ("20,000 directives", format!("{{ __typename {} }}", "@a ".repeat(20_000)), "QUERY_TOO_LARGE"),
        ("500 directives", format!("{{ __typename {} }}", "@skip(if: false) ".repeat(500)), "QUERY_TOO_COMPLEX"),
        ("pages inside pages", pages(), "GRAPHQL_VALIDATION_FAILED"),
        (
            "two subscriptions in one",
            "subscription { a: jobsProgress { id } b: jobsProgress { id } }".to_owned(),
            "GRAPHQL_VALIDATION_FAILED",
        ),
    ]
}

fn pages() -> String {
    "{ screenplays(first: 100) { nodes { jobs(first: 100) { nodes { id screenplay { jobs(first: 100) { nodes { id } } } } } } } }"
        .to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_attack_is_refused_at_once_and_the_process_stays() {
    let mut served = Served::start();
    served.post("application/json", &json!({ "query": "{ __typename }" }).to_string()).await;
    let before = served.resident_kib();
    for (name, document, code) in documents() {
        let body = json!({ "query": document }).to_string();
        let mut best = Duration::MAX;
        for _ in 0..3 {
            let (status, answer, took) = served.post("application/json", &body).await;
            assert_eq!(status, 400, "{name}: {answer:.300}");
            assert!(answer.contains(code), "{name}: {answer:.300}");
            assert!(answer.len() < 4_000, "{name}: the answer repeats the attack ({} bytes)", answer.len());
            best = best.min(took);
        }
        assert!(best < AT_ONCE, "{name} took {best:?}");
        assert!(served.alive(), "{name} ended the process");
    }
    let grown = served.resident_kib().saturating_sub(before);
    assert!(grown < MEMORY_KIB, "the attacks left {grown} KiB behind");
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_that_a_browser_could_be_made_to_send_are_refused() {
    let mut served = Served::start();
    let mutation = json!({ "query": "mutation { uploadCreate(input: {}) { upload { id } } }" }).to_string();
    for content_type in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"] {
        assert_eq!(served.post(content_type, &mutation).await.0, 415, "{content_type}");
    }
    let get = "GET /graphql?query=mutation%7BuploadCreate(input%3A%7B%7D)%7Bupload%7Bid%7D%7D%7D HTTP/1.1";
    assert_eq!(served.send(get, b"").await.0, 405);
    let batch = vec![json!({ "query": "{ __typename }" }); 10_000];
    let (status, answer, _) = served.post("application/json", &json!(batch).to_string()).await;
    assert!(status == 400 && answer.contains("BATCHING_DISABLED"), "{status} {answer:.200}");
    let before = served.resident_kib();
    let (status, answer, _) = served.post("application/json", &" ".repeat(60_000_000)).await;
    assert!(status == 413 && answer.contains("PAYLOAD_TOO_LARGE"), "{status} {answer:.200}");
    assert!(served.resident_kib().saturating_sub(before) < MEMORY_KIB, "a large body is not kept");
    for origin in ["https://evil.example", "null"] {
        let upgrade = format!(
            "GET /graphql HTTP/1.1\r\nOrigin: {origin}\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\nConnection: upgrade"
        );
        assert_eq!(served.send(&upgrade, b"").await.0, 403, "{origin}");
    }
    assert!(served.alive());
}

#[tokio::test(flavor = "multi_thread")]
async fn attacks_over_a_socket_end_in_an_error_message() {
    let mut served = Served::start();
    let mut socket = Socket::open(served.address, Some("graphql-transport-ws")).await;
    socket.send(&json!({ "type": "connection_init" })).await;
    assert_eq!(socket.next().await, Received::Message(json!({ "type": "connection_ack" })));
    for (name, document, code) in documents() {
        let started = Instant::now();
        socket.subscribe("1", &document, json!({})).await;
        let error = socket.message("error").await;
        assert_eq!(error["payload"][0]["extensions"]["code"], code, "{name}: {error}");
        assert!(started.elapsed() < AT_ONCE * 10, "{name} took {:?}", started.elapsed());
    }
    assert!(served.alive());
}
