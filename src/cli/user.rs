//! `mashhad user`: password accounts, made and locked by the operator. Owns its arguments; a password comes on standard input, so that no shell history and no
//! process list keeps it.

use std::io::Read as _;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};

use super::on_store;
use crate::auth::password;
use crate::config::Config;
use crate::storage::{Credential, SessionEnd, Store};

/// Arguments of `user`.
#[derive(Debug, Args)]
pub(super) struct UserArguments {
    #[command(subcommand)]
    command: UserCommand,
}

#[derive(Debug, Subcommand)]
enum UserCommand {
    /// Make a password account; the password is read from standard input.
    Add {
        /// Login: letters and digits of any script and . _ - + @, at most 64.
        login: String,
        /// Sessions of the account carry the scope `admin`.
        #[arg(long)]
        admin: bool,
    },
    /// Set a new password, read from standard input; all sessions of the account end.
    Password {
        /// Login.
        login: String,
    },
    /// Lock an account out; its sessions and tokens are good for nothing until `unlock`.
    Lock {
        /// Login.
        login: String,
    },
    /// Let an account in again and forget its wrong passwords.
    Unlock {
        /// Login.
        login: String,
    },
}

pub(super) fn run(config: &Config, arguments: &UserArguments) -> anyhow::Result<ExitCode> {
    on_store(config, async |store| command(store, &arguments.command).await)
}

async fn command(store: &Store, command: &UserCommand) -> anyhow::Result<String> {
    match command {
        UserCommand::Add { login, admin } => add(store, login, *admin).await,
        UserCommand::Password { login } => {
            let account = account(store, login).await?;
            let hash = new_password(&account.login)?;
            let mut tx = store.begin().await?;
            tx.set_password(account.user, &hash).await?;
            tx.end_sessions(account.user, None, SessionEnd::Admin).await?;
            tx.audit("operator", "password.set", Some(account.login.clone()), None).await?;
            tx.commit().await?;
            Ok(format!("{} has a new password; its sessions are over\n", account.login))
        }
        UserCommand::Lock { login } => {
            let account = account(store, login).await?;
            let mut tx = store.begin().await?;
            tx.admin_set_user_disabled(account.user, true).await?;
            tx.audit("operator", "user.lock", Some(account.login.clone()), None).await?;
            tx.commit().await?;
            Ok(format!("{} is locked out\n", account.login))
        }
        UserCommand::Unlock { login } => {
            let account = account(store, login).await?;
            let mut tx = store.begin().await?;
            tx.admin_set_user_disabled(account.user, false).await?;
            tx.login_succeeded(account.user).await?;
            tx.audit("operator", "user.unlock", Some(account.login.clone()), None).await?;
            tx.commit().await?;
            Ok(format!("{} may log in again\n", account.login))
        }
    }
}

async fn add(store: &Store, login: &str, admin: bool) -> anyhow::Result<String> {
    let login = password::login_of(login).context("a login has letters and digits of any script and . _ - + @, at most 64")?;
    let hash = new_password(&login)?;
    let mut tx = store.begin().await?;
    let user = tx.ensure_user(&login, None).await?;
    if !tx.admin_add_credential(user.id, &login, &hash, admin).await? {
        bail!("there is an account with this login already");
    }
    tx.audit("operator", "user.add", Some(login.clone()), None).await?;
    tx.commit().await?;
    Ok(format!("{login} may log in\n"))
}

async fn account(store: &Store, login: &str) -> anyhow::Result<Credential> {
    let login = password::login_of(login).context("no login has this form")?;
    store.credential(&login).await?.context("there is no account with this login")
}

/// The first line of standard input as a hashed password.
fn new_password(login: &str) -> anyhow::Result<String> {
    let mut text = String::new();
    std::io::stdin().lock().take(4096).read_to_string(&mut text).context("reading the password from standard input")?;
    let line = text.lines().next().unwrap_or_default();
    password::accept(line, login)?;
    Ok(password::hash(line)?)
}
