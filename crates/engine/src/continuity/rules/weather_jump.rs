//! TI4: rain and sun inside one run of scenes.
//!
//! What it finds: rain or snow outside in one scene and a clear sky in a scene that follows without a break
//! Why it matters on set: rain effects are ordered by scene
//! Example: 20 EXT. STREET - DAY: pouring rain. 21 EXT. PARK - CONTINUOUS: brilliant sunshine.
//! Silent: the rain stops or begins; interiors seen without a window; scenes that are not tied together

use crate::continuity::case::Case;
use crate::continuity::facts::{Attribute, Polarity};
use crate::continuity::rule::{Draft, Rule, RuleGroup, RuleInfo};
use crate::language::Bilingual;
use crate::screenplay::Severity;

pub(super) struct WeatherJump;

static INFO: RuleInfo = RuleInfo {
    id: "weather_jump",
    code: "TI4",
    group: RuleGroup::Timeline,
    severity: Severity::Warning,
    precision: 0.75,
    finds: "rain or snow outside in one scene and a clear sky in a scene that follows without a break",
    matters: "rain effects are ordered by scene",
    example: "20 EXT. STREET - DAY: pouring rain. 21 EXT. PARK - CONTINUOUS: brilliant sunshine.",
    silent: "the rain stops or begins; interiors seen without a window; scenes that are not tied together",
    ..RuleInfo::QUESTION
};

impl Rule for WeatherJump {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        let weather: Vec<_> = case.facts.of(Attribute::Weather).collect();
        let changes =
            |from: usize, to: usize| weather.iter().any(|fact| fact.polarity == Polarity::Ends && fact.scene >= from && fact.scene <= to);
        for (n, first) in weather.iter().enumerate().filter(|(_, fact)| fact.polarity == Polarity::Begins) {
            let later = weather.iter().skip(n + 1).find(|later| later.scene > first.scene && later.polarity == Polarity::Begins);
            let Some(later) = later.filter(|later| later.value != first.value && case.chained(first.scene, later.scene)) else { continue };
            if !changes(first.scene, later.scene) {
                let message = Bilingual::new(
                    format!("الطقس ينقلب بين المشهدين المتصلين {} و{}", case.number(first.scene), case.number(later.scene)),
                    format!(
                        "The weather turns between the continuous scenes {} and {}",
                        case.number(first.scene),
                        case.number(later.scene)
                    ),
                );
                let suggestion = Bilingual::new("وحّد الطقس أو اذكر تغيّره", "Keep the weather, or say that it changes");
                found.push(
                    Draft::new(&INFO, case.number(later.scene), message, suggestion)
                        .stating(case.id(later.scene))
                        .at(first.scene, first.span, "الطقس الأول", "the first weather")
                        .at(later.scene, later.span, "طقس آخر", "other weather"),
                );
            }
        }
    }
}
