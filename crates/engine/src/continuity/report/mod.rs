//! What is known when: the continuity breakdown of every scene, lanes of characters and props, arcs for drawing. Owns the layout only.

use std::collections::BTreeMap;

use super::case::Case;
use super::document::{Arc, Attribute, CharacterLane, ContinuityDocument, FactRecord, Finding, PropLane, SceneContinuity, StoryDay};
use super::facts::{Fact, Subject, Value};
use crate::evidence::Quoter;
use crate::screenplay::document::character_id;
use crate::screenplay::{CharacterIndex, PresenceKind};

/// The document.
pub(super) fn document(case: &Case<'_>, quoter: &Quoter<'_>, findings: Vec<Finding>) -> ContinuityDocument {
    let arcs = arcs(case, &findings);
    ContinuityDocument { scenes: scenes(case, quoter), characters: characters(case, quoter), props: props(case, quoter), arcs, findings }
}

fn scenes(case: &Case<'_>, quoter: &Quoter<'_>) -> Vec<SceneContinuity> {
    let mut by_scene: BTreeMap<usize, Vec<&Fact>> = BTreeMap::new();
    for fact in case.facts.all().iter().filter(|fact| is_told(fact)) {
        by_scene.entry(fact.scene).or_default().push(fact);
    }
    let scene = |(at, scene): (usize, &crate::screenplay::Scene)| {
        let facts = by_scene.get(&at).map_or(&[][..], Vec::as_slice);
        let of =
            |wanted: Column| facts.iter().filter(|fact| column(fact.attribute) == wanted).map(|fact| record(case, quoter, fact)).collect();
        let present = scene.presence.iter().filter(|presence| presence.kind > PresenceKind::Mentioned);
        SceneContinuity {
            ordinal: scene.index.ordinal(),
            story_day: story_day(case, quoter, at),
            cast: present.map(|presence| case.name(presence.character)).collect(),
            wardrobe: of(Column::Wardrobe),
            props: of(Column::Props),
            injuries: of(Column::Injuries),
            notes: of(Column::Notes),
        }
    };
    case.screenplay.scenes.iter().enumerate().map(scene).collect()
}

/// Columns of the continuity breakdown.
#[derive(PartialEq, Eq)]
enum Column {
    Wardrobe,
    Props,
    Injuries,
    Notes,
}

fn column(attribute: Attribute) -> Column {
    match attribute {
        Attribute::Clothes | Attribute::ClothesChange => Column::Wardrobe,
        Attribute::PropState | Attribute::Custody | Attribute::Count | Attribute::Vehicle => Column::Props,
        Attribute::Injury | Attribute::Condition | Attribute::Hair | Attribute::Appearance => Column::Injuries,
        _ => Column::Notes,
    }
}

/// What only serves the rules (every use of a thing, cause words, telephones) is not told.
fn is_told(fact: &Fact) -> bool {
    let silent = match &fact.value {
        Value::Word(word) => {
            matches!(*word, "used" | "taken" | "cause" | "change" | "between" | "phone" | "back" | "alive" | "restored" | "enter" | "exit")
        }
        // Who mentions whom is for the rules; a lane of it would bury the rest.
        Value::About(..) => fact.attribute == Attribute::Says,
        _ => false,
    };
    !silent || fact.attribute == Attribute::ClothesChange
}

fn story_day(case: &Case<'_>, quoter: &Quoter<'_>, at: usize) -> StoryDay {
    use crate::screenplay::story_day::{Certainty, DayReason};
    let day = case.days.get(at);
    let reason = day.map_or(DayReason::Carried, |day| day.reason);
    StoryDay {
        day: day.and_then(|day| day.day),
        label: day.map(|day| day.label.clone()).unwrap_or_default(),
        track: day.map_or(0, |day| day.track),
        certainty: day.map_or(Certainty::Uncertain, |day| day.certainty),
        reason,
        explanation: reason.sentence(),
        evidence: day.and_then(|day| day.evidence).map(|span| quoter.quote(span)),
    }
}

