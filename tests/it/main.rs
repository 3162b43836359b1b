//! The one integration binary. Every storage and job case runs on SQLite and on PostgreSQL.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test fails by panicking, and says loudly when a database is missing"
)]

mod jobs;
mod storage;
mod support;
