//! Read entry points. Owns the root `Query`; each family of lists has its own file.

pub mod jobs;
pub mod node;
pub mod operations;
pub mod screenplays;

use async_graphql::{Context, ID, Object};

use self::jobs::{JobFilter, JobOrder, job_page};
use self::node::Node;
use self::screenplays::screenplay_page;
use super::authorize::require;
use super::budget::Account;
use super::caller::Caller;
use super::error::{ErrorCode, error_saying};
use super::global_id::{Kind, decode_as};
use super::paging::{Page, PageArguments, page_cost};
use super::results;
use super::types::batch::Batch;
use super::types::job::Job;
use super::types::metrics::{Metrics, MetricsWindow};
use super::types::queue::Queue;
use super::types::rate_limit::RateLimit;
use super::types::screenplay::{OrderDirection, Screenplay, ScreenplayFilter, ScreenplayOrder};
use super::types::server_info::ServerInfo;
use super::types::viewer::Viewer;
use crate::auth::Scope;

/// Most ids of one `nodes` query.
const MAX_NODES: usize = 100;

/// Read entry points.
pub struct Query;

/// Read entry points.
#[Object]
impl Query {
    /// Any object by its global id; null when absent or not visible to the viewer.
    async fn node(&self, context: &Context<'_>, id: ID) -> async_graphql::Result<Option<Node>> {
        node::find(context, &id).await
    }

    /// Many objects by id, in the order asked (at most 100); null where absent or not visible.
    #[graphql(complexity = "1 + ids.len() * child_complexity")]
    async fn nodes(&self, context: &Context<'_>, ids: Vec<ID>) -> async_graphql::Result<Vec<Option<Node>>> {
        if ids.len() > MAX_NODES {
            let message = mashhad_engine::Bilingual::new("مئة معرّف على الأكثر.", "At most 100 ids.");
            return Err(error_saying(ErrorCode::BadUserInput, &message));
        }
        let mut found = Vec::with_capacity(ids.len());
        for id in &ids {
            found.push(node::find(context, id).await?);
        }
        Ok(found)
    }

    /// Who the request is authenticated as; null when anonymous.
    async fn viewer(&self, context: &Context<'_>) -> Option<Viewer> {
        context.data_opt::<Caller>().and_then(|caller| caller.user.clone()).map(Viewer)
    }

    /// One job; null when absent or not visible.
    async fn job(&self, context: &Context<'_>, id: ID) -> async_graphql::Result<Option<Job>> {
        require(context, Scope::JobsRead)?;
        let Some(id) = decode_as(Kind::Job, &id).and_then(|id| id.parse().ok()) else { return Ok(None) };
        results::job(context, id).await
    }

    /// One batch; null when absent or not visible.
    async fn batch(&self, context: &Context<'_>, id: ID) -> async_graphql::Result<Option<Batch>> {
        require(context, Scope::JobsRead)?;
        let Some(id) = decode_as(Kind::Batch, &id).and_then(|id| id.parse().ok()) else { return Ok(None) };
        results::batch(context, id).await
    }

    /// The viewer's jobs.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a Relay connection with filter and order")]
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    async fn jobs(
        &self,
        context: &Context<'_>,
        filter: Option<JobFilter>,
        #[graphql(default_with = "JobOrder::CreatedAt")] order: JobOrder,
        #[graphql(default_with = "OrderDirection::Descending")] direction: OrderDirection,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> async_graphql::Result<Page<Job>> {
        job_page(context, filter.unwrap_or_default(), order, direction, PageArguments { first, after, last, before }).await
    }

    /// One screenplay; null when absent or not visible.
    async fn screenplay(&self, context: &Context<'_>, id: ID) -> async_graphql::Result<Option<Screenplay>> {
        require(context, Scope::ScreenplaysRead)?;
        let Some(id) = decode_as(Kind::Screenplay, &id).and_then(|id| id.parse().ok()) else { return Ok(None) };
        results::screenplay(context, id).await
    }

    /// The viewer's screenplays.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a Relay connection with filter and order")]
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    async fn screenplays(
        &self,
        context: &Context<'_>,
        filter: Option<ScreenplayFilter>,
        #[graphql(default_with = "ScreenplayOrder::UpdatedAt")] order: ScreenplayOrder,
        #[graphql(default_with = "OrderDirection::Descending")] direction: OrderDirection,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> async_graphql::Result<Page<Screenplay>> {
        screenplay_page(context, filter.unwrap_or_default(), order, direction, PageArguments { first, after, last, before }).await
    }

    /// For the operator: waits, runs, ends and failures of each kind of analysis, over all processes. Needs the scope `admin`.
    #[graphql(complexity = "1000 + child_complexity")]
    async fn metrics(
        &self,
        context: &Context<'_>,
        #[graphql(default_with = "MetricsWindow::LastHour")] window: MetricsWindow,
    ) -> async_graphql::Result<Metrics> {
        operations::metrics(context, window).await
    }

    /// For the operator: every queue with what waits, what runs and its pauses. Needs the scope `admin`.
    #[graphql(complexity = "200 + child_complexity")]
    async fn queues(&self, context: &Context<'_>) -> async_graphql::Result<Vec<Queue>> {
        operations::queues(context).await
    }

    /// The caller's budget of the minute after this operation; public.
    async fn rate_limit(&self, context: &Context<'_>) -> async_graphql::Result<RateLimit> {
        Ok(RateLimit::of(context.data::<Account>()?))
    }

    /// Versions, kinds of analysis and limits of this server; public.
    async fn server_info(&self) -> ServerInfo {
        ServerInfo
    }
}
