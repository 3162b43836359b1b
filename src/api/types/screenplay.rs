//! Screenplays: the stored script with its parsed structure and newest results. Owns the GraphQL shape; reading rows and documents is `results`.

use async_graphql::{Context, Enum, ID, InputObject, Object};
use mashhad_engine::screenplay::document::ScreenplayDocument;

use super::breakdown::Breakdown;
use super::continuity::Continuity;
use super::date_time::DateTime;
use super::enums::{Direction, Language, PageMethod, ScreenplayFormat, Severity};
use super::job::Job;
use super::outline::{StoryOutline, outline};
use super::salience::Salience;
use super::scene::{Character, Diagnostic, Line, Scene};
use super::text::LocalizedText;
use super::view::views;
use crate::api::error::UserErrorCode;
use crate::api::global_id::{Kind, encode};
use crate::api::paging::{Page, PageArguments, page_cost, page_of};
use crate::api::query::jobs::{JobFilter, JobOrder, job_page};
use crate::api::results;
use crate::storage as rows;
use crate::storage::DocumentKind;

/// Which screenplays to return; all given conditions must hold.
#[derive(Debug, Default, InputObject)]
pub struct ScreenplayFilter {
    /// Case-insensitive part of the title.
    pub title_contains: Option<String>,
    /// Drafts of one work, see `Screenplay.workId`.
    pub work_id: Option<ID>,
}

/// Orders of screenplays, newest or first in the alphabet at the top unless turned round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "rows::ScreenplayOrder")]
pub enum ScreenplayOrder {
    /// Creation time.
    CreatedAt,
    /// Last change.
    UpdatedAt,
    /// Title.
    Title,
}

/// Direction of an ordering.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "rows::Direction")]
pub enum OrderDirection {
    /// Smallest or oldest first.
    Ascending,
    /// Largest or newest first.
    Descending,
}

/// A stored screenplay. Immutable: new text makes a new screenplay of the same work.
#[derive(Clone)]
pub struct Screenplay(pub rows::Screenplay);

impl Screenplay {
    async fn document(&self, context: &Context<'_>) -> async_graphql::Result<Option<std::sync::Arc<ScreenplayDocument>>> {
        results::newest(context, self.0.id, DocumentKind::Screenplay).await
    }

    async fn list<T: async_graphql::OutputType>(
        &self,
        context: &Context<'_>,
        arguments: PageArguments,
        read: impl Fn(&ScreenplayDocument) -> Vec<T> + Send,
    ) -> async_graphql::Result<Page<T>> {
        let document = self.document(context).await?;
        page_of(document.map(|document| read(&document)).unwrap_or_default(), arguments)
    }

    fn facts(&self) -> Option<&rows::ReadFacts> {
        match &self.0.reading {
            rows::Reading::Read(facts) => Some(facts),
            rows::Reading::Refused(_) => None,
        }
    }
}

/// A stored screenplay. Immutable: new text makes a new screenplay of the same work.
#[Object]
impl Screenplay {
    /// Global id.
    pub async fn id(&self) -> ID {
        encode(Kind::Screenplay, &self.0.id.to_string())
    }

    /// Shared by all drafts of the work.
    async fn work_id(&self) -> ID {
        encode(Kind::Work, &self.0.work.to_string())
    }

    /// The draft before this one.
    async fn previous_id(&self) -> Option<ID> {
        self.0.previous.map(|id| encode(Kind::Screenplay, &id.to_string()))
    }

    /// Title as given, else from the title page, else the file's name.
    async fn title(&self) -> &str {
        &self.0.title
    }

    /// Format that was read.
    async fn format(&self) -> Option<ScreenplayFormat> {
        self.facts().map(|facts| facts.format.into())
    }

    /// Language of the script.
    async fn language(&self) -> Option<Language> {
        self.facts().map(|facts| facts.language.into())
    }

    /// Writing direction.
    async fn direction(&self) -> Option<Direction> {
        self.facts().map(|facts| facts.language.direction().into())
    }

    /// Why the file was refused; null for a screenplay that was read.
    async fn refusal(&self) -> Option<Refusal> {
        match &self.0.reading {
            rows::Reading::Read(_) => None,
            rows::Reading::Refused(refusal) => Some(Refusal(refusal.clone())),
        }
    }

    /// SHA-256 of the file, hexadecimal.
    async fn content_hash(&self) -> &str {
        &self.0.content_hash
    }

    /// Length of the text in UTF-16 code units.
    async fn length(&self) -> i64 {
        self.facts().map_or(0, |facts| facts.length)
    }

    /// Length in eighths of a page.
    async fn eighths(&self) -> i64 {
        self.facts().map_or(0, |facts| facts.eighths)
    }

    /// How page lengths were obtained.
    async fn page_method(&self, context: &Context<'_>) -> async_graphql::Result<Option<PageMethod>> {
        Ok(self.document(context).await?.map(|document| document.pages.method.into()))
    }

    /// Number of scenes.
    async fn scene_count(&self) -> i64 {
        self.facts().map_or(0, |facts| facts.scenes)
    }

