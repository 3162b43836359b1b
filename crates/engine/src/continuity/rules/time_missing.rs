//! TI3: a heading without a time of day.
//!
//! What it finds: a heading that states no time in a script where nine headings in ten do
//! Why it matters on set: the strip has no colour and the scene no place in the day
//! Example: INT. OFFICE among forty headings with DAY or NIGHT
//! Silent: CONTINUOUS and other links, omitted scenes, montage, space and under water

use crate::continuity::case::Case;
use crate::continuity::document::FindingClass;
use crate::continuity::rule::{Draft, Rule, RuleGroup, RuleInfo};
use crate::language::Bilingual;
use crate::screenplay::heading_time::Link;

pub(super) struct TimeMissing;

static INFO: RuleInfo = RuleInfo {
    id: "time_missing",
    code: "TI3",
    group: RuleGroup::Timeline,
    class: FindingClass::HouseStyle,
    precision: 0.9,
    finds: "a heading that states no time in a script where nine headings in ten do",
    matters: "the strip has no colour and the scene no place in the day",
    example: "INT. OFFICE among forty headings with DAY or NIGHT",
    silent: "CONTINUOUS and other links, omitted scenes, montage, space and under water",
    ..RuleInfo::QUESTION
};

impl Rule for TimeMissing {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        let scenes: Vec<usize> = (0..case.count())
            .filter(|at| !case.is_montage(*at) && case.scene(*at).is_some_and(|scene| !scene.heading.is_empty()))
            .collect();
        let missing: Vec<usize> = scenes.iter().copied().filter(|at| case.band(*at).is_none() && case.link(*at).0 == Link::None).collect();
        if missing.is_empty() || missing.len() * 10 > scenes.len() || scenes.len() < 6 {
            return;
        }
        let message =
            Bilingual::new(format!("{} من رؤوس المشاهد بلا وقت", missing.len()), format!("{} headings state no time of day", missing.len()));
        let suggestion = Bilingual::new("أضف ليل أو نهار", "Add DAY or NIGHT");
        let mut draft = Draft::new(&INFO, String::new(), message, suggestion).stating("time");
        for at in missing {
            draft = draft.at(at, case.heading(at), "بلا وقت", "no time");
        }
        found.push(draft);
    }
}
