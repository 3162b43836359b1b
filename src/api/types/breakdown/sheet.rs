//! The breakdown sheet of one scene and the graph between scenes. Owns their GraphQL shape.

use std::sync::Arc;

use async_graphql::{Enum, Object};
use mashhad_engine::breakdown::document as model;

use super::alert::{Alert, Pattern};
use super::element::Element;
use super::wardrobe::SceneWardrobe;
use crate::api::error::{ErrorCode, error};
use crate::api::types::enums::{SceneFlag, Setting, TimeOfDay};
use crate::api::types::text::{Evidence, LocalizedText, evidence};

/// The sheet of one scene.
#[derive(Clone)]
pub struct BreakdownSheet {
    /// The whole breakdown; shared by all sheets.
    pub document: Arc<model::BreakdownDocument>,
    /// Position in it.
    pub index: usize,
}

impl BreakdownSheet {
    fn of<T>(&self, read: impl Fn(&model::SceneBreakdown) -> T) -> async_graphql::Result<T> {
        self.document.scenes.get(self.index).map(read).ok_or_else(|| error(ErrorCode::Internal))
    }
}

/// The sheet of one scene.
#[Object]
impl BreakdownSheet {
    /// Position of the scene, from 1.
    async fn ordinal(&self) -> async_graphql::Result<u32> {
        self.of(|scene| scene.ordinal)
    }

    /// Head of the sheet.
    async fn header(&self) -> async_graphql::Result<SheetHeader> {
        self.of(|scene| SheetHeader(scene.sheet.clone()))
    }

    /// One-line synopsis, taken from sentences of the scene.
    async fn synopsis(&self) -> async_graphql::Result<Option<Synopsis>> {
        self.of(|scene| scene.synopsis.clone().map(Synopsis))
    }

    /// Share of the sheet's fields that are filled, 0..1.
    async fn completeness(&self) -> async_graphql::Result<f64> {
        self.of(|scene| scene.completeness.get())
    }

    /// Fields that are empty and why.
    async fn missing(&self) -> async_graphql::Result<Vec<MissingField>> {
        self.of(|scene| scene.missing.iter().cloned().map(MissingField).collect())
    }

    /// Share of elements that more than one detector agrees on, 0..1.
    async fn agreement(&self) -> async_graphql::Result<f64> {
        self.of(|scene| scene.agreement.get())
    }

    /// Elements in the order of category, then first evidence.
    async fn elements(&self) -> async_graphql::Result<Vec<Element>> {
        self.of(|scene| scene.elements.iter().cloned().map(Element).collect())
    }

    /// What each character wears here.
    async fn wardrobe(&self) -> async_graphql::Result<Vec<SceneWardrobe>> {
        self.of(|scene| scene.wardrobe.iter().cloned().map(SceneWardrobe).collect())
    }

    /// Clearance, permission and safety alerts, most severe first.
    async fn alerts(&self) -> async_graphql::Result<Vec<Alert>> {
        self.of(|scene| scene.alerts.iter().cloned().map(Alert).collect())
    }

    /// Hints for departments.
    async fn patterns(&self) -> async_graphql::Result<Vec<Pattern>> {
        self.of(|scene| scene.patterns.iter().cloned().map(Pattern).collect())
    }
}

/// Head fields of a sheet.
pub struct SheetHeader(model::SheetHeader);

/// Head fields of a sheet.
#[Object]
impl SheetHeader {
    /// Printed scene number.
    async fn number(&self) -> Option<&str> {
        self.0.number.as_deref()
    }

    /// Inside or outside.
    async fn int_ext(&self) -> Setting {
        self.0.int_ext.into()
    }

    /// Set: place and sub-places as written.
    #[graphql(name = "set")]
    async fn set_name(&self) -> Option<&str> {
        self.0.set.as_deref()
    }

    /// Time of day.
    async fn time_of_day(&self) -> TimeOfDay {
        self.0.time_of_day.into()
    }

    /// Day of the story.
    async fn story_day(&self) -> Option<u32> {
        self.0.story_day
    }

    /// Length in eighths of a page.
    async fn eighths(&self) -> u32 {
        self.0.eighths.0
    }

    /// Length as production writes it, `1 2/8`.
    async fn pages(&self) -> &str {
        &self.0.pages
    }

    /// Estimated screen time in seconds.
    async fn seconds(&self) -> u32 {
        self.0.seconds
    }

    /// Strip on the board: `INT_DAY`, `EXT_DAY`, `INT_NIGHT`, `EXT_NIGHT`, `DAWN_DUSK`, `UNSTATED`.
    async fn strip(&self) -> &str {
        &self.0.strip
    }

    /// Colour of the strip, `#RRGGBB`.
    async fn strip_colour(&self) -> &str {
        &self.0.strip_colour
    }

    /// Flashback, dream and so on.
    async fn flags(&self) -> Vec<SceneFlag> {
        self.0.flags.iter().copied().map(Into::into).collect()
    }

    /// Number of cast members.
    async fn cast(&self) -> u32 {
        self.0.cast
    }

    /// Stated heads of background.
    async fn background(&self) -> u32 {
        self.0.background
    }
}

/// A synopsis with the sentences it was taken from.
pub struct Synopsis(model::Synopsis);

/// A synopsis with the sentences it was taken from.
#[Object]
impl Synopsis {
    /// The synopsis in the script's language.
    async fn text(&self) -> &str {
        &self.0.text
    }

    /// The sentences.
    async fn evidence(&self) -> Vec<Evidence> {
        evidence(&self.0.evidence)
    }
}

/// A field of the sheet that is empty.
pub struct MissingField(model::MissingField);

/// A field of the sheet that is empty.
#[Object]
impl MissingField {
    /// Name of the field.
    async fn field(&self) -> &str {
        &self.0.field
    }

    /// Why it is empty.
    async fn reason(&self) -> LocalizedText {
        LocalizedText(self.0.reason.clone())
    }
}

/// Why two scenes belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "SceneRelationKind", remote = "model::RelationKind")]
pub enum RelationKind {
    /// The same characters.
    SharedCast,
    /// The same thing.
    SharedProp,
    /// The same place.
    SamePlace,
    /// Consecutive on the same story day.
    SameStoryDay,
    /// A thing is planted in the earlier and used in the later scene.
    PlantAndPayOff,
}

/// An edge of the scene graph.
pub struct SceneRelation(pub model::SceneRelation);

/// An edge of the scene graph.
#[Object]
impl SceneRelation {
    /// Ordinal of the earlier scene.
    async fn from(&self) -> u32 {
        self.0.from
    }

    /// Ordinal of the later scene.
    async fn to(&self) -> u32 {
        self.0.to
    }

    /// Kind.
    async fn kind(&self) -> RelationKind {
        self.0.kind.into()
    }

    /// Ids of the shared characters or things, or the place.
    async fn shared(&self) -> &[String] {
        &self.0.shared
    }
}
