//! HE2: scene numbers out of order.
//!
//! What it finds: a scene number lower than the one before it
//! Why it matters on set: a scene is in the wrong place, or one number is wrong
//! Example: 54, 56, 55, 57
//! Silent: repeated numbers (another rule), A-before-number style, scripts whose numbers start again, numbers read from bad scans

use crate::continuity::case::Case;
use crate::continuity::document::FindingClass;
use crate::continuity::rule::{Draft, PrecisionSource, Rule, RuleGroup, RuleInfo};
use crate::language::Bilingual;
use crate::screenplay::Severity;
use crate::text::fold_key;

pub(super) struct SceneNumberOrder;

static INFO: RuleInfo = RuleInfo {
    id: "scene_number_order",
    code: "HE2",
    group: RuleGroup::Timeline,
    class: FindingClass::Conflict,
    severity: Severity::Warning,
    precision: 0.6,
    source: PrecisionSource::Measured,
    finds: "a scene number lower than the one before it",
    matters: "a scene is in the wrong place, or one number is wrong",
    example: "54, 56, 55, 57",
    silent: "repeated numbers (another rule), A-before-number style, scripts whose numbers start again, numbers read from bad scans",
    ..RuleInfo::QUESTION
};

impl Rule for SceneNumberOrder {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        let numbered: Vec<(usize, (u32, String))> =
            (0..case.count()).filter_map(|at| Some((at, parts(case.scene(at)?.number.as_deref()?)?))).collect();
        for pair in numbered.windows(2) {
            let [(before, first), (at, number)] = pair else { continue };
            let lower = number.0 < first.0 && number.0 > 1 && first.0 - number.0 < 20;
            let again = numbered.iter().any(|(other, same)| other != at && same == number);
            if lower && !again {
                let (one, other) = (case.number(*before), case.number(*at));
                let message =
                    Bilingual::new(format!("المشهد {other} يأتي بعد المشهد {one}"), format!("Scene {other} stands behind scene {one}"));
                let suggestion = Bilingual::new("راجع الترقيم أو ترتيب المشهدين", "Check the numbers or the order of the scenes");
                found.push(
                    Draft::new(&INFO, other, message, suggestion)
                        .stating(one)
                        .at(*before, case.heading(*before), "الرقم الأعلى", "the higher number")
                        .at(*at, case.heading(*at), "رقم أقل بعده", "a lower number behind it"),
                );
            }
        }
    }
}

/// Number without letters, and its letters.
fn parts(number: &str) -> Option<(u32, String)> {
    let folded = fold_key(number);
    let digits: String = folded.chars().filter(char::is_ascii_digit).collect();
    let letters: String = folded.chars().filter(|c| c.is_alphabetic()).collect();
    Some((digits.parse().ok()?, letters))
}
