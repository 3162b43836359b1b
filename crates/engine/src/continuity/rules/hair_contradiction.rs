//! WA5: a beard that was shaved is there again.
//!
//! What it finds: a beard shaved or hair cut off in action, and the beard or long hair stated later in the same days
//! Why it matters on set: wigs and glued beards have to be ordered
//! Example: scene 20: Karim shaves his beard. Scene 22: Karim strokes his beard.
//! Silent: false beards and wigs; more than three story days later; flashback, jump of years

use crate::continuity::case::Case;
use crate::continuity::facts::{Attribute, Polarity};
use crate::continuity::rule::{Draft, Rule, RuleInfo};
use crate::language::Bilingual;

pub(super) struct HairContradiction;

static INFO: RuleInfo = RuleInfo {
    id: "hair_contradiction",
    code: "WA5",
    precision: 0.45,
    finds: "a beard shaved or hair cut off in action, and the beard or long hair stated later in the same days",
    matters: "wigs and glued beards have to be ordered",
    example: "scene 20: Karim shaves his beard. Scene 22: Karim strokes his beard.",
    silent: "false beards and wigs; more than three story days later; flashback, jump of years",
    ..RuleInfo::QUESTION
};

impl Rule for HairContradiction {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        for person in case.persons() {
            let facts: Vec<_> = case.facts.about(person, Attribute::Hair).collect();
            for (n, off) in facts.iter().enumerate().filter(|(_, fact)| fact.polarity == Polarity::Ends) {
                let on = facts
                    .iter()
                    .skip(n + 1)
                    .find(|fact| fact.polarity == Polarity::Begins && fact.value == off.value && fact.scene > off.scene);
                let Some(on) = on.filter(|on| case.days_between(off.scene, on.scene).is_some_and(|days| days <= 3)) else { continue };
                let name = case.name(person);
                let message = Bilingual::new(
                    format!("{name} حلق أو قص شعره ثم يعود كما كان"),
                    format!("{name} has shaved or cut the hair and has it again"),
                );
                let suggestion = Bilingual::new("راجع ترتيب المشاهد أو الباروكة", "Check the order of the scenes, or the wig");
                found.push(
                    Draft::new(&INFO, name, message, suggestion)
                        .stating(format!("{:?}", off.value))
                        .at(off.scene, off.span, "يُحلق أو يُقص هنا", "off here")
                        .at(on.scene, on.span, "موجود هنا", "there again here"),
                );
                break;
            }
        }
    }
}
