//! Stunts: verb phrases that need a stunt coordinator, each in its frame (somebody is hit, somebody falls from somewhere, a vehicle crashes).
//! Owns the frames; the verbs are in `lexicon/en/verbs/stunts.tsv`.

use super::fields::PERSON_PRONOUNS;
use super::role::verb_at;
use super::scene_text::{Sentence, Source};
use super::things::{readings, written};
use crate::breakdown::Category;
use crate::breakdown::candidate::{Candidate, Clue, SceneContext};
use crate::english::Tag;
use crate::language::{Bilingual, Language};
use crate::lexicon::{Reading, StuntVerb, english_stunt, lexicon};

/// Adds the stunts of one sentence.
pub(super) fn candidates(context: &SceneContext<'_>, sentence: &Sentence, found: &mut Vec<Candidate>) {
    if matches!(sentence.source, Source::Heading | Source::Shown(_)) {
        return;
    }
    for at in 0..sentence.words.len() {
        let Some(verb) = verb_at(sentence, at).filter(|_| !is_unreal(sentence, at)) else { continue };
        let best = english_stunt(&verb.lemma).iter().filter_map(|stunt| Some((stunt, end_of(sentence, at, stunt)?))).next();
        let Some((stunt, end)) = best else { continue };
        let Some(span) = sentence.span(at, end) else { continue };
        let rationale = Bilingual::new("فعل خطر يحتاج منسق مخاطر", "Action that needs a stunt coordinator");
        let mut candidate = Candidate::new(
            Category::Stunts,
            written(span.of(&context.screenplay.text)),
            verb.lemma.clone(),
            Clue { span, rationale },
            "verb-phrase",
        );
        candidate.belief = stunt.belief;
        candidate.carriers.extend((0..at).rev().find_map(|at| sentence.name(at)));
        found.push(candidate);
    }
}

/// Denied, wished or planned: `does not jump`, `wants to punch him`.
fn is_unreal(sentence: &Sentence, at: usize) -> bool {
    (1..=2).any(|back| {
        at.checked_sub(back).is_some_and(|at| sentence.is(at, &["not", "n't", "never", "to", "would", "could", "about", "like"]))
    })
}

/// Last token of the stunt when its frame is there.
fn end_of(sentence: &Sentence, at: usize, stunt: &StuntVerb) -> Option<usize> {
    let near = |words: &[&str], reach: usize| (at + 1..=at + reach).find(|at| sentence.is(*at, words));
    match stunt.frame {
        "ANY" => Some(object_end(sentence, at)),
        "PERSON" => (at + 1..=at + 2).find(|at| is_person(sentence, *at)),
        "THROW" => (at + 1..=at + 2)
            .find(|at| is_person(sentence, *at))
            .filter(|_| near(&["into", "against", "over", "through", "across", "off", "to", "down", "onto", "from"], 5).is_some()),
        "FIGHT" => (!inanimate_object(sentence, at)).then(|| object_end(sentence, at)),
        "HEIGHT" if !has_actor(sentence, at) => None,
        "HEIGHT" => near(&["off", "out", "through", "over", "down", "from", "onto", "into", "on"], 3).filter(|found| {
            let softened = sentence.is(*found, &["into", "on", "out", "over", "down"])
                && !is_person(sentence, found + 1)
                && !is_height(sentence, *found);
            !softened
        }),
        "DOWN" => near(&["down", "out", "over", "unconscious", "cold"], 3),
        "FROM" => near(&["from", "off", "by"], 3).filter(|_| has_actor(sentence, at)),
        "COVER" => near(&["behind", "under", "for", "into", "through"], 2).filter(|_| has_actor(sentence, at)),
        "INTO" => near(&["into", "through", "onto"], 2).filter(|_| has_actor(sentence, at)),
        "ROLL" => near(&["across", "down", "over", "under"], 2).filter(|_| has_actor(sentence, at)),
        "ACTOR" => has_actor(sentence, at).then_some(at),
        "GROUND" => near(&["ground", "floor", "asphalt", "pavement", "mud", "deck", "stairs", "street", "tracks", "sidewalk"], 4)
            .filter(|_| has_actor(sentence, at)),
        "CLIMB" => near(
            &[
                "wall",
                "height",
                "fence",
                "rope",
                "roof",
                "cliff",
                "ladder",
                "scaffolding",
                "heights",
                "tower",
                "facade",
                "ledge",
                "railing",
            ],
            4,
        ),
        "VEHICLE" => touches(sentence, at, Category::Vehicles).then(|| object_end(sentence, at)),
        "BULLET" => near(&["bullets", "gunfire", "shots", "blow"], 3),
        _ => None,
    }
}

