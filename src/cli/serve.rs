//! `mashhad serve`, `worker`, `migrate`: the long-running processes. Owns their arguments and the runtime; the composition is `app`'s.

use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;

use crate::app::{App, Ending, Role, open_store, signalled};
use crate::clock::SystemClock;
use crate::config::Config;

/// Arguments of `serve`.
#[derive(Debug, Args)]
pub(super) struct ServeArguments {
    /// Serve the API only; workers run elsewhere on the same PostgreSQL.
    #[arg(long)]
    no_worker: bool,
}

pub(super) fn serve(config: Config, arguments: &ServeArguments) -> anyhow::Result<ExitCode> {
    run(config, if arguments.no_worker { Role::Api } else { Role::Everything })
}

pub(super) fn work(config: Config) -> anyhow::Result<ExitCode> {
    run(config, Role::Worker)
}

pub(super) fn migrate(config: &Config) -> anyhow::Result<ExitCode> {
    runtime()?.block_on(async {
        open_store(config, Arc::new(SystemClock)).await?.close().await;
        Ok(ExitCode::SUCCESS)
    })
}

/// Exit status when a second signal cuts a drain short, as a shell reports an interrupt.
const INTERRUPTED: u8 = 130;
/// Exit status when no worker slot is left (`EX_SOFTWARE`): the supervisor is to start a new process.
const EXHAUSTED: u8 = 70;

fn run(config: Config, role: Role) -> anyhow::Result<ExitCode> {
    let runtime = runtime()?;
    let ended = runtime.block_on(async {
        let app = App::start(config, role).await?;
        let status = match app.until_over().await? {
            Ending::Asked => ExitCode::SUCCESS,
            Ending::Exhausted => ExitCode::from(EXHAUSTED),
        };
        tokio::select! {
            () = app.stop() => Ok(status),
            again = signalled() => {
                again?;
                // Jobs that run are taken up by another worker when their leases end.
                tracing::warn!("a second signal: stopping at once");
                Ok(ExitCode::from(INTERRUPTED))
            }
        }
    });
    // A thread that never looks up must not keep the process.
    runtime.shutdown_background();
    ended
}

fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread().enable_all().build()?)
}
