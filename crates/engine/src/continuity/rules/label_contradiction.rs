//! DI5: one room with two numbers.
//!
//! What it finds: one speaker names the same kind of room, flat or gate by two numbers in one unbroken run of scenes
//! Why it matters on set: doors carry numbers that the art department prints
//! Example: KARIM: Room 131. / next scene, CONTINUOUS, KARIM: Room 113.
//! Silent: scenes that are not tied together, several rooms in one speech, other speakers

use crate::continuity::case::Case;
use crate::continuity::facts::{Attribute, Value};
use crate::continuity::rule::{Draft, Rule, RuleGroup, RuleInfo};
use crate::language::Bilingual;

pub(super) struct LabelContradiction;

static INFO: RuleInfo = RuleInfo {
    id: "label_contradiction",
    code: "DI5",
    group: RuleGroup::Timeline,
    precision: 0.6,
    finds: "one speaker names the same kind of room, flat or gate by two numbers in one unbroken run of scenes",
    matters: "doors carry numbers that the art department prints",
    example: "KARIM: Room 131. / next scene, CONTINUOUS, KARIM: Room 113.",
    silent: "scenes that are not tied together, several rooms in one speech, other speakers",
    ..RuleInfo::QUESTION
};

impl Rule for LabelContradiction {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        let labels: Vec<_> = case.facts.of(Attribute::Label).collect();
        for (n, first) in labels.iter().enumerate() {
            let later = labels.iter().skip(n + 1).find(|later| is_other_number(&first.value, &later.value));
            let Some(later) = later.filter(|later| later.speaker == first.speaker && (case.chained(first.scene, later.scene))) else {
                continue;
            };
            let in_first = labels.iter().filter(|fact| fact.scene == first.scene).count();
            if let (Value::Number(what, _), 1) = (&first.value, in_first) {
                let message = Bilingual::new("رقم الغرفة أو الشقة يتغير", format!("The number of the {what} changes"));
                let suggestion = Bilingual::new("وحّد الرقم", "Settle on one number");
                found.push(
                    Draft::new(&INFO, what.clone(), message, suggestion)
                        .stating(format!("{:?} {:?}", first.value, later.value))
                        .at(first.scene, first.span, "الرقم الأول", "the first number")
                        .at(later.scene, later.span, "الرقم الثاني", "the second number"),
                );
            }
        }
    }
}

fn is_other_number(a: &Value, b: &Value) -> bool {
    matches!((a, b), (Value::Number(what, one), Value::Number(other, two)) if what == other && one != two)
}