/// Somebody is the subject: a shadow, a robe or a light that falls needs no stunt.
fn has_actor(sentence: &Sentence, at: usize) -> bool {
    // `A teenager snatches her purse and jumps`: behind `and` or a comma the subject is the sentence's.
    if let Some(phrase) = sentence.phrases.first().filter(|phrase| phrase.head + 1 < at && is_chained(sentence, at)) {
        return is_somebody(sentence, phrase.start, phrase.head);
    }
    let nearest = (at.saturating_sub(3)..at).rev().find(|at| sentence.tag(*at).is_some_and(|tag| tag.is_noun() || tag == Tag::Pronoun));
    nearest.is_none_or(|at| is_somebody(sentence, sentence.phrase_of(at).map_or(at, |phrase| phrase.start), at))
}

/// The verb goes on from another one: `slips and crashes`, `skids on the gravel, flips`.
fn is_chained(sentence: &Sentence, at: usize) -> bool {
    sentence.before(at).is_some_and(|before| before.is_one_of(&["and", ",", "then"])) && (0..at).any(|at| verb_at(sentence, at).is_some())
}

fn is_somebody(sentence: &Sentence, start: usize, at: usize) -> bool {
    sentence.name(at).is_some() || sentence.tag(at) == Some(Tag::Proper) || is_person(sentence, at) || role_near(sentence, start)
}

/// `fights the wheel`, `fights tears`: no opponent.
fn inanimate_object(sentence: &Sentence, at: usize) -> bool {
    let object = sentence.phrases.iter().find(|phrase| phrase.start == at + 1);
    object.is_some_and(|phrase| !is_person(sentence, phrase.start) && !is_person(sentence, phrase.head))
}

fn object_end(sentence: &Sentence, at: usize) -> usize {
    let next = sentence.phrases.iter().find(|phrase| phrase.start == at + 1 || phrase.start == at + 2);
    next.map_or(at, |phrase| phrase.head)
}

/// Places from which or through which a fall is a stunt.
fn is_height(sentence: &Sentence, at: usize) -> bool {
    const HEIGHTS: [&str; 17] = [
        "window",
        "stairs",
        "staircase",
        "roof",
        "balcony",
        "cliff",
        "ledge",
        "bridge",
        "train",
        "car",
        "railing",
        "wall",
        "fence",
        "building",
        "air",
        "steps",
        "river",
    ];
    (at + 1..at + 5).any(|at| sentence.word(at).is_some_and(|word| HEIGHTS.contains(&word.lemma()) || HEIGHTS.contains(&&*word.lower)))
}

/// A name, a pronoun, or a role noun.
fn is_person(sentence: &Sentence, at: usize) -> bool {
    let named = sentence.name(at).is_some() && !sentence.is(at + 1, &["'s"]);
    let pronoun = sentence.is(at, &PERSON_PRONOUNS) && !sentence.tag(at + 1).is_some_and(|tag| tag.is_noun() || tag == Tag::Adjective);
    named || pronoun || role_near(sentence, at)
}

fn role_near(sentence: &Sentence, at: usize) -> bool {
    let head = sentence.phrases.iter().find(|phrase| phrase.start == at).map(|phrase| phrase.head);
    head.and_then(|head| sentence.words.get(head..)).is_some_and(|words| {
        readings(lexicon(Language::En), words)
            .first()
            .is_some_and(|found| matches!(found.entry.category, Reading::Element(Category::CastMembers | Category::BackgroundActors)))
    })
}

fn touches(sentence: &Sentence, at: usize, category: Category) -> bool {
    (at.saturating_sub(4)..at + 6)
        .filter_map(|at| sentence.words.get(at..))
        .any(|words| readings(lexicon(Language::En), words).iter().any(|found| found.entry.category == Reading::Element(category)))
}
