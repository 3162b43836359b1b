//! Configuration: one struct per concern, read from the environment. The only file that knows the names of the variables; the
//! process environment itself is handed in by `main`. Owns no default that hides a secret.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use thiserror::Error;

/// One environment variable: its name, its default as written in `.env.example` and what it means.
#[derive(Debug, Clone, Copy)]
pub struct Variable {
    /// Name.
    pub name: &'static str,
    /// Default; empty when there is none.
    pub default: &'static str,
    /// Meaning with unit.
    pub meaning: &'static str,
}

/// Every variable that the service reads; `.env.example` lists exactly these (a test compares).
pub const VARIABLES: &[Variable] = &[
    Variable { name: "MASHHAD_LISTEN", default: "127.0.0.1:8080", meaning: "Address and port of HTTP and WebSocket" },
    Variable { name: "MASHHAD_DATABASE_URL", default: "sqlite://mashhad.sqlite", meaning: "sqlite://FILE or postgres://…" },
    Variable { name: "MASHHAD_DATABASE_CONNECTIONS", default: "8", meaning: "Connections of the pool (readers on SQLite)" },
    Variable { name: "MASHHAD_JWT_SECRET", default: "", meaning: "Secret of HS256 access tokens, 32 bytes or more" },
    Variable {
        name: "MASHHAD_JWT_PUBLIC_KEY",
        default: "",
        meaning: "PEM file of the Ed25519 public key that verifies EdDSA access tokens",
    },
    Variable {
        name: "MASHHAD_JWKS_FILE",
        default: "",
        meaning: "JWKS file of an issuer: its Ed25519 keys verify EdDSA access tokens by `kid`, and may rotate",
    },
    Variable { name: "MASHHAD_JWT_PRIVATE_KEY", default: "", meaning: "PEM file of the Ed25519 private key; only for `mashhad token`" },
    Variable { name: "MASHHAD_JWT_ISSUER", default: "mashhad", meaning: "Required `iss` of access tokens" },
    Variable { name: "MASHHAD_JWT_AUDIENCE", default: "mashhad-api", meaning: "Required `aud` of access tokens" },
    Variable { name: "MASHHAD_JWT_LEEWAY_S", default: "30", meaning: "Clock skew allowed for `exp`, `nbf` and `iat`, seconds" },
    Variable { name: "MASHHAD_ACCESS_TOKEN_S", default: "900", meaning: "Lifetime of access tokens after a login, seconds" },
    Variable { name: "MASHHAD_SESSION_DAYS", default: "30", meaning: "Longest time from a login to the next, days" },
    Variable { name: "MASHHAD_WORKERS", default: "0", meaning: "Jobs run at once; 0 for the number of cores" },
    Variable {
        name: "MASHHAD_LEASE_S",
        default: "30",
        meaning: "How long a job stays with a worker that gives no sign of life, seconds, 5 to 600",
    },
    Variable { name: "MASHHAD_DRAIN_S", default: "30", meaning: "Grace for running jobs at shutdown, seconds" },
    Variable { name: "MASHHAD_MAX_BODY_BYTES", default: "4194304", meaning: "Largest GraphQL request body, bytes" },
    Variable { name: "MASHHAD_MAX_UPLOAD_BYTES", default: "67108864", meaning: "Largest uploaded file, bytes" },
    Variable { name: "MASHHAD_REQUEST_TIMEOUT_MS", default: "15000", meaning: "Longest execution of a query or mutation, milliseconds" },
    Variable {
        name: "MASHHAD_POINTS_PER_MINUTE",
        default: "1000000",
        meaning: "Cost of operations that one user may ask in a minute; 0 for no limit",
    },
    Variable {
        name: "MASHHAD_DOCUMENTS",
        default: "any",
        meaning: "GraphQL documents that are executed: any, apq (any, storable by hash) or trusted (those of the manifest)",
    },
    Variable {
        name: "MASHHAD_DOCUMENT_MANIFEST",
        default: "",
        meaning: "JSON file of trusted documents: an Apollo manifest or an object of texts by id",
    },
    Variable { name: "MASHHAD_GRAPHIQL", default: "on", meaning: "Serve GraphiQL on /graphiql: on or off" },
    Variable { name: "MASHHAD_INTROSPECTION", default: "on", meaning: "Answer introspection queries: on or off" },
    Variable { name: "MASHHAD_CORS_ORIGINS", default: "", meaning: "Origins that browsers may call from, comma-separated; empty for none" },
    Variable { name: "MASHHAD_LOG", default: "info", meaning: "Log filter, for example info,mashhad=debug" },
    Variable { name: "MASHHAD_LOG_FORMAT", default: "text", meaning: "text or json" },
];

