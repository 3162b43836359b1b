//! WA2: two full outfits on one story day.
//!
//! What it finds: two whole-body outfits that differ in garment or colour on one story day, in the same band of the day, without a change or a scene at home in between
//! Why it matters on set: costume numbers run until somebody has a reason to change
//! Example: scene 5, DAY 2: Mona in a black suit. Scene 7, DAY 2: Mona in a red dress.
//! Silent: changes of clothes, other bands of the day, days that are not certain, more than six scenes apart

use crate::continuity::case::Case;
use crate::continuity::facts::{Attribute, Value};
use crate::continuity::rule::{Draft, Rule, RuleInfo};
use crate::language::Bilingual;

pub(super) struct ClothesJumpInDay;

static INFO: RuleInfo = RuleInfo {
    id: "clothes_jump_in_day",
    code: "WA2",
    precision: 0.35,
    finds: "two whole-body outfits that differ in garment or colour on one story day, in the same band of the day, without a change or a scene at home in between",
    matters: "costume numbers run until somebody has a reason to change",
    example: "scene 5, DAY 2: Mona in a black suit. Scene 7, DAY 2: Mona in a red dress.",
    silent: "changes of clothes, other bands of the day, days that are not certain, more than six scenes apart",
    ..RuleInfo::QUESTION
};

impl Rule for ClothesJumpInDay {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        for person in case.persons() {
            let worn: Vec<_> = case
                .facts
                .about(person, Attribute::Clothes)
                .filter(|fact| matches!(fact.value, Value::Garment("body", _, colour) if !colour.is_empty()))
                .collect();
            for pair in worn.windows(2) {
                let [before, now] = pair else { continue };
                let near = now.scene > before.scene && now.scene - before.scene <= 6 && !case.chained(before.scene, now.scene);
                let day = case.surely_same_day(before.scene, now.scene) && case.band(before.scene) == case.band(now.scene);
                let changed =
                    case.facts.about(person, Attribute::ClothesChange).any(|fact| fact.scene >= before.scene && fact.scene <= now.scene);
                if before.value != now.value && near && day && !changed {
                    let name = case.name(person);
                    let message =
                        Bilingual::new(format!("{name} بملابس مختلفة في اليوم نفسه"), format!("{name} wears two outfits on one story day"));
                    let suggestion = Bilingual::new("أضف تغيير الملابس أو افصل اليومين", "Show the change, or part the two days");
                    found.push(
                        Draft::new(&INFO, name, message, suggestion)
                            .stating(format!("{:?} {:?}", before.value, now.value))
                            .at(before.scene, before.span, "الملابس الأولى", "the first outfit")
                            .at(now.scene, now.span, "ملابس أخرى", "another outfit"),
                    );
                    break;
                }
            }
        }
    }
}
