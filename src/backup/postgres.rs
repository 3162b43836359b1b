//! `pg_dump` and `pg_restore`. Owns their arguments; the password goes through the environment, so that no process list shows it.

use std::path::Path;
use std::process::{Command, Stdio};

use super::BackupError;

/// The parts of an address as the variables that libpq reads.
fn variables(url: &str) -> Vec<(&'static str, String)> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (authority, database) = rest.split_once('/').unwrap_or((rest, ""));
    let (login, host) = authority.rsplit_once('@').unwrap_or(("", authority));
    let (user, password) = login.split_once(':').unwrap_or((login, ""));
    let (host, port) = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit())).unwrap_or((host, ""));
    let mut variables = vec![
        ("PGHOST", decoded(host.trim_matches(['[', ']']))),
        ("PGPORT", port.to_owned()),
        ("PGUSER", decoded(user)),
        ("PGPASSWORD", decoded(password)),
        ("PGDATABASE", decoded(database)),
    ];
    let mode = query.split('&').find_map(|pair| pair.strip_prefix("sslmode="));
    variables.extend(mode.map(|mode| ("PGSSLMODE", mode.to_owned())));
    variables.retain(|(_, value)| !value.is_empty());
    variables
}

/// Percent-encoded bytes resolved.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        let (before, behind) = rest.split_at(at);
        bytes.extend_from_slice(before.as_bytes());
        match behind.get(1..3).and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = behind.get(3..).unwrap_or_default();
            }
            None => {
                bytes.push(b'%');
                rest = behind.get(1..).unwrap_or_default();
            }
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8_lossy(&bytes).into_owned()
}

fn run(tool: &'static str, url: &str, arguments: &[&std::ffi::OsStr]) -> Result<(), BackupError> {
    let output = Command::new(tool).args(arguments).envs(variables(url)).env("LC_ALL", "C").stdin(Stdio::null()).output();
    let failed = |said: String| BackupError::Tool { tool, said };
    let output = output.map_err(|error| failed(error.to_string()))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let telling = said.lines().find(|line| line.contains("error")).or_else(|| said.lines().last());
    Err(failed(telling.unwrap_or("no word").to_owned()))
}

/// Dumps a database in custom format.
pub(super) fn dump(url: &str, into: &Path) -> Result<(), BackupError> {
    run(
        "pg_dump",
        url,
        &["--format=custom".as_ref(), "--no-owner".as_ref(), "--no-privileges".as_ref(), "--file".as_ref(), into.as_os_str()],
    )
}

/// Restores a dump in one transaction.
pub(super) fn undump(url: &str, from: &Path) -> Result<(), BackupError> {
    let database = variables(url).into_iter().find(|(name, _)| *name == "PGDATABASE").map(|(_, database)| database).unwrap_or_default();
    let named = format!("--dbname={database}");
    run(
        "pg_restore",
        url,
        &["--single-transaction".as_ref(), "--no-owner".as_ref(), "--no-privileges".as_ref(), named.as_ref(), from.as_os_str()],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_becomes_the_variables_of_libpq() {
        let of = |url: &str| variables(url).into_iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(" ");
        assert_eq!(
            of("postgres://amal:p%40ss%3a@db.example:5433/mashhad?sslmode=require"),
            "PGHOST=db.example PGPORT=5433 PGUSER=amal PGPASSWORD=p@ss: PGDATABASE=mashhad PGSSLMODE=require"
        );
        assert_eq!(of("postgres://postgres@127.0.0.1/x"), "PGHOST=127.0.0.1 PGUSER=postgres PGDATABASE=x");
        assert_eq!(of("postgresql://[::1]:1/x"), "PGHOST=::1 PGPORT=1 PGDATABASE=x");
    }
}
