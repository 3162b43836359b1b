//! What a rule sees: the script, its facts, days, places and people, and the questions that every rule asks (same reality, tied scenes,
//! time between). Owns these shared notions, so that a rule stays short and all rules keep silent in the same situations.

use std::collections::BTreeMap;

use super::entities::{People, Places};
use super::facts::{Attribute, Fact, Facts, Polarity, Subject};
use super::lexicon::{Lexicon, lexicon};
use super::reading::{Reading, Source};
use crate::screenplay::heading_time::{Band, Link, band_of, link_of};
use crate::screenplay::story_day::{self, Certainty, DayReading};
use crate::screenplay::{CharacterIndex, Presence, PresenceKind, Scene, SceneFlag, Screenplay, Speech, Voice};
use crate::text::Span;

/// The whole case.
pub(crate) struct Case<'a> {
    pub(crate) screenplay: &'a Screenplay,
    pub(crate) people: People,
    pub(crate) places: Places,
    pub(crate) reading: Reading,
    pub(crate) facts: Facts,
    pub(crate) days: Vec<DayReading>,
    pub(crate) lexicon: &'static Lexicon,
    links: Vec<(Link, Option<Span>)>,
    /// Scenes in which each word of the script stands outside of headings and cues; built for the spelling rules.
    pub(crate) words: BTreeMap<String, u32>,
}

impl<'a> Case<'a> {
    /// Reads everything once.
    pub(crate) fn new(screenplay: &'a Screenplay) -> Self {
        let people = People::new(screenplay);
        let reading = Reading::new(screenplay, &people);
        let facts = Facts::extract(screenplay, &people, &reading);
        let mut words = BTreeMap::new();
        for word in reading.all().flat_map(|sentence| &sentence.words) {
            *words.entry(word.text.clone()).or_insert(0) += 1;
        }
        Self {
            places: Places::new(screenplay),
            days: story_day::derive(screenplay, &story_day::pins(screenplay)),
            links: screenplay.scenes.iter().map(|scene| link_of(screenplay, scene)).collect(),
            lexicon: lexicon(screenplay.language),
            screenplay,
            people,
            reading,
            facts,
            words,
        }
    }

