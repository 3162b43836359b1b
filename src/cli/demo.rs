//! `mashhad demo`: the whole way once, as a client would go it: token, WebSocket, upload of the text, submission, live progress, result. Owns the client and its
//! progress bar; the server is the same as `serve` runs, on a database that is removed afterwards.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context as _, bail};
use clap::Args;
use futures_util::{SinkExt as _, StreamExt as _};
use indicatif::{ProgressBar, ProgressStyle};
use mashhad_engine::breakdown::document::BreakdownDocument;
use mashhad_engine::continuity::document::ContinuityDocument;
use mashhad_engine::outline::story_outline;
use mashhad_engine::salience::document::SalienceDocument;
use mashhad_engine::screenplay::document::ScreenplayDocument;
use serde_json::{Value as Json, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

use super::scratch::{Scratch, scratch_config};
use super::{highlights, sheets, write_out};
use crate::app::{App, Role};
use crate::auth::{Scope, TokenRequest};
use crate::clock::{Clock as _, SystemClock};
use crate::storage::DocumentKind;

/// The sample that is submitted when no file is given.
const SAMPLE: &str = include_str!("../../examples/teleplay-ar.txt");
/// Longest wait for one message; the demo says so instead of hanging.
const PATIENCE: Duration = Duration::from_secs(60);

/// Arguments of `demo`.
#[derive(Debug, Args)]
pub(super) struct DemoArguments {
    /// A script of your own instead of the sample.
    #[arg(long)]
    file: Option<PathBuf>,
    /// Keep serving afterwards, with GraphiQL, until Ctrl-C.
    #[arg(long)]
    stay: bool,
}

pub(super) fn run(arguments: &DemoArguments) -> anyhow::Result<ExitCode> {
    let text = match &arguments.file {
        Some(path) => std::fs::read(path).with_context(|| format!("reading {}", path.display()))?,
        None => SAMPLE.as_bytes().to_vec(),
    };
    let folder = Scratch::below(None, "demo")?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let database = format!("sqlite://{}", folder.path().join("demo.sqlite").display());
        let app = App::start(scratch_config(&database, &[])?, Role::Everything).await?;
        let outcome = drive(&app, &text, arguments).await;
        if arguments.stay && outcome.is_ok() {
            app.until_over().await?;
        }
        app.stop().await;
        outcome
    })?;
    Ok(ExitCode::SUCCESS)
}

async fn drive(app: &App, text: &[u8], arguments: &DemoArguments) -> anyhow::Result<()> {
    let now_s = SystemClock.now_ms().div_euclid(1000);
    let token = app.sign(&TokenRequest { subject: "demo", scopes: &Scope::USER, lifetime_s: 3600 }, now_s)?;
    write_out(&format!("Server      http://{}/graphql (SQLite, worker inside)\n", app.address()))?;
    let mut client = Client::connect(app.address(), &token).await?;
    let screenplay = client.add_screenplay(app, &token, text, arguments).await?;
    let title = at(&screenplay, "/title").as_str().unwrap_or_default();
    write_out(&format!("Screenplay  {title} ({} scenes)\n", at(&screenplay, "/sceneCount")))?;
    let job = client.submit(at(&screenplay, "/id")).await?;
    client.follow(&job).await?;
    let results = results(app, "demo").await?;
    write_out(&sheets::render(&results.screenplay, &results.breakdown))?;
    let outline = story_outline(&results.breakdown, &results.salience);
    write_out(&highlights::render(&results.screenplay, outline.as_ref(), &results.salience, &results.continuity))?;
    let stay = if arguments.stay { "is open until Ctrl-C" } else { "`mashhad demo --stay` keeps it open" };
    write_out(&format!("GraphiQL    http://{}/graphiql ({stay}; with your own database: `mashhad serve`)\n", app.address()))?;
    if arguments.stay {
        write_out(&format!("Token       {token}\n"))?;
    }
    Ok(())
}

/// The stored documents of the finished job.
struct Results {
    screenplay: ScreenplayDocument,
    breakdown: BreakdownDocument,
    salience: SalienceDocument,
    continuity: ContinuityDocument,
}

