//! Lines that were read as one thing and look like another: a cue that is a place or stands once with one letter of speech, a heading that
//! lost its place, action that begins like a heading.

use super::note;
use crate::screenplay::{Diagnostic, LineType, Screenplay, Severity};
use crate::text::fold_key;

/// Letters of a line of action that no writer sets as one paragraph.
const ENDLESS: usize = 2_000;

pub(super) fn check(screenplay: &Screenplay, notes: &mut Vec<Diagnostic>) {
    let places: Vec<String> = screenplay
        .scenes
        .iter()
        .flat_map(|scene| scene.slugline.location.iter().chain(&scene.slugline.sub_locations))
        .map(|place| fold_key(&place.text))
        .collect();
    for speech in screenplay.scenes.iter().flat_map(|scene| &scene.speeches) {
        let once = screenplay.character(speech.character).is_some_and(|character| character.speeches == 1);
        let name = &speech.name;
        if once && places.contains(&fold_key(name)) {
            notes.push(note(
                "CUE_IS_A_PLACE",
                Severity::Warning,
                speech.cue,
                format!("«{name}» مكتوب كمتكلم وهو اسم مكان؛ لعل اسم الشخصية سقط."),
                format!("\"{name}\" is set as a cue but is a place; the character's name may have been lost."),
            ));
        }
        if let [only] = speech.dialogue.as_slice()
            && only.of(&screenplay.text).chars().filter(|c| c.is_alphabetic()).count() == 1
            && !matches!(only.of(&screenplay.text).trim(), "I" | "A" | "O")
        {
            notes.push(note(
                "SPEECH_CUT_OFF",
                Severity::Warning,
                *only,
                "كلام من حرف واحد؛ لعل بقيته انتقلت إلى السطر التالي.",
                "This speech has only one letter; the rest may have slipped to the next line.",
            ));
        }
    }
    for line in &screenplay.lines {
        let words = screenplay.slice(line.span);
        if matches!(line.kind, LineType::Action | LineType::Dialogue) && words.len() > ENDLESS {
            notes.push(note(
                "ENDLESS_LINE",
                Severity::Info,
                line.span,
                "فقرة طويلة جداً؛ لعل نهايات الأسطر ضاعت عند التحويل.",
                "This paragraph is very long; its line breaks may have been lost in a conversion.",
            ));
        }
        if line.kind == LineType::Action
            && (words.starts_with("INT.") || words.starts_with("EXT.") || words.starts_with("مشهد ") && words.len() < 60)
        {
            notes.push(note(
                "POSSIBLE_HEADING",
                Severity::Info,
                line.span,
                "سطر يبدأ كرأس مشهد وقُرئ وصفاً؛ إن كان رأساً فاكتب رقمه وداخلي أو خارجي والوقت.",
                "This line begins like a heading and was read as action; if it is one, state number, INT. or EXT. and time.",
            ));
        }
    }
}
