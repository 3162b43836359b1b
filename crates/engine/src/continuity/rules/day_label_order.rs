//! TI8: day labels that run backwards.
//!
//! What it finds: a DAY 3 or D3 label in a heading that is lower than the one before it in the present
//! Why it matters on set: the labels are the story days that every department copies
//! Example: 14 INT. OFFICE - DAY (DAY 4); 15 EXT. STREET - DAY (DAY 3)
//! Silent: flashbacks, labels that repeat the scene number

use crate::continuity::case::Case;
use crate::continuity::document::FindingClass;
use crate::continuity::rule::{Draft, Rule, RuleGroup, RuleInfo};
use crate::language::Bilingual;
use crate::screenplay::Severity;
use crate::screenplay::story_day;
use crate::text::Span;

pub(super) struct DayLabelOrder;

static INFO: RuleInfo = RuleInfo {
    id: "day_label_order",
    code: "TI8",
    group: RuleGroup::Timeline,
    class: FindingClass::Conflict,
    severity: Severity::Warning,
    precision: 0.8,
    finds: "a DAY 3 or D3 label in a heading that is lower than the one before it in the present",
    matters: "the labels are the story days that every department copies",
    example: "14 INT. OFFICE - DAY (DAY 4); 15 EXT. STREET - DAY (DAY 3)",
    silent: "flashbacks, labels that repeat the scene number",
    ..RuleInfo::QUESTION
};

impl Rule for DayLabelOrder {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        let labels: Vec<(usize, u32, Span)> = (0..case.count())
            .filter(|at| !case.is_apart(*at))
            .filter_map(|at| story_day::captions(case.screenplay, case.scene(at)?).label.map(|(day, span)| (at, day, span)))
            .collect();
        for pair in labels.windows(2) {
            let [(at, day, span), (next, later, other)] = pair else { continue };
            if later < day {
                let message = Bilingual::new(
                    format!("ترقيم الأيام يرجع من {day} إلى {later}"),
                    format!("The day labels go back from {day} to {later}"),
                );
                let suggestion = Bilingual::new("راجع رقم اليوم أو ترتيب المشهدين", "Check the label or the order of the scenes");
                found.push(
                    Draft::new(&INFO, case.number(*next), message, suggestion)
                        .stating(case.id(*next))
                        .at(*at, *span, "اليوم الأول", "the first label")
                        .at(*next, *other, "يوم أسبق", "a lower label"),
                );
            }
        }
    }
}
