//! CH5: one person with two ages.
//!
//! What it finds: two stated ages of one character that lie more than a year apart, in the same time of the story
//! Why it matters on set: casting and make-up work from the age on the page
//! Example: scene 2: SALMA, 34, looks up. Scene 9: SALMA, 51, looks up.
//! Silent: flashbacks and jumps of years, YOUNG and OLD forms, generic cues such as WOMAN, ages of two people in one phrase

use crate::continuity::case::Case;
use crate::continuity::facts::{Attribute, Value};
use crate::continuity::rule::{Draft, Rule, RuleInfo};
use crate::language::Bilingual;

pub(super) struct AgeContradiction;

static INFO: RuleInfo = RuleInfo {
    id: "age_contradiction",
    code: "CH5",
    precision: 0.6,
    finds: "two stated ages of one character that lie more than a year apart, in the same time of the story",
    matters: "casting and make-up work from the age on the page",
    example: "scene 2: SALMA, 34, looks up. Scene 9: SALMA, 51, looks up.",
    silent: "flashbacks and jumps of years, YOUNG and OLD forms, generic cues such as WOMAN, ages of two people in one phrase",
    ..RuleInfo::QUESTION
};

impl Rule for AgeContradiction {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        for person in case.persons() {
            let ages: Vec<_> = case.facts.about(person, Attribute::Age).filter(|fact| !case.is_montage(fact.scene)).collect();
            let pair = ages.iter().enumerate().find_map(|(n, first)| {
                let later =
                    ages.iter().skip(n + 1).find(|later| case.same_track(first.scene, later.scene) && apart(&first.value, &later.value));
                later.map(|later| (*first, *later))
            });
            if let Some((first, later)) = pair {
                let name = case.name(person);
                let message =
                    Bilingual::new(format!("عمر {name} مذكور مرتين بقيمتين مختلفتين"), format!("{name} is given two different ages"));
                let suggestion = Bilingual::new("وحّد العمر، أو بيّن مرور السنين", "Settle on one age, or show that years have passed");
                found.push(
                    Draft::new(&INFO, name, message, suggestion)
                        .stating(format!("{:?} {:?}", first.value, later.value))
                        .at(first.scene, first.span, "العمر الأول", "the first age")
                        .at(later.scene, later.span, "العمر الثاني", "the second age"),
                );
            }
        }
    }
}

/// More than one year between two ranges.
fn apart(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Years(low, high), Value::Years(other_low, other_high)) => *low > other_high + 1 || *other_low > high + 1,
        _ => false,
    }
}
