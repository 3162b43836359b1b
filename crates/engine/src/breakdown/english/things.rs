//! Things: noun phrases whose head the word lists know, with the category that their use decides. Owns the guards for nouns that stand for
//! nothing here, and the choice between prop and dressing, garment and prop, wound and spill.

use super::fields::BODY;
use super::role::{Place, place};
use super::scene_text::{Sentence, Source};
use crate::breakdown::Category;
use crate::breakdown::candidate::{Candidate, Clue, SceneContext};
use crate::english::{Determiner, NounPhrase, Shape, Tag, Word};
use crate::language::{Bilingual, Language};
use crate::lexicon::{EnglishVerbClass, Entry, Lexicon, Match, Reading, lexicon, wordnet_noun};
use crate::text::Span;

/// Classes of verbs whose object is touched.
const TOUCH: EnglishVerbClass = EnglishVerbClass::HOLD.or(EnglishVerbClass::GIVE).or(EnglishVerbClass::CONSUME).or(EnglishVerbClass::READ);

/// A noun of the lists at its place.
pub(super) struct Mention<'a> {
    pub(super) sentence: &'a Sentence,
    pub(super) phrase: NounPhrase,
    /// First and last token of the matched words.
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) place: Place,
}

/// How a thing is used, and how sure that makes the reading.
struct Use {
    category: Category,
    factor: f64,
    detector: &'static str,
    attribute: Option<&'static str>,
}

const fn used(category: Category, factor: f64, detector: &'static str, attribute: Option<&'static str>) -> Use {
    Use { category, factor, detector, attribute }
}

/// Phrases of the lists at the first of the tokens, longest first.
pub(super) fn readings<'a>(lexicon: &'a Lexicon, words: &[Word]) -> Vec<Match<'a>> {
    lexicon.matches(words)
}

/// Whether the lists know the first of the words as an animal.
pub(super) fn is_animal(words: &[Word]) -> bool {
    readings(lexicon(Language::En), words).iter().any(|found| found.entry.category == Reading::Element(Category::Animals))
}

