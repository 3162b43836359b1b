//! CH7: somebody speaks in a continued scene without having come in.
//!
//! What it finds: a scene that continues the one before in the same room, in which a character speaks who was not in the first part and is not named in the action of either
//! Why it matters on set: the blocking has no entrance for the actor
//! Example: 12 INT. KITCHEN - NIGHT with Mona; 13 INT. KITCHEN - CONTINUOUS: KARIM, I heard you.
//! Silent: voices, telephones, generic cues, crowds, off-screen remarks

use crate::continuity::case::Case;
use crate::continuity::reading::Source;
use crate::continuity::rule::{Draft, Rule, RuleInfo};
use crate::language::Bilingual;
use crate::screenplay::heading_time::Link;

pub(super) struct SpeaksWithoutEntrance;

static INFO: RuleInfo = RuleInfo {
    id: "speaks_without_entrance",
    code: "CH7",
    precision: 0.35,
    finds: "a scene that continues the one before in the same room, in which a character speaks who was not in the first part and is not named in the action of either",
    matters: "the blocking has no entrance for the actor",
    example: "12 INT. KITCHEN - NIGHT with Mona; 13 INT. KITCHEN - CONTINUOUS: KARIM, I heard you.",
    silent: "voices, telephones, generic cues, crowds, off-screen remarks",
    ..RuleInfo::QUESTION
};

impl Rule for SpeaksWithoutEntrance {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        for at in
            (1..case.count()).filter(|at| case.link(*at).0 == Link::Continuous && case.follows(*at) && case.places.same_room(*at - 1, *at))
        {
            let before = at - 1;
            for person in case.persons().filter(|person| case.presence(before, *person).is_none() && !case.on_the_line(at)) {
                let Some(speech) = case.speaks(at, person) else { continue };
                let named = case.reading.scene(at).iter().any(|sentence| {
                    sentence.source == Source::Action && sentence.mentions.iter().any(|mention| mention.character == person)
                });
                if !named {
                    let name = case.name(person);
                    let message = Bilingual::new(
                        format!("{name} يتكلم في استمرار المشهد دون أن يدخل"),
                        format!("{name} speaks in the continued scene without having come in"),
                    );
                    let suggestion = Bilingual::new("أضف دخول الشخصية أو اجعلها صوتًا", "Add the entrance, or mark the speech as O.S.");
                    found.push(
                        Draft::new(&INFO, name, message, suggestion)
                            .stating(case.id(at))
                            .at(before, case.heading(before), "الجزء الأول بدونه", "the first part, without the character")
                            .at(at, Case::speech_span(speech), "يتكلم دون دخول", "speaks without an entrance"),
                    );
                }
            }
        }
    }
}
