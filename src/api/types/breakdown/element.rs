//! Elements of one scene and things of the whole script. Owns their GraphQL shape.

use async_graphql::{Enum, Object};
use mashhad_engine::breakdown::document as model;

use super::category::Category;
use crate::api::types::text::{Evidence, evidence};

/// Where an element comes from, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "model::Provenance")]
pub enum Provenance {
    /// A person entered or confirmed it here.
    Human,
    /// A person tagged it in the file.
    Imported,
    /// A rule of the engine.
    Rule,
    /// A language model, grounded in the text.
    Model,
}

/// A production element of one scene.
pub struct Element(pub model::Element);

/// A production element of one scene.
#[Object]
impl Element {
    /// Id within the result: `e12.3` is the third element of the twelfth scene.
    async fn key(&self) -> &str {
        &self.0.id
    }

    /// Category.
    async fn category(&self) -> Category {
        self.0.category.into()
    }

    /// Name in the script's language.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// How many, where the text says; null for a crowd without a number.
    async fn quantity(&self) -> Option<u32> {
        self.0.quantity
    }

    /// Finer kinds (`HANDLED`, `HERO`, `WEAPON` …).
    async fn attributes(&self) -> &[String] {
        &self.0.attributes
    }

    /// The text states it; otherwise it is only implied.
    async fn explicit(&self) -> bool {
        self.0.explicit
    }

    /// Of elements shown with this number about this share is right, as measured.
    async fn confidence(&self) -> f64 {
        self.0.confidence.get()
    }

    /// Where it comes from.
    async fn provenance(&self) -> Provenance {
        self.0.provenance.into()
    }

    /// Detectors that found it, joined by `+`.
    async fn detector(&self) -> &str {
        &self.0.detector
    }

    /// Other readings, heaviest first, until a person decides.
    async fn alternatives(&self) -> Vec<AlternativeReading> {
        self.0.alternatives.iter().cloned().map(AlternativeReading).collect()
    }

    /// Id of the character, for cast members.
    async fn character(&self) -> Option<&str> {
        self.0.character.as_deref()
    }

    /// Id of the thing across scenes, see `ScriptElement.key`.
    async fn thing(&self) -> Option<&str> {
        self.0.script_element.as_deref()
    }

    /// Exact words, in text order.
    async fn evidence(&self) -> Vec<Evidence> {
        evidence(&self.0.evidence)
    }
}

/// Another category that the words allow.
pub struct AlternativeReading(model::AlternativeReading);

/// Another category that the words allow.
#[Object]
impl AlternativeReading {
    /// Category.
    async fn category(&self) -> Category {
        self.0.category.into()
    }

    /// Share of belief, 0..1.
    async fn weight(&self) -> f64 {
        self.0.weight.get()
    }
}

/// One thing of the whole script: the envelope that is given, hidden and burnt is one.
pub struct ScriptElement(pub model::ScriptElement);

/// One thing of the whole script: the envelope that is given, hidden and burnt is one.
#[Object]
impl ScriptElement {
    /// Id within the result (`t1` …).
    async fn key(&self) -> &str {
        &self.0.id
    }

    /// Category of most of its scenes.
    async fn category(&self) -> Category {
        self.0.category.into()
    }

    /// The fullest name stated.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Every name it is written with.
    async fn names(&self) -> &[String] {
        &self.0.names
    }

    /// Attributes of all its scenes.
    async fn attributes(&self) -> &[String] {
        &self.0.attributes
    }

    /// The largest number stated.
    async fn quantity(&self) -> Option<u32> {
        self.0.quantity
    }

    /// Ordinals of its scenes, ascending.
    async fn scenes(&self) -> &[u32] {
        &self.0.scenes
    }

    /// Ids of the characters that carry, own or wear it.
    async fn carriers(&self) -> &[String] {
        &self.0.carriers
    }

    /// Ids of the scene elements, in script order.
    async fn elements(&self) -> &[String] {
        &self.0.elements
    }
}