/// A quotation with white space made one, in lower case unless it holds a name.
pub(super) fn written(text: &str) -> String {
    text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// Adds the things of one sentence.
pub(super) fn candidates(context: &SceneContext<'_>, sentence: &Sentence, found: &mut Vec<Candidate>) {
    if sentence.source == Source::Heading {
        return;
    }
    let mut at = 0;
    while at < sentence.words.len() {
        let matches = readings(lexicon(Language::En), sentence.words.get(at..).unwrap_or_default());
        let longest = matches.iter().find(|one| is_noun_here(sentence, at, one)).map(|one| one.tokens);
        let Some(tokens) = longest else {
            if let Some(candidate) = unknown_thing(context, sentence, at) {
                found.push(candidate);
            }
            at += 1;
            continue;
        };
        let fitting: Vec<&Match<'_>> = matches.iter().filter(|one| one.tokens == tokens && is_noun_here(sentence, at, one)).collect();
        if let Some(candidate) = best(context, sentence, at, tokens, &fitting) {
            found.push(candidate);
        }
        at += tokens;
    }
}

/// The words are a noun here and not the first half of a longer compound.
fn is_noun_here(sentence: &Sentence, at: usize, found: &Match<'_>) -> bool {
    let last = at + found.tokens - 1;
    let Some(word) = sentence.word(last) else { return false };
    if (at..=last).any(|at| sentence.name(at).is_some()) {
        return false;
    }
    let is_title = word.shape == Shape::Capitalised && last > 0 && !found.entry.attributes.contains("MAKE") && !opens_quote(sentence, at);
    if is_title && found.tokens == 1 {
        return false;
    }
    if found.tokens > 1 {
        return true;
    }
    let is_noun = match word.tag {
        Tag::Noun | Tag::Proper => true,
        Tag::Adjective => found.entry.noun >= 1.0 && ends_phrase(sentence, last) || is_look(found.entry),
        Tag::Verb => is_look(found.entry) || is_sound_noun(sentence, at, found.entry),
        _ => false,
    };
    is_noun && (found.entry.noun >= 0.8 || is_anchored(sentence, at, last))
}

/// `bruised`, `unshaven`: a look stated by an adjective.
fn is_look(entry: &Entry) -> bool {
    entry.category == Reading::Element(Category::MakeupHair)
        && (entry.lemma.ends_with("ed") || entry.lemma.ends_with("en") || entry.lemma.contains('-'))
}

/// `a DEEP GROWL`, `loud barking`: a sound that the tagger takes for a verb.
fn is_sound_noun(sentence: &Sentence, at: usize, entry: &Entry) -> bool {
    entry.category == Reading::Element(Category::Sound)
        && sentence
            .before(at)
            .is_some_and(|before| matches!(before.tag, Tag::Adjective | Tag::Determiner) || before.is_one_of(&["a", "the"]))
}

fn opens_quote(sentence: &Sentence, at: usize) -> bool {
    sentence.before(at).is_some_and(|before| before.tag == Tag::Punctuation)
}

fn ends_phrase(sentence: &Sentence, at: usize) -> bool {
    !sentence.word(at + 1).is_some_and(|next| next.tag.is_noun())
}

/// A word that is a verb as often as a noun needs a determiner, an adjective or a preposition before it.
fn is_anchored(sentence: &Sentence, first: usize, last: usize) -> bool {
    let is_plural = sentence.word(last).is_some_and(|word| word.singular.is_some());
    sentence.before(first).is_some_and(|before| {
        matches!(before.tag, Tag::Determiner | Tag::Adjective | Tag::Numeral)
            || before.is_one_of(&["a", "an", "the", "his", "her", "their", "its", "'s", "some", "this", "that", "with", "in", "of", "no"])
            || before.tag.is_noun() && !is_plural
            || before.tag == Tag::Verb && !is_plural
            || before.tag == Tag::Punctuation && is_subject(sentence, last)
            || before.is("and") && first >= 2 && sentence.tag(first - 2).is_some_and(Tag::is_noun) && is_list(sentence)
    }) || first == 0 && is_subject(sentence, last)
}

/// `Mud and smoke everywhere.`: a sentence without a verb only names what is there.
fn is_list(sentence: &Sentence) -> bool {
    !(0..sentence.words.len()).any(|at| sentence.tag(at).is_some_and(|tag| matches!(tag, Tag::Verb | Tag::Auxiliary)))
}

/// A verb or an auxiliary follows: `Smoke rises.`
fn is_subject(sentence: &Sentence, last: usize) -> bool {
    sentence.tag(last + 1).is_some_and(|tag| matches!(tag, Tag::Verb | Tag::Auxiliary))
}

fn best(context: &SceneContext<'_>, sentence: &Sentence, first: usize, tokens: usize, fitting: &[&Match<'_>]) -> Option<Candidate> {
    let last = first + tokens - 1;
    let phrase = phrase_at(sentence, first, last)?;
    if phrase.head > last && sentence.word(last + 1).is_some_and(|next| next.tag.is_noun()) {
        return None;
    }
    let mention = Mention { sentence, place: place(sentence, &phrase), phrase, first, last };
    if mention.place.is_denied || mention.place.is_compared || is_filming_camera(&mention) || is_only_talk(&mention) {
        return None;
    }
    if fitting.first().is_some_and(|found| found.entry.category == Reading::Nothing && fitting.len() == 1) {
        return None;
    }
    let usages = fitting.iter().filter_map(|found| {
        let usage = usage(&mention, found.entry)?;
        let belief = found.entry.sense * found.belief * usage.factor;
        Some((found, usage, belief))
    });
    let (found, usage, belief) = usages.max_by(|a, b| a.2.total_cmp(&b.2))?;
    build(context, &mention, &found.entry.lemma, &found.entry.attributes.iter().map(String::as_str).collect::<Vec<_>>(), &usage, belief)
}

/// Talk is about absent things unless a word points: `this knife`, `here's the key`.
fn is_only_talk(mention: &Mention<'_>) -> bool {
    let points = mention.sentence.is(mention.phrase.start, &["this", "these"])
        || mention.sentence.before(mention.phrase.start).is_some_and(|word| word.is("'s"));
    matches!(mention.sentence.source, Source::Shown(_)) && !points
}

/// `CAMERA PANS`: the camera that films, not one in the picture.
fn is_filming_camera(mention: &Mention<'_>) -> bool {
    mention.sentence.is(mention.last, &["camera"]) && mention.phrase.determiner == Determiner::Bare && mention.first == mention.last
}

