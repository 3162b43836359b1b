//! `mashhad doctor`: looks at everything that an operator would look at first, one line each, exit status 1 when something is wrong. Owns the list of checks;
//! it changes nothing.

use std::fmt::Write as _;
use std::process::ExitCode;

use super::{tool_store, write_out};
use crate::auth::KeyRing;
use crate::clock::{Clock as _, SystemClock};
use crate::config::Config;
use crate::disk::free_bytes;
use crate::storage::{Database, Store, newest_schema};

/// Difference of the clocks of this machine and the database that is worth a word.
const CLOCK_SKEW_MS: i64 = 2_000;

/// Free space below which a disk is about to be full: the write-ahead log alone may grow to a quarter of it.
const LEAST_FREE_BYTES: u64 = 256 << 20;

/// The findings so far.
#[derive(Default)]
struct Report {
    text: String,
    faults: usize,
}

impl Report {
    fn good(&mut self, what: &str) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.text, "ok     {what}");
    }

    fn bad(&mut self, what: &str) {
        self.faults += 1;
        let _ = writeln!(self.text, "FAULT  {what}");
    }
}

pub(super) fn run(config: &Config) -> anyhow::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut report = Report::default();
    report.good("configuration can be read");
    match KeyRing::load(&config.auth) {
        Ok(keys) => report.good(&format!("keys of access tokens: {keys:?}")),
        Err(error) => report.bad(&format!("keys of access tokens: {error}")),
    }
    runtime.block_on(async {
        match tool_store(config).await {
            Ok(store) => {
                database(&store, &mut report).await;
                store.close().await;
            }
            Err(error) => report.bad(&format!("the database cannot be opened: {error}")),
        }
    });
    let verdict = if report.faults == 0 { "all is well".to_owned() } else { format!("{} faults", report.faults) };
    write_out(&format!("{}{verdict}\n", report.text))?;
    Ok(if report.faults == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn database(store: &Store, report: &mut Report) {
    report.good(&store.describe());
    match store.schema_version().await {
        Ok(version) if version == newest_schema() => report.good(&format!("schema version {version} is the newest")),
        Ok(version) => report.bad(&format!("schema version {version}, this release knows {}: run `mashhad migrate`", newest_schema())),
        Err(error) => report.bad(&format!("schema version: {error}")),
    }
    match (store.counts().await, store.open_jobs().await) {
        (Ok(counts), Ok(open)) => report.good(&format!(
            "{} users, {} screenplays, {} jobs ({open} not over), {} results",
            counts.users, counts.screenplays, counts.jobs, counts.results
        )),
        (Err(error), _) | (_, Err(error)) => report.bad(&format!("counting: {error}")),
    }
    match store.database() {
        Database::Postgres => clock(store, report).await,
        Database::Sqlite => disk(store, report),
    }
    match store.faults().await {
        Ok(faults) if faults.is_empty() => report.good("every file and result matches its checksum, no row is orphaned"),
        Ok(faults) => faults.iter().for_each(|fault| report.bad(fault)),
        Err(error) => report.bad(&format!("checking: {error}")),
    }
}

/// Room for the database to grow and for the copy that a backup makes. PostgreSQL's disk belongs to its server, which watches it.
fn disk(store: &Store, report: &mut Report) {
    let Some(path) = store.file() else { return };
    let size = std::fs::metadata(path).map_or(0, |file| file.len());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(std::path::Path::new("."));
    match free_bytes(folder) {
        Ok(free) if free < LEAST_FREE_BYTES.max(size) => {
            report.bad(&format!("{} MiB free beside a database of {} MiB", free >> 20, size >> 20));
        }
        Ok(free) => report.good(&format!("{} MiB free beside a database of {} MiB", free >> 20, size >> 20)),
        Err(error) => report.bad(&format!("free space of the disk: {error}")),
    }
}

/// Leases are judged by the database's clock; a machine far off it shows wrong times to people.
async fn clock(store: &Store, report: &mut Report) {
    match store.begin().await {
        Ok(tx) => {
            let skew = tx.now() - SystemClock.now_ms();
            if skew.abs() <= CLOCK_SKEW_MS {
                report.good(&format!("clocks of machine and database differ by {skew} ms"));
            } else {
                report.bad(&format!("clocks of machine and database differ by {skew} ms"));
            }
        }
        Err(error) => report.bad(&format!("the database takes no writes: {error}")),
    }
}
