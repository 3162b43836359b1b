//! What the cases share.

pub(crate) mod analysts;
pub(crate) mod app;
pub(crate) mod databases;
pub(crate) mod jobs;
pub(crate) mod scripts;
pub(crate) mod socket;

pub(crate) use app::{Answer, SAMPLE, TestApp};
