//! Things that change hands, are lost or thrown away, come back, and are in somebody's hand.

use super::{Attribute, Fact, Polarity, Scope, Subject, Value};
use crate::continuity::reading::Matching;

pub(super) fn extract(scope: &Scope<'_>, facts: &mut Vec<Fact>) {
    for sentence in scope.action().filter(|sentence| !sentence.question) {
        let other = scope.matching.any(sentence, "restore");
        for (kind, value, polarity) in
            [("give", "given", Polarity::Ends), ("lose", "lost", Polarity::Ends), ("has", "held", Polarity::Begins)]
        {
            for found in scope.matching.stated(sentence, kind, "").into_iter().filter(|_| !other) {
                let Some(person) = found.person else { continue };
                let Some(thing) = scope.nouns.after(sentence, found.end).filter(|thing| thing.definite) else { continue };
                let span = Matching::span(sentence, &found).cover(thing.span);
                let fact = scope.fact(Subject::Person(person), Attribute::Custody, Value::Word(value), span);
                facts.push(Fact { polarity, thing: Some(thing), ..fact });
            }
        }
        if scope.matching.any(sentence, "retrieve") && !scope.matching.any(sentence, "give") && !scope.matching.any(sentence, "lose") {
            for thing in scope.nouns.all(sentence) {
                let fact = scope.fact(Subject::Thing(thing.key()), Attribute::Custody, Value::Word("taken"), thing.span);
                facts.push(Fact { thing: Some(thing), ..fact });
            }
        }
    }
}
