//! `mashhad backup` and `mashhad restore`. Owns their arguments and what is printed; the work is `backup`'s. Exit status 4: a backup that is refused.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;

use super::{tool_store, write_out};
use crate::backup::{self, BackupError, Manifest};
use crate::config::Config;

/// Arguments of `backup`.
#[derive(Debug, Args)]
pub(super) struct BackupArguments {
    /// Folder that holds the backups; each gets a folder of its own in it.
    #[arg(long, default_value = "backups")]
    to: PathBuf,
    /// Keep this many, the newest; older ones are removed. All are kept when absent.
    #[arg(long)]
    keep: Option<usize>,
}

/// Arguments of `restore`.
#[derive(Debug, Args)]
pub(super) struct RestoreArguments {
    /// Folder of one backup.
    backup: PathBuf,
    /// Only prove that the backup is whole; restore nothing.
    #[arg(long)]
    verify: bool,
}

pub(super) fn backup(config: &Config, arguments: &BackupArguments) -> anyhow::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let made = runtime.block_on(async {
        let store = tool_store(config).await.context("opening the database")?;
        let made = backup::take(&store, config.database.url.reveal(), &arguments.to).await;
        store.close().await;
        anyhow::Ok(made)
    })?;
    let (folder, manifest) = match made {
        Ok(made) => made,
        Err(error) => return refused(&error),
    };
    write_out(&format!("{}\n{}", folder.display(), described(&manifest)))?;
    if let Some(keep) = arguments.keep {
        for old in backup::rotate(&arguments.to, keep)? {
            write_out(&format!("removed {}\n", old.display()))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

pub(super) fn restore(config: &Config, arguments: &RestoreArguments) -> anyhow::Result<ExitCode> {
    let done =
        if arguments.verify { backup::verify(&arguments.backup) } else { backup::restore(&arguments.backup, config.database.url.reveal()) };
    match done {
        Ok(manifest) => {
            let what = if arguments.verify { "whole" } else { "restored" };
            write_out(&format!("{what}\n{}", described(&manifest)))?;
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => refused(&error),
    }
}

fn refused(error: &BackupError) -> anyhow::Result<ExitCode> {
    let message = error.message();
    write_out(&format!("{}\n{}\n", message.ar, message.en))?;
    Ok(ExitCode::from(4))
}

fn described(manifest: &Manifest) -> String {
    let counts = manifest.counts;
    format!(
        "{}, schema {}, {} bytes: {} users, {} screenplays, {} jobs, {} results\n",
        manifest.kind, manifest.schema, manifest.size, counts.users, counts.screenplays, counts.jobs, counts.results
    )
}
