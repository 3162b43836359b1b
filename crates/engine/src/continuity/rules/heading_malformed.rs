//! HE4: a heading without inside or outside.
//!
//! What it finds: headings that state neither INT nor EXT in a script where nine in ten do
//! Why it matters on set: the schedule sorts by INT and EXT first
//! Example: مشهد 7 ليل / شقة سمير, among forty headings with داخلي or خارجي
//! Silent: omitted scenes, montage, scripts without INT and EXT

use crate::continuity::case::Case;
use crate::continuity::document::FindingClass;
use crate::continuity::rule::{Draft, Rule, RuleGroup, RuleInfo};
use crate::language::Bilingual;
use crate::screenplay::IntExt;

pub(super) struct HeadingMalformed;

static INFO: RuleInfo = RuleInfo {
    id: "heading_malformed",
    code: "HE4",
    group: RuleGroup::Timeline,
    class: FindingClass::HouseStyle,
    precision: 0.9,
    finds: "headings that state neither INT nor EXT in a script where nine in ten do",
    matters: "the schedule sorts by INT and EXT first",
    example: "مشهد 7 ليل / شقة سمير, among forty headings with داخلي or خارجي",
    silent: "omitted scenes, montage, scripts without INT and EXT",
    ..RuleInfo::QUESTION
};

impl Rule for HeadingMalformed {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        let scenes: Vec<usize> = (0..case.count())
            .filter(|at| !case.is_montage(*at) && case.scene(*at).is_some_and(|scene| !scene.heading.is_empty()))
            .collect();
        let missing: Vec<usize> =
            scenes.iter().copied().filter(|at| case.scene(*at).is_some_and(|scene| scene.slugline.int_ext == IntExt::Unknown)).collect();
        if missing.is_empty() || missing.len() * 10 > scenes.len() || scenes.len() < 6 {
            return;
        }
        let message = Bilingual::new(
            format!("{} من رؤوس المشاهد بلا داخلي أو خارجي", missing.len()),
            format!("{} headings state neither INT nor EXT", missing.len()),
        );
        let suggestion = Bilingual::new("أضف داخلي أو خارجي", "Add INT or EXT");
        let mut draft = Draft::new(&INFO, String::new(), message, suggestion).stating("int-ext");
        for at in missing {
            draft = draft.at(at, case.heading(at), "بلا داخلي أو خارجي", "neither INT nor EXT");
        }
        found.push(draft);
    }
}
