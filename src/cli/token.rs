//! `mashhad token`: signs an access token for development and scripts. Owns its arguments only; rules of tokens live in `auth`.

use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;

use super::write_out;
use crate::auth::{KeyRing, Scope, TokenRequest, TokenVerifier};
use crate::clock::{Clock as _, SystemClock};
use crate::config::Config;

/// Arguments of `token`.
#[derive(Debug, Args)]
pub(super) struct TokenArguments {
    /// Subject: the user that owns what is made with the token.
    #[arg(long)]
    subject: String,
    /// Scopes; all of a user's by default.
    #[arg(long = "scope")]
    scopes: Vec<Scope>,
    /// Lifetime in seconds.
    #[arg(long, default_value_t = 3600)]
    lifetime: u32,
}

pub(super) fn run(config: &Config, arguments: &TokenArguments) -> anyhow::Result<ExitCode> {
    let verifier = TokenVerifier::new(KeyRing::load(&config.auth).context("reading the keys")?, &config.auth);
    let scopes = if arguments.scopes.is_empty() { Scope::USER.to_vec() } else { arguments.scopes.clone() };
    let request = TokenRequest { subject: &arguments.subject, scopes: &scopes, lifetime_s: i64::from(arguments.lifetime) };
    let token = verifier.sign(&request, SystemClock.now_ms().div_euclid(1000))?;
    write_out(&(token + "\n"))?;
    Ok(ExitCode::SUCCESS)
}
