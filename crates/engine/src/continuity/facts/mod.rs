//! Facts: what the script states about somebody or something, each with its words. Owns the types, the list of extractors and the store;
//! what contradicts what is decided in `rules`. What is spoken is a claim, never a fact: its source says so.

mod age;
mod appearance;
mod captions;
mod claims;
mod clothes;
mod condition;
mod counts;
mod custody;
mod entrance;
mod hair;
mod injury;
mod knowledge;
mod life;
mod props;
mod set_state;
mod setting;
mod sky;
mod vehicles;
mod whereabouts;
mod years;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::entities::{NounPhrase, Nouns, People};
use super::lexicon::lexicon;
use super::reading::{Found, Matching, Reading, Sentence, Source};
use crate::screenplay::{CharacterIndex, Screenplay};
use crate::text::Span;

/// What a fact is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Subject {
    /// A character.
    Person(CharacterIndex),
    /// A thing, by its key.
    Thing(String),
    /// The place of the scene.
    Scene,
}

/// Which property a fact states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Attribute {
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

/// The stated value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Value {
    /// A word of a closed list.
    Word(&'static str),
    /// Lowest and highest number of years.
    Years(u32, u32),
    /// Body part, side (`L`, `R`), kind of injury.
    Injury(&'static str, &'static str, &'static str),
    /// Slot (body, top, outer, bottom), garment, colour (may be empty).
    Garment(&'static str, &'static str, &'static str),
    /// Days from the day of speaking, day of the week from Monday.
    Weekday(i32, i32),
    /// What it is, which number.
    Number(String, u32),
    /// A feature and its value.
    Feature(&'static str, &'static str),
    /// What is learnt or said about whom.
    About(&'static str, CharacterIndex),
    /// Words as written.
    Text(String),
}

/// Whether the fact says that it is so or that it has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Polarity {
    /// It is so from here on.
    Begins,
    /// It is no longer so, or the opposite holds.
    Ends,
}

/// One fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fact {
    pub(crate) subject: Subject,
    pub(crate) attribute: Attribute,
    pub(crate) value: Value,
    pub(crate) polarity: Polarity,
    pub(crate) source: Source,
    pub(crate) scene: usize,
    pub(crate) span: Span,
    /// The thing, where there is one.
    pub(crate) thing: Option<NounPhrase>,
    /// Who speaks, for claims.
    pub(crate) speaker: Option<CharacterIndex>,
}

/// What an extractor sees of one scene.
pub(crate) struct Scope<'a> {
    pub(crate) screenplay: &'a Screenplay,
    pub(crate) people: &'a People,
    pub(crate) reading: &'a Reading,
    pub(crate) matching: Matching,
    pub(crate) nouns: Nouns,
    pub(crate) scene: usize,
}

/// One extractor; each has its file.
type Extractor = fn(&Scope<'_>, &mut Vec<Fact>);

/// All extractors.
const EXTRACTORS: &[Extractor] = &[
    age::extract,
    appearance::extract,
    captions::extract,
    claims::extract,
    clothes::extract,
    condition::extract,
    counts::extract,
    custody::extract,
    entrance::extract,
    hair::extract,
    injury::extract,
    knowledge::extract,
    life::extract,
    props::extract,
    set_state::extract,
    setting::extract,
    sky::extract,
    vehicles::extract,
    whereabouts::extract,
    years::extract,
];

impl<'a> Scope<'a> {
    /// Sentences of action in the scene.
    pub(crate) fn action(&self) -> impl Iterator<Item = &'a Sentence> + use<'a> {
        self.reading.scene(self.scene).iter().filter(|sentence| sentence.source == Source::Action)
    }

    /// Sentences of speech in the scene.
    pub(crate) fn speech(&self) -> impl Iterator<Item = &'a Sentence> + use<'a> {
        self.reading.scene(self.scene).iter().filter(|sentence| sentence.source == Source::Dialogue)
    }

    /// Whose phrase it is, see [`Reading::subject`].
    pub(crate) fn who(&self, sentence: &Sentence, found: &Found) -> Option<CharacterIndex> {
        self.reading
            .subject(sentence, found, |word| self.matching.lexicon.is("unnamed", &word.text) && !self.people.is_name_word(&word.text))
    }

    /// A fact of action.
    pub(crate) fn fact(&self, subject: Subject, attribute: Attribute, value: Value, span: Span) -> Fact {
        Fact {
            subject,
            attribute,
            value,
            polarity: Polarity::Begins,
            source: Source::Action,
            scene: self.scene,
            span,
            thing: None,
            speaker: None,
        }
    }
}

/// All facts of the script in the order of their words.
#[derive(Debug, Default)]
pub(crate) struct Facts(Vec<Fact>);

impl Facts {
    /// One pass over each scene, scenes in parallel, order kept.
    pub(crate) fn extract(screenplay: &Screenplay, people: &People, reading: &Reading) -> Self {
        let language = screenplay.language;
        let matching = Matching { lexicon: lexicon(language), language };
        let nouns = Nouns { lexicon: lexicon(language), language };
        let of_scene = |scene: usize| {
            let scope = Scope { screenplay, people, reading, matching, nouns, scene };
            let mut facts = Vec::new();
            for extract in EXTRACTORS {
                extract(&scope, &mut facts);
            }
            facts.sort_by_key(|fact| (fact.span, fact.attribute));
            facts
        };
        Self((0..screenplay.scenes.len()).into_par_iter().flat_map_iter(of_scene).collect())
    }

    /// All facts.
    pub(crate) fn all(&self) -> &[Fact] {
        &self.0
    }

    /// Facts that state a property, in order.
    pub(crate) fn of(&self, attribute: Attribute) -> impl Iterator<Item = &Fact> {
        self.0.iter().filter(move |fact| fact.attribute == attribute)
    }

    /// Facts about a character's property, in order.
    pub(crate) fn about(&self, person: CharacterIndex, attribute: Attribute) -> impl Iterator<Item = &Fact> {
        self.of(attribute).filter(move |fact| fact.subject == Subject::Person(person))
    }

    /// Facts of a property in a scene.
    pub(crate) fn within(&self, scene: usize, attribute: Attribute) -> impl Iterator<Item = &Fact> {
        self.of(attribute).filter(move |fact| fact.scene == scene)
    }
}
