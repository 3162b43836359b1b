//! The composition of one process: configuration → store, hub, runner, schema, router, and the order of shutdown. Owns no behaviour of its own; everybody may be
//! named here and nobody names it but `cli`.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Context as _;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::api::documents::Documents;
use crate::api::readiness::Readiness;
use crate::api::{ApiState, Services, http};
use crate::auth::{KeyRing, TokenError, TokenRequest, TokenVerifier};
use crate::clock::{Clock, SystemClock};
use crate::config::{Config, DocumentsConfig};
use crate::ids::TimeOrderedIds;
use crate::jobs::{Jobs, JobsConfig, Runner, RunnerConfig};
use crate::storage::{Store, StoreConfig};
use crate::telemetry::{Metrics, install_logs};

/// What a process does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Serves the API and runs jobs.
    Everything,
    /// Serves the API only.
    Api,
    /// Runs jobs only; still answers `/health` and `/metrics` on its address.
    Worker,
}

/// A running process.
pub struct App {
    address: SocketAddr,
    router: axum::Router,
    store: Store,
    verifier: TokenVerifier,
    runner: Option<Runner>,
    jobs: Jobs,
    server: JoinHandle<std::io::Result<()>>,
    shutdown: CancellationToken,
    readiness: Readiness,
    config: Config,
}

impl App {
    /// Opens the database, starts the runner and the server.
    ///
    /// # Errors
    /// Bad keys, a database that cannot be opened, an address that is in use.
    pub async fn start(config: Config, role: Role) -> anyhow::Result<Self> {
        install_logs(&config.log);
        let verifier =
            || KeyRing::load(&config.auth).map(|keys| TokenVerifier::new(keys, &config.auth)).context("reading the keys of access tokens");
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let store = open_store(&config, clock.clone()).await?;
        let metrics = Metrics::new().context("registering metrics")?;
        let jobs = Jobs::start(store.clone(), JobsConfig::default());
        let shutdown = CancellationToken::new();
        let runner = match role {
            Role::Api => None,
            Role::Everything | Role::Worker => {
                let settings = RunnerConfig {
                    slots: config.jobs.workers,
                    grace_ms: u64::try_from(config.jobs.drain.as_millis()).unwrap_or(u64::MAX),
                    lease_ms: config.jobs.lease_ms,
                    // Two beats may be lost before the lease is.
                    beat_ms: config.jobs.lease_ms.unsigned_abs() / 3,
                    observer: Arc::new(metrics.clone()),
                    ..RunnerConfig::default()
                };
                Some(Runner::start(&jobs, settings).await.context("starting the worker")?)
            }
        };
        let services = Services { store: store.clone(), jobs: jobs.clone(), clock, metrics, config: Arc::new(config.api.clone()) };
        let exhausted = runner.as_ref().map(Runner::exhausted).unwrap_or_default();
        let readiness = Readiness { stopping: CancellationToken::new(), exhausted };
        let state = ApiState::new(services, verifier()?, documents(&config.api.documents)?, shutdown.clone(), readiness.clone());
        let router = if role == Role::Worker { http::operations(state) } else { http::router(state) };
        let listener = TcpListener::bind(config.listen).await.with_context(|| format!("listening on {}", config.listen))?;
        let address = listener.local_addr()?;
        let stopping = shutdown.clone();
        let served = router.clone();
        let server =
            tokio::spawn(
                async move { axum::serve(listener, served).with_graceful_shutdown(async move { stopping.cancelled().await }).await },
            );
        tracing::info!(%address, ?role, version = env!("CARGO_PKG_VERSION"), "started");
        Ok(Self { address, router, store, verifier: verifier()?, runner, jobs, server, shutdown, readiness, config })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The routes, for callers in the same process.
    pub fn router(&self) -> axum::Router {
        self.router.clone()
    }

    /// The store, for the command line and tests.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Signs an access token.
    ///
    /// # Errors
    /// No signing key is configured.
    pub fn sign(&self, request: &TokenRequest<'_>, now_s: i64) -> Result<String, TokenError> {
        self.verifier.sign(request, now_s)
    }

    /// Waits for a reason to stop: Ctrl-C, SIGTERM, or a worker without a slot left.
    ///
    /// # Errors
    /// The signals cannot be listened to.
    pub async fn until_over(&self) -> anyhow::Result<Ending> {
        tokio::select! {
            signal = signalled() => signal.map(|()| Ending::Asked),
            () = self.readiness.exhausted.cancelled() => Ok(Ending::Exhausted),
        }
    }

    /// Stops in order: no more traffic from the balancer, no new claims, running jobs end within the grace, sockets close, the database
    /// closes last.
    pub async fn stop(mut self) {
        tracing::info!("stopping");
        self.readiness.stopping.cancel();
        if let Some(runner) = self.runner.take() {
            runner.drain().await;
        }
        self.shutdown.cancel();
        if tokio::time::timeout(self.config.jobs.drain, &mut self.server).await.is_err() {
            self.server.abort();
        }
        self.jobs.stop().await;
        self.store.close().await;
        tracing::info!("stopped");
    }
}

/// Why a process ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Somebody asked.
    Asked,
    /// Every worker slot is taken by a run that does not end: a new process helps.
    Exhausted,
}

/// Waits for Ctrl-C or SIGTERM.
///
/// # Errors
/// The signals cannot be listened to.
pub async fn signalled() -> anyhow::Result<()> {
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted?,
        _ = terminate.recv() => {}
    }
    Ok(())
}

fn documents(config: &DocumentsConfig) -> anyhow::Result<Documents> {
    Ok(match config {
        DocumentsConfig::Any => Documents::Any,
        DocumentsConfig::Automatic => Documents::automatic(),
        DocumentsConfig::Trusted(path) => Documents::trusted(path).context("reading the trusted documents")?,
    })
}

/// Opens the configured database for a serving process.
///
/// # Errors
/// It cannot be opened or its schema cannot be brought up to date.
pub async fn open_store(config: &Config, clock: Arc<dyn Clock>) -> anyhow::Result<Store> {
    let ids = Arc::new(TimeOrderedIds::new(clock.clone()));
    let settings = StoreConfig { connections: config.database.connections, ..StoreConfig::serving(config.database.url.reveal()) };
    Store::open(&settings, clock, ids).await.context("opening the database")
}
