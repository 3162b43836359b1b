//! The GraphQL API: schema, transports, authorisation, limits. Owns what clients see; names storage traits and engine types, never SQL and never
//! the job runner.

pub mod authorize;
pub mod budget;
pub mod caller;
pub mod documents;
pub mod error;
pub mod execute;
pub mod global_id;
pub mod guard;
pub mod http;
pub mod identity;
mod inputs;
mod lexer;
pub mod literals;
pub mod mutation;
pub mod options;
pub mod paging;
pub mod query;
pub mod readiness;
pub mod results;
pub mod subscription;
pub mod types;
pub mod users;
pub mod ws;

use std::pin::Pin;
use std::sync::Arc;

use async_graphql::parser::types::OperationType;
use async_graphql::{Request, Response, SDLExportOptions, Schema, SchemaBuilder};
use futures_util::StreamExt as _;
use futures_util::stream::BoxStream;
use prometheus::IntGauge;
use sha2::{Digest as _, Sha256};
use tokio_util::sync::CancellationToken;

use self::budget::{Account, Budgets};
use self::caller::Caller;
use self::documents::Documents;
use self::execute::{MarkExecution, timed_out};
use self::guard::LIMITS;
use self::identity::{Passwords, Revocations};
use self::inputs::CheckInputs;
use self::readiness::Readiness;
use self::results::Loaders;
use self::users::Users;
use crate::auth::TokenVerifier;
use crate::clock::Clock;
use crate::config::ApiConfig;
use crate::jobs::Jobs;
use crate::storage::Store;
use crate::telemetry::Metrics;

pub use mutation::Mutation;
pub use query::Query;
pub use subscription::Subscription;

/// The schema.
pub type MashhadSchema = Schema<Query, Mutation, Subscription>;

/// What resolvers may reach: the store, the front of the job system, the clock. No pool, no runner.
#[derive(Clone)]
pub struct Services {
    /// Storage.
    pub store: Store,
    /// The job system: intake, submission, watching.
    pub jobs: Jobs,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Numbers.
    pub metrics: Metrics,
    /// Limits of uploads and requests.
    pub config: Arc<ApiConfig>,
}

/// What the transports share.
#[derive(Clone)]
pub struct ApiState {
    pub(crate) schema: MashhadSchema,
    pub(crate) services: Services,
    pub(crate) verifier: Arc<TokenVerifier>,
    pub(crate) users: Arc<Users>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) config: Arc<ApiConfig>,
    pub(crate) sockets: OpenSockets,
    pub(crate) shutdown: CancellationToken,
    pub(crate) readiness: Readiness,
    pub(crate) revocations: Revocations,
    pub(crate) documents: Documents,
    budgets: Arc<Budgets>,
}

impl ApiState {
    /// The state of one process. `shutdown` closes sockets and streams at the end of a drain; `readiness` is told before it.
    #[must_use]
    pub fn new(
        services: Services,
        verifier: TokenVerifier,
        documents: Documents,
        shutdown: CancellationToken,
        readiness: Readiness,
    ) -> Self {
        let (verifier, revocations) = (Arc::new(verifier), Revocations::default());
        Self {
            schema: build(&services, &verifier, &revocations),
            verifier,
            users: Arc::new(Users::new(services.store.clone())),
            clock: services.clock.clone(),
            config: services.config.clone(),
            sockets: OpenSockets(services.metrics.sockets.clone()),
            shutdown,
            readiness,
            revocations,
            documents,
            budgets: Arc::new(Budgets::new(services.config.points_per_minute)),
            services,
        }
    }

    /// A request with its caller and the loaders of this request.
    pub(crate) fn request_of(&self, request: Request, caller: Caller) -> Request {
        let request = match &caller.user {
            Some(user) => request.data(Loaders::new(self.services.store.clone(), user.id)),
            None => request,
        };
        let account = Account::new(Arc::clone(&self.budgets), caller.user.as_ref().map(|user| user.id), self.clock.now_ms());
        request.data(account).data(caller)
    }

    /// The responses of one operation on a streaming transport; a query or mutation ends in the time that it would have over HTTP.
    pub(crate) fn responses(&self, request: Request, caller: Caller, operation: OperationType) -> BoxStream<'static, Response> {
        let mut responses = self.schema.execute_stream(self.request_of(request, caller));
        if operation == OperationType::Subscription {
            return responses.boxed();
        }
        let limit = self.config.timeout;
        let one = async move { tokio::time::timeout(limit, responses.next()).await.unwrap_or_else(|_| Some(timed_out())) };
        futures_util::stream::once(one).filter_map(std::future::ready).boxed()
    }

    /// Completes when the caller's token ends or is taken back; never for an anonymous caller, whose streams end with the socket.
    pub(crate) fn until_over(&self, caller: &Caller) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        match &caller.user {
            None => Box::pin(std::future::pending()),
            Some(user) => Box::pin(identity::until_over(self.clone(), user.clone())),
        }
    }
}

/// Counts open sockets.
#[derive(Clone)]
pub(crate) struct OpenSockets(IntGauge);

impl OpenSockets {
    /// Counts one until the guard is dropped.
    pub(crate) fn open(&self) -> OpenSocket {
        self.0.inc();
        OpenSocket(self.0.clone())
    }
}

/// One open socket.
pub(crate) struct OpenSocket(IntGauge);

impl Drop for OpenSocket {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// Builds the schema with its limits.
fn build(services: &Services, verifier: &Arc<TokenVerifier>, revocations: &Revocations) -> MashhadSchema {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let builder = bare().data(services.clone()).data(Arc::clone(verifier)).data(revocations.clone()).data(Passwords::new(cores));
    if services.config.introspection { builder.finish() } else { builder.disable_introspection().disable_suggestions().finish() }
}

fn bare() -> SchemaBuilder<Query, Mutation, Subscription> {
    Schema::build(Query, Mutation::default(), Subscription)
        .extension(MarkExecution)
        .extension(CheckInputs)
        .limit_complexity(LIMITS.complexity)
        .limit_depth(LIMITS.depth)
}

/// The schema in SDL, sorted, as committed in `schema.graphql`.
#[must_use]
pub fn sdl() -> String {
    let options = SDLExportOptions::new().sorted_fields().sorted_arguments().sorted_enum_items().prefer_single_line_descriptions();
    bare().finish().sdl_with_options(options)
}

/// SHA-256 of the SDL, hexadecimal: a client detects a changed schema by it.
#[must_use]
pub fn schema_hash() -> String {
    static HASH: std::sync::LazyLock<String> =
        std::sync::LazyLock::new(|| Sha256::digest(sdl().as_bytes()).iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}")));
    HASH.clone()
}
