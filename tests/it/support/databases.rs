//! The databases of the tests: every case runs on SQLite and on PostgreSQL, each test in a file or schema of its own. Owns finding the
//! server, cleaning up, and the count that the run prints.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use mashhad::clock::{Clock, ManualClock, SystemClock};
use mashhad::ids::{Ids, TimeOrderedIds};
use mashhad::storage::{Access, Store, StoreConfig};

/// Noon of 1 January 2026, where the hand-moved clock starts.
pub(crate) const NOON: i64 = 1_767_268_800_000;

static SCHEMAS: AtomicU64 = AtomicU64::new(0);

/// A database of one test.
pub(crate) struct TestDatabase {
    pub(crate) store: Store,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) config: StoreConfig,
    _folder: tempfile::TempDir,
}

impl TestDatabase {
    /// Another handle on the same database, as another process would have; SQLite allows it beside the server as a tool only.
    pub(crate) async fn reopen(&self) -> Store {
        let config = StoreConfig { access: Access::Tool, ..self.config.clone() };
        open(&config, self.clock.clone()).await
    }
}

pub(crate) fn postgres_url() -> Option<String> {
    let (given, required) = (read_env("TEST_POSTGRES_URL"), read_env("CI").is_some());
    let url = given.clone().unwrap_or_else(|| "postgres://postgres@127.0.0.1:5432/postgres".to_owned());
    let address = url.rsplit('@').next().and_then(|rest| rest.split('/').next()).unwrap_or("127.0.0.1:5432").to_owned();
    let address = if address.contains(':') { address } else { format!("{address}:5432") };
    let reachable = std::net::TcpStream::connect(&address).is_ok();
    assert!(reachable || !(required || given.is_some()), "PostgreSQL is not reachable at {address}, and this run requires it");
    if !reachable {
        eprintln!("!!! PostgreSQL is not reachable at {address}: this case ran on SQLite ONLY (set TEST_POSTGRES_URL)");
    }
    reachable.then_some(url)
}

#[expect(clippy::disallowed_methods, reason = "the tests' own switches, which config.rs does not own")]
fn read_env(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

async fn open(config: &StoreConfig, clock: Arc<dyn Clock>) -> Store {
    let ids: Arc<dyn Ids> = Arc::new(TimeOrderedIds::new(Arc::new(SystemClock)));
    Store::open(config, clock, ids).await.unwrap()
}

/// A fresh SQLite file.
pub(crate) async fn sqlite() -> TestDatabase {
    let folder = tempfile::tempdir().unwrap();
    let config = StoreConfig::serving(format!("sqlite:{}", folder.path().join("mashhad.db").display()));
    let clock = Arc::new(ManualClock::new(NOON));
    TestDatabase { store: open(&config, clock.clone()).await, clock, config, _folder: folder }
}

/// A fresh schema of the server at `url`.
async fn postgres(url: String) -> TestDatabase {
    let schema = format!("mashhad_test_{}_{}", std::process::id(), SCHEMAS.fetch_add(1, Ordering::Relaxed));
    let config = StoreConfig { schema: Some(schema), database_time: false, connections: 4, ..StoreConfig::serving(url) };
    let clock = Arc::new(ManualClock::new(NOON));
    TestDatabase { store: open(&config, clock.clone()).await, clock, config, _folder: tempfile::tempdir().unwrap() }
}

/// Runs a case on SQLite.
pub(crate) fn on_sqlite<F: Future<Output = ()> + Send + 'static>(case: fn(TestDatabase) -> F) {
    runtime().block_on(async { case(sqlite().await).await });
}

/// Runs a case on PostgreSQL, in a schema that is dropped afterwards.
pub(crate) fn on_postgres<F: Future<Output = ()> + Send + 'static>(case: fn(TestDatabase) -> F) {
    let Some(url) = postgres_url() else { return };
    runtime().block_on(async {
        let database = postgres(url.clone()).await;
        let schema = database.config.schema.clone().unwrap();
        let outcome = tokio::spawn(case(database)).await;
        drop_schema(&url, &schema).await;
        if let Err(error) = outcome {
            std::panic::resume_unwind(error.into_panic());
        }
    });
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

async fn drop_schema(url: &str, schema: &str) {
    use sqlx::Connection as _;
    let mut connection = sqlx::PgConnection::connect(url).await.unwrap();
    sqlx::query(sqlx::AssertSqlSafe(format!("DROP SCHEMA {schema} CASCADE"))).execute(&mut connection).await.unwrap();
}

/// Makes two tests of each case, `on_sqlite::…` and `on_postgres::…`, so that every run counts them apart.
macro_rules! on_each_database {
    ($($case:ident),+ $(,)?) => {
        mod on_sqlite {
            $(#[test]
            fn $case() {
                crate::support::databases::on_sqlite(super::$case);
            })+
        }
        mod on_postgres {
            $(#[test]
            fn $case() {
                crate::support::databases::on_postgres(super::$case);
            })+
        }
    };
}
pub(crate) use on_each_database;
