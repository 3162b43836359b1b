//! Headings that do not state inside or outside, a time, or a place. Where most headings of a script leave a part out, that is the house
//! style: one remark says so, instead of one for every scene.

use super::note;
use crate::screenplay::{Diagnostic, IntExt, Scene, SceneFlag, Screenplay, Severity, TimeOfDay};

struct Part {
    code: &'static str,
    lacks: fn(&Scene) -> bool,
    ar: &'static str,
    en: &'static str,
}

const PARTS: &[Part] = &[
    Part {
        code: "HEADING_WITHOUT_INT_EXT",
        lacks: |scene| scene.slugline.int_ext == IntExt::Unknown,
        ar: "رأس المشهد لا يذكر داخلي أو خارجي؛ أضفها لأن عليها يقوم جدول التصوير",
        en: "The heading does not say INT. or EXT.; add it, the schedule is built on it",
    },
    Part {
        code: "HEADING_WITHOUT_TIME",
        lacks: |scene| scene.slugline.time_of_day == TimeOfDay::Unknown,
        ar: "رأس المشهد لا يذكر الوقت؛ أضف نهار أو ليل",
        en: "The heading does not state a time; add DAY or NIGHT",
    },
    Part {
        code: "HEADING_WITHOUT_PLACE",
        lacks: |scene| scene.slugline.location.is_none(),
        ar: "رأس المشهد لا يذكر المكان؛ أضف اسم موقع التصوير",
        en: "The heading names no place; add the location",
    },
];

pub(super) fn check(screenplay: &Screenplay, notes: &mut Vec<Diagnostic>) {
    let stated: Vec<&Scene> = screenplay.scenes.iter().filter(|scene| is_stated(scene)).collect();
    for part in PARTS {
        let lacking: Vec<&&Scene> = stated.iter().filter(|scene| (part.lacks)(scene)).collect();
        if lacking.len() >= 4 && lacking.len() * 2 > stated.len() {
            let count = lacking.len();
            notes.extend(lacking.first().map(|scene| {
                let (ar, en) = (
                    format!("{}. هذا حال {count} مشهداً في النص.", part.ar),
                    format!("{}. {count} scenes of this script leave it out.", part.en),
                );
                note(part.code, Severity::Info, scene.heading, ar, en)
            }));
        } else {
            notes.extend(
                lacking
                    .iter()
                    .map(|scene| note(part.code, Severity::Warning, scene.heading, format!("{}.", part.ar), format!("{}.", part.en))),
            );
        }
    }
}

/// Omitted scenes and montages need not say where and when.
fn is_stated(scene: &Scene) -> bool {
    !scene.heading.is_empty()
        && !scene.flags.iter().any(|flag| matches!(flag, SceneFlag::Omitted | SceneFlag::Montage | SceneFlag::Intercut))
}
