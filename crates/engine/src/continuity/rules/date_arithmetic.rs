//! TI7: dates on the screen that run backwards.
//!
//! What it finds: two captions with year (and month) in the present of the story, the later one earlier, without a flashback
//! Why it matters on set: titles are made from these captions
//! Example: scene 2: JUNE 2009. Scene 9: MAY 2009.
//! Silent: flashbacks, scripts with more than three different dates, words such as earlier or ago, the first scene

use crate::continuity::case::Case;
use crate::continuity::document::FindingClass;
use crate::continuity::facts::{Attribute, Value};
use crate::continuity::rule::{Draft, Rule, RuleGroup, RuleInfo};
use crate::language::Bilingual;
use crate::screenplay::Severity;

pub(super) struct DateArithmetic;

static INFO: RuleInfo = RuleInfo {
    id: "date_arithmetic",
    code: "TI7",
    group: RuleGroup::Timeline,
    class: FindingClass::Conflict,
    severity: Severity::Warning,
    precision: 0.7,
    finds: "two captions with year (and month) in the present of the story, the later one earlier, without a flashback",
    matters: "titles are made from these captions",
    example: "scene 2: JUNE 2009. Scene 9: MAY 2009.",
    silent: "flashbacks, scripts with more than three different dates, words such as earlier or ago, the first scene",
    ..RuleInfo::QUESTION
};

impl Rule for DateArithmetic {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        let dates: Vec<_> = case
            .facts
            .of(Attribute::Date)
            .filter(|fact| !case.is_apart(fact.scene))
            .filter_map(|fact| Some((fact, read(case, &fact.value)?)))
            .collect();
        let distinct: std::collections::BTreeSet<_> = dates.iter().map(|(_, date)| *date).collect();
        if distinct.len() > 3 || case.days.iter().any(|day| day.track > 0) {
            return;
        }
        for pair in dates.windows(2) {
            let [(first, before), (later, now)] = pair else { continue };
            let comparable = before.1.is_some() == now.1.is_some() && before.0 == now.0;
            let earlier = case.screenplay.slice(case.heading(later.scene)).to_lowercase();
            if comparable && now < before && first.scene > 0 && !earlier.contains("ago") && !earlier.contains("earlier") {
                let message = Bilingual::new("التاريخ المكتوب على الشاشة يرجع إلى الوراء", "The dates on the screen run backwards");
                let suggestion = Bilingual::new("صحّح التاريخ أو ضع علامة فلاش باك", "Correct the date, or mark a flashback");
                found.push(
                    Draft::new(&INFO, case.screenplay.slice(later.span), message, suggestion)
                        .stating(case.screenplay.slice(first.span))
                        .at(first.scene, first.span, "التاريخ الأول", "the first date")
                        .at(later.scene, later.span, "تاريخ أسبق", "an earlier date"),
                );
            }
        }
    }
}

/// Year and month.
fn read(case: &Case<'_>, value: &Value) -> Option<(u32, Option<u32>)> {
    let Value::Text(text) = value else { return None };
    let year = text.split(|c: char| !c.is_ascii_digit()).filter(|part| part.len() == 4).find_map(|part| part.parse().ok())?;
    let month =
        text.split(|c: char| !c.is_alphabetic()).find_map(|word| case.lexicon.value("month", word)).and_then(|month| month.parse().ok());
    Some((year, month))
}
