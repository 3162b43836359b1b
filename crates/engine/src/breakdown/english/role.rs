//! The place of a noun phrase in its sentence: the verb that governs it, the preposition before it, the verb that it is the subject of. Owns
//! grammar only; what the verb does to the thing is said by its class.

use super::scene_text::Sentence;
use crate::english::{NounPhrase, Shape, Tag, verb_lemma};
use crate::lexicon::{EnglishVerbClass, english_verb};

/// A verb at a place.
#[derive(Debug, Clone)]
pub(super) struct VerbAt {
    /// Token position.
    pub(super) at: usize,
    /// Base form.
    pub(super) lemma: String,
    /// What it does.
    pub(super) class: EnglishVerbClass,
}

/// Where a noun phrase stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Place {
    /// The nearest verb to the left in the same clause.
    pub(super) verb: Option<VerbAt>,
    /// The preposition right before the phrase, particles of the verb left out.
    pub(super) preposition: Option<String>,
    /// Another noun phrase stands between the verb and this one.
    pub(super) is_behind_object: bool,
    /// The verb right behind the phrase.
    pub(super) subject_of: Option<VerbAt>,
    /// The phrase is denied: `no gun`, `without a hat`.
    pub(super) is_denied: bool,
    /// The phrase is in a comparison: `like a dog`.
    pub(super) is_compared: bool,
}

/// Words that belong to the verb before them when a thing follows: `picks up the gun`.
const PARTICLES: [&str; 11] = ["up", "down", "out", "off", "away", "back", "open", "over", "on", "around", "aside"];

/// Verbs whose `on` is a place, not a particle.
const RESTING: [&str; 16] =
    ["sit", "lie", "stand", "lean", "rest", "sleep", "stare", "look", "walk", "step", "land", "fall", "put", "place", "set", "lay"];

impl Place {
    /// The phrase is the direct object of a verb of one of the classes.
    pub(super) fn is_object_of(&self, classes: EnglishVerbClass) -> bool {
        self.preposition.is_none() && self.verb.as_ref().is_some_and(|verb| verb.class.has(classes))
    }

    /// The phrase stands behind one of the prepositions.
    pub(super) fn is_behind(&self, prepositions: &[&str]) -> bool {
        self.preposition.as_deref().is_some_and(|found| prepositions.contains(&found))
    }

    /// The governing verb is of one of the classes.
    pub(super) fn has_verb(&self, classes: EnglishVerbClass) -> bool {
        self.verb.as_ref().is_some_and(|verb| verb.class.has(classes))
    }

    /// The governing verb has one of the base forms.
    pub(super) fn verb_is(&self, lemmas: &[&str]) -> bool {
        self.verb.as_ref().is_some_and(|verb| lemmas.contains(&verb.lemma.as_str()))
    }
}

/// The verb at a position, `None` when the token is no verb.
pub(super) fn verb_at(sentence: &Sentence, at: usize) -> Option<VerbAt> {
    let word = sentence.word(at).filter(|word| matches!(word.tag, Tag::Verb | Tag::Auxiliary))?;
    let lemma = verb_lemma(&word.lower);
    let class = if word.tag == Tag::Auxiliary && lemma != "have" { EnglishVerbClass::BE } else { english_verb(&lemma).unwrap_or_default() };
    Some(VerbAt { at, lemma, class })
}

