//! What the cases share.

pub(crate) mod analysts;
pub(crate) mod databases;
pub(crate) mod jobs;
pub(crate) mod scripts;