/// The noun phrase around the words; the words alone when the tagger sees none.
fn phrase_at(sentence: &Sentence, first: usize, last: usize) -> Option<NounPhrase> {
    let found = sentence.phrase_of(last).filter(|phrase| phrase.head >= last && phrase.core <= first).cloned();
    Some(found.unwrap_or(NounPhrase { start: first, core: first, head: last, determiner: Determiner::Bare, possessor: None }))
}

/// A hand is on a noun that only WordNet knows: a thing of a single sense is a prop.
fn unknown_thing(context: &SceneContext<'_>, sentence: &Sentence, at: usize) -> Option<Candidate> {
    let word = sentence.word(at).filter(|word| word.tag == Tag::Noun && word.shape != Shape::Capitalised && word.lower.len() > 3)?;
    let phrase = sentence
        .phrase_of(at)
        .filter(|phrase| phrase.head == at && sentence.name(at).is_none() && !matches!(sentence.source, Source::Shown(_)))?
        .clone();
    let noun = wordnet_noun(word.lemma()).filter(|noun| noun.is_single)?;
    let mention = Mention { sentence, place: place(sentence, &phrase), phrase, first: at, last: at };
    if mention.place.is_denied || mention.place.is_compared {
        return None;
    }
    let handled = mention.place.is_object_of(TOUCH) && mention.phrase.determiner != Determiner::Bare;
    let usage = match noun.department {
        "PROPS" | "WEAPON" | "INSTRUMENT" if handled => used(Category::Props, 0.6, "wordnet+handling", Some("HANDLED")),
        "FOOD" if mention.place.is_object_of(TOUCH) && !mention.place.verb_is(&["play"]) => {
            used(Category::Props, 0.75, "wordnet+handling", Some("FOOD"))
        }
        "ANIMALS" => used(Category::Animals, 0.6, "wordnet", None),
        "VEHICLES" => used(Category::Vehicles, 0.6, "wordnet", None),
        "WARDROBE" => used(Category::Wardrobe, 0.65, "wordnet", None),
        "WEAPON" => used(Category::Props, 0.6, "wordnet", Some("WEAPON")),
        "SET_DRESSING" => used(Category::SetDressing, 0.55, "wordnet", None),
        _ => return None,
    };
    let belief = usage.factor;
    let lemma = word.lemma().to_owned();
    build(context, &mention, &lemma, &[], &usage, belief)
}

/// What the use makes of the entry; `None` when it is nothing here.
fn usage(mention: &Mention<'_>, entry: &Entry) -> Option<Use> {
    let category = entry.category.category()?;
    // `plays salsa`: music, not food.
    if category == Category::Props
        && mention.place.preposition.is_none()
        && mention.place.verb_is(&["play"])
        && entry.attributes.contains("FOOD")
    {
        return None;
    }
    if matches!(mention.sentence.source, Source::Shown(_)) {
        let is_portable = category == Category::Props && (entry.untouched.is_some() || entry.attributes.contains("WEAPON"));
        return is_portable.then(|| used(Category::Props, 0.7, "lexicon+pointing", Some("SHOWN")));
    }
    Some(match category {
        Category::Props if entry.untouched.is_some() || entry.attributes.contains("WEAPON") || entry.attributes.contains("INSTRUMENT") => {
            prop(mention, entry)
        }
        Category::SetDressing => dressing(mention),
        Category::Wardrobe if entry.lemma == "ring" && !is_finger_ring(mention) => return None,
        Category::Wardrobe if mention.sentence.is(mention.last, &["heels"]) && !is_worn_heel(mention) => return None,
        Category::Wardrobe => garment(mention),
        Category::MakeupHair => used(category, 1.0, "lexicon", None),
        Category::SpecialEffects => effect(mention, entry)?,
        Category::Sound => sound(mention)?,
        Category::MechanicalEffects => mechanism(mention)?,
        Category::CastMembers | Category::BackgroundActors => return None,
        Category::Animals => animal(mention, entry)?,
        _ => used(category, 1.0, "lexicon", None),
    })
}

fn is_person_phrase(mention: &Mention<'_>) -> bool {
    mention.phrase.determiner == Determiner::Possessive
        && mention.phrase.possessor.is_some_and(|at| {
            mention.sentence.name(at).is_some()
                || mention.sentence.is(at, &["his", "her", "their"])
                || mention.sentence.tag(at).is_some_and(Tag::is_noun)
        })
}

