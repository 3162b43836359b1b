//! Objects by global id. Owns the way from an id to an object; every branch checks the scope and reads with the owner.

use async_graphql::{Context, ID, Interface};

use crate::api::authorize::require;
use crate::api::global_id::{Kind, decode};
use crate::api::results;
use crate::api::types::batch::Batch;
use crate::api::types::job::Job;
use crate::api::types::scene::Scene;
use crate::api::types::screenplay::Screenplay;
use crate::api::types::viewer::Viewer;
use crate::auth::Scope;
use crate::storage::DocumentKind;

/// An object with a globally unique, opaque id.
#[derive(Interface)]
#[graphql(field(name = "id", ty = "ID", desc = "Opaque id, unique over all types; do not parse."))]
pub enum Node {
    /// A screenplay.
    Screenplay(Screenplay),
    /// A scene.
    Scene(Scene),
    /// A job.
    Job(Box<Job>),
    /// A batch of jobs.
    Batch(Box<Batch>),
    /// The viewer.
    Viewer(Viewer),
}

/// The object behind an id; `None` when it is absent, malformed or somebody else's: all three look the same.
pub(super) async fn find(context: &Context<'_>, id: &ID) -> async_graphql::Result<Option<Node>> {
    let Some((kind, local)) = decode(id) else { return Ok(None) };
    match kind {
        Kind::Screenplay => {
            require(context, Scope::ScreenplaysRead)?;
            let Ok(id) = local.parse() else { return Ok(None) };
            Ok(results::screenplay(context, id).await?.map(Node::Screenplay))
        }
        Kind::Scene => scene(context, &local).await,
        Kind::Job => {
            require(context, Scope::JobsRead)?;
            let Ok(id) = local.parse() else { return Ok(None) };
            Ok(results::job(context, id).await?.map(|job| Node::Job(Box::new(job))))
        }
        Kind::Batch => {
            require(context, Scope::JobsRead)?;
            let Ok(id) = local.parse() else { return Ok(None) };
            Ok(results::batch(context, id).await?.map(|batch| Node::Batch(Box::new(batch))))
        }
        Kind::User => {
            let user = require(context, Scope::JobsRead)?;
            Ok((user.id.to_string() == local).then(|| Node::Viewer(Viewer(user.clone()))))
        }
        Kind::Upload | Kind::Work | Kind::Session | Kind::ApiToken => Ok(None),
    }
}

async fn scene(context: &Context<'_>, local: &str) -> async_graphql::Result<Option<Node>> {
    require(context, Scope::ScreenplaysRead)?;
    let Some((screenplay, ordinal)) = local.split_once('/') else { return Ok(None) };
    let (Ok(id), Ok(ordinal)) = (screenplay.parse(), ordinal.parse::<usize>()) else { return Ok(None) };
    let Some(document) = results::newest(context, id, DocumentKind::Screenplay).await? else { return Ok(None) };
    let document: std::sync::Arc<mashhad_engine::screenplay::document::ScreenplayDocument> = document;
    let Some(index) = ordinal.checked_sub(1).filter(|index| *index < document.scenes.len()) else { return Ok(None) };
    Ok(Some(Node::Scene(Scene { screenplay: screenplay.to_owned(), document, index })))
}
