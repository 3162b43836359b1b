//! GraphQL types: one file a type or small family, each a thin view of engine documents or stored rows. Owns no query.

pub mod batch;
pub mod breakdown;
pub mod continuity;
pub mod date_time;
pub mod enums;
pub mod identity;
pub mod job;
pub mod metrics;
pub mod outline;
pub mod progress;
pub mod queue;
pub mod rate_limit;
pub mod salience;
pub mod scene;
pub mod screenplay;
pub mod server_info;
pub mod text;
mod view;
pub mod viewer;
