//! Alerts and patterns. Owns their GraphQL shape and the mirrors of their closed sets.

use async_graphql::{Enum, Object};
use mashhad_engine::breakdown as breakdown_model;
use mashhad_engine::breakdown::document as model;

use crate::api::types::enums::Severity;
use crate::api::types::text::{Evidence, LocalizedText, evidence};

/// What an alert is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "model::AlertFamily")]
pub enum AlertFamily {
    /// Rights of others.
    Clearance,
    /// Leave of an authority.
    Permission,
    /// Life and limb.
    Safety,
}

/// Kind of an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "model::AlertKind")]
pub enum AlertKind {
    /// A real person's name or likeness.
    RealPerson,
    /// A brand or product.
    Brand,
    /// A song or its words.
    Song,
    /// A clip of a film or programme.
    FilmOrTvClip,
    /// A work of art.
    Artwork,
    /// A book, poem or quotation.
    Book,
    /// A telephone number.
    PhoneNumber,
    /// A licence plate.
    LicencePlate,
    /// An address.
    Address,
    /// A web address or handle.
    UrlOrHandle,
    /// A real institution.
    RealInstitution,
    /// A recognisable place.
    RecognisablePlace,
    /// Security services and state bodies.
    SecurityServices,
    /// Uniforms of police or army.
    Uniform,
    /// Religion and places of worship.
    Religion,
    /// A minor on set.
    Minor,
    /// Drugs.
    Drugs,
    /// Alcohol or smoking.
    AlcoholOrSmoking,
    /// A weapon.
    Weapon,
    /// A stunt.
    Stunt,
    /// Fire.
    Fire,
    /// Water.
    Water,
    /// An animal.
    Animal,
    /// A moving vehicle.
    Vehicle,
    /// Heights.
    Height,
    /// A crowd.
    Crowd,
    /// Intimacy.
    Intimacy,
    /// A drone.
    Drone,
    /// Strobe light.
    Strobe,
}

/// A department of the production.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "breakdown_model::Department")]
pub enum Department {
    /// Production.
    Production,
    /// Direction.
    Direction,
    /// Legal.
    Legal,
    /// Locations.
    Locations,
    /// Casting.
    Casting,
    /// Camera.
    Camera,
    /// Lighting.
    Lighting,
    /// Sound.
    Sound,
    /// Music.
    Music,
    /// Art department.
    Art,
    /// Props.
    Props,
    /// Wardrobe.
    Wardrobe,
    /// Make-up and hair.
    Makeup,
    /// Stunts.
    Stunts,
    /// Armoury.
    Armoury,
    /// Special effects.
    SpecialEffects,
    /// Visual effects.
    VisualEffects,
    /// Animals.
    Animals,
    /// Transport.
    Transport,
    /// Safety.
    Safety,
}

/// Something to check; never legal advice, never "cleared".
pub struct Alert(pub model::Alert);

/// Something to check; never legal advice, never "cleared".
#[Object]
impl Alert {
    /// Family.
    async fn family(&self) -> AlertFamily {
        self.0.family.into()
    }

    /// Kind.
    async fn kind(&self) -> AlertKind {
        self.0.kind.into()
    }

    /// How much it matters.
    async fn severity(&self) -> Severity {
        self.0.severity.into()
    }

    /// Who usually handles it.
    async fn department(&self) -> Department {
        self.0.department.into()
    }

    /// The name or thing, as written.
    async fn subject(&self) -> &str {
        &self.0.subject
    }

    /// What and why.
    async fn message(&self) -> LocalizedText {
        LocalizedText(self.0.message.clone())
    }

    /// What to do.
    async fn action(&self) -> LocalizedText {
        LocalizedText(self.0.action.clone())
    }

    /// Detector id.
    async fn detector(&self) -> &str {
        &self.0.detector
    }

    /// Where.
    async fn evidence(&self) -> Vec<Evidence> {
        evidence(&self.0.evidence)
    }
}

/// Kind of a hint for departments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "model::PatternKind")]
pub enum PatternKind {
    /// Night exterior.
    NightExterior,
    /// Driving shot.
    DrivingShot,
    /// Crowd.
    Crowd,
    /// Playback.
    Playback,
    /// Telephone call.
    PhoneCall,
    /// Insert of a screen.
    ScreenInsert,
    /// Rain.
    Rain,
    /// Stairs or heights.
    StairsOrHeights,
    /// Minors.
    Minors,
    /// Intimacy.
    Intimacy,
    /// Weapons.
    Weapons,
    /// Fire.
    Fire,
    /// Water.
    Water,
    /// Animals.
    Animals,
    /// Prayer or a religious place.
    PrayerOrReligiousPlace,
    /// Police or army.
    PoliceOrArmy,
}

/// A hint for departments with the line that triggers it.
pub struct Pattern(pub model::Pattern);

/// A hint for departments with the line that triggers it.
#[Object]
impl Pattern {
    /// Kind.
    async fn kind(&self) -> PatternKind {
        self.0.kind.into()
    }

    /// Who should read it.
    async fn departments(&self) -> Vec<Department> {
        self.0.departments.iter().copied().map(Into::into).collect()
    }

    /// What to prepare.
    async fn note(&self) -> LocalizedText {
        LocalizedText(self.0.note.clone())
    }

    /// The line.
    async fn evidence(&self) -> Vec<Evidence> {
        evidence(&self.0.evidence)
    }
}
