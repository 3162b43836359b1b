//! TI6: a flashback begins and never ends.
//!
//! What it finds: an explicit beginning (BEGIN FLASHBACK, بداية الفلاش باك) without an end, in a script that ends its flashbacks
//! Why it matters on set: nobody knows which scenes play in the past: clothes, age, props
//! Example: بداية الفلاش باك in scene 13, another بداية in scene 31, no نهاية between
//! Silent: one-scene flashbacks, scripts that never mark an end, the last stretch of a script

use crate::continuity::case::Case;
use crate::continuity::rule::{Draft, Rule, RuleGroup, RuleInfo};
use crate::language::Bilingual;
use crate::screenplay::LineType;
use crate::screenplay::Severity;
use crate::text::{Span, fold};
use regex::Regex;
use std::sync::LazyLock;

pub(super) struct FlashbackLeftOpen;

static INFO: RuleInfo = RuleInfo {
    id: "flashback_left_open",
    code: "TI6",
    group: RuleGroup::Timeline,
    severity: Severity::Warning,
    precision: 0.75,
    finds: "an explicit beginning (BEGIN FLASHBACK, بداية الفلاش باك) without an end, in a script that ends its flashbacks",
    matters: "nobody knows which scenes play in the past: clothes, age, props",
    example: "بداية الفلاش باك in scene 13, another بداية in scene 31, no نهاية between",
    silent: "one-scene flashbacks, scripts that never mark an end, the last stretch of a script",
    ..RuleInfo::QUESTION
};

impl Rule for FlashbackLeftOpen {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        let marks: Vec<(usize, bool, Span)> = (0..case.count()).flat_map(|at| marks(case, at)).collect();
        if !marks.iter().any(|(_, opens, _)| !opens) {
            return;
        }
        for pair in marks.windows(2) {
            let [(at, true, span), (next, true, other)] = pair else { continue };
            let message = Bilingual::new(
                format!("الفلاش باك الذي يبدأ في المشهد {} لا نهاية له قبل المشهد {}", case.number(*at), case.number(*next)),
                format!("The flashback that begins in scene {} has no end before scene {}", case.number(*at), case.number(*next)),
            );
            let suggestion = Bilingual::new("ضع «نهاية الفلاش باك» في مكانها", "Put END FLASHBACK where it belongs");
            found.push(
                Draft::new(&INFO, case.number(*at), message, suggestion)
                    .stating(case.id(*at))
                    .at(*at, *span, "البداية", "the beginning")
                    .at(*next, *other, "بداية أخرى دون نهاية", "another beginning, no end between"),
            );
        }
    }
}

static MARKS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?P<open>\b(?:begin|start)(?: of)? (?:flashback|dream)|\b(?:flashback|dream) (?:begins|starts)|(?:بدايه|يبدا|بدا) (?:ال)?فلاش)|(?P<close>\b(?:end|ends)(?: of)? (?:flashback|dream)|\b(?:flashback|dream) (?:ends|is over|over)\b|(?:ينتهي|انتها|انتهي) (?:ال)?فلاش|\bback to (?:the )?present|نهايه (?:ال)?فلاش|عوده (?:الي|لل)\s?(?:ال)?حاضر)").ok()
});

/// Beginnings (true) and ends of a scene, in its heading and its lines that are no speech.
fn marks(case: &Case<'_>, at: usize) -> Vec<(usize, bool, Span)> {
    let Some(scene) = case.scene(at) else { return Vec::new() };
    let lines = case
        .screenplay
        .lines_of(scene)
        .iter()
        .filter(|line| !matches!(line.kind, LineType::Dialogue | LineType::Character | LineType::Parenthetical));
    lines
        .filter_map(|line| {
            let folded = fold(case.screenplay.slice(line.span));
            let found = MARKS.as_ref()?.captures(&folded.text)?;
            Some((at, found.name("open").is_some(), line.span))
        })
        .collect()
}
