//! TI9: sun at night, moon by day.
//!
//! What it finds: sunlight in a NIGHT scene, or moonlight and stars in a DAY scene
//! Why it matters on set: the gaffer lights what the heading says, the writer sees something else
//! Example: 5 INT. LIVING ROOM - NIGHT: Sunlight falls on Salma.
//! Silent: dawn, dusk, time that passes inside the scene, pictures, screens, dreams, comparisons, montage

use crate::continuity::case::Case;
use crate::continuity::facts::{Attribute, Value};
use crate::continuity::rule::{Draft, Rule, RuleGroup, RuleInfo};
use crate::language::Bilingual;

pub(super) struct LightAgainstTime;

static INFO: RuleInfo = RuleInfo {
    id: "light_against_time",
    code: "TI9",
    group: RuleGroup::Timeline,
    precision: 0.6,
    finds: "sunlight in a NIGHT scene, or moonlight and stars in a DAY scene",
    matters: "the gaffer lights what the heading says, the writer sees something else",
    example: "5 INT. LIVING ROOM - NIGHT: Sunlight falls on Salma.",
    silent: "dawn, dusk, time that passes inside the scene, pictures, screens, dreams, comparisons, montage",
    ..RuleInfo::QUESTION
};

impl Rule for LightAgainstTime {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        for fact in case.facts.of(Attribute::Light).filter(|fact| !case.is_montage(fact.scene)) {
            let contradicts =
                matches!((case.is_light(fact.scene), &fact.value), (Some(false), Value::Word("day")) | (Some(true), Value::Word("night")));
            let told = found
                .last()
                .is_some_and(|draft| std::ptr::eq(draft.info, &INFO) && draft.places.iter().any(|place| place.scene == fact.scene));
            let Some(time) = case.scene(fact.scene).and_then(|scene| scene.slugline.time).filter(|_| contradicts && !told) else {
                continue;
            };
            let message = Bilingual::new(
                format!("الضوء في المشهد {} لا يتفق مع وقته", case.number(fact.scene)),
                format!("The light in scene {} does not fit its time of day", case.number(fact.scene)),
            );
            let suggestion =
                Bilingual::new("صحّح الوقت في رأس المشهد أو وصف الضوء", "Correct the time in the heading or the light in the action");
            found.push(
                Draft::new(&INFO, case.number(fact.scene), message, suggestion)
                    .stating(case.id(fact.scene))
                    .at(fact.scene, time, "الوقت", "the time")
                    .at(fact.scene, fact.span, "الضوء", "the light"),
            );
        }
    }
}
