//! Durable jobs: states, kinds, submission, the runner, rescue, and the hub that feeds subscriptions. Owns what happens to a job
//! and when; owns no SQL (see `storage`) and no GraphQL.

pub(crate) mod keys;
pub mod kinds;
pub mod state;

pub use kinds::JobKind;
pub use state::{JobState, Priority, Transition};
