//! What people say about days, times, relations and numbers: claims of a speaker, never facts.

use super::{Attribute, Fact, Scope, Subject, Value};
use crate::continuity::reading::{Found, Matching, Sentence};
use crate::language::Language;
use crate::text::Span;

pub(super) fn extract(scope: &Scope<'_>, facts: &mut Vec<Fact>) {
    for sentence in scope.speech() {
        weekdays(scope, sentence, facts);
        greetings(scope, sentence, facts);
        relations(scope, sentence, facts);
        for found in scope.matching.stated(sentence, "last_night", "") {
            facts.push(claim(scope, sentence, Attribute::TimeClaim, Value::Word(found.value), Matching::span(sentence, &found)));
        }
    }
    for sentence in scope.reading.scene(scope.scene) {
        for found in scope.matching.stated(sentence, "label", "") {
            if let Some(number) = found.number {
                let value = Value::Number(found.value.to_owned(), number);
                facts.push(claim(scope, sentence, Attribute::Label, value, Matching::span(sentence, &found)));
            }
        }
    }
}

fn claim(scope: &Scope<'_>, sentence: &Sentence, attribute: Attribute, value: Value, span: Span) -> Fact {
    let speaker = sentence.speaker.map(|(speaker, _)| speaker);
    let fact = scope.fact(speaker.map_or(Subject::Scene, Subject::Person), attribute, value, span);
    Fact { source: sentence.source, speaker, ..fact }
}

/// `today is Monday`, `النهارده الاثنين`: a word for the day with the name of a weekday close behind it.
fn weekdays(scope: &Scope<'_>, sentence: &Sentence, facts: &mut Vec<Fact>) {
    let lexicon = scope.matching.lexicon;
    let days: Vec<Found> = scope.matching.all(sentence, "today");
    for (n, found) in days.iter().enumerate() {
        let until = days.get(n + 1).map_or(found.end + 3, |next| next.start.min(found.end + 3)).min(sentence.words.len());
        let weekday = (found.end..until).find_map(|at| lexicon.value("weekday", sentence.word(at)).map(|day| (at, day)));
        let Some((at, weekday)) = weekday else { continue };
        let denied = sentence.question
            || scope.matching.hedged(sentence, found.start)
            || sentence.words.iter().take(at).any(|word| lexicon.is("negation", &word.text));
        if let (true, false, Ok(offset), Ok(weekday)) = (is_copula(sentence, found, at), denied, found.value.parse(), weekday.parse()) {
            let span = sentence.span_of(found.start, at + 1);
            facts.push(claim(scope, sentence, Attribute::Weekday, Value::Weekday(offset, weekday), span));
        }
    }
}

/// Only a form of "to be" may stand between the day and its name: `today is Monday`, not `today I leave on Monday`.
fn is_copula(sentence: &Sentence, found: &Found, at: usize) -> bool {
    const PLAIN: &[&str] = &["is", "was", "be", "will", "a", "يوم", "كان", "هيكون", "يبقي", "هو"];
    let between = sentence.words.get(found.end..at).unwrap_or_default();
    let verb = between.iter().chain(sentence.words.get(found.start..found.end).unwrap_or_default());
    let has_verb = verb.into_iter().any(|word| word.possessive || matches!(word.text.as_str(), "is" | "was" | "will" | "its" | "todays"));
    let english = sentence.word(found.start).is_ascii();
    // `See you tomorrow, on Monday.`
    let apposed = matches!(between.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().as_slice(), ["on"]);
    between.iter().all(|word| PLAIN.contains(&word.text.as_str()) || apposed) && (has_verb || !english || apposed)
}

fn greetings(scope: &Scope<'_>, sentence: &Sentence, facts: &mut Vec<Fact>) {
    if scope.matching.any(sentence, "greet!") {
        return;
    }
    for found in scope.matching.all(sentence, "greet_morning").iter().filter(|found| found.start == 0) {
        facts.push(claim(scope, sentence, Attribute::Greeting, Value::Word("morning"), Matching::span(sentence, found)));
    }
}

/// `my brother Karim`, `أخويا كريم`: a relation word of the first person with the name right behind it.
fn relations(scope: &Scope<'_>, sentence: &Sentence, facts: &mut Vec<Fact>) {
    let lexicon = scope.matching.lexicon;
    if sentence.question {
        return;
    }
    for mention in sentence.mentions.iter().filter(|mention| mention.start > 0 && !mention.possessive) {
        let relation = lexicon.value("relation", sentence.word(mention.start - 1));
        let mine = scope.matching.language == Language::Ar || (mention.start > 1 && sentence.word(mention.start - 2) == "my");
        if let Some(relation) = relation.filter(|_| mine && !scope.matching.hedged(sentence, mention.start)) {
            let span = sentence.span_of(mention.start - 1, mention.end);
            let fact = claim(scope, sentence, Attribute::Relation, Value::Feature(relation, ""), span);
            facts.push(Fact { subject: Subject::Person(mention.character), ..fact });
        }
    }
}