fn characters(case: &Case<'_>, quoter: &Quoter<'_>) -> Vec<CharacterLane> {
    let mut facts: BTreeMap<CharacterIndex, Vec<FactRecord>> = BTreeMap::new();
    for fact in case.facts.all().iter().filter(|fact| is_told(fact)) {
        if let Subject::Person(person) = fact.subject {
            facts.entry(person).or_default().push(record(case, quoter, fact));
        }
    }
    let lane = |(at, character): (usize, &crate::screenplay::Character)| {
        let index = CharacterIndex(u32::try_from(at).ok()?);
        Some(CharacterLane {
            character: character_id(index),
            name: character.name.clone(),
            scenes: character.scenes.iter().map(|scene| scene.ordinal()).collect(),
            facts: facts.remove(&index).unwrap_or_default(),
        })
    };
    case.screenplay.characters.iter().enumerate().filter_map(lane).collect()
}

/// Things that something happens to: destroyed, handed over, lost.
fn props(case: &Case<'_>, quoter: &Quoter<'_>) -> Vec<PropLane> {
    let mut lanes: BTreeMap<String, Vec<&Fact>> = BTreeMap::new();
    for fact in case.facts.all().iter().filter(|fact| matches!(fact.attribute, Attribute::PropState | Attribute::Custody)) {
        if let Some(thing) = &fact.thing {
            lanes.entry(thing.head.clone()).or_default().push(fact);
        }
    }
    let mut lanes: Vec<Vec<&Fact>> = lanes.into_values().filter(|facts| facts.iter().any(|fact| is_told(fact))).collect();
    lanes.sort_by_key(|facts| facts.first().map(|fact| fact.span));
    let name = |facts: &[&Fact]| {
        facts.first().and_then(|fact| fact.thing.as_ref()).map(|thing| quoter.quote(thing.span).excerpt).unwrap_or_default()
    };
    lanes
        .into_iter()
        .map(|facts| PropLane { name: name(&facts), facts: facts.into_iter().map(|fact| record(case, quoter, fact)).collect() })
        .collect()
}

fn record(case: &Case<'_>, quoter: &Quoter<'_>, fact: &Fact) -> FactRecord {
    FactRecord {
        scene: case.scene(fact.scene).map_or(0, |scene| scene.index.ordinal()),
        subject: match &fact.subject {
            Subject::Person(person) => case.name(*person),
            Subject::Thing(thing) => thing.clone(),
            Subject::Scene => String::new(),
        },
        attribute: fact.attribute,
        value: value(case, &fact.value),
        polarity: fact.polarity,
        source: fact.source,
        quote: quoter.quote(fact.span),
    }
}

fn value(case: &Case<'_>, value: &Value) -> String {
    let joined = |parts: &[&str]| parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    match value {
        Value::Word(word) => (*word).to_owned(),
        Value::Years(low, high) if low == high => low.to_string(),
        Value::Years(low, high) => format!("{low}-{high}"),
        Value::Injury(part, side, kind) => joined(&[kind, part, side]),
        Value::Garment(_, garment, colour) => joined(&[colour, garment]),
        Value::Weekday(offset, day) => format!("{offset:+} {day}"),
        Value::Number(what, number) => format!("{what} {number}"),
        Value::Feature(what, value) => joined(&[what, value]),
        Value::About(what, about) => joined(&[what, &case.name(*about)]),
        Value::Text(text) => text.clone(),
    }
}

fn arcs(case: &Case<'_>, findings: &[Finding]) -> Vec<Arc> {
    let mut before = 0;
    let mut starts = BTreeMap::new();
    for scene in &case.screenplay.scenes {
        starts.insert(scene.index.ordinal(), before);
        before += scene.eighths.0;
    }
    findings
        .iter()
        .filter_map(|finding| {
            let (first, last) = (finding.scenes.first()?, finding.scenes.last()?);
            Some(Arc {
                fingerprint: finding.fingerprint.clone(),
                severity: finding.severity,
                from: *starts.get(first)?,
                to: *starts.get(last)?,
            })
        })
        .collect()
}
