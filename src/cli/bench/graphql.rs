//! A real server over loopback: small scripts from upload to stored result, and reads. Owns the clients and their documents; the server is the one that `serve` runs.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, bail};
use async_graphql::{EmptyMutation, EmptySubscription, Schema};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use serde_json::{Value as Json, json};
use tokio::net::TcpStream;
use tokio::runtime::Runtime;
use tokio::time::Instant;

use super::queue::per_second;
use crate::app::{App, Role};
use crate::auth::{Scope, TokenRequest};
use crate::cli::scratch::scratch_config;
use crate::clock::{Clock as _, SystemClock};

/// Connections, each with a user of its own, so that no owner's limit of open jobs is met.
const CLIENTS: usize = 16;
/// Name of the clients' threads, at most fifteen letters as the system keeps it.
pub(super) const CLIENT_THREADS: &str = "bench-client";
/// Longest wait for the last job.
const PATIENCE: Duration = Duration::from_secs(120);

const ADD: &str = "mutation Add($t: String!) { screenplayAdd(input: { source: { text: $t } }) { screenplay { id } userErrors { code } } }";
const SUBMIT: &str = "mutation Submit($s: ID!) { analysisSubmit(input: { screenplayId: $s }) { job { id } userErrors { code } } }";
const JOB: &str = "query Job($id: ID!) { job(id: $id) { id kind status priority createdAt } }";
const JOBS: &str =
    "query Jobs { jobs(first: 25) { edges { node { id kind status priority createdAt } } pageInfo { hasNextPage endCursor } } }";

const SERVER: &str = "{ serverInfo { version } }";

/// What came out.
#[derive(Debug, Clone)]
pub(super) struct GraphqlFigures {
    /// Scripts from the first request to the last stored result.
    pub(super) scripts_per_s: f64,
    /// `job(id)`.
    pub(super) job: Load,
    /// `jobs(first: 25)`.
    pub(super) jobs: Load,
    /// `{ serverInfo { version } }`: what the transport, the checks and the limits cost, without a database.
    pub(super) chain: Load,
    /// `{ hello }` on a server that is nothing but async-graphql and axum.
    pub(super) hello: Load,
}

/// Requests of one kind, as many as the connections carry.
#[derive(Debug, Clone, Copy)]
pub(super) struct Load {
    /// Answers in a second.
    pub(super) per_s: f64,
    /// CPU of the server for each, microseconds, the clients' threads not counted; absent where the system does not tell.
    pub(super) cpu_us: Option<f64>,
}

pub(super) async fn measure(clients: &Runtime, database: &str, scripts: usize) -> anyhow::Result<GraphqlFigures> {
    // No limit of points: the bench asks as fast as it can.
    let config = scratch_config(database, &[("MASHHAD_POINTS_PER_MINUTE", "0")])?;
    let app = App::start(config, Role::Everything).await?;
    let figures = drive(clients, &app, scripts).await;
    app.stop().await;
    let (scripts_per_s, [job, jobs, chain]) = figures?;
    Ok(GraphqlFigures { scripts_per_s, job, jobs, chain, hello: bare(clients, scripts).await? })
}

async fn drive(clients: &Runtime, app: &App, scripts: usize) -> anyhow::Result<(f64, [Load; 3])> {
    let each = scripts / CLIENTS;
    let began = Instant::now();
    let jobs = each_client(clients, app.address(), &tokens(app)?, |client, number| submit(client, number, each)).await?;
    until_done(app).await?;
    let scripts_per_s = per_second(each * CLIENTS, began.elapsed());
    let tokens = tokens(app)?;
    let jobs: Arc<[Json]> = jobs.into_iter().map(|id| json!({ "id": id })).collect();
    let job = load(clients, app.address(), &tokens, each * 4, JOB, &jobs, "/job/status").await?;
    let none: Arc<[Json]> = vec![json!({}); CLIENTS].into();
    let list = load(clients, app.address(), &tokens, each * 4, JOBS, &none, "/jobs/edges/0/node/id").await?;
    let chain = load(clients, app.address(), &tokens, each * 4, SERVER, &none, "/serverInfo/version").await?;
    Ok((scripts_per_s, [job, list, chain]))
}

fn tokens(app: &App) -> anyhow::Result<Vec<String>> {
    let now_s = SystemClock.now_ms().div_euclid(1000);
    let token = |number| {
        let subject = format!("bench-{number}");
        Ok(app.sign(&TokenRequest { subject: &subject, scopes: &Scope::USER, lifetime_s: 3_600 }, now_s)?)
    };
    (0..CLIENTS).map(token).collect()
}

/// A server with nothing of ours: the same crates, one field.
async fn bare(clients: &Runtime, scripts: usize) -> anyhow::Result<Load> {
    let schema = Schema::new(Hello, EmptyMutation, EmptySubscription);
    let answer = async move |axum::Json(request): axum::Json<async_graphql::Request>| axum::Json(schema.execute(request).await);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let routes = axum::Router::new().route("/graphql", axum::routing::post(answer));
    let server = tokio::spawn(async move { axum::serve(listener, routes).await });
    let none: Arc<[Json]> = vec![json!({}); CLIENTS].into();
    let tokens = vec![String::new(); CLIENTS];
    let load = load(clients, address, &tokens, scripts / CLIENTS * 4, "{ hello }", &none, "/hello").await;
    server.abort();
    load
}

struct Hello;

