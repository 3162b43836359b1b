//! What a slugline says: inside or outside, time of day, place and sub-places. Owns the terms; reading them is `parse::slugline`.

use serde::{Deserialize, Serialize};

use crate::text::Span;

/// Inside or outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum IntExt {
    /// Interior.
    Int,
    /// Exterior.
    Ext,
    /// Both, as in a car or a doorway.
    IntExt,
    /// Not stated.
    Unknown,
}

/// Time of day as stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TimeOfDay {
    /// Day.
    Day,
    /// Night, midnight.
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
    /// Later, moments later.
    Later,
    /// Same time.
    Same,
    /// Not stated.
    Unknown,
}

/// A place as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// White space made one, dashes trimmed; letters untouched.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A read slugline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slugline {
    /// Inside or outside.
    pub int_ext: IntExt,
    /// Time of day.
    pub time_of_day: TimeOfDay,
    /// The words that state the time.
    pub time: Option<Span>,
    /// Main place.
    pub location: Option<Place>,
    /// Rooms and parts, in the order written.
    pub sub_locations: Vec<Place>,
}

impl Slugline {
    /// A slugline that states nothing.
    #[must_use]
    pub fn unstated() -> Self {
        Self { int_ext: IntExt::Unknown, time_of_day: TimeOfDay::Unknown, time: None, location: None, sub_locations: Vec::new() }
    }
}
