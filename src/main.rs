//! Starts the program: reads the command line, hands in the process environment, prints a failure with its causes.

use std::process::ExitCode;

use clap::Parser as _;
use mashhad::cli::{Cli, run};

fn main() -> ExitCode {
    #[expect(clippy::disallowed_methods, reason = "the one place where the process environment is read; config.rs interprets it")]
    let environment = |name: &str| std::env::var(name).ok();
    match run(Cli::parse(), &environment) {
        Ok(code) => code,
        Err(failure) => {
            tracing::debug!("failed");
            #[expect(clippy::print_stderr, reason = "the message of a failed command belongs on standard error")]
            {
                eprintln!("mashhad: {failure:#}");
            }
            ExitCode::FAILURE
        }
    }
}
