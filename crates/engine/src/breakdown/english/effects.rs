//! Verbs that are an effect by themselves: a shot is fired, something explodes, a phone rings, somebody sings, a wound bleeds. Owns the frames in
//! which such a verb counts.

use super::role::{VerbAt, verb_at};
use super::scene_text::{Sentence, Source};
use super::things::{is_animal, readings, written};
use crate::breakdown::Category;
use crate::breakdown::candidate::{Candidate, Clue, SceneContext};
use crate::english::{Shape, Tag, verb_lemma};
use crate::language::{Bilingual, Language};
use crate::lexicon::{english_effect, lexicon};

/// Things that make a sound when they ring, honk or wail.
const SOUNDING: [&str; 36] = [
    "monitor",
    "machine",
    "microwave",
    "oven",
    "loudspeaker",
    "walkie-talkie",
    "phone",
    "telephone",
    "doorbell",
    "bell",
    "alarm",
    "siren",
    "horn",
    "buzzer",
    "intercom",
    "clock",
    "cell",
    "cellphone",
    "mobile",
    "pager",
    "beeper",
    "radio",
    "engine",
    "dog",
    "hound",
    "wolf",
    "wind",
    "kettle",
    "train",
    "tires",
    "thunder",
    "crowd",
    "bird",
    "owl",
    "car",
    "rooster",
];

/// Adds what the verbs of one sentence are.
pub(super) fn candidates(context: &SceneContext<'_>, sentence: &Sentence, found: &mut Vec<Candidate>) {
    if matches!(sentence.source, Source::Heading | Source::Shown(_)) {
        return;
    }
    for at in 0..sentence.words.len() {
        if let Some(candidate) = loud_sound(context, sentence, at)
            .or_else(|| named_sound(context, sentence, at))
            .or_else(|| music(context, sentence, at))
            .or_else(|| pounding(context, sentence, at))
            .or_else(|| effect(context, sentence, at))
            .or_else(|| shot(context, sentence, at))
        {
            found.push(candidate);
        }
    }
}

fn is_denied(sentence: &Sentence, at: usize) -> bool {
    (1..=2).any(|back| at.checked_sub(back).is_some_and(|at| sentence.is(at, &["not", "n't", "never", "without", "to", "would", "could"])))
}

fn effect(context: &SceneContext<'_>, sentence: &Sentence, at: usize) -> Option<Candidate> {
    let word = sentence.word(at)?;
    let verb = verb_at(sentence, at).filter(|_| !is_denied(sentence, at)).or_else(|| capital_verb(sentence, at))?;
    let (category, belief) = english_effect(&verb.lemma)?;
    let first = subject(sentence, at);
    let fits = match category {
        Category::Sound => word.shape == Shape::Capitals || first.is_some_and(|at| sounds(sentence, at)),
        Category::Music => word.lower.starts_with("sing") || word.is_one_of(&["sang", "sung"]),
        _ => true,
    };
    if !fits {
        return None;
    }
    let start = if category == Category::Sound { first.unwrap_or(at) } else { at };
    let key = match (category, first) {
        (Category::Sound, Some(first)) => format!("{} {}", sentence.word(first)?.lemma(), verb.lemma),
        _ => verb.lemma.clone(),
    };
    build(context, sentence, (start, at), category, key, belief)
}

/// A thing or an animal that makes a sound.
fn sounds(sentence: &Sentence, at: usize) -> bool {
    sentence.word(at).is_some_and(|word| SOUNDING.contains(&word.lemma())) || is_animal(sentence.words.get(at..).unwrap_or_default())
}

/// A verb in capitals that the tagger took for something else: `BARKS`.
fn capital_verb(sentence: &Sentence, at: usize) -> Option<VerbAt> {
    let word = sentence.word(at).filter(|word| word.shape == Shape::Capitals && word.lower.len() > 3)?;
    let lemma = verb_lemma(&word.lower);
    let is_inflected = lemma != *word.lower;
    (is_inflected && sentence.name(at).is_none()).then_some(VerbAt { at, lemma, class: crate::lexicon::EnglishVerbClass::MOVE })
}

/// Head of the noun phrase right before the verb.
fn subject(sentence: &Sentence, at: usize) -> Option<usize> {
    let before = (1..=2)
        .filter_map(|back| at.checked_sub(back))
        .find(|at| sentence.tag(*at).is_some_and(|tag| tag != Tag::Adverb && tag != Tag::Auxiliary))?;
    sentence.tag(before).filter(|tag| tag.is_noun()).map(|_| before)
}

