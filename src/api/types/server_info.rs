//! Public facts about the server. Owns no limit; it shows those of `guard`, `paging` and the configuration.

use async_graphql::{Context, Object, SimpleObject};

use super::job::JobKind;
use crate::api::guard::LIMITS;
use crate::api::paging::MAX_PAGE;
use crate::api::{Services, schema_hash};
use crate::jobs;

/// Facts about the server; public.
pub struct ServerInfo;

/// Facts about the server; public.
#[Object]
impl ServerInfo {
    /// Version of the service.
    async fn version(&self) -> &'static str {
        env!("CARGO_PKG_VERSION")
    }

    /// Version of the analyses, stamped on every result.
    async fn engine_version(&self) -> &'static str {
        mashhad_engine::ENGINE_VERSION
    }

    /// SHA-256 of the schema in SDL: a client detects a changed schema by it.
    async fn schema_hash(&self) -> String {
        schema_hash()
    }

    /// Kinds of analysis that can be submitted.
    async fn analyses(&self) -> Vec<JobKind> {
        jobs::JobKind::ALL.into_iter().map(Into::into).collect()
    }

    /// Limits of requests.
    async fn limits(&self, context: &Context<'_>) -> async_graphql::Result<RequestLimits> {
        let config = &context.data::<Services>()?.config;
        Ok(RequestLimits {
            max_body_bytes: config.max_body_bytes as u64,
            max_upload_bytes: config.max_upload_bytes as u64,
            max_document_bytes: LIMITS.bytes as u64,
            max_tokens: LIMITS.tokens as u64,
            max_depth: LIMITS.depth as u64,
            max_fields: LIMITS.fields,
            max_aliases: LIMITS.aliases,
            max_complexity: LIMITS.complexity as u64,
            max_page_size: MAX_PAGE as u64,
        })
    }
}

/// Limits enforced on each request.
#[derive(Debug, Clone, SimpleObject)]
pub struct RequestLimits {
    /// Largest request body in bytes.
    max_body_bytes: u64,
    /// Largest uploaded file in bytes.
    max_upload_bytes: u64,
    /// Largest document in bytes.
    max_document_bytes: u64,
    /// Most lexical tokens of a document.
    max_tokens: u64,
    /// Deepest selection after expansion of fragments.
    max_depth: u64,
    /// Most fields after expansion of fragments.
    max_fields: u64,
    /// Most aliases after expansion of fragments.
    max_aliases: u64,
    /// Highest static cost.
    max_complexity: u64,
    /// Largest `first` or `last`.
    max_page_size: u64,
}
