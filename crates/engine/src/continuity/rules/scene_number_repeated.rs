//! HE1: one scene number on two scenes.
//!
//! What it finds: the same printed number on two different headings
//! Why it matters on set: slates, reports and the edit find scenes by number
//! Example: مشهد 23 twice, at two places
//! Silent: the same heading repeated (CONTINUED), omitted scenes, scripts whose numbers start again (episodes, acts)

use crate::continuity::case::Case;
use crate::continuity::document::FindingClass;
use crate::continuity::rule::{Draft, PrecisionSource, Rule, RuleGroup, RuleInfo};
use crate::language::Bilingual;
use crate::screenplay::Severity;
use crate::text::fold_key;
use std::collections::BTreeMap;

pub(super) struct SceneNumberRepeated;

static INFO: RuleInfo = RuleInfo {
    id: "scene_number_repeated",
    code: "HE1",
    group: RuleGroup::Timeline,
    class: FindingClass::Conflict,
    severity: Severity::Error,
    precision: 0.77,
    source: PrecisionSource::Measured,
    finds: "the same printed number on two different headings",
    matters: "slates, reports and the edit find scenes by number",
    example: "مشهد 23 twice, at two places",
    silent: "the same heading repeated (CONTINUED), omitted scenes, scripts whose numbers start again (episodes, acts)",
    ..RuleInfo::QUESTION
};

impl Rule for SceneNumberRepeated {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let numbered: Vec<(usize, String)> =
            (0..case.count()).filter_map(|at| Some((at, fold_key(case.scene(at)?.number.as_deref()?)))).collect();
        if restarts(&numbered) {
            return;
        }
        for (at, number) in &numbered {
            let Some(first) = seen.get(number).copied() else {
                seen.insert(number.clone(), *at);
                continue;
            };
            let same = is_continued(case, *at)
                || sub_numbers(case, first) != sub_numbers(case, *at)
                || fold_key(case.screenplay.slice(case.heading(first))) == fold_key(case.screenplay.slice(case.heading(*at)));
            if !same && !case.omitted(first) && !case.omitted(*at) {
                let shown = case.number(*at);
                let message = Bilingual::new(
                    format!("رقم المشهد {shown} مستعمل لمشهدين مختلفين"),
                    format!("Scene number {shown} stands on two different scenes"),
                );
                let suggestion = Bilingual::new("أعد ترقيم أحد المشهدين", "Renumber one of the two");
                found.push(
                    Draft::new(&INFO, shown, message, suggestion)
                        .stating(case.id(*at))
                        .at(first, case.heading(first), "الاستعمال الأول", "the first use")
                        .at(*at, case.heading(*at), "الاستعمال الثاني", "the second use"),
                );
            }
        }
    }
}

/// `7A CONTINUED: 7A`: the same scene on its next page.
fn is_continued(case: &Case<'_>, at: usize) -> bool {
    let heading = fold_key(case.screenplay.slice(case.heading(at)));
    heading.contains("continued") || heading.contains("cont'd") || heading.contains("omit")
}

/// Words of a heading that carry digits together with letters, such as `2-A` and `A2`: other numbers in another style.
fn sub_numbers(case: &Case<'_>, at: usize) -> Vec<String> {
    let heading = fold_key(case.screenplay.slice(case.heading(at)));
    let mixed = |word: &&str| word.len() <= 5 && word.chars().any(|c| c.is_ascii_digit()) && word.chars().any(char::is_alphabetic);
    heading.split(' ').filter(mixed).map(str::to_owned).collect()
}

/// Number 1 comes back: episodes or acts with a count of their own.
fn restarts(numbered: &[(usize, String)]) -> bool {
    numbered.iter().filter(|(_, number)| number == "1").count() > 1 && numbered.len() > 30
}
