//! CH9: a voice-over mark for somebody who is in the room.
//!
//! What it finds: a cue marked as off-screen voice of a character who is named as entering the same scene and speaks on camera right before it
//! Why it matters on set: the recording of a wild track or the framing depends on the mark
//! Example: KARIM, Sit down. / KARIM (O.S.), Now. without an exit in between
//! Silent: an exit in between, telephone, voice-over of thoughts or of a narrator, pre-laps at the edge of a scene

use crate::continuity::case::Case;
use crate::continuity::rule::{Draft, Rule, RuleInfo};
use crate::language::Bilingual;
use crate::screenplay::Voice;
use crate::text::Span;

pub(super) struct VoiceMarkAgainstAction;

static INFO: RuleInfo = RuleInfo {
    id: "voice_mark_against_action",
    code: "CH9",
    precision: 0.4,
    finds: "a cue marked as off-screen voice of a character who is named as entering the same scene and speaks on camera right before it",
    matters: "the recording of a wild track or the framing depends on the mark",
    example: "KARIM, Sit down. / KARIM (O.S.), Now. without an exit in between",
    silent: "an exit in between, telephone, voice-over of thoughts or of a narrator, pre-laps at the edge of a scene",
    ..RuleInfo::QUESTION
};

impl Rule for VoiceMarkAgainstAction {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        for at in (0..case.count()).filter(|at| !case.is_apart(*at) && !case.on_the_line(*at)) {
            let Some(scene) = case.scene(at) else { continue };
            for pair in scene.speeches.windows(3) {
                let [first, _, last] = pair else { continue };
                let person = first.character;
                let changes = first.voice == Voice::OnCamera && last.voice == Voice::OffScreen && last.character == person;
                let between = Span::new(first.cue.start, last.cue.start);
                let silent = !case.screenplay.action_of(scene).any(|line| between.contains(line.span));
                if changes && silent && !case.people.is_generic(person) {
                    let name = case.name(person);
                    let message = Bilingual::new(
                        format!("صوت {name} من خارج الكادر وهو في المشهد"),
                        format!("{name} is marked off screen while in the room"),
                    );
                    let suggestion = Bilingual::new("احذف العلامة أو اكتب خروج الشخصية", "Drop the mark, or write the exit");
                    found.push(
                        Draft::new(&INFO, name, message, suggestion)
                            .stating(case.id(at))
                            .at(at, Case::speech_span(first), "في الكادر", "on camera")
                            .at(at, Case::speech_span(last), "خارج الكادر", "off screen"),
                    );
                    break;
                }
            }
        }
    }
}
