//! DI4: years that do not add up in what people say.
//!
//! What it finds: the speaker's age, year of birth or the years something has lasted, stated in speech more than two years away from the age in the action, the date on the screen, or an earlier claim of the same person
//! Why it matters on set: make-up and props follow the years, and the audience counts
//! Example: scene 3: NADIA (35) pours the tea. Scene 8: NADIA: I'm twenty-four and I know what I want.
//! Silent: almost, about, over; round figures of ten; flashbacks; time that passes on the page between the two

use crate::continuity::case::Case;
use crate::continuity::facts::{Attribute, Fact, Value};
use crate::continuity::rule::{Draft, Rule, RuleInfo};
use crate::language::Bilingual;
use crate::screenplay::CharacterIndex;

pub(super) struct YearsAgainstAges;

static INFO: RuleInfo = RuleInfo {
    id: "years_against_ages",
    code: "DI4",
    precision: 0.45,
    finds: "the speaker's age, year of birth or the years something has lasted, stated in speech more than two years away from the age in the action, the date on the screen, or an earlier claim of the same person",
    matters: "make-up and props follow the years, and the audience counts",
    example: "scene 3: NADIA (35) pours the tea. Scene 8: NADIA: I'm twenty-four and I know what I want.",
    silent: "almost, about, over; round figures of ten; flashbacks; time that passes on the page between the two",
    ..RuleInfo::QUESTION
};

/// Years that nobody minds.
const SLACK: u32 = 2;

impl Rule for YearsAgainstAges {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        for person in case.persons() {
            let stated: Vec<Stated<'_>> = case.facts.all().iter().filter_map(|fact| stated(case, person, fact)).collect();
            let pair = stated.iter().enumerate().find_map(|(at, first)| {
                let later = stated.iter().skip(at + 1).find(|later| disagree(case, first, later))?;
                Some((first, later))
            });
            let Some((first, later)) = pair else { continue };
            let name = case.name(person);
            let message = Bilingual::new(
                format!("السنوات في كلام {name} لا تستقيم: {} ثم {}", first.years.0, later.years.0),
                format!("The years that {name} speaks of do not add up: {} and {}", first.years.0, later.years.0),
            );
            let suggestion = Bilingual::new("وحّد الرقم، أو بيّن مرور السنين", "Settle on one figure, or show that years have passed");
            found.push(
                Draft::new(&INFO, name, message, suggestion)
                    .stating(format!("{} {:?} {:?}", first.what, first.years, later.years))
                    .at(first.fact.scene, first.fact.span, "يقال هنا", "stated here")
                    .at(later.fact.scene, later.fact.span, "وهنا رقم آخر", "another figure here"),
            );
        }
    }
}

/// Years that a fact or claim gives for one thing.
struct Stated<'a> {
    fact: &'a Fact,
    what: &'a str,
    /// Least and most.
    years: (u32, u32),
    is_claim: bool,
}

fn stated<'a>(case: &Case<'_>, person: CharacterIndex, fact: &'a Fact) -> Option<Stated<'a>> {
    if fact.subject != crate::continuity::facts::Subject::Person(person) || case.is_apart(fact.scene) {
        return None;
    }
    match (fact.attribute, &fact.value) {
        (Attribute::Age, Value::Years(low, high)) => Some(Stated { fact, what: "age", years: (*low, *high), is_claim: false }),
        (Attribute::AgeClaim, Value::Years(low, high)) => Some(Stated { fact, what: "age", years: (*low, *high), is_claim: true }),
        (Attribute::BirthClaim, Value::Number(_, born)) => {
            let age = year_on_screen(case, fact.scene)?.checked_sub(*born)?;
            Some(Stated { fact, what: "age", years: (age.saturating_sub(1), age), is_claim: true })
        }
        (Attribute::SpanClaim, Value::Number(what, years)) => Some(Stated { fact, what, years: (*years, *years), is_claim: true }),
        _ => None,
    }
}

/// The year of the last caption before a scene.
fn year_on_screen(case: &Case<'_>, scene: usize) -> Option<u32> {
    let captions = case.facts.of(Attribute::Date).filter(|fact| fact.scene <= scene && !case.is_apart(fact.scene));
    captions
        .filter_map(|fact| match &fact.value {
            Value::Text(text) => {
                text.split(|c: char| !c.is_ascii_digit()).filter(|part| part.len() == 4).find_map(|part| part.parse().ok())
            }
            _ => None,
        })
        .last()
}

fn disagree(case: &Case<'_>, first: &Stated<'_>, later: &Stated<'_>) -> bool {
    let is_round = |stated: &Stated<'_>| stated.what != "age" && stated.years.0.is_multiple_of(10);
    let apart = first.years.0 > later.years.1 + SLACK || later.years.0 > first.years.1 + SLACK;
    first.what == later.what
        && (first.is_claim || later.is_claim)
        && apart
        && !(is_round(first) && is_round(later))
        && case.same_track(first.fact.scene, later.fact.scene)
        && case.days_between(first.fact.scene, later.fact.scene).is_none_or(|days| days < 365)
}
