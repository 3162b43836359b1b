//! WA3: a wound that changes its side.
//!
//! What it finds: a wound, cast, bandage, scar or patch of one character on the left and later on the right of the same part of the body
//! Why it matters on set: make-up copies the side of the last scene that was shot, not of the last scene of the story
//! Example: scene 1: a cast on Adel's left arm. Scene 3: a cast on Adel's right arm.
//! Silent: both sides stated together, another reality or time, other parts of the body

use crate::continuity::case::Case;
use crate::continuity::facts::{Attribute, Fact, Value};
use crate::continuity::rule::{Draft, Rule, RuleInfo};
use crate::language::Bilingual;
use crate::screenplay::Severity;

pub(super) struct InjuryContradiction;

static INFO: RuleInfo = RuleInfo {
    id: "injury_contradiction",
    code: "WA3",
    severity: Severity::Warning,
    precision: 0.7,
    finds: "a wound, cast, bandage, scar or patch of one character on the left and later on the right of the same part of the body",
    matters: "make-up copies the side of the last scene that was shot, not of the last scene of the story",
    example: "scene 1: a cast on Adel's left arm. Scene 3: a cast on Adel's right arm.",
    silent: "both sides stated together, another reality or time, other parts of the body",
    ..RuleInfo::QUESTION
};

impl Rule for InjuryContradiction {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        for person in case.persons() {
            let injuries: Vec<_> = case.facts.about(person, Attribute::Injury).filter(|fact| !case.is_montage(fact.scene)).collect();
            let pair = injuries.iter().enumerate().find_map(|(n, first)| {
                let later = injuries.iter().skip(n + 1).find(|later| {
                    later.scene > first.scene && other_side(&first.value, &later.value) && case.same_track(first.scene, later.scene)
                });
                later
                    .filter(|later| !both_sides(&injuries, later.scene) && !both_sides(&injuries, first.scene))
                    .map(|later| (*first, *later))
            });
            if let Some((first, later)) = pair {
                let name = case.name(person);
                let message = Bilingual::new(
                    format!("إصابة {name} تنتقل من جهة إلى أخرى بين المشهدين {} و{}", case.number(first.scene), case.number(later.scene)),
                    format!("{name}'s injury changes sides between scenes {} and {}", case.number(first.scene), case.number(later.scene)),
                );
                let suggestion = Bilingual::new("وحّد الجهة في المشهدين", "Settle on one side");
                found.push(
                    Draft::new(&INFO, name, message, suggestion)
                        .stating(format!("{:?} {:?}", first.value, later.value))
                        .at(first.scene, first.span, "الجهة الأولى", "the first side")
                        .at(later.scene, later.span, "الجهة الأخرى", "the other side"),
                );
            }
        }
    }
}

fn other_side(first: &Value, later: &Value) -> bool {
    match (first, later) {
        (Value::Injury(part, side, _), Value::Injury(other, now, _)) => !part.is_empty() && part == other && side != now,
        _ => false,
    }
}

/// A scene that states both sides is about two injuries.
fn both_sides(injuries: &[&Fact], scene: usize) -> bool {
    let side =
        |wanted: &str| injuries.iter().any(|fact| fact.scene == scene && matches!(fact.value, Value::Injury(_, side, _) if side == wanted));
    side("L") && side("R")
}
