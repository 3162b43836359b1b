//! The API as clients see it: one file a concern.

mod documents;
mod flow;
mod http;
mod isolation;
mod refusals;
mod schema;
mod sessions;
mod socket;
