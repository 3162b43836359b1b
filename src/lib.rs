//! The service around the engine: everything that touches network, disk, clock or tokio.

pub mod clock;
pub mod hash;
pub mod ids;
pub mod jobs;
pub mod storage;
