//! `mashhad queue`: pausing and resuming from the operator's terminal, on the same rows as the API. Owns its arguments and what is printed.

use std::process::ExitCode;

use anyhow::bail;
use clap::{Args, Subcommand};

use super::on_store;
use crate::config::Config;
use crate::jobs::{JobKind, JobState, Jobs, JobsConfig};
use crate::storage::{OpenCount, Queue, Store};

/// Arguments of `queue`.
#[derive(Debug, Args)]
pub(super) struct QueueArguments {
    #[command(subcommand)]
    command: QueueCommand,
}

#[derive(Debug, Subcommand)]
enum QueueCommand {
    /// Print the jobs that are not over and the pauses of each kind.
    List,
    /// Workers of all processes take no more jobs; what runs goes on.
    Pause {
        /// BREAKDOWN, SALIENCE, CONTINUITY or FULL; all kinds when absent.
        #[arg(long)]
        kind: Option<JobKind>,
        /// Why; owners of waiting jobs read it.
        #[arg(long)]
        reason: String,
    },
    /// Workers take jobs again.
    Resume {
        /// The kind that was paused; when absent the pause of all kinds ends.
        #[arg(long)]
        kind: Option<JobKind>,
    },
}

pub(super) fn run(config: &Config, arguments: &QueueArguments) -> anyhow::Result<ExitCode> {
    on_store(config, async |store| command(store, &arguments.command).await)
}

async fn command(store: &Store, command: &QueueCommand) -> anyhow::Result<String> {
    match command {
        QueueCommand::List => list(store).await,
        QueueCommand::Pause { kind, reason } => {
            if reason.trim().is_empty() {
                bail!("give a reason");
            }
            let queue = queue(*kind);
            let mut tx = store.begin().await?;
            let paused = tx.admin_pause(queue, "operator", reason.trim()).await?;
            tx.commit().await?;
            Ok(format!("{} {}\n", queue.name(), if paused { "is paused" } else { "was paused already" }))
        }
        QueueCommand::Resume { kind } => {
            let queue = queue(*kind);
            let mut tx = store.begin().await?;
            let resumed = tx.admin_resume(queue, "operator").await?;
            tx.commit().await?;
            // Workers of PostgreSQL hear it at once; a server on SQLite looks by itself within a second.
            let jobs = Jobs::start(store.clone(), JobsConfig::default());
            jobs.wake_workers();
            jobs.stop().await;
            Ok(format!("{} {}\n", queue.name(), if resumed { "goes on" } else { "was not paused" }))
        }
    }
}

fn queue(kind: Option<JobKind>) -> Queue {
    kind.map_or(Queue::All, Queue::Kind)
}

async fn list(store: &Store) -> anyhow::Result<String> {
    let (open, pauses) = (store.admin_open_counts().await?, store.admin_pauses().await?);
    let mut text = String::new();
    for kind in JobKind::ALL {
        let count = |wanted: fn(JobState) -> bool| OpenCount::sum(&open, kind, wanted);
        text += &format!(
            "{:<11} {} waiting, {} scheduled, {} running\n",
            kind.as_str(),
            count(|state| state == JobState::Queued),
            count(|state| state == JobState::Scheduled),
            count(JobState::is_held)
        );
    }
    for pause in pauses {
        text += &format!("{:<11} paused by {}: {}\n", pause.queue.name(), pause.paused_by, pause.reason);
    }
    Ok(text)
}
