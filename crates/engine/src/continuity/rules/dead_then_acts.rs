//! CH3: somebody who has died speaks in the picture later.
//!
//! What it finds: an explicit death in action, and later a speech of the same character that is no voice-over, flashback or dream
//! Why it matters on set: an actor is called for a day on which the character is dead, or the death scene stands in the wrong place
//! Example: scene 12: Khaled dies. Scene 20: KHALED, Yes, sir.
//! Silent: voice-over, flashback, dream, montage, another time (year cards), words such as ghost, twin, survived, faked near the later place, a return to life, the first 8% of the script

use crate::continuity::case::Case;
use crate::continuity::facts::{Attribute, Polarity};
use crate::continuity::rule::{Draft, Rule, RuleInfo};
use crate::language::Bilingual;

pub(super) struct DeadThenActs;

static INFO: RuleInfo = RuleInfo {
    id: "dead_then_acts",
    code: "CH3",
    precision: 0.3,
    finds: "an explicit death in action, and later a speech of the same character that is no voice-over, flashback or dream",
    matters: "an actor is called for a day on which the character is dead, or the death scene stands in the wrong place",
    example: "scene 12: Khaled dies. Scene 20: KHALED, Yes, sir.",
    silent: "voice-over, flashback, dream, montage, another time (year cards), words such as ghost, twin, survived, faked near the later place, a return to life, the first 8% of the script",
    ..RuleInfo::QUESTION
};

impl Rule for DeadThenActs {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        for person in case.persons() {
            let deaths = case.facts.about(person, Attribute::Life).filter(|fact| fact.polarity == Polarity::Begins);
            let first = deaths.filter(|fact| !case.is_montage(fact.scene)).find_map(|death| {
                let again = (death.scene + 1..case.count())
                    .filter(|at| case.same_track(death.scene, *at))
                    .find_map(|at| case.speaks(at, person).map(|speech| (at, speech)))?;
                let prologue = case.count() >= 40 && death.scene * 100 < case.count() * 8;
                (!prologue && !case.ended(person, Attribute::Life, death, again.0)).then_some((death, again))
            });
            if let Some((death, (at, speech))) = first {
                let name = case.name(person);
                let message = Bilingual::new(
                    format!("{name} مات في المشهد {} ويتكلم في المشهد {}", case.number(death.scene), case.number(at)),
                    format!("{name} dies in scene {} and speaks in scene {}", case.number(death.scene), case.number(at)),
                );
                let suggestion = Bilingual::new(
                    "تأكد من ترتيب المشاهد، أو ضع علامة فلاش باك أو صوت خارجي",
                    "Check the order of the scenes, or mark the later one as a flashback, dream or V.O.",
                );
                found.push(Draft::new(&INFO, name, message, suggestion).at(death.scene, death.span, "الموت", "the death").at(
                    at,
                    Case::speech_span(speech),
                    "كلام بعد الموت",
                    "a speech after the death",
                ));
            }
        }
    }
}
