//! LO3: an interior that is once outside.
//!
//! What it finds: a room (kitchen, office, غرفة) that is INT in four headings or more and EXT in one
//! Why it matters on set: the scene goes to the wrong unit list: stage or street
//! Example: INT. KITCHEN five times, EXT. KITCHEN once
//! Silent: I/E headings, places that are not rooms, balconies and gardens

use crate::continuity::case::Case;
use crate::continuity::rule::{Draft, PrecisionSource, Rule, RuleGroup, RuleInfo};
use crate::language::Bilingual;
use crate::screenplay::IntExt;
use std::collections::BTreeMap;

pub(super) struct IntExtFlip;

static INFO: RuleInfo = RuleInfo {
    id: "int_ext_flip",
    code: "LO3",
    group: RuleGroup::Locations,
    precision: 0.33,
    source: PrecisionSource::Measured,
    finds: "a room (kitchen, office, غرفة) that is INT in four headings or more and EXT in one",
    matters: "the scene goes to the wrong unit list: stage or street",
    example: "INT. KITCHEN five times, EXT. KITCHEN once",
    silent: "I/E headings, places that are not rooms, balconies and gardens",
    ..RuleInfo::QUESTION
};

impl Rule for IntExtFlip {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        let mut by_place: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, place) in case.places.all() {
            let room = place.words().any(|word| case.lexicon.is("interior", word));
            if room && !case.is_montage(at) {
                by_place.entry([place.main.as_str(), &place.subs.join("/")].join("/")).or_default().push(at);
            }
        }
        for scenes in by_place.values() {
            let is = |at: &&usize, wanted: IntExt| case.scene(**at).is_some_and(|scene| scene.slugline.int_ext == wanted);
            let inside: Vec<_> = scenes.iter().filter(|at| is(at, IntExt::Int)).collect();
            let outside: Vec<_> = scenes.iter().filter(|at| is(at, IntExt::Ext)).collect();
            if let ([odd], Some(usual), true) = (outside.as_slice(), inside.first(), inside.len() >= 4) {
                let place = case.places.at(**odd).map(|place| place.written.clone()).unwrap_or_default();
                let message = Bilingual::new(
                    format!("«{place}» داخلي في كل المشاهد وخارجي مرة واحدة"),
                    format!("{place} is INT everywhere and EXT once"),
                );
                let suggestion = Bilingual::new("راجع داخلي/خارجي في رأس المشهد", "Check INT/EXT in the heading");
                found.push(
                    Draft::new(&INFO, place, message, suggestion)
                        .stating(case.id(**odd))
                        .at(**usual, case.heading(**usual), "داخلي", "inside")
                        .at(**odd, case.heading(**odd), "خارجي", "outside"),
                );
            }
        }
    }
}
