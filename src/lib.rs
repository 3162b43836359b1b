//! The service around the engine: everything that touches network, disk, clock or tokio.
//!
//! | module | owns | never names |
//! |---|---|---|
//! | [`api`] | GraphQL, HTTP, WebSocket | sqlx, the runner |
//! | [`app`] | the composition of one process | – (nobody names it but `cli`) |
//! | [`auth`] | tokens, scopes | storage, api |
//! | [`cli`] | the command line | – |
//! | [`jobs`] | states, runner, hub | sqlx, api |
//! | [`storage`] | rows and SQL | api, the runner |
//!
//! `tests/it/walls.rs` keeps the walls.

pub mod api;
pub mod app;
pub mod auth;
pub mod backup;
pub mod cli;
pub mod clock;
pub mod config;
pub mod disk;
pub mod hash;
pub mod ids;
pub mod jobs;
pub mod storage;
pub mod telemetry;