/// A portable thing: a prop when somebody touches, consults, owns or brings it, else dressing when it only lies there.
fn prop(mention: &Mention<'_>, entry: &Entry) -> Use {
    let place = &mention.place;
    let weapon = entry.attributes.contains("WEAPON");
    let in_speech = matches!(mention.sentence.source, Source::Parenthetical(_));
    let touched = place.is_object_of(TOUCH)
        || place.is_behind(&["with"]) && !place.has_verb(EnglishVerbClass::BE)
        || place.is_behind(&["into", "from", "inside", "through", "in", "out"]) && place.has_verb(TOUCH)
        || place.is_behind(&["into", "on", "to"]) && place.has_verb(EnglishVerbClass::SPEAK) && entry.lemma.contains("phone");
    if touched {
        return used(Category::Props, 1.0, "lexicon+handling", Some("HANDLED"));
    }
    if place.has_verb(EnglishVerbClass::LOOK) && (place.preposition.is_none() || place.is_behind(&["at", "for", "to", "on"])) {
        return used(Category::Props, 0.85, "lexicon+looking", Some("SHOWN"));
    }
    if is_person_phrase(mention) || in_speech {
        return used(Category::Props, 0.9, "lexicon+possession", Some("OWNED"));
    }
    let lies = !place.has_verb(TOUCH)
        && (place.subject_of.as_ref().is_some_and(|verb| verb.class.has(EnglishVerbClass::BE))
            || place.has_verb(EnglishVerbClass::BE)
            || place.is_behind(&["by", "beside", "near", "behind", "under", "above", "against", "over", "around"]));
    if lies && !weapon && !entry.attributes.contains("INSTRUMENT") {
        return used(Category::SetDressing, 0.7, "lexicon+lying", None);
    }
    used(Category::Props, 0.75, "lexicon", None)
}

/// Furniture and fixtures: a prop when it is thrown, broken, switched or carried.
fn dressing(mention: &Mention<'_>) -> Use {
    const MOVED: [&str; 26] = [
        "grab", "throw", "pick", "lift", "carry", "switch", "turn", "smash", "break", "overturn", "hurl", "snatch", "drag", "hold", "kick",
        "hand", "give", "fling", "toss", "blow", "light", "raise", "swing", "take", "bring", "tear",
    ];
    if mention.place.preposition.is_none() && mention.place.verb_is(&MOVED) {
        return used(Category::Props, 0.85, "lexicon+handling", Some("HANDLED"));
    }
    used(Category::SetDressing, 1.0, "lexicon", None)
}

/// Clothes and jewellery: worn unless they change hands or are consulted.
fn garment(mention: &Mention<'_>) -> Use {
    const CHANGES_HANDS: [&str; 21] = [
        "slide", "pass", "pocket", "pawn", "sell", "polish", "hand", "give", "find", "grab", "pack", "offer", "throw", "toss", "steal",
        "buy", "unpack", "fold", "check", "consult", "examine",
    ];
    let place = &mention.place;
    // `cases full of watches`, `a tray of rings`: goods, not clothes.
    let is_goods = place.preposition.as_deref() == Some("of")
        && mention.sentence.before(mention.phrase.start.saturating_sub(1)).is_some_and(|word| word.is("full"));
    if is_goods {
        return used(Category::SetDressing, 0.7, "lexicon", None);
    }
    let consulted = place.is_behind(&["at"]) && place.verb_is(&["look", "glance", "stare"]);
    if consulted || place.preposition.is_none() && place.verb_is(&CHANGES_HANDS) && !is_person_phrase(mention) {
        return used(Category::Props, 0.9, "lexicon+handling", Some("HANDLED"));
    }
    if place.is_behind(&["in", "with"]) || place.has_verb(EnglishVerbClass::WEAR) || is_person_phrase(mention) {
        return used(Category::Wardrobe, 1.0, "lexicon+wearing", Some("WORN"));
    }
    used(Category::Wardrobe, 0.85, "lexicon", None)
}

