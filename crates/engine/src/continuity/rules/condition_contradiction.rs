//! WA4: wet or bloody, and clean a moment later.
//!
//! What it finds: a character who is soaked, bloody or dirty and clean or dry in a scene that follows without a break
//! Why it matters on set: doubles of the clothes, and the order of shooting
//! Example: 12: Mona, drenched. 13, CONTINUOUS: Mona in spotless clothes.
//! Silent: washes, dries, changes in between; scenes that are not tied together

use crate::continuity::case::Case;
use crate::continuity::facts::{Attribute, Polarity, Value};
use crate::continuity::rule::{Draft, Rule, RuleInfo};
use crate::language::Bilingual;

pub(super) struct ConditionContradiction;

static INFO: RuleInfo = RuleInfo {
    id: "condition_contradiction",
    code: "WA4",
    precision: 0.45,
    finds: "a character who is soaked, bloody or dirty and clean or dry in a scene that follows without a break",
    matters: "doubles of the clothes, and the order of shooting",
    example: "12: Mona, drenched. 13, CONTINUOUS: Mona in spotless clothes.",
    silent: "washes, dries, changes in between; scenes that are not tied together",
    ..RuleInfo::QUESTION
};

impl Rule for ConditionContradiction {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        for person in case.persons() {
            let facts: Vec<_> = case.facts.about(person, Attribute::Condition).collect();
            for (n, soiled) in facts.iter().enumerate().filter(|(_, fact)| fact.polarity == Polarity::Begins) {
                let Some(clean) = facts.iter().skip(n + 1).find(|fact| fact.scene > soiled.scene && fact.polarity == Polarity::Ends) else {
                    continue;
                };
                let fits = clean.value == soiled.value || clean.value == Value::Word("any");
                let changed =
                    case.facts.about(person, Attribute::ClothesChange).any(|fact| fact.scene >= soiled.scene && fact.scene <= clean.scene);
                if fits && !changed && case.chained(soiled.scene, clean.scene) {
                    let name = case.name(person);
                    let message = Bilingual::new(
                        format!("حالة ملابس {name} تنقلب داخل استمرار المشهد"),
                        format!("{name} is soiled and clean inside one run of scenes"),
                    );
                    let suggestion = Bilingual::new("أضف ما ينظف أو يجفف، أو وحّد الحالة", "Show the washing or drying, or keep the state");
                    found.push(
                        Draft::new(&INFO, name, message, suggestion)
                            .stating(format!("{:?}", soiled.value))
                            .at(soiled.scene, soiled.span, "الحالة الأولى", "the first state")
                            .at(clean.scene, clean.span, "الحالة المعاكسة", "the opposite"),
                    );
                }
            }
        }
    }
}