#[async_graphql::Object]
impl Hello {
    async fn hello(&self) -> &'static str {
        "hello"
    }
}

/// Sends a document `times` times on each connection; every answer must hold the field.
async fn load(
    clients: &Runtime,
    address: SocketAddr,
    tokens: &[String],
    times: usize,
    query: &'static str,
    variables: &Arc<[Json]>,
    field: &'static str,
) -> anyhow::Result<Load> {
    let (began, cpu_before) = (Instant::now(), server_cpu_ns());
    each_client(clients, address, tokens, |mut client, number| {
        let variables = Arc::clone(variables);
        async move {
            let variables = variables.get(number).context("no variables")?;
            for _ in 0..times {
                let answer = client.post(query, variables).await?;
                anyhow::ensure!(answer.pointer(field).is_some_and(|value| !value.is_null()), "{field} is missing in {answer}");
            }
            Ok(())
        }
    })
    .await?;
    let (elapsed, requests) = (began.elapsed(), times * CLIENTS);
    #[expect(clippy::cast_precision_loss, reason = "nanoseconds of a bench are far below 2^52")]
    let cpu_us = server_cpu_ns().zip(cpu_before).map(|(after, before)| (after.saturating_sub(before)) as f64 / 1e3 / requests as f64);
    Ok(Load { per_s: per_second(requests, elapsed), cpu_us })
}

/// CPU time of all threads of this process but the clients', where the system tells (Linux).
fn server_cpu_ns() -> Option<u64> {
    let mut total = 0;
    for thread in std::fs::read_dir("/proc/self/task").ok()?.flatten() {
        let read = |file: &str| std::fs::read_to_string(thread.path().join(file)).ok();
        // A thread may end between the listing and the look.
        let (Some(name), Some(times)) = (read("comm"), read("schedstat")) else { continue };
        if name.trim() != CLIENT_THREADS {
            total += times.split_whitespace().next()?.parse::<u64>().ok()?;
        }
    }
    Some(total)
}

/// Runs a task on each connection at once, on the clients' own threads.
async fn each_client<T: Send + 'static, F: Future<Output = anyhow::Result<T>> + Send + 'static>(
    clients: &Runtime,
    address: SocketAddr,
    tokens: &[String],
    task: impl Fn(Client, usize) -> F,
) -> anyhow::Result<Vec<T>> {
    let mut running = Vec::new();
    for (number, token) in tokens.iter().cloned().enumerate() {
        // The connection belongs to the runtime that made it.
        let client = clients.spawn(Client::connect(address, token)).await??;
        running.push(clients.spawn(task(client, number)));
    }
    let mut done = Vec::new();
    for task in running {
        done.push(task.await??);
    }
    Ok(done)
}

/// Adds and submits scripts; the id of the last job.
async fn submit(mut client: Client, number: usize, scripts: usize) -> anyhow::Result<String> {
    let mut job = String::new();
    for at in 0..scripts {
        let added = client.post(ADD, &json!({ "t": script(number * 1_000_000 + at) })).await?;
        let id = added.pointer("/screenplayAdd/screenplay/id").and_then(Json::as_str).with_context(|| format!("not added: {added}"))?;
        let submitted = client.post(SUBMIT, &json!({ "s": id })).await?;
        let id = submitted.pointer("/analysisSubmit/job/id").and_then(Json::as_str);
        job = id.with_context(|| format!("not submitted: {submitted}"))?.to_owned();
    }
    Ok(job)
}

async fn until_done(app: &App) -> anyhow::Result<()> {
    let began = Instant::now();
    loop {
        let open = app.store().open_jobs().await?;
        if open == 0 {
            return Ok(());
        }
        if began.elapsed() > PATIENCE {
            bail!("{open} jobs are still open");
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}

/// Two scenes with everything that a small script has; every number makes another one.
fn script(number: usize) -> String {
    format!(
        "مشهد 1\t\tليل-داخلي\nشقة سمير – الصالة\nيدخل سمير ويضع المفتاح على الطاولة ثم يشعل سيجارة.\nسمير :\nمين هنا؟\nقطع\n\n\
         مشهد 2\t\tنهار-خارجي\nالشارع – أمام العمارة رقم {number}\nتقف سيارة أجرة وتنزل منها ليلى وهي تحمل حقيبة سفر.\nليلى :\nوصلت قبل الميعاد.\nقطع\n"
    )
}

/// One connection that is kept open.
struct Client {
    sender: SendRequest<Full<Bytes>>,
    address: SocketAddr,
    token: String,
}

impl Client {
    async fn connect(address: SocketAddr, token: String) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        // The connection ends with its sender.
        tokio::spawn(connection);
        Ok(Self { sender, address, token })
    }

    async fn post(&mut self, query: &str, variables: &Json) -> anyhow::Result<Json> {
        let body = json!({ "query": query, "variables": variables }).to_string();
        let request = hyper::Request::post("/graphql")
            .header("host", self.address.to_string())
            .header("authorization", format!("Bearer {}", self.token))
            .header("content-type", "application/json")
            .body(Full::new(Bytes::from(body)))?;
        self.sender.ready().await?;
        let answer = self.sender.send_request(request).await?.into_body().collect().await?.to_bytes();
        let mut answer: Json = serde_json::from_slice(&answer)?;
        if answer.get("errors").is_some() {
            bail!("the server answers {answer}");
        }
        Ok(answer.get_mut("data").map(Json::take).unwrap_or_default())
    }
}
