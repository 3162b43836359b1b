//! The one integration binary of the service: storage and jobs on SQLite and on PostgreSQL, the API as clients see it, the house in order.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test fails by panicking, and says loudly when a database is missing"
)]

mod api;
mod backup;
mod faults;
mod jobs;
mod sources;
mod storage;
mod support;
mod tidy;
mod walls;