async fn results(app: &App, subject: &str) -> anyhow::Result<Results> {
    let store = app.store();
    let user = store.user_by_subject(subject).await?.context("the demo's user is missing")?;
    let page = store
        .list_screenplays(user.id, &Default::default(), Default::default(), Default::default(), &crate::storage::PageRequest::first(1))
        .await?;
    let screenplay = page.into_items().into_iter().next().context("the demo's screenplay is missing")?;
    let read =
        async |kind| store.newest_result(user.id, screenplay.id, kind).await?.context("a result is missing").map(|result| result.json);
    Ok(Results {
        screenplay: serde_json::from_str(&read(DocumentKind::Screenplay).await?)?,
        breakdown: serde_json::from_str(&read(DocumentKind::Breakdown).await?)?,
        salience: serde_json::from_str(&read(DocumentKind::Salience).await?)?,
        continuity: serde_json::from_str(&read(DocumentKind::Continuity).await?)?,
    })
}

/// A graphql-transport-ws client of just what the demo needs.
struct Client {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    operations: u32,
}

impl Client {
    async fn connect(address: std::net::SocketAddr, token: &str) -> anyhow::Result<Self> {
        let mut request = format!("ws://{address}/graphql").into_client_request()?;
        request.headers_mut().insert("sec-websocket-protocol", "graphql-transport-ws".parse()?);
        let (socket, _) = tokio_tungstenite::connect_async(request).await.context("opening the WebSocket")?;
        let mut client = Self { socket, operations: 0 };
        client.send(json!({ "type": "connection_init", "payload": { "authorization": format!("Bearer {token}") } })).await?;
        match at(&client.receive().await?, "/type").as_str() {
            Some("connection_ack") => Ok(client),
            other => bail!("expected connection_ack, got {other:?}"),
        }
    }

    async fn send(&mut self, message: Json) -> anyhow::Result<()> {
        Ok(self.socket.send(Message::text(message.to_string())).await?)
    }

    /// The next message that is not a ping.
    async fn receive(&mut self) -> anyhow::Result<Json> {
        loop {
            let message = tokio::time::timeout(PATIENCE, self.socket.next()).await.context("the server does not answer")?;
            let Message::Text(text) = message.context("the server closed the socket")?? else { continue };
            let message: Json = serde_json::from_str(text.as_str())?;
            if *at(&message, "/type") == "ping" {
                self.send(json!({ "type": "pong" })).await?;
            } else {
                return Ok(message);
            }
        }
    }

    async fn start(&mut self, query: &str, variables: Json) -> anyhow::Result<()> {
        self.operations += 1;
        let id = self.operations.to_string();
        self.send(json!({ "id": id, "type": "subscribe", "payload": { "query": query, "variables": variables } })).await
    }

    /// The next result of the running operation; `None` when it is complete.
    async fn next(&mut self) -> anyhow::Result<Option<Json>> {
        let message = self.receive().await?;
        match at(&message, "/type").as_str() {
            Some("next") if at(&message, "/payload/errors").is_null() => Ok(Some(at(&message, "/payload/data").clone())),
            Some("complete") => Ok(None),
            _ => bail!("the server refused: {}", at(&message, "/payload")),
        }
    }

    async fn run(&mut self, query: &str, variables: Json) -> anyhow::Result<Json> {
        self.start(query, variables).await?;
        let data = self.next().await?.context("no result")?;
        while self.next().await?.is_some() {}
        Ok(data)
    }

