//! HE3: scene numbers that are missing.
//!
//! What it finds: numbers left out between two neighbours, told once for the whole script
//! Why it matters on set: somebody will ask where the scene is
//! Example: 12, 13, 15
//! Silent: numbers kept as OMITTED, shooting scripts with many gaps (told as one line in any case)

use crate::continuity::case::Case;
use crate::continuity::document::FindingClass;
use crate::continuity::rule::{Draft, Rule, RuleGroup, RuleInfo};
use crate::language::Bilingual;
use crate::text::fold_key;
use std::collections::BTreeSet;

pub(super) struct SceneNumberGap;

static INFO: RuleInfo = RuleInfo {
    id: "scene_number_gap",
    code: "HE3",
    group: RuleGroup::Timeline,
    class: FindingClass::HouseStyle,
    precision: 0.6,
    finds: "numbers left out between two neighbours, told once for the whole script",
    matters: "somebody will ask where the scene is",
    example: "12, 13, 15",
    silent: "numbers kept as OMITTED, shooting scripts with many gaps (told as one line in any case)",
    ..RuleInfo::QUESTION
};

impl Rule for SceneNumberGap {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        let numbered: Vec<(usize, u32)> =
            (0..case.count()).filter_map(|at| Some((at, parts(case.scene(at)?.number.as_deref()?)?.0))).collect();
        let all: BTreeSet<u32> = numbered.iter().map(|(_, number)| *number).collect();
        let mut missing = Vec::new();
        let mut places = Vec::new();
        for pair in numbered.windows(2) {
            let [(before, first), (at, number)] = pair else { continue };
            let gap: Vec<u32> = (first + 1..*number).filter(|n| !all.contains(n)).collect();
            if !gap.is_empty() && gap.len() <= 20 {
                missing.extend(gap);
                places.extend([*before, *at]);
            }
        }
        if missing.is_empty() || missing.len() * 3 > numbered.len() {
            return;
        }
        let list = missing.iter().map(u32::to_string).collect::<Vec<_>>().join("، ");
        let message = Bilingual::new(format!("أرقام مشاهد ناقصة: {list}"), format!("Scene numbers are missing: {list}"));
        let suggestion = Bilingual::new("اكتب «محذوف» مكان المشهد المحذوف أو أعد الترقيم", "Keep the number as OMITTED, or renumber");
        let mut draft = Draft::new(&INFO, list, message, suggestion);
        for at in places.into_iter().take(24) {
            draft = draft.at(at, case.heading(at), "عند الفجوة", "at the gap");
        }
        found.push(draft);
    }
}

/// Number without letters, and its letters.
fn parts(number: &str) -> Option<(u32, String)> {
    let folded = fold_key(number);
    let digits: String = folded.chars().filter(char::is_ascii_digit).collect();
    let letters: String = folded.chars().filter(|c| c.is_alphabetic()).collect();
    Some((digits.parse().ok()?, letters))
}