/// `BANG!`, `CRASH`: a sound written large and alone, or with an exclamation mark.
fn loud_sound(context: &SceneContext<'_>, sentence: &Sentence, at: usize) -> Option<Candidate> {
    const LOUD: [&str; 22] = [
        "bang", "boom", "crash", "thud", "thump", "wham", "slam", "smash", "click", "snap", "crack", "pop", "splash", "whoosh", "beep",
        "ding", "ring", "clang", "crunch", "screech", "thwack", "knock",
    ];
    let word = sentence.word(at).filter(|word| word.shape == Shape::Capitals && LOUD.contains(&word.lemma()))?;
    let alone = sentence.before(at).is_none_or(|before| before.tag == Tag::Punctuation)
        && sentence.tag(at + 1).is_none_or(|tag| tag == Tag::Punctuation);
    alone.then(|| build(context, sentence, (at, at), Category::Sound, word.lemma().to_owned(), 0.8)).flatten()
}

/// `the sound of an engine`, `strange sounds`, `a ring at the door`, `smashes through the window`.
fn named_sound(context: &SceneContext<'_>, sentence: &Sentence, at: usize) -> Option<Candidate> {
    let word = sentence.word(at)?;
    if let Some(found) = cry(context, sentence, at) {
        return Some(found);
    }
    let at_door = (at + 1..at + 4).any(|at| sentence.is(at, &["door", "phone"])) && sentence.is(at + 1, &["at", "on"]);
    if word.is_one_of(&["ring", "knock", "pounding", "knocking"]) && at_door && sentence.tag(at).is_some_and(Tag::is_noun) {
        return build(context, sentence, (at, at), Category::Sound, word.lower.to_string(), 0.85);
    }
    if word.is_one_of(&["smashes", "crashes", "smash"]) && sentence.is(at + 1, &["through"]) {
        let is_thing = subject(sentence, at).is_some_and(|at| sentence.name(at).is_none());
        return is_thing.then(|| build(context, sentence, (at, at + 1), Category::SpecialEffects, "breakage".to_owned(), 0.75)).flatten();
    }
    if !word.is_one_of(&["sound", "sounds", "noise", "noises"]) || word.tag != Tag::Noun || is_denied(sentence, at) {
        return None;
    }
    if sentence.is(at + 1, &["of"]) {
        let end = sentence.phrases.iter().find(|phrase| phrase.start == at + 2).map_or(at, |phrase| phrase.head);
        return build(context, sentence, (at, end), Category::Sound, "sound of".to_owned(), 0.8);
    }
    let core = sentence.phrase_of(at).filter(|phrase| phrase.core < at && phrase.head == at)?.core;
    build(context, sentence, (core, at), Category::Sound, "sound".to_owned(), 0.75)
}

/// `Screams. Laughter.`: a sound that is the whole sentence.
fn cry(context: &SceneContext<'_>, sentence: &Sentence, at: usize) -> Option<Candidate> {
    const CRIES: [&str; 11] =
        ["screams", "shouts", "sirens", "cheers", "applause", "gasps", "footsteps", "groans", "moans", "sobs", "whistles"];
    let word = sentence.word(at).filter(|word| word.is_one_of(&CRIES))?;
    let alone = sentence.before(at).is_none() && sentence.tag(at + 1).is_none_or(|tag| tag == Tag::Punctuation);
    alone.then(|| build(context, sentence, (at, at), Category::Sound, word.lower.to_string(), 0.7)).flatten()
}

/// `a ballad plays on the jukebox`, `she plays the cello`.
fn music(context: &SceneContext<'_>, sentence: &Sentence, at: usize) -> Option<Candidate> {
    const PLAYERS: [&str; 14] = [
        "radio",
        "stereo",
        "jukebox",
        "phonograph",
        "gramophone",
        "turntable",
        "speaker",
        "boombox",
        "record",
        "cassette",
        "piano",
        "guitar",
        "violin",
        "organ",
    ];
    let verb = verb_at(sentence, at).filter(|_| !is_denied(sentence, at))?;
    if matches!(verb.lemma.as_str(), "spin" | "blast" | "blare" | "strum") {
        let (first, last) = tune(sentence, at)?;
        return build(context, sentence, (first, last), Category::Music, tune_key(sentence, first, last), 0.75);
    }
    if verb.lemma != "play" {
        return None;
    }
    let object = sentence.phrases.iter().find(|phrase| phrase.start == at + 1 || phrase.start == at + 2);
    let on_player = object.is_some_and(|phrase| {
        sentence.is(at + 1, &["on", "over", "from"]) && sentence.word(phrase.head).is_some_and(|word| PLAYERS.contains(&word.lemma()))
    });
    if on_player {
        let tune = sentence.phrases.iter().rfind(|phrase| phrase.head < at)?;
        return build(context, sentence, (tune.core, tune.head), Category::Music, "music".to_owned(), 0.8);
    }
    if let Some((first, last)) = tune(sentence, at) {
        return build(context, sentence, (first, last), Category::Music, tune_key(sentence, first, last), 0.75);
    }
    let instrument = object.filter(|phrase| phrase.start == at + 1).and_then(|phrase| sentence.words.get(phrase.head..))?;
    let is_instrument =
        readings(lexicon(Language::En), instrument).first().is_some_and(|found| found.entry.attributes.contains("INSTRUMENT"));
    is_instrument.then(|| build(context, sentence, (at, at), Category::Music, "music".to_owned(), 0.7)).flatten()
}

