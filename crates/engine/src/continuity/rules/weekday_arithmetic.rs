//! DI3: weekdays that do not add up.
//!
//! What it finds: two claims about the day of the week that disagree: in one speech, or by one speaker in scenes of one unbroken run or one certain day
//! Why it matters on set: calendars, newspapers and school scenes are dressed by weekday
//! Example: KARIM: Today is Monday, so tomorrow is Thursday.
//! Silent: somebody else's claim (they argue), questions, denied or hedged words, other days and realities

use crate::continuity::case::Case;
use crate::continuity::facts::{Attribute, Value};
use crate::continuity::rule::{Draft, Rule, RuleGroup, RuleInfo};
use crate::language::Bilingual;
use crate::screenplay::Severity;

pub(super) struct WeekdayArithmetic;

static INFO: RuleInfo = RuleInfo {
    id: "weekday_arithmetic",
    code: "DI3",
    group: RuleGroup::Timeline,
    severity: Severity::Warning,
    precision: 0.6,
    finds: "two claims about the day of the week that disagree: in one speech, or by one speaker in scenes of one unbroken run or one certain day",
    matters: "calendars, newspapers and school scenes are dressed by weekday",
    example: "KARIM: Today is Monday, so tomorrow is Thursday.",
    silent: "somebody else's claim (they argue), questions, denied or hedged words, other days and realities",
    ..RuleInfo::QUESTION
};

impl Rule for WeekdayArithmetic {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        let claims: Vec<_> = case.facts.of(Attribute::Weekday).collect();
        for (n, first) in claims.iter().enumerate() {
            let Some(later) = claims.get(n + 1).filter(|later| later.speaker == first.speaker && later.speaker.is_some()) else { continue };
            let together =
                later.scene == first.scene || case.chained(first.scene, later.scene) || case.surely_same_day(first.scene, later.scene);
            let challenged = claims.iter().any(|other| other.scene == later.scene && other.speaker != later.speaker);
            let disagree = matches!((base(&first.value), base(&later.value)), (Some(a), Some(b)) if a != b);
            if together && disagree && !challenged {
                let name = later.speaker.map(|speaker| case.name(speaker)).unwrap_or_default();
                let message =
                    Bilingual::new(format!("أيام الأسبوع في كلام {name} لا تستقيم"), format!("The weekdays in {name}'s lines do not add up"));
                let suggestion = Bilingual::new("صحّح أحد اليومين", "Correct one of the two days");
                found.push(
                    Draft::new(&INFO, name, message, suggestion)
                        .stating(format!("{:?} {:?}", first.value, later.value))
                        .at(first.scene, first.span, "اليوم الأول", "the first day")
                        .at(later.scene, later.span, "اليوم الثاني", "the second day"),
                );
            }
        }
    }
}

/// The weekday of the day of speaking, from Monday.
fn base(value: &Value) -> Option<i32> {
    match value {
        Value::Weekday(offset, day) => Some((day - offset).rem_euclid(7)),
        _ => None,
    }
}
