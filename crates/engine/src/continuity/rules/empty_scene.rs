//! HE5: a heading without a scene.
//!
//! What it finds: a heading with no line of action or speech below it
//! Why it matters on set: a strip without content: left over from a cut or a lost page
//! Example: 12 INT. HALL - DAY, directly followed by 13 EXT. GARDEN - DAY
//! Silent: omitted scenes, montage, intercuts, establishing shots

use crate::continuity::case::Case;
use crate::continuity::document::FindingClass;
use crate::continuity::rule::{Draft, Rule, RuleGroup, RuleInfo};
use crate::language::Bilingual;
use crate::screenplay::{LineType, SceneFlag};
use crate::text::fold_key;

pub(super) struct EmptyScene;

static INFO: RuleInfo = RuleInfo {
    id: "empty_scene",
    code: "HE5",
    group: RuleGroup::Timeline,
    class: FindingClass::HouseStyle,
    precision: 0.7,
    finds: "a heading with no line of action or speech below it",
    matters: "a strip without content: left over from a cut or a lost page",
    example: "12 INT. HALL - DAY, directly followed by 13 EXT. GARDEN - DAY",
    silent: "omitted scenes, montage, intercuts, establishing shots",
    ..RuleInfo::QUESTION
};

impl Rule for EmptyScene {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        let story =
            |kind: LineType| matches!(kind, LineType::Action | LineType::Dialogue | LineType::Shot | LineType::Lyrics | LineType::Centered);
        for (at, scene) in case.screenplay.scenes.iter().enumerate() {
            let empty = !case.screenplay.lines_of(scene).iter().any(|line| story(line.kind));
            let establishing = fold_key(case.screenplay.slice(scene.heading)).contains("establish");
            let excused = case.is_montage(at) || scene.flags.contains(&SceneFlag::Intercut) || scene.heading.is_empty() || establishing;
            if empty && !excused {
                let message = Bilingual::new(
                    format!("المشهد {} بلا محتوى", case.number(at)),
                    format!("Scene {} has a heading and nothing below", case.number(at)),
                );
                let suggestion = Bilingual::new("اكتب المشهد أو احذف رأسه", "Write the scene or drop its heading");
                found.push(Draft::new(&INFO, case.number(at), message, suggestion).stating(case.id(at)).at(
                    at,
                    scene.heading,
                    "رأس بلا محتوى",
                    "a heading and nothing below",
                ));
            }
        }
    }
}