/// Why the configuration cannot be used.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum ConfigError {
    /// A variable does not have the form it needs.
    #[error("{name}: {problem}")]
    Invalid {
        /// Which variable.
        name: &'static str,
        /// What is wrong with it; the value itself is never repeated.
        problem: String,
    },
}

/// A secret that is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Wraps a secret.
    #[must_use]
    pub fn new(secret: impl Into<String>) -> Self {
        Self(secret.into())
    }

    /// The secret itself.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// All settings of one process.
#[derive(Debug, Clone)]
pub struct Config {
    /// Address to listen on.
    pub listen: SocketAddr,
    /// Database.
    pub database: DatabaseConfig,
    /// Access tokens.
    pub auth: AuthConfig,
    /// Jobs.
    pub jobs: JobsConfig,
    /// HTTP and GraphQL.
    pub api: ApiConfig,
    /// Logs.
    pub log: LogConfig,
}

/// Database settings.
#[derive(Debug, Clone)]
pub struct DatabaseConfig {
    /// `sqlite://FILE` or `postgres://…`; may hold a password.
    pub url: Secret,
    /// Connections of the pool.
    pub connections: u32,
}

/// Access token settings.
#[derive(Debug, Clone)]
pub struct AuthConfig {
    /// HS256 secret.
    pub secret: Option<Secret>,
    /// Ed25519 public key file.
    pub public_key: Option<PathBuf>,
    /// File of an issuer's published keys.
    pub jwks_file: Option<PathBuf>,
    /// Ed25519 private key file.
    pub private_key: Option<PathBuf>,
    /// Required issuer.
    pub issuer: String,
    /// Required audience.
    pub audience: String,
    /// Clock skew allowed, seconds.
    pub leeway_s: i64,
}

/// Sessions of password accounts.
#[derive(Debug, Clone, Copy)]
pub struct SessionConfig {
    /// Lifetime of access tokens, seconds.
    pub access_s: i64,
    /// Longest time from a login to the next, milliseconds.
    pub lifetime_ms: i64,
}

/// Job settings.
#[derive(Debug, Clone)]
pub struct JobsConfig {
    /// Jobs run at once, at least 1.
    pub workers: usize,
    /// How long a job stays with a worker that gives no sign of life, milliseconds.
    pub lease_ms: i64,
    /// Grace at shutdown.
    pub drain: Duration,
}

/// API settings.
#[derive(Debug, Clone)]
pub struct ApiConfig {
    /// Largest GraphQL body, bytes.
    pub max_body_bytes: usize,
    /// Largest upload, bytes.
    pub max_upload_bytes: usize,
    /// Longest execution of a query or mutation.
    pub timeout: Duration,
    /// Cost that one user may ask in a minute, 0 for no limit.
    pub points_per_minute: u64,
    /// Documents that are executed.
    pub documents: DocumentsConfig,
    /// Serve GraphiQL.
    pub graphiql: bool,
    /// Answer introspection.
    pub introspection: bool,
    /// Origins for CORS.
    pub cors_origins: Vec<String>,
    /// Sessions.
    pub sessions: SessionConfig,
}

