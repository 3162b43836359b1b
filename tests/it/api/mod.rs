//! The API as clients see it: one file a concern.

mod attacks;
mod documents;
mod flow;
mod http;
mod isolation;
mod limits;
mod matrix;
mod operations;
mod refusals;
mod schema;
mod sessions;
mod socket;
