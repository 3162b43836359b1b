//! What a scene takes over from the scenes around it: the stretch of a flashback between its first and last heading. Every field set here
//! is named in `Scene::inferred`.

use super::scenes::Draft;
use crate::screenplay::SceneFlag;

/// Marks the scenes between the beginning and the end of a flashback, dream or montage.
pub(super) fn carry(drafts: &mut [Draft]) {
    let mut stretches: Vec<(usize, usize, SceneFlag)> = Vec::new();
    let mut open: Option<(usize, SceneFlag)> = None;
    for (at, draft) in drafts.iter().enumerate() {
        if let Some((start, flag)) = open {
            if draft.marks.ends == Some(flag) {
                stretches.push((start, at, flag));
                open = None;
            } else if draft.marks.returns || draft.marks.begins.is_some() {
                stretches.extend(at.checked_sub(1).filter(|_| draft.marks.returns).map(|last| (start, last, flag)));
                open = None;
            }
        }
        if let Some(flag) = draft.marks.begins {
            open = Some((at, flag));
        }
    }
    for (start, end, flag) in stretches {
        for draft in drafts.iter_mut().take(end).skip(start + 1) {
            if !draft.scene.flags.contains(&flag) {
                draft.scene.flags.push(flag);
                draft.scene.flags.sort_unstable();
                draft.scene.inferred.push("flags");
            }
        }
    }
}
