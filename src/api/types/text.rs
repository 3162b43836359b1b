//! Texts and quotations: what every analysis object is made of. Owns the GraphQL side of `Bilingual`, `Quote` and `Evidence`.

use async_graphql::{Context, Object};
use mashhad_engine as engine;

use crate::api::authorize::language;

/// A text in both languages.
pub struct LocalizedText(pub engine::Bilingual);

/// A text in both languages.
#[Object]
impl LocalizedText {
    /// In the language that Accept-Language prefers; English by default.
    async fn text(&self, context: &Context<'_>) -> &str {
        self.0.get(language(context))
    }

    /// Arabic.
    async fn ar(&self) -> &str {
        &self.0.ar
    }

    /// English.
    async fn en(&self) -> &str {
        &self.0.en
    }
}

/// A half-open range of the screenplay's text in UTF-16 code units: `text.slice(start, end) === excerpt` in JavaScript.
pub struct TextSpan {
    /// First code unit.
    pub start: u32,
    /// One past the last code unit.
    pub end: u32,
}

/// A half-open range of the screenplay's text in UTF-16 code units: `text.slice(start, end) === excerpt` in JavaScript.
#[Object]
impl TextSpan {
    /// First UTF-16 code unit, from 0.
    async fn start(&self) -> u32 {
        self.start
    }

    /// One past the last UTF-16 code unit.
    async fn end(&self) -> u32 {
        self.end
    }
}

/// Exact words of the script that support a statement.
pub struct Evidence(pub engine::Evidence);

/// Exact words of the script that support a statement.
#[Object]
impl Evidence {
    /// First UTF-16 code unit, from 0.
    async fn start(&self) -> u32 {
        self.0.quote.start
    }

    /// One past the last UTF-16 code unit.
    async fn end(&self) -> u32 {
        self.0.quote.end
    }

    /// The words themselves.
    async fn excerpt(&self) -> &str {
        &self.0.quote.excerpt
    }

    /// Why they count.
    async fn rationale(&self) -> LocalizedText {
        LocalizedText(self.0.rationale.clone())
    }
}

/// Wraps a list of evidence.
pub(super) fn evidence(list: &[engine::Evidence]) -> Vec<Evidence> {
    list.iter().cloned().map(Evidence).collect()
}
