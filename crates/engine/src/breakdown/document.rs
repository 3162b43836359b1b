//! The `breakdown` part of the analysis document: contract types only. Owns the JSON shape; nothing is decided here.

use serde::{Deserialize, Serialize};

use super::Category;
use super::department::Department;
use crate::document::Score;
use crate::evidence::Evidence;
use crate::language::Bilingual;
use crate::screenplay::{Eighths, IntExt, SceneFlag, Severity, TimeOfDay};

/// Breakdown of a script.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BreakdownDocument {
    /// One sheet for each scene, in script order.
    pub scenes: Vec<SceneBreakdown>,
    /// Distinct things of the whole script, by category, then first appearance.
    pub elements: Vec<ScriptElement>,
    /// Wardrobe of each character by story day, in order of character, then change number.
    pub wardrobe: Vec<WardrobeChange>,
    /// Make-up and hair states of each character, in order of character, then first scene.
    pub makeup: Vec<MakeupState>,
    /// What scenes share, in order of the earlier, then the later scene.
    pub relations: Vec<SceneRelation>,
    /// Category labels, ids and colours that a client needs to draw a sheet.
    pub categories: Vec<CategoryDocument>,
}

impl BreakdownDocument {
    /// Sheets that are not linked yet: what only the whole script knows is empty.
    #[must_use]
    pub fn unlinked(scenes: Vec<SceneBreakdown>) -> Self {
        Self {
            scenes,
            elements: Vec::new(),
            wardrobe: Vec::new(),
            makeup: Vec::new(),
            relations: Vec::new(),
            categories: super::sheet::categories(),
        }
    }
}

/// What a client needs to know about a category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CategoryDocument {
    /// The category.
    pub category: Category,
    /// Universal Category Identification.
    pub ucid: u16,
    /// Final Draft `CatId`.
    pub fdx_id: String,
    /// Label.
    pub label: Bilingual,
    /// Screen colour, `#RRGGBB`.
    pub colour: String,
    /// Paper mark colour, `#RRGGBB`.
    pub paper_colour: String,
}

/// Breakdown sheet of one scene.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SceneBreakdown {
    /// One-based position of the scene.
    pub ordinal: u32,
    /// Head of the sheet.
    pub sheet: SheetHeader,
    /// One-line synopsis; absent when the scene has no sentence that can carry one.
    pub synopsis: Option<Synopsis>,
    /// Share of the sheet's fields that are filled.
    pub completeness: Score,
    /// Fields that are empty, with the reason.
    pub missing: Vec<MissingField>,
    /// Share of elements that more than one detector agrees on.
    pub agreement: Score,
    /// Elements in the order of category, then first evidence.
    pub elements: Vec<Element>,
    /// What each character wears here, in order of character.
    pub wardrobe: Vec<SceneWardrobe>,
    /// Clearance, safety and permission alerts, most severe first, then by place.
    pub alerts: Vec<Alert>,
    /// Hints for departments, in the order of kind.
    pub patterns: Vec<Pattern>,
}

/// Head fields of a breakdown sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SheetHeader {
    /// Printed scene number.
    pub number: Option<String>,
    /// Inside or outside.
    pub int_ext: IntExt,
    /// Set: place and sub-places as written, joined by ` – `.
    pub set: Option<String>,
    /// Time of day.
    pub time_of_day: TimeOfDay,
    /// Day of the story.
    pub story_day: Option<u32>,
    /// Length.
    pub eighths: Eighths,
    /// Length as production writes it, `1 2/8`.
    pub pages: String,
    /// Estimated screen time in seconds: one page a minute.
    pub seconds: u32,
    /// Strip on the board: `INT_DAY`, `EXT_DAY`, `INT_NIGHT`, `EXT_NIGHT`, `DAWN_DUSK`, `UNSTATED`.
    pub strip: String,
    /// Colour of the strip, `#RRGGBB`.
    pub strip_colour: String,
    /// Flashback, dream and so on.
    pub flags: Vec<SceneFlag>,
    /// Number of cast members.
    pub cast: u32,
    /// Stated heads of background; groups without a number are not counted.
    pub background: u32,
}

/// A synopsis taken from sentences of the scene.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Synopsis {
    /// 50 to 200 characters where the scene has so many; in the script's language.
    pub text: String,
    /// The sentences.
    pub evidence: Vec<Evidence>,
}

/// A field of the sheet that is empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingField {
    /// Name of the field (`timeOfDay`, `storyDay`, `synopsis`, …).
    pub field: String,
    /// Why it is empty.
    pub reason: Bilingual,
}

/// Where an element comes from, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
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

/// One element of one scene.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Element {
    /// `e12.3`: the third element of the twelfth scene; unique in the document, and untouched by what changes in other scenes.
    pub id: String,
    /// Category.
    pub category: Category,
    /// Name in the script's language, without article.
    pub name: String,
    /// How many, where the text says or grammar shows it; absent for a crowd without a number.
    pub quantity: Option<u32>,
    /// Finer kinds, upper case, ascending (`HANDLED`, `HERO`, `WEAPON`, `VOICE_OVER` …).
    pub attributes: Vec<String>,
    /// The text states it; otherwise it is only implied.
    pub explicit: bool,
    /// Share of elements shown with this number that are right, as measured (`calibration.tsv`).
    pub confidence: Score,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Detectors that found it, joined by `+`.
    pub detector: String,
    /// Other readings with their weights, heaviest first, until a person decides.
    pub alternatives: Vec<AlternativeReading>,
    /// Character id, for cast members.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub character: Option<String>,
    /// Ids of the characters that carry, own or wear it, in text order.
    pub carriers: Vec<String>,
    /// Id of the thing across scenes (`t1`, …), see [`ScriptElement`].
    pub script_element: Option<String>,
    /// Exact words, in text order.
    pub evidence: Vec<Evidence>,
}

