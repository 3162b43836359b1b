//! A heading with nothing under it: a scene that was lost, or a heading written twice. Omitted scenes are in order.

use super::note;
use crate::screenplay::{Diagnostic, LineType, SceneFlag, Screenplay, Severity};

pub(super) fn check(screenplay: &Screenplay, notes: &mut Vec<Diagnostic>) {
    for scene in &screenplay.scenes {
        let empty = screenplay
            .lines_of(scene)
            .iter()
            .all(|line| matches!(line.kind, LineType::SceneHeading | LineType::Transition | LineType::Meta | LineType::PageBreak));
        if empty && !scene.heading.is_empty() && !scene.flags.contains(&SceneFlag::Omitted) {
            notes.push(note(
                "SCENE_WITHOUT_CONTENT",
                Severity::Warning,
                scene.heading,
                "رأس مشهد بلا وصف ولا حوار تحته؛ اكتب ما يحدث، أو أثبته محذوفاً.",
                "There is neither action nor dialogue under this heading; write what happens, or mark it OMITTED.",
            ));
        }
    }
}
