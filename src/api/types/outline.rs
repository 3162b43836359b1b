//! The story outline: one paragraph and the scenes that it tells. Owns its GraphQL shape; the choice is the engine's (`mashhad_engine::outline`).

use async_graphql::{Enum, Object};
use mashhad_engine::breakdown::document::BreakdownDocument;
use mashhad_engine::outline as model;
use mashhad_engine::salience::document::SalienceDocument;

use super::text::{Evidence, evidence};

/// Why a scene is part of the outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "model::OutlineRole")]
pub enum OutlineRole {
    /// The first scene that shows anything.
    Opening,
    /// Candidate of a turning point.
    TurningPoint,
    /// Among the most salient scenes.
    Key,
    /// The last scene that shows anything.
    Ending,
}

/// The story in one paragraph, quoted from its salient scenes.
pub struct StoryOutline(model::StoryOutline);

/// The outline of two stored documents; `None` while one is missing or the script has too few scenes.
pub(super) fn outline(breakdown: Option<&BreakdownDocument>, salience: Option<&SalienceDocument>) -> Option<StoryOutline> {
    model::story_outline(breakdown?, salience?).map(StoryOutline)
}

/// The story in one paragraph, quoted from its salient scenes.
#[Object]
impl StoryOutline {
    /// The paragraph, in the script's language.
    async fn text(&self) -> &str {
        &self.0.text
    }

    /// What it tells, in script order.
    async fn scenes(&self) -> Vec<OutlineScene> {
        self.0.scenes.iter().cloned().map(OutlineScene).collect()
    }
}

/// A scene of the outline.
pub struct OutlineScene(model::OutlineScene);

/// A scene of the outline.
#[Object]
impl OutlineScene {
    /// One-based position of the scene.
    async fn ordinal(&self) -> u32 {
        self.0.ordinal
    }

    /// Why it is told.
    async fn role(&self) -> OutlineRole {
        self.0.role.into()
    }

    /// Its part of the paragraph.
    async fn text(&self) -> &str {
        &self.0.text
    }

    /// The sentences it was taken from.
    async fn evidence(&self) -> Vec<Evidence> {
        evidence(&self.0.evidence)
    }
}
