//! TI5: two feasts on one story day.
//!
//! What it finds: two different seasons or feasts (Christmas, Ramadan, Easter) stated in action on one certain story day
//! Why it matters on set: dressing and extras follow the calendar
//! Example: scene 5: Christmas tree. Scene 7, same night: Halloween masks.
//! Silent: flashback, jump of time, uncertain days

use crate::continuity::case::Case;
use crate::continuity::facts::Attribute;
use crate::continuity::rule::{Draft, Rule, RuleGroup, RuleInfo};
use crate::language::Bilingual;

pub(super) struct SeasonJump;

static INFO: RuleInfo = RuleInfo {
    id: "season_jump",
    code: "TI5",
    group: RuleGroup::Timeline,
    precision: 0.4,
    finds: "two different seasons or feasts (Christmas, Ramadan, Easter) stated in action on one certain story day",
    matters: "dressing and extras follow the calendar",
    example: "scene 5: Christmas tree. Scene 7, same night: Halloween masks.",
    silent: "flashback, jump of time, uncertain days",
    ..RuleInfo::QUESTION
};

impl Rule for SeasonJump {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        let seasons: Vec<_> = case.facts.of(Attribute::Season).collect();
        for pair in seasons.windows(2) {
            let [first, later] = pair else { continue };
            if first.value != later.value && case.surely_same_day(first.scene, later.scene) && later.scene > first.scene {
                let message = Bilingual::new("مناسبتان مختلفتان في يوم واحد", "Two different feasts on one story day");
                let suggestion = Bilingual::new("راجع الزمن مع الكاتب", "Ask the writer about the calendar");
                found.push(
                    Draft::new(&INFO, case.number(later.scene), message, suggestion)
                        .stating(format!("{:?} {:?}", first.value, later.value))
                        .at(first.scene, first.span, "المناسبة الأولى", "the first feast")
                        .at(later.scene, later.span, "المناسبة الثانية", "the second feast"),
                );
            }
        }
    }
}
