//! `mashhad serve`, `worker`, `migrate`: the long-running processes. Owns their arguments and the runtime; the composition is `app`'s.

use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;

use crate::app::{App, Role, open_store};
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

fn run(config: Config, role: Role) -> anyhow::Result<ExitCode> {
    runtime()?.block_on(async {
        let app = App::start(config, role).await?;
        app.until_interrupted().await?;
        app.stop().await;
        Ok(ExitCode::SUCCESS)
    })
}

fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread().enable_all().build()?)
}