    /// The text that all offsets refer to, or a part of it.
    async fn text(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "First UTF-16 code unit.", default = 0)] start: u32,
        #[graphql(desc = "One past the last UTF-16 code unit; the end of the text when absent.")] end: Option<u32>,
    ) -> async_graphql::Result<Option<String>> {
        let document = self.document(context).await?;
        Ok(document.as_ref().and_then(|document| document.text.as_deref()).map(|text| slice_utf16(text, start, end)))
    }

    /// Scenes in script order.
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    async fn scenes(
        &self,
        context: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> async_graphql::Result<Page<Scene>> {
        let document = self.document(context).await?;
        let of = |document: &std::sync::Arc<ScreenplayDocument>| {
            (0..document.scenes.len()).map(|index| Scene { screenplay: self.0.id.to_string(), document: document.clone(), index }).collect()
        };
        page_of(document.as_ref().map(of).unwrap_or_default(), PageArguments { first, after, last, before })
    }

    /// Lines in script order.
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    async fn lines(
        &self,
        context: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> async_graphql::Result<Page<Line>> {
        self.list(context, PageArguments { first, after, last, before }, |document| document.lines.iter().cloned().map(Line).collect())
            .await
    }

    /// Characters in order of first appearance.
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    async fn characters(
        &self,
        context: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> async_graphql::Result<Page<Character>> {
        self.list(context, PageArguments { first, after, last, before }, |document| {
            document.characters.iter().cloned().map(Character).collect()
        })
        .await
    }

    /// Notes of the technical read, in text order.
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    async fn diagnostics(
        &self,
        context: &Context<'_>,
        min_severity: Option<Severity>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> async_graphql::Result<Page<Diagnostic>> {
        let least = min_severity.map(mashhad_engine::screenplay::Severity::from);
        let wanted = move |document: &ScreenplayDocument| {
            let notes = document.diagnostics.iter().filter(|note| least.is_none_or(|least| note.severity >= least));
            notes.cloned().map(Diagnostic).collect()
        };
        self.list(context, PageArguments { first, after, last, before }, wanted).await
    }

    /// The newest breakdown.
    async fn breakdown(&self, context: &Context<'_>) -> async_graphql::Result<Option<Breakdown>> {
        Ok(results::newest(context, self.0.id, DocumentKind::Breakdown).await?.map(|document| Breakdown { document }))
    }

    /// The newest salience analysis.
    async fn salience(&self, context: &Context<'_>) -> async_graphql::Result<Option<Salience>> {
        Ok(results::newest(context, self.0.id, DocumentKind::Salience).await?.map(|document| Salience { document }))
    }

    /// The newest continuity check.
    async fn continuity(&self, context: &Context<'_>) -> async_graphql::Result<Option<Continuity>> {
        Ok(results::newest(context, self.0.id, DocumentKind::Continuity).await?.map(|document| Continuity { document }))
    }

    /// The story in one paragraph, from the newest breakdown and salience.
    async fn outline(&self, context: &Context<'_>) -> async_graphql::Result<Option<StoryOutline>> {
        let breakdown = results::newest(context, self.0.id, DocumentKind::Breakdown).await?;
        let salience = results::newest(context, self.0.id, DocumentKind::Salience).await?;
        Ok(outline(breakdown.as_deref(), salience.as_deref()))
    }

    /// Jobs on this screenplay, newest first.
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    async fn jobs(
        &self,
        context: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> async_graphql::Result<Page<Job>> {
        let filter = JobFilter { screenplay_id: Some(encode(Kind::Screenplay, &self.0.id.to_string())), ..JobFilter::default() };
        job_page(context, filter, JobOrder::CreatedAt, OrderDirection::Descending, PageArguments { first, after, last, before }).await
    }

    /// When it was stored.
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// When its title or lineage last changed.
    async fn updated_at(&self) -> DateTime {
        DateTime(self.0.updated_at)
    }
}

views! {
    /// Why a file is no screenplay, what was seen in it and what its owner can do.
    Refusal(mashhad_engine::Refusal) as "Refusal" {
        /// Stable code.
        code: UserErrorCode = |it| it.code.into();
        /// What to tell the user, remedy included.
        message: LocalizedText = |it| LocalizedText(it.message.clone());
    }
}

fn slice_utf16(text: &str, start: u32, end: Option<u32>) -> String {
    let from = start as usize;
    let count = end.map_or(usize::MAX, |end| (end as usize).saturating_sub(from));
    let units: Vec<u16> = text.encode_utf16().skip(from).take(count).collect();
    String::from_utf16_lossy(&units)
}

#[cfg(test)]
mod tests {
    use super::slice_utf16;

    #[test]
    fn text_is_sliced_as_javascript_does() {
        assert_eq!(slice_utf16("أب😀ج", 1, Some(4)), "ب😀");
        assert_eq!(slice_utf16("أب", 1, None), "ب");
        assert_eq!(slice_utf16("أب", 5, Some(2)), "");
    }
}
