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
            let conflicting: Vec<_> = ages
                .iter()
                .filter(|age| ages.iter().any(|other| case.same_track(age.scene, other.scene) && apart(&age.value, &other.value)))
                .collect();
            if let (Some(first), Some(_)) = (conflicting.first(), conflicting.get(1)) {
                let name = case.name(person);
                let message = Bilingual::new(format!("عمر {name} مذكور بقيم مختلفة"), format!("{name} is given different ages"));
                let suggestion = Bilingual::new("وحّد العمر، أو بيّن مرور السنين", "Settle on one age, or show that years have passed");
                let mut draft = Draft::new(&INFO, name, message, suggestion).at(first.scene, first.span, "العمر الأول", "the first age");
                for age in conflicting.iter().skip(1).take(5) {
                    draft = draft.stating(format!("{:?}", age.value)).at(age.scene, age.span, "عمر آخر", "another age");
                }
                found.push(draft.stating(format!("{:?}", first.value)));
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
