//! One character spelt in two ways (`رأفت`, `رافت`), or two cue names one letter apart. The first is certain and already one character; the
//! second is for a person to decide.

use super::note;
use crate::screenplay::{Character, Diagnostic, Screenplay, Severity};
use crate::text::{Span, fold_key};

pub(super) fn check(screenplay: &Screenplay, notes: &mut Vec<Diagnostic>) {
    for character in &screenplay.characters {
        let usual = usual_spelling(screenplay, character);
        for alias in character.aliases.iter().filter(|alias| **alias != usual && fold_key(alias) == fold_key(&usual)) {
            notes.extend(first_cue(screenplay, alias).map(|span| {
                note(
                    "NAME_SPELLING",
                    Severity::Warning,
                    span,
                    format!("كُتب الاسم «{alias}» وفي بقية النص «{usual}»؛ وحّد الكتابة حتى لا تُعدّ الشخصية مرتين."),
                    format!("The name is written \"{alias}\" here and \"{usual}\" elsewhere; use one spelling, or the character is counted twice."),
                )
            }));
        }
        for other in character.suggestions.iter().filter(|other| is_rarer(screenplay, character, &other.name)) {
            let name = &other.name;
            notes.extend(first_cue(screenplay, &usual).map(|span| {
                note(
                    "NAME_LOOK_ALIKE",
                    Severity::Warning,
                    span,
                    format!("«{usual}» و«{name}» متقاربان جداً؛ هل هما شخصية واحدة؟"),
                    format!("\"{usual}\" and \"{name}\" are nearly the same; are they one character?"),
                )
            }));
        }
    }
}

/// The spelling with the most cues.
fn usual_spelling(screenplay: &Screenplay, character: &Character) -> String {
    let spellings = std::iter::once(&character.name).chain(&character.aliases);
    spellings.rev().max_by_key(|name| cues(screenplay, name)).cloned().unwrap_or_default()
}

fn cues(screenplay: &Screenplay, name: &str) -> usize {
    screenplay.scenes.iter().flat_map(|scene| &scene.speeches).filter(|speech| speech.name == name).count()
}

fn first_cue(screenplay: &Screenplay, name: &str) -> Option<Span> {
    screenplay.scenes.iter().flat_map(|scene| &scene.speeches).find(|speech| speech.name == name).map(|speech| speech.cue)
}

/// Of two look-alikes the rarer one carries the note.
fn is_rarer(screenplay: &Screenplay, character: &Character, other: &str) -> bool {
    let theirs =
        screenplay.characters.iter().find(|candidate| candidate.name == other || candidate.aliases.iter().any(|alias| alias == other));
    theirs.is_some_and(|theirs| (character.speeches, &character.name) < (theirs.speeches, &theirs.name))
}
