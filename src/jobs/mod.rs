//! Durable jobs: states, kinds, submission, the runner, rescue, and the hub that feeds subscriptions. Owns what happens to a job
//! and when; owns no SQL (see `storage`) and no GraphQL.
//!
//! [`Jobs`] is the front: the API takes files in, submits, cancels and watches through it.

pub mod analyst;
pub mod backoff;
mod bell;
mod decided;
mod front;
mod hub;
mod intake;
pub(crate) mod keys;
pub mod kinds;
mod observer;
mod pool;
mod pulse;
mod rescuer;
mod runner;
mod running;
pub mod state;
mod verdicts;
mod work;

pub use analyst::{Analyst, EngineAnalyst};
pub use decided::{DayEditing, DayEdits};
pub use front::{Jobs, JobsConfig, Request};
pub use hub::{Hub, JobWatch, OwnerWatch};
pub use intake::Intake;
pub use kinds::JobKind;
pub use observer::{NobodyListens, RunEnd, RunObserver};
pub use runner::{Runner, RunnerConfig, RunnerFigures};
pub use state::{JobState, Priority, Transition, UnknownName};
