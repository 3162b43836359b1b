//! DI1: good morning at night.
//!
//! What it finds: a good-morning greeting at the head of a speech in a NIGHT scene
//! Why it matters on set: the heading or the line is wrong; the actor will ask
//! Example: 5 INT. HALL - NIGHT: KARIM, Good morning.
//! Silent: radio, television, telephone voices; dawn and morning headings; good evening by day, which is normal in Arabic from noon on

use crate::continuity::case::Case;
use crate::continuity::facts::Attribute;
use crate::continuity::rule::{Draft, Rule, RuleGroup, RuleInfo};
use crate::language::Bilingual;

pub(super) struct GreetingAgainstTime;

static INFO: RuleInfo = RuleInfo {
    id: "greeting_against_time",
    code: "DI1",
    group: RuleGroup::Timeline,
    precision: 0.5,
    finds: "a good-morning greeting at the head of a speech in a NIGHT scene",
    matters: "the heading or the line is wrong; the actor will ask",
    example: "5 INT. HALL - NIGHT: KARIM, Good morning.",
    silent: "radio, television, telephone voices; dawn and morning headings; good evening by day, which is normal in Arabic from noon on",
    ..RuleInfo::QUESTION
};

impl Rule for GreetingAgainstTime {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        for fact in
            case.facts.of(Attribute::Greeting).filter(|fact| case.is_light(fact.scene) == Some(false) && !case.is_montage(fact.scene))
        {
            let seen = fact.speaker.is_some_and(|speaker| case.on_camera(fact.scene, speaker));
            let Some(time) = case.scene(fact.scene).and_then(|scene| scene.slugline.time).filter(|_| seen && !case.on_the_line(fact.scene))
            else {
                continue;
            };
            let message = Bilingual::new(
                format!("تحية الصباح في مشهد ليل ({})", case.number(fact.scene)),
                format!("Good morning in a night scene ({})", case.number(fact.scene)),
            );
            let suggestion = Bilingual::new("راجع الوقت أو التحية", "Check the time or the greeting");
            found.push(
                Draft::new(&INFO, case.number(fact.scene), message, suggestion)
                    .stating(case.id(fact.scene))
                    .at(fact.scene, time, "الوقت", "the time")
                    .at(fact.scene, fact.span, "التحية", "the greeting"),
            );
        }
    }
}
