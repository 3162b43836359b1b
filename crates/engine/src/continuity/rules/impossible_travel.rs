//! LO4: another city without time for the journey.
//!
//! What it finds: two scenes tied by CONTINUOUS or MOMENTS LATER at places in different cities, with one character on camera in both
//! Why it matters on set: company moves and visas, or a missing travel scene
//! Example: 8 INT. CAIRO CAFÉ - DAY with Mona; 9 INT. PARIS HOTEL - MOMENTS LATER with Mona
//! Silent: planes, trains, cars, telephones; montage; cities that are only part of a name

use crate::continuity::case::Case;
use crate::continuity::rule::{Draft, Rule, RuleGroup, RuleInfo};
use crate::language::Bilingual;
use crate::screenplay::Severity;

pub(super) struct ImpossibleTravel;

static INFO: RuleInfo = RuleInfo {
    id: "impossible_travel",
    code: "LO4",
    group: RuleGroup::Locations,
    severity: Severity::Warning,
    precision: 0.6,
    finds: "two scenes tied by CONTINUOUS or MOMENTS LATER at places in different cities, with one character on camera in both",
    matters: "company moves and visas, or a missing travel scene",
    example: "8 INT. CAIRO CAFÉ - DAY with Mona; 9 INT. PARIS HOTEL - MOMENTS LATER with Mona",
    silent: "planes, trains, cars, telephones; montage; cities that are only part of a name",
    ..RuleInfo::QUESTION
};

impl Rule for ImpossibleTravel {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        for at in (1..case.count()).filter(|at| case.follows(*at)) {
            let before = at - 1;
            let (Some(one), Some(other)) = (city(case, before), city(case, at)) else { continue };
            let travels = [before, at].into_iter().any(|scene| {
                case.on_the_line(scene)
                    || case.places.at(scene).is_some_and(|place| {
                        place.words().any(|word| case.lexicon.is("transport", word) || case.lexicon.is("travel_place", word))
                    })
            });
            let shared = case.persons().find(|person| case.on_camera(before, *person) && case.on_camera(at, *person));
            if let (true, false, Some(person)) = (one != other, travels, shared) {
                let name = case.name(person);
                let message =
                    Bilingual::new(format!("{name} ينتقل بين مدينتين في لحظات"), format!("{name} moves between two cities in moments"));
                let suggestion = Bilingual::new("أضف مشهد سفر أو غيّر الربط الزمني", "Add the journey, or change the time link");
                found.push(
                    Draft::new(&INFO, name, message, suggestion)
                        .stating(case.id(at))
                        .at(before, case.heading(before), "المدينة الأولى", "the first city")
                        .at(at, case.heading(at), "المدينة الثانية", "the second city"),
                );
            }
        }
    }
}

fn city(case: &Case<'_>, at: usize) -> Option<&'static str> {
    case.places.at(at)?.words().find_map(|word| case.lexicon.value("city", word))
}
