//! Vehicles that are wrecked and vehicles that are driven, where their owner is named.

use super::{Attribute, Fact, Polarity, Scope, Subject, Value};

pub(super) fn extract(scope: &Scope<'_>, facts: &mut Vec<Fact>) {
    let lexicon = scope.matching.lexicon;
    for sentence in scope.action().filter(|sentence| !sentence.question) {
        let vehicle =
            sentence.words.iter().enumerate().find_map(|(at, word)| lexicon.value("vehicle", &word.text).map(|vehicle| (at, vehicle)));
        let Some((at, vehicle)) = vehicle else { continue };
        let owner = sentence.mentions.iter().find(|mention| (mention.end == at && mention.possessive) || mention.start == at + 1);
        let Some(owner) = owner.map(|mention| mention.character) else { continue };
        let (value, polarity) = if !scope.matching.stated(sentence, "wreck", "").is_empty() {
            ("wrecked", Polarity::Begins)
        } else if !scope.matching.stated(sentence, "drive", "").is_empty() {
            ("driven", Polarity::Ends)
        } else {
            continue;
        };
        let fact = scope.fact(Subject::Person(owner), Attribute::Vehicle, Value::Feature(vehicle, value), sentence.span);
        facts.push(Fact { polarity, ..fact });
    }
}
