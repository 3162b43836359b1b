//! Closed sets of the continuity check. Owns the mirror of each engine enum.

use async_graphql::Enum;
use mashhad_engine::continuity as engine;
use mashhad_engine::continuity::document as model;
use mashhad_engine::screenplay::story_day;

/// Facts and questions are different things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "model::FindingClass")]
pub enum FindingClass {
    /// Two explicit statements cannot both hold.
    Conflict,
    /// Needs the writer's word.
    Question,
    /// One thing in more than one form.
    HouseStyle,
}

/// What a fact is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "model::Attribute")]
pub enum FactAttribute {
    /// Dead or alive.
    Life,
    /// Departed, locked up, back.
    Whereabouts,
    /// Age in years.
    Age,
    /// Family relation that a speaker claims.
    Relation,
    /// Eye and hair colour and other lasting features.
    Appearance,
    /// Wound, cast, bandage with its side.
    Injury,
    /// Garment and colour.
    Clothes,
    /// Clothes are changed.
    ClothesChange,
    /// Wet, bloody, dirty, or clean again.
    Condition,
    /// Beard and hair.
    Hair,
    /// Something is destroyed, or whole and in use.
    PropState,
    /// Something changes hands or is lost.
    Custody,
    /// Number of things.
    Count,
    /// Door, window, light of a place.
    SetState,
    /// Vehicle wrecked or driven.
    Vehicle,
    /// Sunlight or moonlight.
    Light,
    /// Rain, snow, clear sky.
    Weather,
    /// Season or feast.
    Season,
    /// Under the open sky or under a roof.
    Setting,
    /// Somebody enters or leaves.
    Entrance,
    /// A telephone or screen is in use.
    Line,
    /// Date on the screen.
    Date,
    /// Day of the week that a speaker claims.
    Weekday,
    /// Greeting by the time of day.
    Greeting,
    /// Time words of a speaker (last night, this morning).
    TimeClaim,
    /// Room, flat, flight number.
    Label,
    /// Age that a speaker claims for himself.
    AgeClaim,
    /// Year of birth that a speaker claims.
    BirthClaim,
    /// How many years something has lasted, as a speaker claims.
    SpanClaim,
    /// Somebody learns something about another person.
    Learns,
    /// Somebody says something about another person.
    Says,
}

/// Whether a state begins or ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "model::Polarity")]
pub enum FactPolarity {
    /// It is so from here on.
    Begins,
    /// It is no longer so, or the opposite holds.
    Ends,
}

/// Where a fact is stated; dialogue counts as a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "model::Source")]
pub enum FactSource {
    /// A heading.
    Heading,
    /// Action.
    Action,
    /// A cue.
    Cue,
    /// A direction inside a speech.
    Parenthetical,
    /// Spoken words: what somebody says, true or not.
    Dialogue,
}

/// How sure a story day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "story_day::Certainty")]
pub enum StoryDayCertainty {
    /// Two places, no shared cast, no word about time.
    Uncertain,
    /// Follows from the parts of the day.
    Likely,
    /// The script or a person says so.
    Stated,
}

/// Why a scene plays on its story day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "story_day::DayReason")]
pub enum StoryDayReason {
    /// First scene of the story.
    Start,
    /// A person has set the day.
    Person,
    /// A label such as DAY 3 or D3 in the heading.
    Label,
    /// A caption or heading says how much time has passed.
    Elapsed,
    /// A caption gives another date than before.
    Date,
    /// The heading ties the scene to the one before.
    Link,
    /// The time of day goes on or stays.
    SameDay,
    /// The time of day goes backwards, so a night lies between.
    NewDay,
    /// Flashback, flash-forward or dream: outside of the count.
    Apart,
    /// Nothing is stated.
    Carried,
}

/// Groups of continuity rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "ContinuityRuleGroup", remote = "engine::RuleGroup")]
pub enum RuleGroup {
    /// Names, lives, ages, relations, wardrobe and make-up.
    Characters,
    /// Names and kinds of places, travel.
    Locations,
    /// Things, sets and vehicles.
    Props,
    /// Day and night, days, dates, weather, numbers of scenes.
    Timeline,
}

/// How sure a rule must be to speak up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "ContinuityStrictness", remote = "engine::Strictness")]
pub enum Strictness {
    /// Only rules whose findings are right at least three times in four.
    Lenient,
    /// Every rule that is on by default.
    Standard,
    /// Also rules that are off by default.
    Strict,
}