    async fn add_screenplay(&mut self, app: &App, token: &str, text: &[u8], arguments: &DemoArguments) -> anyhow::Result<Json> {
        const ADD: &str =
            "mutation Add($source: ScreenplaySource!, $file: String) { screenplayAdd(input: { source: $source, fileName: $file }) {
            screenplay { id title sceneCount } userErrors { messageAr messageEn } } }";
        let name = arguments.file.as_ref().and_then(|path| path.file_name()).and_then(|name| name.to_str());
        let source = match std::str::from_utf8(text) {
            Ok(text) => json!({ "text": text }),
            Err(_) => json!({ "uploadId": self.upload(app, token, text).await? }),
        };
        let data = self.run(ADD, json!({ "source": source, "file": name })).await?;
        accepted(at(&data, "/screenplayAdd"), "screenplay")
    }

    /// Files that are no UTF-8 text go by upload: announce, PUT, use the id.
    async fn upload(&mut self, app: &App, token: &str, bytes: &[u8]) -> anyhow::Result<Json> {
        const CREATE: &str = "mutation { uploadCreate(input: {}) { upload { id path } userErrors { messageAr messageEn } } }";
        let data = self.run(CREATE, json!({})).await?;
        let upload = accepted(at(&data, "/uploadCreate"), "upload")?;
        let path = at(&upload, "/path").as_str().context("the upload has no path")?;
        put(app.address(), path, token, bytes).await?;
        Ok(at(&upload, "/id").clone())
    }

    async fn submit(&mut self, screenplay: &Json) -> anyhow::Result<Json> {
        const SUBMIT: &str =
            "mutation Submit($id: ID!) { analysisSubmit(input: { screenplayId: $id }) { job { id } userErrors { messageAr messageEn } } }";
        let data = self.run(SUBMIT, json!({ "id": screenplay })).await?;
        Ok(at(&accepted(at(&data, "/analysisSubmit"), "job")?, "/id").clone())
    }

    async fn follow(&mut self, job: &Json) -> anyhow::Result<()> {
        const FOLLOW: &str = "subscription Follow($id: ID!) { jobProgress(jobId: $id) { status stage scenesDone scenesTotal fraction } }";
        let bar = ProgressBar::new(1000)
            .with_style(ProgressStyle::with_template("Progress    [{bar:40}] {percent:>3} % {msg}")?.progress_chars("=> "));
        self.start(FOLLOW, json!({ "id": job })).await?;
        let mut status = String::new();
        while let Some(data) = self.next().await? {
            let progress = at(&data, "/jobProgress");
            status = at(progress, "/status").as_str().unwrap_or_default().to_owned();
            let permille = at(progress, "/fraction").as_f64().unwrap_or(0.0).clamp(0.0, 1.0) * 1000.0;
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0..=1000")]
            bar.set_position(permille as u64);
            let stage = at(progress, "/stage").as_str().unwrap_or("waiting");
            bar.set_message(format!("{status} {stage} {}/{}", at(progress, "/scenesDone"), at(progress, "/scenesTotal")));
        }
        bar.finish();
        if status == "SUCCEEDED" { Ok(()) } else { bail!("the job ended as {status}") }
    }
}

/// The value at a JSON pointer; null where there is none.
fn at<'a>(value: &'a Json, pointer: &str) -> &'a Json {
    value.pointer(pointer).unwrap_or(&Json::Null)
}

/// The subject of a payload, or its first `userErrors` entry as an error.
fn accepted(payload: &Json, subject: &str) -> anyhow::Result<Json> {
    match payload.pointer("/userErrors/0") {
        Some(problem) => {
            bail!("{}\n{}", at(problem, "/messageAr").as_str().unwrap_or_default(), at(problem, "/messageEn").as_str().unwrap_or_default())
        }
        None => Ok(at(payload, &format!("/{subject}")).clone()),
    }
}

/// One PUT over a plain socket: the demo needs no HTTP client for it.
async fn put(address: std::net::SocketAddr, path: &str, token: &str, bytes: &[u8]) -> anyhow::Result<()> {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let mut socket = TcpStream::connect(address).await?;
    let head = format!(
        "PUT {path} HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {token}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        bytes.len()
    );
    socket.write_all(head.as_bytes()).await?;
    socket.write_all(bytes).await?;
    let mut answer = String::new();
    socket.read_to_string(&mut answer).await?;
    if answer.starts_with("HTTP/1.1 200") { Ok(()) } else { bail!("the upload was refused: {}", answer.lines().next().unwrap_or_default()) }
}
