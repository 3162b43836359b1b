//! The `screenplay` part of the analysis document: contract types and their making from the model. Owns the JSON shape
//! (docs/en/analysis-document.md), nothing is decided here.

use serde::{Deserialize, Serialize};

use super::{Eighths, IntExt, LineType, PageMethod, Presence, PresenceKind, Scene, SceneFlag, Screenplay, Severity, TimeOfDay, Voice};
use crate::evidence::Quoter;
use crate::language::{Bilingual, Direction, Language};
use crate::parse::Format;
use crate::text::Span;

/// The screenplay as the contract shows it; offsets are UTF-16 code units of `text`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the fields are documented once, in the model and in the contract")]
pub struct ScreenplayDocument {
    pub title: Option<String>,
    pub format: Format,
    pub language: Language,
    pub direction: Direction,
    pub length: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    pub pages: PagesDocument,
    pub scenes: Vec<SceneDocument>,
    pub lines: Vec<LineDocument>,
    pub characters: Vec<CharacterDocument>,
    pub diagnostics: Vec<DiagnosticDocument>,
}

/// Page length with its method.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are documented once, in the model and in the contract")]
pub struct PagesDocument {
    pub eighths: Eighths,
    pub method: PageMethod,
}

/// One scene.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the fields are documented once, in the model and in the contract")]
pub struct SceneDocument {
    pub id: String,
    pub ordinal: u32,
    pub number: Option<String>,
    pub start: u32,
    pub end: u32,
    pub heading: HeadingDocument,
    pub int_ext: IntExt,
    pub time_of_day: TimeOfDay,
    pub time_text: Option<String>,
    pub location: Option<String>,
    pub sub_locations: Vec<String>,
    pub story_day: Option<u32>,
    pub eighths: Eighths,
    pub flags: Vec<SceneFlag>,
    pub speaking: Vec<String>,
    pub presence: Vec<PresenceDocument>,
    pub inferred: Vec<String>,
}

/// The heading lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are documented once, in the model and in the contract")]
pub struct HeadingDocument {
    pub start: u32,
    pub end: u32,
    pub text: String,
}

/// One line of the element stream.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are documented once, in the model and in the contract")]
pub struct LineDocument {
    pub start: u32,
    pub end: u32,
    #[serde(rename = "type")]
    pub kind: LineType,
}

/// A character in a scene: `voice` is where the voice of the first speech comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are documented once, in the model and in the contract")]
pub struct PresenceDocument {
    pub character: String,
    pub kind: PresenceKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voice: Option<Voice>,
    pub words: u32,
}

/// One character; `id` is `c1`, `c2`, … in order of first appearance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are documented once, in the model and in the contract")]
pub struct CharacterDocument {
    pub id: String,
    pub name: String,
    pub aliases: Vec<String>,
    pub scenes: Vec<u32>,
    pub speeches: u32,
    pub words: u32,
    pub suggestions: Vec<SuggestionDocument>,
}

/// A name that may belong to the same person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are documented once, in the model and in the contract")]
pub struct SuggestionDocument {
    pub name: String,
    pub reason: Bilingual,
}

/// A note of the technical read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are documented once, in the model and in the contract")]
pub struct DiagnosticDocument {
    pub code: String,
    pub severity: Severity,
    pub start: u32,
    pub end: u32,
    pub message: Bilingual,
}

/// Printed id of a character.
#[must_use]
pub fn character_id(index: super::CharacterIndex) -> String {
    format!("c{}", index.0 + 1)
}

impl ScreenplayDocument {
    /// The document of a screenplay; the text is included only where the caller may see it.
    #[must_use]
    pub fn new(screenplay: &Screenplay, with_text: bool) -> Self {
        let quoter = Quoter::new(screenplay);
        let (_, length) = quoter.offsets(Span::new(0, screenplay.text.len()));
        Self {
            title: screenplay.title.clone(),
            format: screenplay.format,
            language: screenplay.language,
            direction: screenplay.language.direction(),
            length,
            text: with_text.then(|| screenplay.text.clone()),
            pages: PagesDocument { eighths: screenplay.pages, method: screenplay.page_method },
            scenes: screenplay.scenes.iter().map(|scene| scene_document(screenplay, scene, &quoter)).collect(),
            lines: screenplay
                .lines
                .iter()
                .map(|line| offsets(&quoter, line.span, |start, end| LineDocument { start, end, kind: line.kind }))
                .collect(),
            characters: characters(screenplay),
            diagnostics: screenplay
                .diagnostics
                .iter()
                .map(|note| {
                    offsets(&quoter, note.span, |start, end| DiagnosticDocument {
                        code: note.code.to_owned(),
                        severity: note.severity,
                        start,
                        end,
                        message: note.message.clone(),
                    })
                })
                .collect(),
        }
    }
}

fn offsets<T>(quoter: &Quoter<'_>, span: Span, make: impl FnOnce(u32, u32) -> T) -> T {
    let (start, end) = quoter.offsets(span);
    make(start, end)
}

fn scene_document(screenplay: &Screenplay, scene: &Scene, quoter: &Quoter<'_>) -> SceneDocument {
    let (start, end) = quoter.offsets(scene.span);
    let heading = quoter.quote(scene.heading);
    let slugline = &scene.slugline;
    SceneDocument {
        id: scene.id.clone(),
        ordinal: scene.index.ordinal(),
        number: scene.number.clone(),
        start,
        end,
        heading: HeadingDocument { start: heading.start, end: heading.end, text: heading.excerpt },
        int_ext: slugline.int_ext,
        time_of_day: slugline.time_of_day,
        time_text: slugline.time.map(|span| screenplay.slice(span).to_owned()),
        location: slugline.location.as_ref().map(|place| place.text.clone()),
        sub_locations: slugline.sub_locations.iter().map(|place| place.text.clone()).collect(),
        story_day: scene.story_day,
        eighths: scene.eighths,
        flags: scene.flags.clone(),
        speaking: scene.speaking().into_iter().map(str::to_owned).collect(),
        presence: scene.presence.iter().map(|presence| presence_document(scene, presence)).collect(),
        inferred: scene.inferred.iter().map(|field| (*field).to_owned()).collect(),
    }
}

fn presence_document(scene: &Scene, presence: &Presence) -> PresenceDocument {
    let voice = scene.speeches.iter().find(|speech| speech.character == presence.character).map(|speech| speech.voice);
    PresenceDocument { character: character_id(presence.character), kind: presence.kind, voice, words: presence.words }
}

fn characters(screenplay: &Screenplay) -> Vec<CharacterDocument> {
    let document = |(at, character): (usize, &super::Character)| CharacterDocument {
        id: format!("c{}", at + 1),
        name: character.name.clone(),
        aliases: character.aliases.clone(),
        scenes: character.scenes.iter().map(|scene| scene.ordinal()).collect(),
        speeches: character.speeches,
        words: character.words,
        suggestions: character
            .suggestions
            .iter()
            .map(|suggestion| SuggestionDocument { name: suggestion.name.clone(), reason: suggestion.reason.clone() })
            .collect(),
    };
    screenplay.characters.iter().enumerate().map(document).collect()
}
