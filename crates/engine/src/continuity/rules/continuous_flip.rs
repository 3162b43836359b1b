//! TI1: CONTINUOUS, and day has become night.
//!
//! What it finds: a scene tied by CONTINUOUS, SAME or MOMENTS LATER to the one before, with day in one heading and night in the other
//! Why it matters on set: the two scenes are lit and scheduled as day and night
//! Example: 12 INT. HALL - DAY; 13 EXT. GARDEN - NIGHT - CONTINUOUS
//! Silent: neighbouring parts of the day (evening to night), montage, telephone intercuts, flashback borders; SAME in scripts that use it for the time of day

use crate::continuity::case::Case;
use crate::continuity::document::FindingClass;
use crate::continuity::rule::{Draft, Rule, RuleGroup, RuleInfo};
use crate::language::Bilingual;
use crate::screenplay::SceneFlag;
use crate::screenplay::Severity;
use crate::screenplay::heading_time::Link;

pub(super) struct ContinuousFlip;

static INFO: RuleInfo = RuleInfo {
    id: "continuous_flip",
    code: "TI1",
    group: RuleGroup::Timeline,
    class: FindingClass::Conflict,
    severity: Severity::Error,
    precision: 0.85,
    finds: "a scene tied by CONTINUOUS, SAME or MOMENTS LATER to the one before, with day in one heading and night in the other",
    matters: "the two scenes are lit and scheduled as day and night",
    example: "12 INT. HALL - DAY; 13 EXT. GARDEN - NIGHT - CONTINUOUS",
    silent: "neighbouring parts of the day (evening to night), montage, telephone intercuts, flashback borders; SAME in scripts that use it for the time of day",
    ..RuleInfo::QUESTION
};

impl Rule for ContinuousFlip {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        for at in 1..case.count() {
            let (link, span) = case.link(at);
            let tied = matches!(link, Link::Continuous | Link::Moments | Link::Same) && case.same_track(at - 1, at);
            let before = (0..at).rev().take(3).find(|before| case.band(*before).is_some());
            let Some(before) = before.filter(|before| tied && case.chained_or_next(*before, at)) else { continue };
            let flips = matches!((case.is_light(before), case.is_light(at)), (Some(a), Some(b)) if a != b);
            let intercut =
                [before, at].into_iter().any(|scene| case.scene(scene).is_some_and(|scene| scene.flags.contains(&SceneFlag::Intercut)));
            let by_phone = link != Link::Continuous && case.on_the_line(before) && case.on_the_line(at);
            if flips && !intercut && !by_phone {
                let numbers = (case.number(before), case.number(at));
                let message = Bilingual::new(
                    format!("المشهد {} استمرار للمشهد {} ومع ذلك انقلب النهار والليل", numbers.1, numbers.0),
                    format!("Scene {} continues scene {} but day and night have changed", numbers.1, numbers.0),
                );
                let suggestion = Bilingual::new("صحّح وقت أحد المشهدين أو احذف الربط", "Correct the time of one scene, or drop the link");
                let link = span.map(|span| case.screenplay.slice(span).to_owned()).unwrap_or_default();
                found.push(
                    Draft::new(&INFO, numbers.1, message, suggestion)
                        .stating(case.id(at))
                        .stating(link)
                        .at(before, case.heading(before), "الوقت الأول", "the first time")
                        .at(at, case.heading(at), "استمرار بوقت آخر", "continues at another time"),
                );
            }
        }
    }
}
