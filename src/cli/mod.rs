//! The command line: `mashhad serve | worker | analyze | demo | bench | token | user | queue | backup | restore | doctor | migrate | schema | healthcheck`. Owns arguments and exit codes; the work is done by
//! the modules it calls. With `main` the only place of `anyhow`.

mod analyze;
mod backup;
mod bench;
mod demo;
mod doctor;
mod healthcheck;
mod highlights;
mod queue;
mod scratch;
mod serve;
mod sheets;
mod token;
mod user;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::Config;

/// Reads screenplays, Arabic first: breakdown, scene salience, continuity.
#[derive(Debug, Parser)]
#[command(name = "mashhad", version, about)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the API, with a worker inside unless told otherwise.
    Serve(serve::ServeArguments),
    /// Run jobs only; any number of workers may share one PostgreSQL.
    Worker,
    /// Analyse one file and print the analysis document; no server, no database.
    Analyze(analyze::AnalyzeArguments),
    /// Start a server, submit the sample teleplay, follow the job and print the breakdown sheets.
    Demo(demo::DemoArguments),
    /// Measure how fast this machine takes, runs and cancels jobs, on scratch databases.
    Bench(bench::BenchArguments),
    /// Sign an access token with the configured key.
    Token(token::TokenArguments),
    /// Make, lock and unlock password accounts.
    User(user::UserArguments),
    /// Pause, resume and list the queues.
    Queue(queue::QueueArguments),
    /// Make a backup while the service runs.
    Backup(backup::BackupArguments),
    /// Verify a backup and restore it into an empty database.
    Restore(backup::RestoreArguments),
    /// Check configuration, database, checksums, disk and clock.
    Doctor,
    /// Bring the database to the current schema and exit.
    Migrate,
    /// Print the GraphQL schema.
    Schema,
    /// Ask the local server whether it is ready; for container health checks.
    Healthcheck,
}

/// Runs a command.
///
/// # Errors
/// Whatever makes the command impossible, with its causes.
pub fn run(cli: Cli, environment: &dyn Fn(&str) -> Option<String>) -> anyhow::Result<ExitCode> {
    match cli.command {
        Command::Analyze(arguments) => Ok(analyze::run(&arguments)),
        Command::Schema => {
            write_out(&crate::api::sdl())?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Demo(arguments) => demo::run(&arguments),
        Command::Bench(arguments) => bench::run(&arguments),
        Command::Serve(arguments) => serve::serve(Config::read(environment)?, &arguments),
        Command::Worker => serve::work(Config::read(environment)?),
        Command::Migrate => serve::migrate(&Config::read(environment)?),
        Command::Token(arguments) => token::run(&Config::read(environment)?, &arguments),
        Command::Backup(arguments) => backup::backup(&Config::read(environment)?, &arguments),
        Command::Restore(arguments) => backup::restore(&Config::read(environment)?, &arguments),
        Command::Doctor => doctor::run(&Config::read(environment)?),
        Command::User(arguments) => user::run(&Config::read(environment)?, &arguments),
        Command::Queue(arguments) => queue::run(&Config::read(environment)?, &arguments),
        Command::Healthcheck => healthcheck::run(&Config::read(environment)?),
    }
}

/// A store for an administrative command beside a serving process: its schema is left alone.
async fn tool_store(config: &Config) -> Result<crate::storage::Store, crate::storage::StoreError> {
    use crate::storage::{Access, Store, StoreConfig};
    let clock = std::sync::Arc::new(crate::clock::SystemClock);
    let ids = std::sync::Arc::new(crate::ids::TimeOrderedIds::new(clock.clone()));
    let settings = StoreConfig { access: Access::Tool, ..StoreConfig::serving(config.database.url.reveal()) };
    Store::open(&settings, clock, ids).await
}

/// Runs an administrative command on the database and prints what it says.
fn on_store(config: &Config, command: impl AsyncFnOnce(&crate::storage::Store) -> anyhow::Result<String>) -> anyhow::Result<ExitCode> {
    use anyhow::Context as _;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let store = tool_store(config).await.context("opening the database")?;
        let said = command(&store).await;
        store.close().await;
        write_out(&said?)
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Writes to standard output; a closed pipe is the reader's choice, not a failure.
pub(crate) fn write_out(text: &str) -> anyhow::Result<()> {
    use std::io::Write as _;
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        result => Ok(result?),
    }
}
