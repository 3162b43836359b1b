//! Conformance of the two databases: the same cases, the same answers.

mod decisions;
mod figures;
mod identity;
mod opening;
mod ownership;
mod queue;
mod results;
mod retention;
mod runs;
mod screenplays;
mod sheets;
mod submissions;
mod uploads;
