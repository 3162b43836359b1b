//! WA1: other clothes in a scene that goes on without a break.
//!
//! What it finds: two outfits of one character that differ in garment or colour, in scenes tied by CONTINUOUS or MOMENTS LATER
//! Why it matters on set: there is no time to change, on the page or on set
//! Example: 12: Mona wears a white dinner jacket. 13, CONTINUOUS: Mona wears a blue raincoat.
//! Silent: puts on, takes off, changes in either scene; accessories; clothes of which only one is stated

use crate::continuity::case::Case;
use crate::continuity::facts::{Attribute, Fact, Subject, Value};
use crate::continuity::rule::{Draft, Rule, RuleInfo};
use crate::language::Bilingual;
use crate::screenplay::CharacterIndex;
use crate::screenplay::Severity;

pub(super) struct ClothesJumpInChain;

static INFO: RuleInfo = RuleInfo {
    id: "clothes_jump_in_chain",
    code: "WA1",
    severity: Severity::Warning,
    precision: 0.8,
    finds: "two outfits of one character that differ in garment or colour, in scenes tied by CONTINUOUS or MOMENTS LATER",
    matters: "there is no time to change, on the page or on set",
    example: "12: Mona wears a white dinner jacket. 13, CONTINUOUS: Mona wears a blue raincoat.",
    silent: "puts on, takes off, changes in either scene; accessories; clothes of which only one is stated",
    ..RuleInfo::QUESTION
};

impl Rule for ClothesJumpInChain {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        for later in case.facts.of(Attribute::Clothes).filter(|fact| case.follows(fact.scene)) {
            let Subject::Person(person) = later.subject else { continue };
            let mut start = later.scene;
            while case.follows(start) {
                start -= 1;
            }
            let Some((at, before)) =
                (start..later.scene).rev().map(|at| (at, outfit(case, at, person))).find(|(_, outfit)| !outfit.is_empty())
            else {
                continue;
            };
            let now = outfit(case, later.scene, person);
            let changed = case.facts.about(person, Attribute::ClothesChange).any(|fact| fact.scene >= at && fact.scene <= later.scene);
            let same = now.iter().any(|now| before.iter().any(|before| matches(&before.value, &now.value)));
            let first = now.first().is_some_and(|first| first.span == later.span);
            if let (Some(earlier), false, false, true) = (before.first(), changed, same, first) {
                let name = case.name(person);
                let message = Bilingual::new(
                    format!("ملابس {name} تتغير داخل استمرار المشهد"),
                    format!("{name}'s clothes change inside a continuous run of scenes"),
                );
                let suggestion =
                    Bilingual::new("وحّد الملابس، أو أضف تغييرها، أو احذف «مستمر»", "Keep one outfit, show the change, or drop CONTINUOUS");
                found.push(
                    Draft::new(&INFO, name, message, suggestion)
                        .stating(format!("{:?} {:?}", earlier.value, later.value))
                        .at(earlier.scene, earlier.span, "الملابس الأولى", "the first outfit")
                        .at(later.scene, later.span, "ملابس أخرى", "another outfit"),
                );
            }
        }
    }
}

/// Whether two statements can be about one outfit: the same garment in no other colour.
fn matches(before: &Value, now: &Value) -> bool {
    match (before, now) {
        (Value::Garment(_, garment, colour), Value::Garment(_, other, other_colour)) => {
            garment == other && (colour == other_colour || colour.is_empty() || other_colour.is_empty())
        }
        _ => false,
    }
}

/// Clothes stated for a person in a scene.
fn outfit<'a>(case: &'a Case<'_>, scene: usize, person: CharacterIndex) -> Vec<&'a Fact> {
    case.facts.within(scene, Attribute::Clothes).filter(|fact| fact.subject == Subject::Person(person)).collect()
}
