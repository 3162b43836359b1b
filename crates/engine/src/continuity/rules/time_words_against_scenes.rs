//! DI2: last night, on the first morning.
//!
//! What it finds: somebody says this morning in a scene that plays in the morning's past: at dawn of the same certain day, before any morning scene
//! Why it matters on set: the line dates a scene that everybody has seen
//! Example: 1 EXT. FIELD - DAWN: KARIM, This morning at eight she called.
//! Silent: days that are not certain, flashbacks, plans

use crate::continuity::case::Case;
use crate::continuity::facts::{Attribute, Value};
use crate::continuity::rule::{Draft, Rule, RuleGroup, RuleInfo};
use crate::language::Bilingual;
use crate::screenplay::TimeOfDay;
use crate::screenplay::heading_time::Band;

pub(super) struct TimeWordsAgainstScenes;

static INFO: RuleInfo = RuleInfo {
    id: "time_words_against_scenes",
    code: "DI2",
    group: RuleGroup::Timeline,
    precision: 0.4,
    finds: "somebody says this morning in a scene that plays in the morning's past: at dawn of the same certain day, before any morning scene",
    matters: "the line dates a scene that everybody has seen",
    example: "1 EXT. FIELD - DAWN: KARIM, This morning at eight she called.",
    silent: "days that are not certain, flashbacks, plans",
    ..RuleInfo::QUESTION
};

impl Rule for TimeWordsAgainstScenes {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        for fact in case.facts.of(Attribute::TimeClaim).filter(|fact| fact.value == Value::Word("morning") && !case.is_apart(fact.scene)) {
            let dawn = case.band(fact.scene) == Some(Band::Dawn)
                && case.scene(fact.scene).is_some_and(|scene| scene.slugline.time_of_day == TimeOfDay::Dawn);
            let Some(time) = case.scene(fact.scene).and_then(|scene| scene.slugline.time).filter(|_| dawn) else { continue };
            let message = Bilingual::new("كلام عن صباح لم يأت بعد", "Talk of a morning that has not come yet");
            let suggestion = Bilingual::new("راجع الكلمة الدالة على الوقت", "Check the time word");
            found.push(
                Draft::new(&INFO, case.number(fact.scene), message, suggestion)
                    .stating(case.id(fact.scene))
                    .at(fact.scene, time, "الوقت", "the time")
                    .at(fact.scene, fact.span, "الكلام", "the line"),
            );
        }
    }
}
