//! LO1: one place in several spellings.
//!
//! What it finds: place names that are equal without articles, apostrophes, spaces and letter classes
//! Why it matters on set: the location list and the schedule split one place into two
//! Example: SALMA'S APARTMENT and SALMAS APARTMENT; شقة سلمى and شقه سلمى
//! Silent: nothing: it is a matter of form

use super::spelling;
use crate::continuity::case::Case;
use crate::continuity::document::FindingClass;
use crate::continuity::entities::PlaceAt;
use crate::continuity::rule::{Draft, PrecisionSource, Rule, RuleGroup, RuleInfo};
use crate::language::Bilingual;
use crate::text::{Span, fold_key};

pub(super) struct PlaceVariant;

static INFO: RuleInfo = RuleInfo {
    id: "place_variant",
    code: "LO1",
    group: RuleGroup::Locations,
    class: FindingClass::HouseStyle,
    precision: 0.99,
    source: PrecisionSource::Measured,
    collapse: 40,
    finds: "place names that are equal without articles, apostrophes, spaces and letter classes",
    matters: "the location list and the schedule split one place into two",
    example: "SALMA'S APARTMENT and SALMAS APARTMENT; شقة سلمى and شقه سلمى",
    silent: "nothing: it is a matter of form",
    ..RuleInfo::QUESTION
};

impl Rule for PlaceVariant {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        let mains = case.places.all().filter_map(|(at, place)| Some((place.main.clone(), place.written.clone(), at, place.span?)));
        let subs = case.places.all().flat_map(|(at, place)| place.sub_spans.iter().map(move |(span, written)| (written, at, *span)));
        let subs = subs.map(|(written, at, span)| (fold_key(written), written.clone(), at, span));
        let keyed = |(key, written, at, span): (String, String, usize, Span)| (PlaceAt::loose(&key), written, at, span);
        let groups = spelling::group(mains.chain(subs).map(keyed).filter(|use_of| !use_of.0.is_empty()));
        for spellings in groups.values() {
            let Some((usual, others)) = spellings.split_first().filter(|(_, others)| !others.is_empty()) else { continue };
            let variants = others.iter().map(|spelling| spelling.written.as_str()).collect::<Vec<_>>().join("، ");
            let message = Bilingual::new(
                format!("المكان «{}» مكتوب بأكثر من شكل: {variants}", usual.written),
                format!("The place {} is written in more than one way: {variants}", usual.written),
            );
            let suggestion =
                Bilingual::new(format!("وحّد المكان على «{}»", usual.written), format!("Use {} in every heading", usual.written));
            let mut draft = Draft::new(&INFO, usual.written.clone(), message, suggestion);
            for (scene, span) in others.iter().flat_map(|spelling| &spelling.uses) {
                draft = draft.at(*scene, *span, "كتابة مختلفة للمكان", "the other spelling");
            }
            for (scene, span) in usual.uses.iter().take(3) {
                draft = draft.at(*scene, *span, "الكتابة المعتادة", "the usual spelling");
            }
            found.push(draft);
        }
    }
}
