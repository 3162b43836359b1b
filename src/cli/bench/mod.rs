//! `mashhad bench`: how fast this machine takes, runs and cancels jobs, side by side on SQLite and PostgreSQL. Owns the arguments, the scratch databases and the
//! table; what is measured is in `queue` (the job system itself) and `graphql` (a real server over loopback).

mod graphql;
mod queue;
mod table;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use clap::Args;
use tokio::runtime::Runtime;

use super::scratch::Scratch;
use super::write_out;
use crate::clock::SystemClock;
use crate::ids::TimeOrderedIds;
use crate::storage::{Store, StoreConfig};
use table::Column;

/// Arguments of `bench`.
#[derive(Debug, Args)]
pub(super) struct BenchArguments {
    /// A PostgreSQL to measure beside SQLite, `postgres://…`; a schema of its own is made in it and removed.
    #[arg(long)]
    postgres: Option<String>,
    /// Folder on the disk to measure SQLite on; the system's temporary folder when absent.
    #[arg(long)]
    folder: Option<PathBuf>,
    /// Jobs of each measurement.
    #[arg(long, default_value_t = 4_000, value_parser = clap::value_parser!(u32).range(100..=100_000))]
    jobs: u32,
    /// Jobs that wait while the rate with a long queue is measured.
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(100..=200_000))]
    waiting: u32,
}

/// A database of the bench.
struct Target {
    /// Address of its own: a scratch file, or a schema in the given database.
    url: String,
    /// Schema on PostgreSQL.
    schema: Option<String>,
    /// Workers of the no-op measurement: SQLite has one process, PostgreSQL any number.
    workers: usize,
}

impl Target {
    async fn open(&self) -> anyhow::Result<Store> {
        let clock = Arc::new(SystemClock);
        let ids = Arc::new(TimeOrderedIds::new(clock.clone()));
        let config = StoreConfig { schema: self.schema.clone(), ..StoreConfig::serving(&self.url) };
        Store::open(&config, clock, ids).await.context("opening the database of the bench")
    }

    /// The address for a server: its configuration knows no schema, so the address names it.
    fn server_url(&self) -> String {
        match &self.schema {
            None => self.url.clone(),
            Some(schema) => {
                let sign = if self.url.contains('?') { '&' } else { '?' };
                format!("{}{sign}options[search_path]={schema}", self.url)
            }
        }
    }
}

pub(super) fn run(arguments: &BenchArguments) -> anyhow::Result<ExitCode> {
    let scratch = Scratch::below(arguments.folder.as_deref(), "bench")?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let clients = tokio::runtime::Builder::new_multi_thread().thread_name(graphql::CLIENT_THREADS).enable_all().build()?;
    let columns = runtime.block_on(async {
        let sqlite = Target { url: format!("sqlite://{}", scratch.path().join("bench.sqlite").display()), schema: None, workers: 1 };
        let mut columns = vec![measured("SQLite", &clients, &sqlite, arguments).await?];
        if let Some(url) = &arguments.postgres {
            let schema = format!("mashhad_bench_{}", std::process::id());
            let postgres = Target { url: url.clone(), schema: Some(schema), workers: 2 };
            columns.push(measured("PostgreSQL", &clients, &postgres, arguments).await?);
        }
        anyhow::Ok(columns)
    })?;
    clients.shutdown_background();
    write_out(&table::render(&columns))?;
    Ok(ExitCode::SUCCESS)
}

async fn measured(name: &'static str, clients: &Runtime, target: &Target, arguments: &BenchArguments) -> anyhow::Result<Column> {
    let store = target.open().await?;
    let jobs = usize::try_from(arguments.jobs)?;
    let queue = queue::measure(target, &store, jobs, usize::try_from(arguments.waiting)?).await;
    store.close().await;
    // The lock of a SQLite file goes with the last handle.
    drop(store);
    let graphql = match queue.is_ok() {
        true => graphql::measure(clients, &target.server_url(), jobs.min(2_000)).await,
        false => Err(anyhow::anyhow!("not measured")),
    };
    if target.schema.is_some() {
        target.open().await?.remove_schema().await.context("removing the schema of the bench")?;
    }
    Ok(Column { name, queue: queue?, graphql: graphql?, resident: resident_bytes() })
}

/// Resident memory of this process, where the system tells.
fn resident_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().trim_end_matches(" kB").trim().parse::<u64>().ok().map(|kib| kib * 1024)
}