/// Two tunes of a scene are two pieces of music.
fn tune_key(sentence: &Sentence, first: usize, last: usize) -> String {
    (first..=last).filter_map(|at| sentence.word(at)).map(|word| word.lower.to_string()).collect::<Vec<_>>().join(" ")
}

/// What is played: a dance or a style (`plays a polka`), or a title in quotation marks (`plays 'Summertime'`).
fn tune(sentence: &Sentence, at: usize) -> Option<(usize, usize)> {
    const STYLES: [&str; 34] = [
        "polka", "waltz", "salsa", "tango", "jazz", "blues", "rock", "reggae", "samba", "rumba", "hymn", "anthem", "lullaby", "march",
        "jig", "ballad", "tune", "song", "melody", "music", "symphony", "sonata", "concerto", "nocturne", "prelude", "opera", "aria",
        "chord", "chords", "scales", "flamenco", "disco", "techno", "muzak",
    ];
    let opens = |at: usize| sentence.is(at, &["'", "\"", "“", "‘"]);
    if opens(at + 1) {
        let close = (at + 3..at + 12).find(|at| sentence.is(*at, &["'", "\"", "”", "’"]))?;
        return Some((at + 2, close - 1));
    }
    let capitals = (at + 1..at + 7).take_while(|at| sentence.word(*at).is_some_and(|word| word.shape == Shape::Capitalised)).count();
    if capitals >= 2 && sentence.name(at + 1).is_none() {
        return Some((at + 1, at + capitals));
    }
    let last = (at + 1..at + 5).find(|at| sentence.word(*at).is_some_and(|word| STYLES.contains(&&*word.lower)))?;
    let is_object =
        (at + 1..last).all(|at| sentence.tag(at).is_some_and(|tag| tag.is_noun() || matches!(tag, Tag::Determiner | Tag::Adjective)));
    let first = (at + 1..=last).find(|at| sentence.tag(*at) != Some(Tag::Determiner))?;
    is_object.then_some((first, last))
}

/// `somebody pounds on the door`.
fn pounding(context: &SceneContext<'_>, sentence: &Sentence, at: usize) -> Option<Candidate> {
    let verb = verb_at(sentence, at).filter(|verb| matches!(verb.lemma.as_str(), "pound" | "knock" | "bang" | "hammer" | "rap"))?;
    let is_bare_knock = verb.lemma == "knock" && sentence.tag(at + 1).is_none_or(|tag| tag == Tag::Punctuation);
    let at_door =
        is_bare_knock || sentence.is(at + 1, &["on", "at"]) && (at + 2..at + 5).any(|at| sentence.is(at, &["door", "gate", "window"]));
    (at_door && !is_denied(sentence, at))
        .then(|| build(context, sentence, (at, at), Category::Sound, format!("{} door", verb.lemma), 0.7))
        .flatten()
}

/// A shot: `fires`, `shoots him`, `opens fire`, not a camera and not a glance.
fn shot(context: &SceneContext<'_>, sentence: &Sentence, at: usize) -> Option<Candidate> {
    let verb = verb_at(sentence, at).filter(|_| !is_denied(sentence, at)).or_else(|| capital_verb(sentence, at))?;
    let next_is = |words: &[&str]| (at + 1..at + 4).any(|at| sentence.is(at, words));
    let fits = match verb.lemma.as_str() {
        "fire" => !next_is(&["question", "questions", "him", "her", "engines", "up"]),
        "shoot" => !next_is(&["look", "glance", "hoop", "hoops", "pool", "picture", "pictures", "film", "video", "up", "smile"]),
        "open" => next_is(&["fire"]),
        _ => false,
    };
    fits.then(|| build(context, sentence, (at, at), Category::SpecialEffects, "gunfire".to_owned(), 0.6)).flatten()
}

fn build(
    context: &SceneContext<'_>,
    sentence: &Sentence,
    (first, last): (usize, usize),
    category: Category,
    key: String,
    belief: f64,
) -> Option<Candidate> {
    let span = sentence.span(first, last)?;
    let rationale = match category {
        Category::Sound => Bilingual::new("صوت يُسمع في المشهد", "It is heard in the scene"),
        Category::Music => Bilingual::new("غناء في المشهد", "Somebody sings in the scene"),
        Category::MakeupHair => Bilingual::new("جرح ظاهر", "A wound shows"),
        Category::VisualEffects => Bilingual::new("لا يمكن تنفيذه أمام الكاميرا", "It cannot be done on set"),
        _ => Bilingual::new("مؤثر ينفذ في الموقع", "An effect on set"),
    };
    let mut candidate = Candidate::new(category, written(span.of(&context.screenplay.text)), key, Clue { span, rationale }, "verb-phrase");
    candidate.belief = belief;
    Some(candidate)
}