/// Another category that the words allow.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AlternativeReading {
    /// Category.
    pub category: Category,
    /// Share of belief.
    pub weight: Score,
}

/// One thing of the whole script.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ScriptElement {
    /// `t1`, `t2`, ….
    pub id: String,
    /// Category of most of its scenes.
    pub category: Category,
    /// The fullest name stated.
    pub name: String,
    /// Every name it is written with, ascending.
    pub names: Vec<String>,
    /// Attributes of all its scenes, ascending; `HERO` for a prop that recurs in other hands or scenes.
    pub attributes: Vec<String>,
    /// The largest number stated.
    pub quantity: Option<u32>,
    /// Ordinals of its scenes, ascending.
    pub scenes: Vec<u32>,
    /// First scene.
    pub first_scene: u32,
    /// Last scene.
    pub last_scene: u32,
    /// Ids of the characters that carry, own or wear it, in order of first evidence.
    pub carriers: Vec<String>,
    /// Ids of the scene elements, in script order.
    pub elements: Vec<String>,
}

/// How sure the text makes a piece of clothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum WardrobeBasis {
    /// The scene says it.
    Stated,
    /// Carried over from an earlier scene of the same story day.
    Carried,
    /// Concluded by the rule named in `rule`.
    Inferred,
}

/// One change of clothes of a character.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WardrobeChange {
    /// Character id.
    pub character: String,
    /// Character name.
    pub name: String,
    /// Change number of this character, from 1.
    pub change: u32,
    /// Story day.
    pub story_day: Option<u32>,
    /// Ordinals of the scenes it is worn in, ascending.
    pub scenes: Vec<u32>,
    /// Stated garments, in text order.
    pub garments: Vec<String>,
    /// `WET`, `BLOODIED`, `TORN`, `BURNT`, `DIRTY`, ascending.
    pub conditions: Vec<String>,
    /// The next change comes in the scene right after the last one of this change.
    pub quick_change: bool,
    /// How sure.
    pub basis: WardrobeBasis,
    /// Rule of an inference, or why a new change begins.
    pub rule: Bilingual,
    /// Words that state garments and conditions.
    pub evidence: Vec<Evidence>,
}

/// What a character wears in a scene.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SceneWardrobe {
    /// Character id.
    pub character: String,
    /// Change number, see [`WardrobeChange`].
    pub change: u32,
    /// How sure.
    pub basis: WardrobeBasis,
    /// Garments stated so far in this change.
    pub garments: Vec<String>,
}

/// A state of skin, hair or body that lasts over scenes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MakeupState {
    /// Character id.
    pub character: String,
    /// Character name.
    pub name: String,
    /// The state as named in the script.
    pub state: String,
    /// Attributes (`WOUND`, `BLOOD`, `CAST`, `HAIR`, …), ascending.
    pub attributes: Vec<String>,
    /// First scene.
    pub first_scene: u32,
    /// Last scene that states it.
    pub last_stated_scene: u32,
    /// Ordinals of the scenes of this character between, where the state must be kept, ascending.
    pub scenes: Vec<u32>,
    /// Words that state it.
    pub evidence: Vec<Evidence>,
}

/// Kind of an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the names are the clearance report's own headings")]
pub enum AlertKind {
    RealPerson,
    Brand,
    Song,
    FilmOrTvClip,
    Artwork,
    Book,
    PhoneNumber,
    LicencePlate,
    Address,
    UrlOrHandle,
    RealInstitution,
    RecognisablePlace,
    SecurityServices,
    Uniform,
    Religion,
    Minor,
    Drugs,
    AlcoholOrSmoking,
    Weapon,
    Stunt,
    Fire,
    Water,
    Animal,
    Vehicle,
    Height,
    Crowd,
    Intimacy,
    Drone,
    Strobe,
}

/// What a kind of alert is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AlertFamily {
    /// Rights of others.
    Clearance,
    /// Leave of an authority.
    Permission,
    /// Life and limb.
    Safety,
}

/// Something to check; never a legal advice and never "cleared".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Alert {
    /// Family.
    pub family: AlertFamily,
    /// Kind.
    pub kind: AlertKind,
    /// How much it matters.
    pub severity: Severity,
    /// Who usually handles it.
    pub department: Department,
    /// The name or thing, as written.
    pub subject: String,
    /// What and why.
    pub message: Bilingual,
    /// What to do.
    pub action: Bilingual,
    /// Detector id.
    pub detector: String,
    /// Where.
    pub evidence: Vec<Evidence>,
}

/// Kind of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the names say it")]
pub enum PatternKind {
    NightExterior,
    DrivingShot,
    Crowd,
    Playback,
    PhoneCall,
    ScreenInsert,
    Rain,
    StairsOrHeights,
    Minors,
    Intimacy,
    Weapons,
    Fire,
    Water,
    Animals,
    PrayerOrReligiousPlace,
    PoliceOrArmy,
}

/// A hint for departments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pattern {
    /// Kind.
    pub kind: PatternKind,
    /// Who should read it.
    pub departments: Vec<Department>,
    /// What to prepare.
    pub note: Bilingual,
    /// The line that triggers it.
    pub evidence: Vec<Evidence>,
}

/// Why two scenes belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
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
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SceneRelation {
    /// Ordinal of the earlier scene.
    pub from: u32,
    /// Ordinal of the later scene.
    pub to: u32,
    /// Kind.
    pub kind: RelationKind,
    /// Ids of the shared characters or things, or the place, ascending.
    pub shared: Vec<String>,
}
