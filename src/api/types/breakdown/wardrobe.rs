//! Wardrobe changes and make-up states. Owns their GraphQL shape.

use async_graphql::{Enum, Object};
use mashhad_engine::breakdown::document as model;

use crate::api::types::text::{Evidence, LocalizedText, evidence};

/// How sure the text makes a piece of clothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "model::WardrobeBasis")]
pub enum WardrobeBasis {
    /// The scene says it.
    Stated,
    /// Carried over from an earlier scene of the same story day.
    Carried,
    /// Concluded by a rule.
    Inferred,
}

/// One change of clothes of a character.
pub struct WardrobeChange(pub model::WardrobeChange);

/// One change of clothes of a character.
#[Object]
impl WardrobeChange {
    /// Character id.
    async fn character(&self) -> &str {
        &self.0.character
    }

    /// Character name.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Number of the change, from 1.
    async fn change(&self) -> u32 {
        self.0.change
    }

    /// Story day.
    async fn story_day(&self) -> Option<u32> {
        self.0.story_day
    }

    /// Ordinals of the scenes it is worn in.
    async fn scenes(&self) -> &[u32] {
        &self.0.scenes
    }

    /// Stated garments.
    async fn garments(&self) -> &[String] {
        &self.0.garments
    }

    /// Wet, bloodied, torn and so on.
    async fn conditions(&self) -> &[String] {
        &self.0.conditions
    }

    /// The next change comes in the scene right after.
    async fn quick_change(&self) -> bool {
        self.0.quick_change
    }

    /// How sure.
    async fn basis(&self) -> WardrobeBasis {
        self.0.basis.into()
    }

    /// The rule of an inference, or why a new change begins.
    async fn rule(&self) -> LocalizedText {
        LocalizedText(self.0.rule.clone())
    }

    /// Exact words.
    async fn evidence(&self) -> Vec<Evidence> {
        evidence(&self.0.evidence)
    }
}

/// What a character wears in a scene.
pub struct SceneWardrobe(pub model::SceneWardrobe);

/// What a character wears in a scene.
#[Object]
impl SceneWardrobe {
    /// Character id.
    async fn character(&self) -> &str {
        &self.0.character
    }

    /// Number of the change.
    async fn change(&self) -> u32 {
        self.0.change
    }

    /// How sure.
    async fn basis(&self) -> WardrobeBasis {
        self.0.basis.into()
    }

    /// Garments stated so far in this change.
    async fn garments(&self) -> &[String] {
        &self.0.garments
    }
}

/// A state of skin, hair or body that lasts over scenes.
pub struct MakeupState(pub model::MakeupState);

/// A state of skin, hair or body that lasts over scenes.
#[Object]
impl MakeupState {
    /// Character id.
    async fn character(&self) -> &str {
        &self.0.character
    }

    /// Character name.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The state as named in the script.
    async fn state(&self) -> &str {
        &self.0.state
    }

    /// Finer kinds.
    async fn attributes(&self) -> &[String] {
        &self.0.attributes
    }

    /// First scene.
    async fn first_scene(&self) -> u32 {
        self.0.first_scene
    }

    /// Last scene that states it.
    async fn last_stated_scene(&self) -> u32 {
        self.0.last_stated_scene
    }

    /// Ordinals of the scenes in which the state must be kept.
    async fn scenes(&self) -> &[u32] {
        &self.0.scenes
    }

    /// Exact words.
    async fn evidence(&self) -> Vec<Evidence> {
        evidence(&self.0.evidence)
    }
}