    /// Scene by position.
    pub(crate) fn scene(&self, at: usize) -> Option<&'a Scene> {
        self.screenplay.scenes.get(at)
    }

    /// Number of scenes.
    pub(crate) fn count(&self) -> usize {
        self.screenplay.scenes.len()
    }

    /// All characters that are certainly one person.
    pub(crate) fn persons(&self) -> impl Iterator<Item = CharacterIndex> + '_ {
        (0..self.screenplay.characters.len())
            .filter_map(|at| u32::try_from(at).ok().map(CharacterIndex))
            .filter(|character| !self.people.is_generic(*character))
    }

    /// How a scene is tied to the one before, with the words.
    pub(crate) fn link(&self, at: usize) -> (Link, Option<Span>) {
        self.links.get(at).copied().unwrap_or((Link::None, None))
    }

    /// Whether the scene follows the one before without a break, in the same reality.
    pub(crate) fn follows(&self, at: usize) -> bool {
        at > 0 && matches!(self.link(at).0, Link::Continuous | Link::Moments) && self.same_track(at - 1, at)
    }

    /// Whether all scenes from `a` (excluded) to `b` follow without a break.
    pub(crate) fn chained(&self, a: usize, b: usize) -> bool {
        a < b && (a + 1..=b).all(|at| self.follows(at))
    }

    /// Whether a scene follows an earlier one directly, or by scenes that follow without a break.
    pub(crate) fn chained_or_next(&self, a: usize, b: usize) -> bool {
        a + 1 == b || (a < b && self.chained(a, b - 1))
    }

    /// Whether the scene is kept as OMITTED.
    pub(crate) fn omitted(&self, at: usize) -> bool {
        self.scene(at).is_some_and(|scene| scene.flags.contains(&SceneFlag::Omitted))
    }

    /// Stated band of the day.
    pub(crate) fn band(&self, at: usize) -> Option<Band> {
        self.scene(at).and_then(|scene| band_of(scene.slugline.time_of_day))
    }

    /// Day or night; dawn and evening are neither.
    pub(crate) fn is_light(&self, at: usize) -> Option<bool> {
        match self.band(at)? {
            Band::Morning | Band::Day | Band::Afternoon => Some(true),
            Band::Night => Some(false),
            Band::Dawn | Band::Evening => None,
        }
    }

    /// Whether both scenes are in one reality (present, or the same flashback) and no years lie between.
    pub(crate) fn same_track(&self, a: usize, b: usize) -> bool {
        match (self.days.get(a), self.days.get(b)) {
            (Some(one), Some(other)) => one.track == other.track && one.era == other.era && !self.is_montage(a) && !self.is_montage(b),
            _ => false,
        }
    }

    /// Whether both scenes are on one story day, as far as that is known.
    pub(crate) fn same_day(&self, a: usize, b: usize) -> bool {
        match (self.days.get(a), self.days.get(b)) {
            (Some(one), Some(other)) => one.day == other.day && self.same_track(a, b),
            _ => false,
        }
    }

    /// Whether no scene between `a` (excluded) and `b` (included) has an uncertain day.
    pub(crate) fn surely_same_day(&self, a: usize, b: usize) -> bool {
        let certain = |at: usize| self.days.get(at).is_some_and(|day| day.certainty > Certainty::Uncertain);
        self.same_day(a, b) && (a + 1..=b).all(certain)
    }

    /// Story days between two scenes of one track; flashbacks count as one day.
    pub(crate) fn days_between(&self, a: usize, b: usize) -> Option<u32> {
        let (one, other) = (self.days.get(a)?, self.days.get(b)?);
        self.same_track(a, b).then(|| other.day.unwrap_or(0).abs_diff(one.day.unwrap_or(0)))
    }

    /// Montages and series of shots.
    pub(crate) fn is_montage(&self, at: usize) -> bool {
        self.scene(at).is_some_and(|scene| scene.flags.iter().any(|flag| matches!(flag, SceneFlag::Montage | SceneFlag::Omitted)))
    }

    /// Flashbacks, dreams, montages: nothing of the plain present.
    pub(crate) fn is_apart(&self, at: usize) -> bool {
        self.days.get(at).is_none_or(|day| day.track != 0) || self.is_montage(at)
    }

    /// First speech of a character in a scene that is in the picture as far as the cue says.
    pub(crate) fn speaks(&self, at: usize, person: CharacterIndex) -> Option<&'a Speech> {
        self.scene(at)?.speeches.iter().find(|speech| speech.character == person && speech.voice == Voice::OnCamera)
    }

    /// A character in a scene.
    pub(crate) fn presence(&self, at: usize, person: CharacterIndex) -> Option<&'a Presence> {
        self.scene(at)?.presence.iter().find(|presence| presence.character == person)
    }

    /// In the picture: speaks on camera.
    pub(crate) fn on_camera(&self, at: usize, person: CharacterIndex) -> bool {
        self.presence(at, person).is_some_and(|presence| presence.kind == PresenceKind::Speaks) && self.speaks(at, person).is_some()
    }

    /// Whether a telephone, radio or screen is in use in a scene.
    pub(crate) fn on_the_line(&self, at: usize) -> bool {
        self.facts.within(at, Attribute::Line).any(|fact| fact.source != Source::Dialogue)
    }

    /// Whether the property of a person ends (healed, returned, revived) between two scenes, both included.
    pub(crate) fn ended(&self, person: CharacterIndex, attribute: Attribute, after: &Fact, until: usize) -> bool {
        self.facts.of(attribute).any(|fact| {
            fact.polarity == Polarity::Ends
                && fact.scene <= until
                && (fact.scene > after.scene || (fact.scene == after.scene && fact.span.start >= after.span.start))
                && (fact.subject == Subject::Person(person)
                    || (fact.subject == Subject::Scene && self.presence(fact.scene, person).is_some()))
        })
    }

    /// Name of a person.
    pub(crate) fn name(&self, person: CharacterIndex) -> String {
        self.people.name(person).to_owned()
    }

    /// Span of a speech with its cue.
    pub(crate) fn speech_span(speech: &Speech) -> Span {
        speech.dialogue.first().map_or(speech.cue, |line| speech.cue.cover(*line))
    }

    /// Printed number of a scene, or its ordinal.
    pub(crate) fn number(&self, at: usize) -> String {
        self.scene(at).and_then(|scene| scene.number.clone()).unwrap_or_else(|| (at + 1).to_string())
    }

    /// Heading of a scene.
    pub(crate) fn heading(&self, at: usize) -> Span {
        self.scene(at).map_or(Span::new(0, 0), |scene| scene.heading)
    }

    /// Id of a scene that survives drafts.
    pub(crate) fn id(&self, at: usize) -> String {
        self.scene(at).map(|scene| scene.id.clone()).unwrap_or_default()
    }

    /// Two or more year cards or three or more stretches of flashback: the order of the script is not the order of the story.
    pub(crate) fn is_non_linear(&self) -> bool {
        self.days.iter().map(|day| day.track).max().unwrap_or(0) >= 3 || self.days.iter().map(|day| day.era).max().unwrap_or(0) >= 2
    }
}
