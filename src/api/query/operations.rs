//! What the operator asks: figures of all processes. Owns the way to them; every entry point here needs the scope `admin`.

use async_graphql::Context;

use crate::api::Services;
use crate::api::authorize::require;
use crate::api::error::from_storage;
use crate::api::types::metrics::{Counted, Metrics, MetricsWindow};
use crate::api::types::queue::Queue;
use crate::auth::Scope;

/// The figures of a window that ends now.
///
/// # Errors
/// No scope, or the database.
pub(crate) async fn metrics(context: &Context<'_>, window: MetricsWindow) -> async_graphql::Result<Metrics> {
    require(context, Scope::Admin)?;
    let services = context.data::<Services>()?;
    let now = services.clock.now_ms();
    let failed = |failure| from_storage(&failure);
    let counted = Counted {
        kinds: services.store.admin_kind_figures(now - window.minutes() * 60_000).await.map_err(failed)?,
        open: services.store.admin_open_counts().await.map_err(failed)?,
        cache: services.store.admin_cache_figures().await.map_err(failed)?,
    };
    Ok(Metrics::of(window, now, &counted))
}

/// All queues with their pauses.
///
/// # Errors
/// No scope, or the database.
pub(crate) async fn queues(context: &Context<'_>) -> async_graphql::Result<Vec<Queue>> {
    require(context, Scope::Admin)?;
    let services = context.data::<Services>()?;
    let failed = |failure| from_storage(&failure);
    let open = services.store.admin_open_counts().await.map_err(failed)?;
    let pauses = services.store.admin_pauses().await.map_err(failed)?;
    Ok(Queue::all(&open, &pauses, services.clock.now_ms()))
}
