//! Continuity results. Owns their GraphQL shape; findings are the engine's (`mashhad_engine::continuity::document`).

use std::sync::Arc;

use async_graphql::Object;
use mashhad_engine::continuity::document as model;

/// The continuity check of a script.
#[derive(Clone)]
pub struct Continuity {
    /// The stored document.
    pub document: Arc<model::ContinuityDocument>,
}

/// The continuity check of a script.
#[Object]
impl Continuity {
    /// Number of findings.
    async fn total(&self) -> u64 {
        self.document.findings.len() as u64
    }
}
