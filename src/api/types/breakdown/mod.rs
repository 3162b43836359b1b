//! Breakdown results: sheets, elements, things across the script, wardrobe, make-up, alerts, patterns. Owns their GraphQL shape; the facts are the
//! engine's (`mashhad_engine::breakdown::document`).

pub mod alert;
pub mod category;
pub mod element;
pub mod sheet;
pub mod wardrobe;

use std::sync::Arc;

use async_graphql::{InputObject, Object};
use mashhad_engine::breakdown::document as model;

pub use alert::{Alert, AlertFamily};
pub use category::{Category, CategoryInfo};
pub use element::{Element, ScriptElement};
pub use sheet::{BreakdownSheet, SceneRelation};
pub use wardrobe::{MakeupState, WardrobeChange};

use super::enums::Severity;
use crate::api::paging::{Page, PageArguments, page_cost, page_of};

/// Which elements to return; all given conditions must hold.
#[derive(Debug, Default, InputObject)]
pub struct ElementFilter {
    /// Any of these categories.
    categories: Option<Vec<Category>>,
    /// Id of a character (`c1` …): cast entries of that character.
    character: Option<String>,
    /// Scene ordinals.
    scenes: Option<Vec<u32>>,
    /// At least this confident, 0..1.
    min_confidence: Option<f64>,
    /// Leave out what is only implied.
    explicit_only: Option<bool>,
}

impl ElementFilter {
    fn admits(&self, ordinal: u32, element: &model::Element) -> bool {
        self.categories.as_ref().is_none_or(|wanted| wanted.iter().any(|category| *category == Category::from(element.category)))
            && self.character.as_ref().is_none_or(|wanted| element.character.as_ref() == Some(wanted))
            && self.scenes.as_ref().is_none_or(|wanted| wanted.contains(&ordinal))
            && self.min_confidence.is_none_or(|least| element.confidence.get() >= least)
            && (element.explicit || !self.explicit_only.unwrap_or(false))
    }
}

/// The breakdown of a script.
#[derive(Clone)]
pub struct Breakdown {
    /// The stored document.
    pub document: Arc<model::BreakdownDocument>,
}

/// The breakdown of a script.
#[Object]
impl Breakdown {
    /// Sheets in script order.
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    async fn sheets(
        &self,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> async_graphql::Result<Page<BreakdownSheet>> {
        let sheets = (0..self.document.scenes.len()).map(|index| BreakdownSheet { document: self.document.clone(), index }).collect();
        page_of(sheets, PageArguments { first, after, last, before })
    }

    /// The sheet of one scene, by ordinal.
    async fn sheet(&self, ordinal: u32) -> Option<BreakdownSheet> {
        let index = self.document.scenes.iter().position(|scene| scene.ordinal == ordinal)?;
        Some(BreakdownSheet { document: self.document.clone(), index })
    }

    /// Elements of all scenes, in script order.
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    async fn elements(
        &self,
        filter: Option<ElementFilter>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> async_graphql::Result<Page<Element>> {
        let filter = filter.unwrap_or_default();
        let scenes = self.document.scenes.iter();
        let elements =
            scenes.flat_map(|scene| scene.elements.iter().filter(|element| filter.admits(scene.ordinal, element)).cloned().map(Element));
        page_of(elements.collect(), PageArguments { first, after, last, before })
    }

    /// Distinct things of the whole script, by category, then first appearance.
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    async fn things(
        &self,
        categories: Option<Vec<Category>>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> async_graphql::Result<Page<ScriptElement>> {
        let wanted = |thing: &&model::ScriptElement| {
            categories.as_ref().is_none_or(|wanted| wanted.iter().any(|category| *category == thing.category.into()))
        };
        let things = self.document.elements.iter().filter(wanted).cloned().map(ScriptElement).collect();
        page_of(things, PageArguments { first, after, last, before })
    }

    /// Alerts of all scenes, in script order.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a Relay connection with a filter")]
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    async fn alerts(
        &self,
        families: Option<Vec<AlertFamily>>,
        min_severity: Option<Severity>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> async_graphql::Result<Page<Alert>> {
        let least = min_severity.map(mashhad_engine::screenplay::Severity::from);
        let wanted = |alert: &&model::Alert| {
            families.as_ref().is_none_or(|wanted| wanted.iter().any(|family| *family == alert.family.into()))
                && least.is_none_or(|least| alert.severity >= least)
        };
        let alerts = self.document.scenes.iter().flat_map(|scene| &scene.alerts).filter(wanted).cloned().map(Alert).collect();
        page_of(alerts, PageArguments { first, after, last, before })
    }

    /// Changes of clothes, in order of character, then change number.
    async fn wardrobe(&self) -> Vec<WardrobeChange> {
        self.document.wardrobe.iter().cloned().map(WardrobeChange).collect()
    }

    /// Make-up and hair states, in order of character, then first scene.
    async fn makeup(&self) -> Vec<MakeupState> {
        self.document.makeup.iter().cloned().map(MakeupState).collect()
    }

    /// What scenes share, as edges of a graph.
    async fn relations(&self) -> Vec<SceneRelation> {
        self.document.relations.iter().cloned().map(SceneRelation).collect()
    }

    /// Labels, ids and colours of all categories.
    async fn categories(&self) -> Vec<CategoryInfo> {
        self.document.categories.iter().cloned().map(CategoryInfo).collect()
    }
}
