//! The job system as a whole: the table of states, the runner with its faults, the hub.

mod hub;
mod runner;
mod states;
