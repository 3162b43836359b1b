//! Element categories. Owns the GraphQL mirror of the engine's enum and its facts.

use async_graphql::{Enum, Object};
use mashhad_engine::breakdown as model;
use mashhad_engine::breakdown::document::CategoryDocument;

use crate::api::types::text::LocalizedText;

/// Category of a production element (Universal Category Identification).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "ElementCategory", remote = "model::Category")]
pub enum Category {
    /// Characters with a part.
    CastMembers,
    /// Crowds and unnamed people.
    BackgroundActors,
    /// Action that needs a stunt coordinator.
    Stunts,
    /// Picture vehicles.
    Vehicles,
    /// Objects that somebody touches or uses.
    Props,
    /// Practical effects on set.
    SpecialEffects,
    /// Clothes, jewellery, glasses.
    Wardrobe,
    /// Make-up, hair, wounds.
    MakeupHair,
    /// Animals on camera.
    Animals,
    /// Handlers of animals.
    AnimalWranglers,
    /// Camera department.
    Camera,
    /// Music.
    Music,
    /// Sounds from off or as playback.
    Sound,
    /// Art department.
    ArtDepartment,
    /// Furniture and objects that nobody handles.
    SetDressing,
    /// Plants.
    Greenery,
    /// Security.
    Security,
    /// Equipment beyond the usual package.
    SpecialEquipment,
    /// Hands beyond the usual crew.
    AdditionalLabor,
    /// Effects made in post-production.
    VisualEffects,
    /// Rigs and moving parts.
    MechanicalEffects,
    /// Notes of the production.
    Notes,
    /// Anything else that must be prepared.
    Miscellaneous,
}

/// Label, ids and colours of a category.
pub struct CategoryInfo(pub CategoryDocument);

/// Label, ids and colours of a category.
#[Object]
impl CategoryInfo {
    /// The category.
    async fn category(&self) -> Category {
        self.0.category.into()
    }

    /// Universal Category Identification.
    async fn ucid(&self) -> u16 {
        self.0.ucid
    }

    /// Final Draft category id.
    async fn fdx_id(&self) -> &str {
        &self.0.fdx_id
    }

    /// Label.
    async fn label(&self) -> LocalizedText {
        LocalizedText(self.0.label.clone())
    }

    /// Screen colour, `#RRGGBB`.
    async fn colour(&self) -> &str {
        &self.0.colour
    }

    /// Paper mark colour, `#RRGGBB`.
    async fn paper_colour(&self) -> &str {
        &self.0.paper_colour
    }
}
