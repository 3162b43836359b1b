//! LO2: a place that differs from a frequent one by one slip of the pen.
//!
//! What it finds: a place name used once or twice that is one letter away from a place used more often
//! Why it matters on set: the company move goes to a location that does not exist
//! Example: INT. GREEN KITCHEN three times, INT. GREEN KITCHN once
//! Silent: both words are words of the language or names; the rare word stands elsewhere in the script; digits, plurals; short words

use crate::continuity::case::Case;
use crate::continuity::document::FindingClass;
use crate::continuity::entities::one_slip_apart;
use crate::continuity::rule::{Draft, PrecisionSource, Rule, RuleGroup, RuleInfo};
use crate::language::Bilingual;
use crate::screenplay::Severity;
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};

pub(super) struct PlaceMisspelt;

static INFO: RuleInfo = RuleInfo {
    id: "place_misspelt",
    code: "LO2",
    group: RuleGroup::Locations,
    class: FindingClass::HouseStyle,
    severity: Severity::Warning,
    precision: 0.93,
    source: PrecisionSource::Measured,
    collapse: 24,
    finds: "a place name used once or twice that is one letter away from a place used more often",
    matters: "the company move goes to a location that does not exist",
    example: "INT. GREEN KITCHEN three times, INT. GREEN KITCHN once",
    silent: "both words are words of the language or names; the rare word stands elsewhere in the script; digits, plurals; short words",
    ..RuleInfo::QUESTION
};

impl Rule for PlaceMisspelt {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        let mut uses: BTreeMap<&str, Vec<(usize, Span)>> = BTreeMap::new();
        for (at, place) in case.places.all() {
            if let Some(span) = place.span.filter(|_| !place.main.is_empty()) {
                uses.entry(&place.main).or_default().push((at, span));
            }
        }
        let mut in_headings: BTreeMap<&str, usize> = BTreeMap::new();
        for word in case.places.all().flat_map(|(_, place)| place.words().collect::<BTreeSet<_>>()) {
            *in_headings.entry(word).or_insert(0) += 1;
        }
        for (rare, at) in uses.iter().filter(|(_, at)| at.len() <= 2) {
            let frequent = uses.iter().filter(|(key, other)| {
                let differing = one_word(rare, key);
                other.len() >= 2
                    && other.len() > at.len()
                    && differing
                        .is_some_and(|(odd, usual)| is_slip(case, odd, usual, in_headings.get(odd).copied().unwrap_or(0) <= at.len()))
            });
            let Some((usual, others)) = frequent.max_by_key(|(_, others)| others.len()) else { continue };
            if let Some((first, usual_first)) = at.first().zip(others.first()) {
                let (rare_name, usual_name) = (case.screenplay.slice(first.1), case.screenplay.slice(usual_first.1));
                let message = Bilingual::new(
                    format!("المكان «{rare_name}» غالبًا هو «{usual_name}» بخطأ كتابة"),
                    format!("The place {rare_name} looks like {usual_name} misspelt"),
                );
                let suggestion = Bilingual::new(format!("صحّح المكان إلى «{usual_name}»"), format!("Correct it to {usual_name}"));
                let mut draft = Draft::new(&INFO, usual_name, message, suggestion).stating(*rare).stating(*usual);
                for (scene, span) in at {
                    draft = draft.at(*scene, *span, "المكان النادر", "the rare place");
                }
                for (scene, span) in others.iter().take(3) {
                    draft = draft.at(*scene, *span, "المكان المعتاد", "the usual place");
                }
                found.push(draft);
            }
        }
    }
}

/// The one word in which two places of equally many words differ.
fn one_word<'a>(rare: &'a str, frequent: &'a str) -> Option<(&'a str, &'a str)> {
    let words = |key: &'a str| key.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty()).collect::<Vec<_>>();
    let (rare, frequent) = (words(rare), words(frequent));
    let mut differing = rare.iter().zip(&frequent).filter(|(a, b)| a != b);
    let first = differing.next().filter(|_| rare.len() == frequent.len())?;
    differing.next().is_none().then_some((*first.0, *first.1))
}

fn is_slip(case: &Case<'_>, odd: &str, usual: &str, only_here: bool) -> bool {
    let letters = odd.chars().count().min(usual.chars().count());
    let digits = |word: &str| word.chars().any(|c| c.is_ascii_digit());
    let plural = odd.strip_suffix('s') == Some(usual)
        || usual.strip_suffix('s') == Some(odd)
        || odd.strip_suffix("'s").or(usual.strip_suffix("'s")).is_some();
    let known = case.lexicon.knows(odd) || case.people.is_name_word(odd) || case.words.contains_key(odd);
    letters >= 3 && only_here && !digits(odd) && !digits(usual) && !plural && !known && one_slip_apart(odd, usual)
}
