//! The story outline: one paragraph and the scenes that it tells. Owns its GraphQL shape; the choice is the engine's (`mashhad_engine::outline`).

use async_graphql::Enum;
use mashhad_engine::breakdown::document::BreakdownDocument;
use mashhad_engine::outline as model;
use mashhad_engine::salience::document::SalienceDocument;

use super::text::{Evidence, evidence};
use super::view::{all, views};

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

views! {
    /// The story in one paragraph, quoted from its salient scenes.
    StoryOutline(model::StoryOutline) as "StoryOutline" {
        /// The paragraph, in the script's language.
        text: &str = |it| &it.text;
        /// What it tells, in script order.
        scenes: Vec<OutlineScene> = |it| all(&it.scenes, OutlineScene);
    }

    /// A scene of the outline.
    OutlineScene(model::OutlineScene) as "OutlineScene" {
        /// One-based position of the scene.
        ordinal: u32 = |it| it.ordinal;
        /// Why it is told.
        role: OutlineRole = |it| it.role.into();
        /// Its part of the paragraph.
        text: &str = |it| &it.text;
        /// The sentences it was taken from.
        evidence: Vec<Evidence> = |it| evidence(&it.evidence);
    }
}

/// The outline of two stored documents; `None` while one is missing or the script has too few scenes.
pub(super) fn outline(breakdown: Option<&BreakdownDocument>, salience: Option<&SalienceDocument>) -> Option<StoryOutline> {
    model::story_outline(breakdown?, salience?).map(StoryOutline)
}
