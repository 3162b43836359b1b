//! Lists of screenplays. Owns filter, order and page; the rows come from storage with their owner.

use async_graphql::Context;
use async_graphql::connection::Edge;
use mashhad_engine::Bilingual;

use crate::api::Services;
use crate::api::authorize::require;
use crate::api::error::{ErrorCode, error_saying, from_storage};
use crate::api::global_id::{Kind, decode_as};
use crate::api::paging::{Page, PageArguments, TotalCount, request};
use crate::api::types::screenplay::{OrderDirection, Screenplay, ScreenplayFilter, ScreenplayOrder};
use crate::auth::Scope;
use crate::storage as rows;

/// Counting stops here.
const COUNT_CAP: u32 = 10_000;
/// Longest search text in characters.
const MAX_SEARCH: usize = 200;

/// A page of the viewer's screenplays.
///
/// # Errors
/// No scope, bad arguments, or the database.
pub(super) async fn screenplay_page(
    context: &Context<'_>,
    filter: ScreenplayFilter,
    order: ScreenplayOrder,
    direction: OrderDirection,
    arguments: PageArguments,
) -> async_graphql::Result<Page<Screenplay>> {
    let owner = require(context, Scope::ScreenplaysRead)?.id;
    let window = arguments.check()?;
    if filter.title_contains.as_ref().is_some_and(|text| text.chars().count() > MAX_SEARCH) {
        return Err(error_saying(
            ErrorCode::BadUserInput,
            &Bilingual::new("نص البحث أطول من 200 حرف.", "The search text is longer than 200 characters."),
        ));
    }
    let work = match filter.work_id.map(|id| decode_as(Kind::Work, &id).and_then(|id| id.parse().ok())) {
        Some(None) => return Ok(Page::with_additional_fields(false, false, TotalCount { total_count: 0 })),
        work => work.flatten(),
    };
    let filter = rows::ScreenplayFilter { title_contains: filter.title_contains, work };
    let store = &context.data::<Services>()?.store;
    let failed = |failure| from_storage(&failure);
    let total = store.count_screenplays(owner, &filter, COUNT_CAP).await.map_err(failed)?;
    let page = store.list_screenplays(owner, &filter, order.into(), direction.into(), &request(&window)?).await.map_err(failed)?;
    let mut connection =
        Page::with_additional_fields(page.has_previous, page.has_next, TotalCount { total_count: u64::try_from(total).unwrap_or(0) });
    connection.edges.extend(page.items.into_iter().map(|(cursor, screenplay)| Edge::new(cursor.encode(), Screenplay(screenplay))));
    Ok(connection)
}
