//! Closed sets of the screenplay model as GraphQL enums. Owns the mirror of each engine enum; a missing member does not compile.

use async_graphql::Enum;
use mashhad_engine as engine;
use mashhad_engine::screenplay as model;

/// Formats that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "engine::Format")]
pub enum ScreenplayFormat {
    /// Plain text.
    Plain,
    /// Fountain 1.1.
    Fountain,
    /// Final Draft XML.
    Fdx,
    /// Word.
    Docx,
    /// PDF with a text layer.
    Pdf,
}

/// Language of a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "engine::Language")]
pub enum Language {
    /// Arabic.
    Ar,
    /// English.
    En,
}

/// Writing direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "engine::Direction")]
pub enum Direction {
    /// Right to left.
    Rtl,
    /// Left to right.
    Ltr,
}

/// Inside or outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "IntExt", remote = "model::IntExt")]
pub enum Setting {
    /// Interior.
    Int,
    /// Exterior.
    Ext,
    /// Both.
    IntExt,
    /// Not stated.
    Unknown,
}

/// Time of day as stated in a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "model::TimeOfDay")]
pub enum TimeOfDay {
    /// Day.
    Day,
    /// Night.
    Night,
    /// Dawn, sunrise.
    Dawn,
    /// Morning.
    Morning,
    /// Noon.
    Noon,
    /// Afternoon.
    Afternoon,
    /// Dusk, sunset.
    Dusk,
    /// Evening.
    Evening,
    /// Continuous with the scene before.
    Continuous,
    /// Later.
    Later,
    /// Same time.
    Same,
    /// Not stated.
    Unknown,
}

/// What sets a scene apart from the present of the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "model::SceneFlag")]
pub enum SceneFlag {
    /// The past.
    Flashback,
    /// The future.
    Flashforward,
    /// Dream, vision.
    Dream,
    /// Montage.
    Montage,
    /// Intercut.
    Intercut,
    /// Kept number of a removed scene.
    Omitted,
    /// No heading of its own.
    Implicit,
}

/// Type of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "model::LineType")]
pub enum LineType {
    /// Title page.
    TitlePage,
    /// Slugline.
    SceneHeading,
    /// Action.
    Action,
    /// Cue.
    Character,
    /// Direction inside a speech.
    Parenthetical,
    /// Speech.
    Dialogue,
    /// Transition.
    Transition,
    /// Shot.
    Shot,
    /// Lyrics.
    Lyrics,
    /// Section.
    Section,
    /// Synopsis.
    Synopsis,
    /// Note.
    Note,
    /// Page break.
    PageBreak,
    /// Centred text.
    Centered,
    /// Page furniture.
    Meta,
}

/// How a character is in a scene.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "model::PresenceKind")]
pub enum PresenceKind {
    /// Only talked about.
    Mentioned,
    /// In the action, without a word.
    Silent,
    /// Speaks.
    Speaks,
}

/// Where a voice comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "Voice", remote = "model::Voice")]
pub enum VoiceSource {
    /// In the picture.
    OnCamera,
    /// Voice over.
    VoiceOver,
    /// Off screen.
    OffScreen,
    /// Through a telephone, radio or screen.
    Filtered,
}

/// How page lengths were obtained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "model::PageMethod")]
pub enum PageMethod {
    /// Read from FDX.
    MeasuredFdx,
    /// Measured on PDF pages.
    MeasuredPdf,
    /// Estimated from lines.
    EstimatedLines,
}

/// How much a note, alert or finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "model::Severity")]
pub enum Severity {
    /// Good to know.
    Info,
    /// Should be looked at.
    Warning,
    /// Will go wrong on set.
    Error,
}
