//! PR4: a counted thing changes its number inside one run of scenes.
//!
//! What it finds: two different numbers of the same thing in scenes that follow without a break
//! Why it matters on set: the number of doubles and the dressing of the set
//! Example: 12: two suitcases by the door. 13, CONTINUOUS: three suitcases.
//! Silent: scenes that are not tied together, hedged numbers

use crate::continuity::case::Case;
use crate::continuity::facts::{Attribute, Value};
use crate::continuity::rule::{Draft, Rule, RuleGroup, RuleInfo};
use crate::language::Bilingual;

pub(super) struct CountDrift;

static INFO: RuleInfo = RuleInfo {
    id: "count_drift",
    code: "PR4",
    group: RuleGroup::Props,
    precision: 0.4,
    finds: "two different numbers of the same thing in scenes that follow without a break",
    matters: "the number of doubles and the dressing of the set",
    example: "12: two suitcases by the door. 13, CONTINUOUS: three suitcases.",
    silent: "scenes that are not tied together, hedged numbers",
    ..RuleInfo::QUESTION
};

impl Rule for CountDrift {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        let counts: Vec<_> = case.facts.of(Attribute::Count).collect();
        for (n, first) in counts.iter().enumerate() {
            let later = counts
                .iter()
                .skip(n + 1)
                .find(|later| later.subject == first.subject && later.value != first.value && case.chained(first.scene, later.scene));
            if let (Some(later), Value::Number(what, _)) = (later, &first.value) {
                let message = Bilingual::new(
                    format!("عدد «{what}» يتغير داخل مشهد متصل"),
                    format!("The number of {what} changes inside one run of scenes"),
                );
                let suggestion = Bilingual::new("وحّد العدد", "Settle on one number");
                found.push(
                    Draft::new(&INFO, what.clone(), message, suggestion)
                        .stating(format!("{:?} {:?}", first.value, later.value))
                        .at(first.scene, first.span, "العدد الأول", "the first number")
                        .at(later.scene, later.span, "العدد الثاني", "the second number"),
                );
            }
        }
    }
}
