//! TI2: the same day, but earlier.
//!
//! What it finds: a heading or caption that says it is still the same day, with an earlier part of the day than the scene before
//! Why it matters on set: story days decide clothes and light
//! Example: 7 EXT. QUAY - NIGHT; 8 INT. HALL - SAME DAY - MORNING
//! Silent: plain night to day, which is a new day; flashback; intercuts

use crate::continuity::case::Case;
use crate::continuity::document::FindingClass;
use crate::continuity::rule::{Draft, Rule, RuleGroup, RuleInfo};
use crate::language::Bilingual;
use crate::screenplay::Severity;
use crate::screenplay::heading_time::Link;

pub(super) struct DayRunsBackwards;

static INFO: RuleInfo = RuleInfo {
    id: "day_runs_backwards",
    code: "TI2",
    group: RuleGroup::Timeline,
    class: FindingClass::Conflict,
    severity: Severity::Warning,
    precision: 0.7,
    finds: "a heading or caption that says it is still the same day, with an earlier part of the day than the scene before",
    matters: "story days decide clothes and light",
    example: "7 EXT. QUAY - NIGHT; 8 INT. HALL - SAME DAY - MORNING",
    silent: "plain night to day, which is a new day; flashback; intercuts",
    ..RuleInfo::QUESTION
};

impl Rule for DayRunsBackwards {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        for at in 1..case.count() {
            let link = case.link(at).0;
            let words = case.screenplay.slice(case.heading(at)).to_lowercase();
            let same_day =
                link != Link::None && (words.contains("same day") || words.contains("later that") || words.contains("نفس اليوم"));
            let backwards = matches!((case.band(at - 1), case.band(at)), (Some(before), Some(now)) if now < before);
            let flip = case.is_light(at - 1) != case.is_light(at) && matches!(link, Link::Continuous | Link::Moments);
            if same_day && backwards && !flip && case.same_track(at - 1, at) {
                let message = Bilingual::new(
                    format!("المشهد {} في «نفس اليوم» لكن وقته أسبق من المشهد {}", case.number(at), case.number(at - 1)),
                    format!("Scene {} is on the same day but earlier than scene {}", case.number(at), case.number(at - 1)),
                );
                let suggestion = Bilingual::new("راجع الوقت أو ترتيب المشهدين", "Check the time or the order of the two scenes");
                found.push(
                    Draft::new(&INFO, case.number(at), message, suggestion)
                        .stating(case.id(at))
                        .at(at - 1, case.heading(at - 1), "الوقت المتأخر", "the later time")
                        .at(at, case.heading(at), "وقت أسبق في اليوم نفسه", "earlier on the same day"),
                );
            }
        }
    }
}
