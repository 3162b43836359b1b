//! LO5: INT with open sky, or EXT with a ceiling.
//!
//! What it finds: an INT scene in which rain falls on people or sand lies under them, or an EXT scene with a ceiling or a sofa, at two places
//! Why it matters on set: stage or location, and the weather cover
//! Example: 14 INT. ROAD - DAY: They lie under the open sky. Waves crash.
//! Silent: I/E; doors, windows, balconies, tents, cars, courtyards; one single cue

use crate::continuity::case::Case;
use crate::continuity::facts::{Attribute, Value};
use crate::continuity::rule::{Draft, Rule, RuleGroup, RuleInfo};
use crate::language::Bilingual;
use crate::screenplay::IntExt;

pub(super) struct HeadingAgainstAction;

static INFO: RuleInfo = RuleInfo {
    id: "heading_against_action",
    code: "LO5",
    group: RuleGroup::Locations,
    precision: 0.45,
    finds: "an INT scene in which rain falls on people or sand lies under them, or an EXT scene with a ceiling or a sofa, at two places",
    matters: "stage or location, and the weather cover",
    example: "14 INT. ROAD - DAY: They lie under the open sky. Waves crash.",
    silent: "I/E; doors, windows, balconies, tents, cars, courtyards; one single cue",
    ..RuleInfo::QUESTION
};

impl Rule for HeadingAgainstAction {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        for (at, scene) in case.screenplay.scenes.iter().enumerate() {
            let wanted = match scene.slugline.int_ext {
                IntExt::Int => "outdoor",
                IntExt::Ext => "indoor",
                IntExt::IntExt | IntExt::Unknown => continue,
            };
            let cues: Vec<_> = case.facts.within(at, Attribute::Setting).collect();
            let between = cues.iter().any(|fact| fact.value == Value::Word("between"));
            let strong: Vec<_> = cues.iter().filter(|fact| fact.value == Value::Word(wanted)).collect();
            if let ([first, _, ..], false, false) = (strong.as_slice(), between, case.is_montage(at)) {
                let message = Bilingual::new(
                    "رأس المشهد لا يتفق مع الوصف في الداخل والخارج",
                    "The heading and the action disagree about inside and outside",
                );
                let suggestion = Bilingual::new("صحّح داخلي/خارجي أو افصل المشهد", "Correct INT/EXT or part the scene");
                found.push(
                    Draft::new(&INFO, case.number(at), message, suggestion)
                        .stating(case.id(at))
                        .at(at, case.heading(at), "رأس المشهد", "the heading")
                        .at(at, first.span, "الوصف", "the action"),
                );
            }
        }
    }
}