/// A ring for a finger: of a metal or a promise, owned, or in a hand; not the ring of a fight or of a ship.
fn is_finger_ring(mention: &Mention<'_>) -> bool {
    const KINDS: [&str; 14] = [
        "gold",
        "golden",
        "silver",
        "diamond",
        "wedding",
        "engagement",
        "signet",
        "emerald",
        "ruby",
        "sapphire",
        "pinky",
        "class",
        "platinum",
        "jade",
    ];
    let sentence = mention.sentence;
    let is_kind = (mention.phrase.core..mention.last).any(|at| sentence.is(at, &KINDS));
    let on_finger = (mention.last + 1..mention.last + 5).any(|at| sentence.is(at, &["finger", "fingers", "hand"]));
    is_kind
        || on_finger
        || is_person_phrase(mention)
        || mention.place.is_object_of(TOUCH.or(EnglishVerbClass::WEAR))
        || sentence.is(mention.last, &["rings"])
}

/// `in heels`, `her heels click`, `stiletto heels`: not the heels of a foot or a goat.
fn is_worn_heel(mention: &Mention<'_>) -> bool {
    let is_person =
        mention.phrase.possessor.is_some_and(|at| mention.sentence.name(at).is_some() || mention.sentence.is(at, &["his", "her", "their"]));
    let is_kind =
        mention.sentence.before(mention.last).is_some_and(|word| word.is_one_of(&["high", "stiletto", "kitten", "spike", "red", "black"]));
    is_person || is_kind || mention.place.is_behind(&["in", "on"]) || mention.place.has_verb(EnglishVerbClass::WEAR)
}

/// Blood and sweat on a body are make-up, elsewhere an effect; fire and water need to be there.
fn effect(mention: &Mention<'_>, entry: &Entry) -> Option<Use> {
    let sentence = mention.sentence;
    if entry.lemma.contains("blood") {
        // `blood on his face`, `his arm slick with blood`.
        let on_body = sentence.before(mention.first).is_some_and(|word| word.is("with"))
            && (mention.first.saturating_sub(4)..mention.first)
                .any(|at| sentence.word(at).is_some_and(|word| BODY.contains(&word.lemma())))
            || (mention.last + 1..mention.last + 6).any(|at| sentence.word(at).is_some_and(|word| BODY.contains(&word.lemma())));
        return Some(if on_body {
            used(Category::MakeupHair, 1.4, "lexicon+body", Some("WOUND"))
        } else {
            used(Category::SpecialEffects, 1.0, "lexicon", None)
        });
    }
    let is_still_water = entry.lemma == "water" && !mention.place.has_verb(TOUCH.or(EnglishVerbClass::MOVE));
    if is_still_water && mention.place.subject_of.is_none() {
        return None;
    }
    Some(used(Category::SpecialEffects, 1.0, "lexicon", None))
}

/// A sound noun counts when it is heard, written large, or happens.
fn sound(mention: &Mention<'_>) -> Option<Use> {
    let sentence = mention.sentence;
    let is_loud = sentence.word(mention.last).is_some_and(|word| word.shape == Shape::Capitals);
    let is_heard = mention.place.verb_is(&super::fields::HEAR);
    let happens = mention.place.subject_of.is_some()
        || (mention.last + 1..mention.last + 3).any(|at| sentence.is(at, &["of", "from", "at", "outside"]));
    let factor = if is_loud || is_heard {
        1.0
    } else if happens {
        0.8
    } else {
        0.65
    };
    Some(used(Category::Sound, factor, "lexicon+hearing", None))
}

/// A lift or a sliding door is an effect when it works in the scene.
fn mechanism(mention: &Mention<'_>) -> Option<Use> {
    let works = mention.place.subject_of.as_ref().is_some_and(|verb| !matches!(verb.lemma.as_str(), "be" | "stand"));
    let ridden = mention.place.preposition.is_none() && mention.place.verb_is(&["ride", "take", "board"]);
    (works || ridden).then(|| used(Category::MechanicalEffects, if works { 1.0 } else { 0.7 }, "lexicon+working", None))
}

/// Animals on a plate are food; meat is listed there.
fn animal(mention: &Mention<'_>, entry: &Entry) -> Option<Use> {
    let eaten = mention.place.has_verb(EnglishVerbClass::CONSUME) && entry.attributes.contains("LIVESTOCK");
    (!eaten).then(|| used(Category::Animals, 1.0, "lexicon", None))
}

