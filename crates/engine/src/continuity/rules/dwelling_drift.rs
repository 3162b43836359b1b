//! LO6: one owner with two kinds of home.
//!
//! What it finds: X'S HOUSE and X'S APARTMENT (شقة, بيت, فيلا) in turns, at least twice each way
//! Why it matters on set: one home is two locations in the list
//! Example: MONA'S HOUSE, MONA'S APARTMENT, MONA'S HOUSE, MONA'S APARTMENT
//! Silent: one change from one home to another (moving house); owners who are not characters

use crate::continuity::case::Case;
use crate::continuity::rule::{Draft, Rule, RuleGroup, RuleInfo};
use crate::language::Bilingual;
use crate::text::Span;
use std::collections::BTreeMap;

pub(super) struct DwellingDrift;

static INFO: RuleInfo = RuleInfo {
    id: "dwelling_drift",
    code: "LO6",
    group: RuleGroup::Locations,
    precision: 0.55,
    finds: "X'S HOUSE and X'S APARTMENT (شقة, بيت, فيلا) in turns, at least twice each way",
    matters: "one home is two locations in the list",
    example: "MONA'S HOUSE, MONA'S APARTMENT, MONA'S HOUSE, MONA'S APARTMENT",
    silent: "one change from one home to another (moving house); owners who are not characters",
    ..RuleInfo::QUESTION
};

impl Rule for DwellingDrift {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        let mut homes: BTreeMap<String, Vec<(usize, &'static str, Span)>> = BTreeMap::new();
        for (at, place) in case.places.all().filter(|(at, _)| !case.is_apart(*at)) {
            let words: Vec<&str> = place.main.split(' ').collect();
            let kind = words.iter().find_map(|word| case.lexicon.value("dwelling", word));
            let owner =
                words.iter().map(|word| word.trim_end_matches("'s").trim_end_matches("’s")).find(|word| case.people.is_name_word(word));
            if let (Some(kind), Some(owner), Some(span)) = (kind, owner, place.span) {
                homes.entry(owner.to_owned()).or_default().push((at, kind, span));
            }
        }
        for (owner, uses) in &homes {
            let turns = uses.windows(2).filter(|pair| matches!(pair, [one, other] if one.1 != other.1)).count();
            let kinds = uses.iter().map(|(_, kind, _)| *kind).collect::<std::collections::BTreeSet<_>>().len();
            if let (Some(first), Some(other), true) =
                (uses.first(), uses.iter().find(|entry| Some(entry.1) != uses.first().map(|first| first.1)), turns >= 3 && kinds == 2)
            {
                let message = Bilingual::new(
                    format!("مسكن «{owner}» مرة شقة ومرة بيت"),
                    format!("The home of {owner} is now one kind of dwelling, now another"),
                );
                let suggestion = Bilingual::new("وحّد نوع المسكن", "Settle on one kind of home");
                found.push(Draft::new(&INFO, owner.clone(), message, suggestion).at(first.0, first.2, "النوع الأول", "the first kind").at(
                    other.0,
                    other.2,
                    "النوع الثاني",
                    "the second kind",
                ));
            }
        }
    }
}