/// Finds the place of a phrase.
pub(super) fn place(sentence: &Sentence, phrase: &NounPhrase) -> Place {
    if let Some(measure) = measure_of(sentence, phrase) {
        return Place { subject_of: subject_verb(sentence, phrase.head), ..place(sentence, measure) };
    }
    let mut place = Place { subject_of: subject_verb(sentence, phrase.head), ..Place::default() };
    place.is_denied = phrase.determiner == crate::english::Determiner::Negative;
    let mut at = phrase.start;
    let mut passed_noun = false;
    for _ in 0..14 {
        let Some(before) = at.checked_sub(1) else { break };
        at = before;
        let Some(word) = sentence.word(at) else { break };
        match word.tag {
            Tag::Verb if !is_inside_phrase(sentence, at) => {
                place.verb = verb_at(sentence, at);
                break;
            }
            Tag::Auxiliary => {
                place.verb = verb_at(sentence, at);
                break;
            }
            Tag::Punctuation if !word.is_one_of(&[",", "\"", "“", "”", "'"]) => break,
            Tag::Subordination if !word.is_one_of(&["as", "like"]) => break,
            Tag::Noun | Tag::Proper => passed_noun = true,
            _ => {}
        }
        let compares = word.is("like") || word.is("as") && place.subject_of.is_none();
        if compares && !passed_noun && place.preposition.is_none() {
            place.is_compared = true;
        }
        if word.is_one_of(&["without", "no", "not", "never"]) && !passed_noun {
            place.is_denied = true;
        }
        if is_preposition(word) && place.preposition.is_none() && !passed_noun && !is_particle(sentence, at) {
            let is_out_of = word.is("of") && sentence.before(at).is_some_and(|before| before.is("out"));
            place.preposition = Some(if is_out_of { "out".to_owned() } else { word.lower.to_string() });
        }
        place.is_behind_object = passed_noun;
    }
    if passed_noun && place.preposition.is_none() && !is_listed(sentence, phrase.start) && !has_two_objects(&place) {
        place.verb = place.verb.filter(|_| false);
    }
    place
}

/// The phrase before `of`: in `a handful of coins` the coins stand where the handful stands.
fn measure_of<'a>(sentence: &'a Sentence, phrase: &NounPhrase) -> Option<&'a NounPhrase> {
    let of = phrase.start.checked_sub(1).filter(|at| sentence.is(*at, &["of"]))?;
    sentence.phrases.iter().find(|other| other.head + 1 == of)
}

fn is_preposition(word: &crate::english::Word) -> bool {
    word.tag == Tag::Adposition || word.is_one_of(&["like", "with", "in", "on", "from", "into", "of", "at", "to", "through", "by"])
}

/// `hands him a letter`, `gives the boy a coin`: the thing is the second object.
fn has_two_objects(place: &Place) -> bool {
    place.has_verb(EnglishVerbClass::GIVE)
}

/// The phrase follows a comma or `and`: it shares the verb of the phrase before.
fn is_listed(sentence: &Sentence, start: usize) -> bool {
    sentence.before(start).is_some_and(|word| word.is_one_of(&[",", "and", "or", "&"]))
}

/// A participle inside of a noun phrase (`a folded letter`) governs nothing.
fn is_inside_phrase(sentence: &Sentence, at: usize) -> bool {
    sentence.phrase_of(at).is_some_and(|phrase| at >= phrase.core && at < phrase.head)
}

fn is_particle(sentence: &Sentence, at: usize) -> bool {
    sentence.is(at, &PARTICLES)
        && at.checked_sub(1).and_then(|at| verb_at(sentence, at)).is_some_and(|verb| {
            !(verb.class.has(EnglishVerbClass::BE) || sentence.is(at, &["on", "over", "around"]) && RESTING.contains(&verb.lemma.as_str()))
        })
}

/// The verb that follows a phrase, over adverbs and a bracket.
fn subject_verb(sentence: &Sentence, head: usize) -> Option<VerbAt> {
    (head + 1..head + 4).find_map(|at| match sentence.word(at) {
        Some(word) if word.tag == Tag::Adverb => None,
        Some(word) if matches!(word.tag, Tag::Verb | Tag::Auxiliary) => Some(verb_at(sentence, at)),
        Some(word) if word.shape == Shape::Capitals && english_verb(&verb_lemma(&word.lower)).is_some() => Some(verb_at(sentence, at)),
        _ => Some(None),
    })?
}
