//! From ids to rows and documents, always with the caller as owner. Owns batching: within one request each row and document is read once, however many fields
//! ask for it.

use std::any::Any;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use async_graphql::Context;
use async_graphql::dataloader::{DataLoader, Loader};
use serde::de::DeserializeOwned;
use tokio::sync::Mutex;

use super::Services;
use super::authorize::require;
use super::error::{ErrorCode, error, from_storage};
use super::types::batch::Batch;
use super::types::job::Job;
use super::types::screenplay::Screenplay;
use crate::auth::Scope;
use crate::ids::{BatchId, JobId, ScreenplayId, UserId};
use crate::storage::{self as rows, DocumentKind, ResultDocument, Store, StoreError};

/// Loaders of one request.
pub struct Loaders {
    screenplays: DataLoader<ScreenplayLoader>,
    /// Parsed documents of this request by screenplay, kind and engine version (empty for the newest).
    documents: Mutex<BTreeMap<DocumentKey, Option<Arc<dyn Any + Send + Sync>>>>,
}

type DocumentKey = (ScreenplayId, DocumentKind, Option<JobId>);

impl Loaders {
    /// Loaders for one user's request.
    #[must_use]
    pub fn new(store: Store, owner: UserId) -> Self {
        Self { screenplays: DataLoader::new(ScreenplayLoader { store, owner }, tokio::spawn), documents: Mutex::new(BTreeMap::new()) }
    }
}

struct ScreenplayLoader {
    store: Store,
    owner: UserId,
}

impl Loader<ScreenplayId> for ScreenplayLoader {
    type Value = rows::Screenplay;
    type Error = Arc<StoreError>;

    async fn load(&self, ids: &[ScreenplayId]) -> Result<HashMap<ScreenplayId, rows::Screenplay>, Arc<StoreError>> {
        Ok(self.store.screenplays(self.owner, ids).await.map_err(Arc::new)?.into_iter().collect())
    }
}

/// A screenplay of the caller.
///
/// # Errors
/// No scope, or the database.
pub(crate) async fn screenplay(context: &Context<'_>, id: ScreenplayId) -> async_graphql::Result<Option<Screenplay>> {
    require(context, Scope::ScreenplaysRead)?;
    let loaders = context.data::<Loaders>()?;
    let found = loaders.screenplays.load_one(id).await.map_err(|failure| from_storage(&failure))?;
    Ok(found.map(Screenplay))
}

/// A job of the caller.
///
/// # Errors
/// No scope, or the database.
pub(crate) async fn job(context: &Context<'_>, id: JobId) -> async_graphql::Result<Option<Job>> {
    let owner = require(context, Scope::JobsRead)?.id;
    let found = context.data::<Services>()?.store.job(owner, id).await.map_err(|failure| from_storage(&failure))?;
    Ok(found.map(Job))
}

/// A batch of the caller.
///
/// # Errors
/// No scope, or the database.
pub(crate) async fn batch(context: &Context<'_>, id: BatchId) -> async_graphql::Result<Option<Batch>> {
    let owner = require(context, Scope::JobsRead)?.id;
    let found = context.data::<Services>()?.store.batch(owner, id).await.map_err(|failure| from_storage(&failure))?;
    Ok(found.map(Batch))
}

/// The newest document of a kind of one of the caller's screenplays.
///
/// # Errors
/// No scope, the database, or a stored document that cannot be read.
pub(crate) async fn newest<T: DeserializeOwned + Send + Sync + 'static>(
    context: &Context<'_>,
    id: ScreenplayId,
    kind: DocumentKind,
) -> async_graphql::Result<Option<Arc<T>>> {
    let owner = require(context, Scope::ScreenplaysRead)?.id;
    let store = &context.data::<Services>()?.store;
    document(context, (id, kind, None), store.newest_result(owner, id, kind)).await
}

/// The document of a kind that a job of the caller made.
///
/// # Errors
/// No scope, the database, or a stored document that cannot be read.
pub(crate) async fn of_job<T: DeserializeOwned + Send + Sync + 'static>(
    context: &Context<'_>,
    job: &rows::Job,
    kind: DocumentKind,
) -> async_graphql::Result<Option<Arc<T>>> {
    let owner = require(context, Scope::ScreenplaysRead)?.id;
    let store = &context.data::<Services>()?.store;
    let read = async { Ok(store.job_results(owner, job.id, Some(kind)).await?.pop()) };
    document(context, (job.screenplay, kind, Some(job.id)), read).await
}

async fn document<T: DeserializeOwned + Send + Sync + 'static>(
    context: &Context<'_>,
    key: DocumentKey,
    read: impl Future<Output = Result<Option<ResultDocument>, StoreError>>,
) -> async_graphql::Result<Option<Arc<T>>> {
    let mut documents = context.data::<Loaders>()?.documents.lock().await;
    let known = match documents.get(&key) {
        Some(known) => known.clone(),
        None => {
            let row = read.await.map_err(|failure| from_storage(&failure))?;
            let parsed = row.map(|row| parse::<T>(&row)).transpose()?;
            documents.insert(key, parsed.clone());
            parsed
        }
    };
    Ok(known.and_then(|document| document.downcast::<T>().ok()))
}

fn parse<T: DeserializeOwned + Send + Sync + 'static>(row: &ResultDocument) -> async_graphql::Result<Arc<dyn Any + Send + Sync>> {
    let parsed: T = serde_json::from_str(&row.json).map_err(|problem| {
        tracing::error!(result.id = %row.id, result.kind = ?row.kind, line = problem.line(), "a stored document does not fit its type");
        error(ErrorCode::Internal)
    })?;
    Ok(Arc::new(parsed))
}