/// Documents that are executed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DocumentsConfig {
    /// Any.
    Any,
    /// Any, and clients may store theirs by hash.
    Automatic,
    /// Those of a manifest file.
    Trusted(PathBuf),
}

/// Log settings.
#[derive(Debug, Clone)]
pub struct LogConfig {
    /// Filter directives.
    pub filter: String,
    /// One JSON object a line.
    pub json: bool,
}

impl Config {
    /// Reads the configuration; `variable` looks a variable up, so that tests need no process environment.
    ///
    /// # Errors
    /// The first variable that does not have the form it needs.
    pub fn read(variable: &dyn Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let read = Reader { variable };
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let workers: usize = read.parsed("MASHHAD_WORKERS")?;
        let seconds = |name| read.parsed::<u64>(name).map(Duration::from_secs);
        Ok(Self {
            listen: read.parsed("MASHHAD_LISTEN")?,
            database: DatabaseConfig {
                url: Secret(read.text("MASHHAD_DATABASE_URL")),
                connections: read.parsed("MASHHAD_DATABASE_CONNECTIONS")?,
            },
            auth: read.auth()?,
            jobs: JobsConfig {
                workers: if workers == 0 { cores } else { workers },
                lease_ms: read.within("MASHHAD_LEASE_S", 5, 600)? * 1_000,
                drain: seconds("MASHHAD_DRAIN_S")?,
            },
            api: ApiConfig {
                max_body_bytes: read.parsed("MASHHAD_MAX_BODY_BYTES")?,
                max_upload_bytes: read.parsed("MASHHAD_MAX_UPLOAD_BYTES")?,
                timeout: Duration::from_millis(read.parsed("MASHHAD_REQUEST_TIMEOUT_MS")?),
                points_per_minute: read.parsed("MASHHAD_POINTS_PER_MINUTE")?,
                documents: read.documents()?,
                graphiql: read.switch("MASHHAD_GRAPHIQL")?,
                introspection: read.switch("MASHHAD_INTROSPECTION")?,
                cors_origins: read.list("MASHHAD_CORS_ORIGINS"),
                sessions: SessionConfig {
                    access_s: read.within("MASHHAD_ACCESS_TOKEN_S", 60, 86_400)?,
                    lifetime_ms: read.within("MASHHAD_SESSION_DAYS", 1, 366)? * 86_400_000,
                },
            },
            log: LogConfig { filter: read.text("MASHHAD_LOG"), json: read.one_of("MASHHAD_LOG_FORMAT", ["text", "json"])? == "json" },
        })
    }

    /// Defaults of every variable plus a test secret.
    ///
    /// # Errors
    /// Never in practice: defaults are well-formed (tested).
    pub fn for_tests(database_url: &str) -> Result<Self, ConfigError> {
        Self::read(&|name| match name {
            "MASHHAD_DATABASE_URL" => Some(database_url.to_owned()),
            "MASHHAD_JWT_SECRET" => Some("a secret for tests only, thirty-two bytes".to_owned()),
            "MASHHAD_LISTEN" => Some("127.0.0.1:0".to_owned()),
            _ => None,
        })
    }
}

struct Reader<'a> {
    variable: &'a dyn Fn(&str) -> Option<String>,
}

