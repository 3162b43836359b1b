//! Scenes, lines, characters and notes of a parsed screenplay. Owns their GraphQL shape; the facts are the engine's.

use std::sync::Arc;

use async_graphql::{ID, Object};
use mashhad_engine::screenplay::document as model;

use super::enums::{LineType, PresenceKind, SceneFlag, Setting, Severity, TimeOfDay, VoiceSource};
use super::text::{LocalizedText, TextSpan};
use crate::api::global_id::{Kind, encode};

/// A scene together with the script it belongs to.
#[derive(Clone)]
pub struct Scene {
    /// Local id of the screenplay.
    pub screenplay: String,
    /// The whole parsed script; shared by all its scenes.
    pub document: Arc<model::ScreenplayDocument>,
    /// Zero-based position.
    pub index: usize,
}

impl Scene {
    fn facts(&self) -> Option<&model::SceneDocument> {
        self.document.scenes.get(self.index)
    }

    fn of<T>(&self, read: impl Fn(&model::SceneDocument) -> T) -> async_graphql::Result<T> {
        self.facts().map(read).ok_or_else(|| crate::api::error::error(crate::api::error::ErrorCode::Internal))
    }
}

/// A scene: one heading and what follows it.
#[Object]
impl Scene {
    /// Global id.
    pub async fn id(&self) -> ID {
        encode(Kind::Scene, &format!("{}/{}", self.screenplay, self.index + 1))
    }

    /// Stable across drafts of the same work.
    async fn stable_id(&self) -> async_graphql::Result<String> {
        self.of(|scene| scene.id.clone())
    }

    /// Position in the script, from 1.
    async fn ordinal(&self) -> async_graphql::Result<u32> {
        self.of(|scene| scene.ordinal)
    }

    /// Number as printed, for example `12A` or `١٢أ`.
    async fn number(&self) -> async_graphql::Result<Option<String>> {
        self.of(|scene| scene.number.clone())
    }

    /// Heading as written.
    async fn heading(&self) -> async_graphql::Result<String> {
        self.of(|scene| scene.heading.text.clone())
    }

    /// Where the scene stands in the text.
    async fn span(&self) -> async_graphql::Result<TextSpan> {
        self.of(|scene| TextSpan { start: scene.start, end: scene.end })
    }

    /// Inside or outside.
    async fn int_ext(&self) -> async_graphql::Result<Setting> {
        self.of(|scene| scene.int_ext.into())
    }

    /// Time of day.
    async fn time_of_day(&self) -> async_graphql::Result<TimeOfDay> {
        self.of(|scene| scene.time_of_day.into())
    }

    /// The words that state the time.
    async fn time_text(&self) -> async_graphql::Result<Option<String>> {
        self.of(|scene| scene.time_text.clone())
    }

    /// Main place as written.
    async fn location(&self) -> async_graphql::Result<Option<String>> {
        self.of(|scene| scene.location.clone())
    }

    /// Rooms and parts of the place, in the order written.
    async fn sub_locations(&self) -> async_graphql::Result<Vec<String>> {
        self.of(|scene| scene.sub_locations.clone())
    }

    /// Day of the story, from 1; derived, or set by a person (`storyDaysSet`), and then `inferred` does not name it.
    async fn story_day(&self) -> async_graphql::Result<Option<u32>> {
        self.of(|scene| scene.story_day)
    }

    /// Length in eighths of a page.
    async fn eighths(&self) -> async_graphql::Result<u32> {
        self.of(|scene| scene.eighths.0)
    }

    /// Length as production writes it, for example `1 2/8`.
    async fn pages(&self) -> async_graphql::Result<String> {
        self.of(|scene| scene.eighths.to_string())
    }

    /// Flashback, dream, montage and so on.
    async fn flags(&self) -> async_graphql::Result<Vec<SceneFlag>> {
        self.of(|scene| scene.flags.iter().copied().map(Into::into).collect())
    }

    /// Names of those who speak, as written, in order of first speech.
    async fn speaking(&self) -> async_graphql::Result<Vec<String>> {
        self.of(|scene| scene.speaking.clone())
    }

    /// Who is in the scene and how.
    async fn presence(&self) -> async_graphql::Result<Vec<Presence>> {
        self.of(|scene| scene.presence.iter().cloned().map(Presence).collect())
    }

    /// Names of the fields that were derived instead of stated.
    async fn inferred(&self) -> async_graphql::Result<Vec<String>> {
        self.of(|scene| scene.inferred.clone())
    }
}

/// A character in a scene.
pub struct Presence(model::PresenceDocument);

/// A character in a scene.
#[Object(name = "ScenePresence")]
impl Presence {
    /// Id of the character within the script, see `Character.key`.
    async fn character(&self) -> &str {
        &self.0.character
    }

    /// How the character is there.
    async fn kind(&self) -> PresenceKind {
        self.0.kind.into()
    }

    /// Where the voice comes from; null for those who do not speak.
    async fn voice(&self) -> Option<VoiceSource> {
        self.0.voice.map(Into::into)
    }

    /// Spoken words.
    async fn words(&self) -> u32 {
        self.0.words
    }
}

/// One non-blank line of the script.
pub struct Line(pub model::LineDocument);

/// One non-blank line of the script.
#[Object(name = "ScriptLine")]
impl Line {
    /// Type.
    #[graphql(name = "type")]
    async fn kind(&self) -> LineType {
        self.0.kind.into()
    }

    /// Where.
    async fn span(&self) -> TextSpan {
        TextSpan { start: self.0.start, end: self.0.end }
    }
}

/// A character of the script.
pub struct Character(pub model::CharacterDocument);

/// A character of the script.
#[Object]
impl Character {
    /// Id within the script (`c1`, `c2` …), in order of first appearance.
    async fn key(&self) -> &str {
        &self.0.id
    }

    /// Fullest name stated.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Other spellings that are certainly the same person.
    async fn aliases(&self) -> &[String] {
        &self.0.aliases
    }

    /// Ordinals of the scenes in which the character speaks or is silently present.
    async fn scenes(&self) -> &[u32] {
        &self.0.scenes
    }

    /// Number of speeches.
    async fn speeches(&self) -> u32 {
        self.0.speeches
    }

    /// Spoken words.
    async fn words(&self) -> u32 {
        self.0.words
    }

    /// Names that may be the same person; a person decides.
    async fn suggestions(&self) -> Vec<AliasSuggestion> {
        self.0.suggestions.iter().cloned().map(AliasSuggestion).collect()
    }
}

/// A name that may belong to the same person.
pub struct AliasSuggestion(model::SuggestionDocument);

/// A name that may belong to the same person.
#[Object]
impl AliasSuggestion {
    /// The other name.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Why it may be the same.
    async fn reason(&self) -> LocalizedText {
        LocalizedText(self.0.reason.clone())
    }
}

/// A note of the technical read: what looks wrong in the form of the script and how to mend it.
pub struct Diagnostic(pub model::DiagnosticDocument);

/// A note of the technical read: what looks wrong in the form of the script and how to mend it.
#[Object]
impl Diagnostic {
    /// Stable code.
    async fn code(&self) -> &str {
        &self.0.code
    }

    /// How much it matters.
    async fn severity(&self) -> Severity {
        self.0.severity.into()
    }

    /// Where.
    async fn span(&self) -> TextSpan {
        TextSpan { start: self.0.start, end: self.0.end }
    }

    /// What and how to mend it.
    async fn message(&self) -> LocalizedText {
        LocalizedText(self.0.message.clone())
    }
}
