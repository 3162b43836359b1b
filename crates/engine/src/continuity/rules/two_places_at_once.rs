//! CH8: one person in the picture at two places at the same time.
//!
//! What it finds: a scene that plays at the same time as the one before, at another place, with the same character on camera in both
//! Why it matters on set: one of the two scenes cannot be played as written
//! Example: 5 INT. CAFÉ - NIGHT with Karim; 6 INT. STATION - SAME TIME: KARIM, Where is she?
//! Silent: voices, telephones, screens, moving vehicles, intercuts, scripts that use SAME for the same time of day (three times or more)

use crate::continuity::case::Case;
use crate::continuity::rule::{Draft, Rule, RuleInfo};
use crate::language::Bilingual;
use crate::screenplay::heading_time::Link;

pub(super) struct TwoPlacesAtOnce;

static INFO: RuleInfo = RuleInfo {
    id: "two_places_at_once",
    code: "CH8",
    precision: 0.2,
    finds: "a scene that plays at the same time as the one before, at another place, with the same character on camera in both",
    matters: "one of the two scenes cannot be played as written",
    example: "5 INT. CAFÉ - NIGHT with Karim; 6 INT. STATION - SAME TIME: KARIM, Where is she?",
    silent: "voices, telephones, screens, moving vehicles, intercuts, scripts that use SAME for the same time of day (three times or more)",
    ..RuleInfo::QUESTION
};

impl Rule for TwoPlacesAtOnce {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        let same: Vec<usize> = (1..case.count()).filter(|at| case.link(*at).0 == Link::Same && says_time(case, *at)).collect();
        if same.len() > 2 {
            return;
        }
        for at in same.into_iter().filter(|at| case.same_track(*at - 1, *at) && case.places.differ(*at - 1, *at)) {
            let before = at - 1;
            if case.on_the_line(before) || case.on_the_line(at) || moves(case, before) || moves(case, at) {
                continue;
            }
            for person in case.persons() {
                let (Some(one), Some(other)) = (case.speaks(before, person), case.speaks(at, person)) else { continue };
                let name = case.name(person);
                let message =
                    Bilingual::new(format!("{name} في مكانين في الوقت نفسه"), format!("{name} is at two places at the same time"));
                let suggestion = Bilingual::new(
                    "غيّر وقت أحد المشهدين أو اجعل أحد الحضورين صوتًا",
                    "Change the time of one scene, or make one of the two a voice",
                );
                found.push(
                    Draft::new(&INFO, name, message, suggestion).stating(case.id(at)).at(before, Case::speech_span(one), "هنا", "here").at(
                        at,
                        Case::speech_span(other),
                        "وهنا في الوقت نفسه",
                        "and here at the same time",
                    ),
                );
            }
        }
    }
}

/// SAME alone often means the same time of day; only the time itself counts.
fn says_time(case: &Case<'_>, at: usize) -> bool {
    case.link(at).1.is_some_and(|span| {
        let words = case.screenplay.slice(span).to_lowercase();
        words.contains("time") || words.contains("meanwhile") || words.contains("الوقت") || words.contains("اللحظ")
    })
}

fn moves(case: &Case<'_>, at: usize) -> bool {
    case.places.at(at).is_some_and(|place| place.words().any(|word| case.lexicon.is("transport", word)))
}