fn rationale(usage: &Use) -> Bilingual {
    match usage.detector {
        "lexicon+handling" | "wordnet+handling" => Bilingual::new("شخصية تمسكها أو تستعملها", "A character handles or uses it"),
        "lexicon+looking" => Bilingual::new("النظر يتجه إليها", "The story points at it"),
        "lexicon+possession" => Bilingual::new("تخص شخصية في المشهد", "It belongs to a character in the scene"),
        "lexicon+lying" => Bilingual::new("موجودة في المكان ولا يلمسها أحد", "It is part of the set and nobody touches it"),
        "lexicon+wearing" => Bilingual::new("شخصية ترتديها", "A character wears it"),
        "lexicon+body" => Bilingual::new("على جسد شخصية", "It is on a body"),
        "lexicon+hearing" => Bilingual::new("صوت يُسمع في المشهد", "It is heard in the scene"),
        "lexicon+pointing" => Bilingual::new("شخصية تشير إليها في كلامها", "A character points at it while speaking"),
        "lexicon+working" => Bilingual::new("تتحرك أمام الكاميرا", "It works on camera"),
        _ => Bilingual::new("مذكورة في وصف المشهد", "The action states it"),
    }
}

fn build(
    context: &SceneContext<'_>,
    mention: &Mention<'_>,
    lemma: &str,
    attributes: &[&str],
    usage: &Use,
    belief: f64,
) -> Option<Candidate> {
    let sentence = mention.sentence;
    let core = mention.phrase.core.min(mention.first);
    let start = (core..mention.first).find(|at| sentence.name(*at).is_none() && !is_comparative(sentence, *at)).unwrap_or(mention.first);
    let span: Span = sentence.span(start, mention.last)?;
    let clue = Clue { span, rationale: rationale(usage) };
    let mut candidate = Candidate::new(usage.category, written(span.of(&context.screenplay.text)), lemma, clue, usage.detector);
    let is_anaphor = matches!(mention.phrase.determiner, Determiner::Definite | Determiner::Possessive);
    if !is_anaphor {
        candidate.qualifiers = (start..mention.first)
            .filter_map(|at| sentence.word(at))
            .filter(|word| word.tag == Tag::Adjective)
            .map(|word| word.lower.to_string())
            .collect();
    }
    candidate.attributes = attributes.iter().map(|name| (*name).to_owned()).chain(usage.attribute.map(str::to_owned)).collect();
    candidate.quantity = quantity(mention);
    candidate.belief = belief.clamp(0.0, 0.98);
    candidate.carriers.extend(carrier(mention));
    Some(candidate)
}

fn is_comparative(sentence: &Sentence, at: usize) -> bool {
    sentence.is(at, &["other", "same", "next", "own", ",", "such"])
}

/// The owner, else the subject of the hand.
fn carrier(mention: &Mention<'_>) -> Option<crate::screenplay::CharacterIndex> {
    let owner = mention.phrase.possessor.and_then(|at| mention.sentence.name(at));
    let verb = mention.place.verb.as_ref().filter(|verb| verb.class.has(TOUCH.or(EnglishVerbClass::WEAR)));
    let subject = verb.and_then(|verb| (0..verb.at).rev().find_map(|at| mention.sentence.name(at)));
    let speaker = if let Source::Parenthetical(speaker) | Source::Shown(speaker) = mention.sentence.source { speaker } else { None };
    owner.or(subject).or(speaker)
}

/// The stated number; one for a singular, unknown for a plural without a number.
pub(super) fn quantity(mention: &Mention<'_>) -> Option<u32> {
    let before = (mention.phrase.start..mention.phrase.core).find_map(|at| number(mention.sentence.word(at)?));
    let is_plural = mention.sentence.word(mention.last).is_some_and(|word| word.singular.is_some());
    before.or((!is_plural).then_some(1))
}

/// Value of a written number up to a dozen, or of digits.
pub(super) fn number(word: &Word) -> Option<u32> {
    const NUMBERS: [(&str, u32); 13] = [
        ("two", 2),
        ("three", 3),
        ("four", 4),
        ("five", 5),
        ("six", 6),
        ("seven", 7),
        ("eight", 8),
        ("nine", 9),
        ("ten", 10),
        ("eleven", 11),
        ("twelve", 12),
        ("dozen", 12),
        ("couple", 2),
    ];
    word.lower.parse().ok().or_else(|| NUMBERS.iter().find(|(name, _)| word.is(name)).map(|(_, value)| *value))
}