impl Reader<'_> {
    fn text(&self, name: &'static str) -> String {
        let default = VARIABLES.iter().find(|variable| variable.name == name).map_or("", |variable| variable.default);
        (self.variable)(name).filter(|value| !value.trim().is_empty()).unwrap_or_else(|| default.to_owned())
    }

    fn optional(&self, name: &'static str) -> Option<String> {
        Some(self.text(name)).filter(|value| !value.is_empty())
    }

    fn parsed<T: std::str::FromStr>(&self, name: &'static str) -> Result<T, ConfigError>
    where
        T::Err: std::fmt::Display,
    {
        self.text(name).trim().parse().map_err(|error: T::Err| ConfigError::Invalid { name, problem: error.to_string() })
    }

    fn within(&self, name: &'static str, least: i64, most: i64) -> Result<i64, ConfigError> {
        let value: i64 = self.parsed(name)?;
        let problem = || format!("must be from {least} to {most}");
        if (least..=most).contains(&value) { Ok(value) } else { Err(ConfigError::Invalid { name, problem: problem() }) }
    }

    fn one_of<const N: usize>(&self, name: &'static str, allowed: [&'static str; N]) -> Result<&'static str, ConfigError> {
        let value = self.text(name);
        allowed
            .into_iter()
            .find(|word| *word == value.trim())
            .ok_or_else(|| ConfigError::Invalid { name, problem: format!("must be one of {}", allowed.join(", ")) })
    }

    fn switch(&self, name: &'static str) -> Result<bool, ConfigError> {
        Ok(self.one_of(name, ["on", "off"])? == "on")
    }

    fn list(&self, name: &'static str) -> Vec<String> {
        self.text(name).split(',').map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect()
    }

    fn documents(&self) -> Result<DocumentsConfig, ConfigError> {
        match self.one_of("MASHHAD_DOCUMENTS", ["any", "apq", "trusted"])? {
            "trusted" => {
                let missing =
                    || ConfigError::Invalid { name: "MASHHAD_DOCUMENT_MANIFEST", problem: "trusted documents need a manifest".to_owned() };
                self.optional("MASHHAD_DOCUMENT_MANIFEST").map(PathBuf::from).map(DocumentsConfig::Trusted).ok_or_else(missing)
            }
            "apq" => Ok(DocumentsConfig::Automatic),
            _ => Ok(DocumentsConfig::Any),
        }
    }

    fn auth(&self) -> Result<AuthConfig, ConfigError> {
        let secret = self.optional("MASHHAD_JWT_SECRET");
        if secret.as_ref().is_some_and(|secret| secret.len() < 32) {
            return Err(ConfigError::Invalid { name: "MASHHAD_JWT_SECRET", problem: "needs 32 bytes or more".to_owned() });
        }
        Ok(AuthConfig {
            secret: secret.map(Secret),
            public_key: self.optional("MASHHAD_JWT_PUBLIC_KEY").map(PathBuf::from),
            jwks_file: self.optional("MASHHAD_JWKS_FILE").map(PathBuf::from),
            private_key: self.optional("MASHHAD_JWT_PRIVATE_KEY").map(PathBuf::from),
            issuer: self.text("MASHHAD_JWT_ISSUER"),
            audience: self.text("MASHHAD_JWT_AUDIENCE"),
            leeway_s: self.parsed("MASHHAD_JWT_LEEWAY_S")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_are_well_formed() {
        let config = Config::for_tests("sqlite://x").unwrap();
        assert!(config.jobs.workers >= 1);
        assert!(config.api.cors_origins.is_empty());
    }

    #[test]
    fn a_short_secret_is_refused_without_showing_it() {
        let error = Config::read(&|name| (name == "MASHHAD_JWT_SECRET").then(|| "hunter2".to_owned())).unwrap_err();
        assert!(error.to_string().contains("MASHHAD_JWT_SECRET") && !error.to_string().contains("hunter2"));
        let config = Config::for_tests("postgres://user:hunter2@host/db").unwrap();
        assert!(!format!("{config:?}").contains("hunter2"));
    }

    #[test]
    fn wrong_values_name_their_variable() {
        for name in ["MASHHAD_LISTEN", "MASHHAD_WORKERS", "MASHHAD_GRAPHIQL", "MASHHAD_LOG_FORMAT"] {
            let error = Config::read(&|asked| (asked == name).then(|| "???".to_owned())).unwrap_err();
            assert!(error.to_string().starts_with(name), "{error}");
        }
    }
}
