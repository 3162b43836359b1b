//! Cues without a speech and speeches without a cue.

use super::note;
use crate::screenplay::{Diagnostic, LineType, Screenplay, Severity};

pub(super) fn check(screenplay: &Screenplay, notes: &mut Vec<Diagnostic>) {
    for scene in &screenplay.scenes {
        let silent = scene.speeches.iter().filter(|speech| speech.dialogue.is_empty());
        notes.extend(silent.map(|speech| {
            let name = &speech.name;
            note(
                "CUE_WITHOUT_SPEECH",
                Severity::Warning,
                speech.cue,
                format!("اسم «{name}» مكتوب كمتكلم ولا كلام تحته؛ أكمل الحوار أو حوّل السطر إلى وصف."),
                format!("{name} is set as a cue, but no words follow; add the speech or turn the line into action."),
            )
        }));
        let mut open = false;
        for line in screenplay.lines_of(scene) {
            match line.kind {
                LineType::Character => open = true,
                LineType::Dialogue if scene.speeches.iter().any(|speech| line.span.contains(speech.cue)) => open = true,
                LineType::Dialogue if !open => {
                    notes.push(note(
                        "SPEECH_WITHOUT_CUE",
                        Severity::Warning,
                        line.span,
                        "حوار لا يُعرف قائله؛ اكتب اسم الشخصية فوقه.",
                        "Nobody is named for this speech; write the character's name above it.",
                    ));
                    open = true;
                }
                LineType::Dialogue | LineType::Parenthetical | LineType::Lyrics | LineType::Meta | LineType::Note | LineType::PageBreak => {
                }
                _ => open = false,
            }
        }
    }
}
