//! What a slugline puts on the sheet: the vehicle that the scene is played in. Owns headings only.

use super::scene_text::{Sentence, Source};
use super::things::{readings, written};
use crate::breakdown::Category;
use crate::breakdown::candidate::{Candidate, Clue, SceneContext};
use crate::language::{Bilingual, Language};
use crate::lexicon::{Reading, lexicon};

/// Words behind a vehicle that make it part of a place name: `TRAIN STATION`, `BUS STOP`.
const PLACES: [&str; 18] = [
    "station",
    "stop",
    "depot",
    "terminal",
    "yard",
    "lot",
    "wash",
    "rental",
    "dealership",
    "garage",
    "park",
    "factory",
    "shop",
    "hangar",
    "graveyard",
    "club",
    "crash",
    "tracks",
];

/// Rooms that only a vehicle has: the scene is played aboard.
const CABINS: [(&[&str], &str); 6] = [
    (&["cockpit"], "airplane"),
    (&["passenger", "cabin"], "airplane"),
    (&["airplane", "cabin"], "airplane"),
    (&["wheelhouse"], "boat"),
    (&["engine", "room"], "ship"),
    (&["back", "seat"], "car"),
];

fn cabin(sentence: &Sentence, at: usize) -> Option<Candidate> {
    let stands = |words: &[&str]| words.iter().enumerate().all(|(n, word)| sentence.is(at + n, &[word]));
    let (words, vehicle) = CABINS.iter().find(|(words, _)| stands(words))?;
    let span = sentence.span(at, at + words.len() - 1)?;
    let rationale = Bilingual::new("المكان جزء من مركبة", "The place is part of a vehicle");
    let mut candidate = Candidate::new(Category::Vehicles, *vehicle, *vehicle, Clue { span, rationale }, "heading");
    candidate.belief = 0.75;
    candidate.attributes.insert("PLAYED_IN".to_owned());
    Some(candidate)
}

/// Vehicles of the headings.
pub(super) fn candidates(sentences: &[Sentence], context: &SceneContext<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    for sentence in sentences.iter().filter(|sentence| sentence.source == Source::Heading) {
        let mut at = 0;
        while at < sentence.words.len() {
            let tail = sentence.words.get(at..).unwrap_or_default();
            if let Some(aircraft) = cabin(sentence, at) {
                found.push(aircraft);
                break;
            }
            let vehicle = readings(lexicon(Language::En), tail)
                .into_iter()
                .find(|found| found.entry.category == Reading::Element(Category::Vehicles));
            let Some(vehicle) = vehicle else {
                at += 1;
                continue;
            };
            let last = at + vehicle.tokens - 1;
            if !sentence.is(last + 1, &PLACES)
                && sentence.name(at).is_none()
                && let Some(span) = sentence.span(at, last)
            {
                let rationale =
                    Bilingual::new("المشهد يدور فيها أو عندها كما في رأس المشهد", "The slugline plays the scene in it or at it");
                let name = written(span.of(&context.screenplay.text));
                let mut candidate = Candidate::new(Category::Vehicles, name, &*vehicle.entry.lemma, Clue { span, rationale }, "heading");
                candidate.belief = 0.85 * vehicle.entry.sense;
                candidate.attributes.insert("PLAYED_IN".to_owned());
                found.push(candidate);
            }
            at = last + 1;
        }
    }
    found
}
