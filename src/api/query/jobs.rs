//! Lists of jobs. Owns filter, order and page; the rows come from storage with their owner.

use async_graphql::connection::Edge;
use async_graphql::{Context, Enum, ID, InputObject};

use crate::api::Services;
use crate::api::authorize::require;
use crate::api::error::from_storage;
use crate::api::global_id::{Kind, decode_as};
use crate::api::paging::{Page, PageArguments, TotalCount, request};
use crate::api::types::date_time::DateTime;
use crate::api::types::job::{Job, JobKind, JobStatus};
use crate::api::types::screenplay::OrderDirection;
use crate::auth::Scope;
use crate::storage as rows;

/// Which jobs to return; all given conditions must hold.
#[derive(Debug, Default, InputObject)]
pub struct JobFilter {
    /// Any of these kinds.
    pub kinds: Option<Vec<JobKind>>,
    /// Any of these states.
    pub statuses: Option<Vec<JobStatus>>,
    /// Of this screenplay.
    pub screenplay_id: Option<ID>,
    /// Of this batch.
    pub batch_id: Option<ID>,
    /// Created at or after.
    pub created_after: Option<DateTime>,
    /// Created before.
    pub created_before: Option<DateTime>,
}

/// Orders of jobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "rows::JobOrder")]
pub enum JobOrder {
    /// Creation time.
    CreatedAt,
    /// Finish time; unfinished ones count as the latest.
    FinishedAt,
}

/// Counting stops here: a page needs to know "many", not how many exactly.
const COUNT_CAP: u32 = 10_000;

/// A page of the viewer's jobs.
///
/// # Errors
/// No scope, bad arguments, or the database.
pub(crate) async fn job_page(
    context: &Context<'_>,
    filter: JobFilter,
    order: JobOrder,
    direction: OrderDirection,
    arguments: PageArguments,
) -> async_graphql::Result<Page<Job>> {
    let owner = require(context, Scope::JobsRead)?.id;
    let window = arguments.check()?;
    let Some(filter) = rows_filter(filter) else { return Ok(Page::with_additional_fields(false, false, TotalCount { total_count: 0 })) };
    let store = &context.data::<Services>()?.store;
    let failed = |failure| from_storage(&failure);
    let total = store.count_jobs(owner, &filter, COUNT_CAP).await.map_err(failed)?;
    let page = store.list_jobs(owner, &filter, order.into(), direction.into(), &request(&window)?).await.map_err(failed)?;
    let mut connection =
        Page::with_additional_fields(page.has_previous, page.has_next, TotalCount { total_count: u64::try_from(total).unwrap_or(0) });
    connection.edges.extend(page.items.into_iter().map(|(cursor, job)| Edge::new(cursor.encode(), Job(job))));
    Ok(connection)
}

/// The filter in rows' terms; `None` when it names a screenplay or batch that cannot exist.
fn rows_filter(filter: JobFilter) -> Option<rows::JobFilter> {
    let screenplay = match filter.screenplay_id {
        Some(id) => Some(decode_as(Kind::Screenplay, &id)?.parse().ok()?),
        None => None,
    };
    let batch = match filter.batch_id {
        Some(id) => Some(decode_as(Kind::Batch, &id)?.parse().ok()?),
        None => None,
    };
    Some(rows::JobFilter {
        kinds: filter.kinds.unwrap_or_default().into_iter().map(Into::into).collect(),
        states: filter.statuses.unwrap_or_default().into_iter().map(Into::into).collect(),
        screenplay,
        batch,
        created_after: filter.created_after.map(|at| at.0),
        created_before: filter.created_before.map(|at| at.0),
    })
}
