//! CH11: one person with two eye colours or hair colours.
//!
//! What it finds: two different stated values of a lasting feature of one character in the same time of the story
//! Why it matters on set: casting, contact lenses, wigs
//! Example: scene 2: Mona's blue eyes. Scene 30: Mona's brown eyes.
//! Silent: flashbacks, jumps of years, wigs, dye and disguise in between

use crate::continuity::case::Case;
use crate::continuity::facts::{Attribute, Value};
use crate::continuity::rule::{Draft, Rule, RuleInfo};
use crate::language::Bilingual;

pub(super) struct AppearanceContradiction;

static INFO: RuleInfo = RuleInfo {
    id: "appearance_contradiction",
    code: "CH11",
    precision: 0.5,
    finds: "two different stated values of a lasting feature of one character in the same time of the story",
    matters: "casting, contact lenses, wigs",
    example: "scene 2: Mona's blue eyes. Scene 30: Mona's brown eyes.",
    silent: "flashbacks, jumps of years, wigs, dye and disguise in between",
    ..RuleInfo::QUESTION
};

impl Rule for AppearanceContradiction {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        for person in case.persons() {
            let features: Vec<_> = case.facts.about(person, Attribute::Appearance).collect();
            let pair = features.iter().enumerate().find_map(|(n, first)| {
                let later = features
                    .iter()
                    .skip(n + 1)
                    .find(|later| contradicts(&first.value, &later.value) && case.same_track(first.scene, later.scene));
                later.map(|later| (*first, *later))
            });
            if let Some((first, later)) = pair {
                let name = case.name(person);
                let message = Bilingual::new(
                    format!("صفة شكلية لـ{name} مذكورة بقيمتين مختلفتين"),
                    format!("A feature of {name} is described in two ways"),
                );
                let suggestion =
                    Bilingual::new("وحّد الوصف، أو بيّن الباروكة أو العدسات", "Settle on one, or mention the wig, dye or lenses");
                found.push(
                    Draft::new(&INFO, name, message, suggestion)
                        .stating(format!("{:?} {:?}", first.value, later.value))
                        .at(first.scene, first.span, "الوصف الأول", "the first description")
                        .at(later.scene, later.span, "الوصف الثاني", "the second description"),
                );
            }
        }
    }
}

fn contradicts(a: &Value, b: &Value) -> bool {
    matches!((a, b), (Value::Feature(feature, one), Value::Feature(other, two)) if feature == other && one != two)
}
