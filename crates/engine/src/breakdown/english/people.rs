//! People of an English scene: the cast that speaks or acts, silent roles introduced in the action, and background with its number. Owns who is
//! a part and who is a crowd.

use std::collections::BTreeSet;

use super::fields::BODY;
use super::repair::is_in_dictionary;
use super::role::verb_at;
use super::scene_text::{Sentence, Source};
use super::things::{is_animal, number, readings, written};
use crate::breakdown::Category;
use crate::breakdown::candidate::{Candidate, Clue, SceneContext};
use crate::english::{Determiner, Shape, Tag, Word, words};
use crate::language::{Bilingual, Language};
use crate::lexicon::{Entry, Match, Reading, is_english_given_name, lexicon, wordnet_noun};
use crate::screenplay::{Presence, PresenceKind, Voice};
use crate::text::Span;

/// Cast and background of a scene.
pub(super) fn candidates(context: &SceneContext<'_>, sentences: &[Sentence]) -> Vec<Candidate> {
    let mut found: Vec<Candidate> =
        context.scene.presence.iter().filter_map(|presence| cast_member(context, presence, sentences)).collect();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for sentence in sentences.iter().filter(|sentence| !matches!(sentence.source, Source::Heading | Source::Shown(_))) {
        if sentence.source == Source::Action {
            roles(context, sentence, &mut found);
        }
        silent_names(context, sentence, &mut seen, &mut found);
    }
    found
}

/// A character of the cues: speaking, or silent in the action.
fn cast_member(context: &SceneContext<'_>, presence: &Presence, sentences: &[Sentence]) -> Option<Candidate> {
    let character = context.screenplay.character(presence.character)?;
    if is_damaged_double(context, &character.name) {
        return None;
    }
    let spans: Vec<Span> = match presence.kind {
        PresenceKind::Speaks => presence.spans.clone(),
        PresenceKind::Silent => presence.spans.iter().copied().filter(|span| is_there(context, *span, sentences)).collect(),
        PresenceKind::Mentioned => return None,
    };
    let rationale = match presence.kind {
        PresenceKind::Speaks => Bilingual::new("تتكلم في المشهد", "Speaks in the scene"),
        _ => Bilingual::new("موجودة في وصف الحركة", "Is in the action without a line"),
    };
    let clues: Vec<Clue> = spans.into_iter().map(|span| Clue { span, rationale: rationale.clone() }).collect();
    let mut clues = clues;
    clues.extend(mentions(presence, sentences));
    clues.dedup_by_key(|clue| clue.span);
    let first = clues.first().filter(|_| !is_sung(&character.name))?.clone();
    let category = if is_crowd(&character.name) { Category::BackgroundActors } else { Category::CastMembers };
    let mut candidate = Candidate::new(category, character.name.clone(), character.name.to_lowercase(), first, "cue");
    candidate.clues = clues;
    candidate.character = Some(presence.character);
    let speeches = || context.scene.speeches.iter().filter(|speech| speech.character == presence.character);
    if presence.kind == PresenceKind::Speaks {
        candidate.belief = 0.98;
        if speeches().all(|speech| speech.voice != Voice::OnCamera) {
            candidate.attributes.insert("VOICE_OVER".to_owned());
        }
    } else {
        candidate.belief = 0.9;
        candidate.detector = "name-in-action";
        candidate.attributes.insert("SILENT".to_owned());
    }
    Some(candidate)
}

/// A cue with a damaged bracket (`MASON (cont'd}`) of a character that also speaks under the plain name.
fn is_damaged_double(context: &SceneContext<'_>, name: &str) -> bool {
    name.split_once('(').is_some_and(|(plain, _)| {
        context
            .scene
            .presence
            .iter()
            .filter_map(|other| context.screenplay.character(other.character))
            .any(|other| other.name == plain.trim())
    })
}

/// The name in headings and action, with a surname that follows it.
fn mentions(presence: &Presence, sentences: &[Sentence]) -> Vec<Clue> {
    let mut found = Vec::new();
    for sentence in sentences {
        let mut at = 0;
        while at < sentence.words.len() {
            if sentence.name(at) != Some(presence.character) {
                at += 1;
                continue;
            }
            let mut last = at;
            let goes_on = |at: usize| {
                sentence.name(at) == Some(presence.character)
                    || sentence.name(at).is_none() && sentence.word(at).is_some_and(|word| is_capital(word) && word.tag == Tag::Proper)
            };
            while goes_on(last + 1) {
                last += 1;
            }
            let rationale = Bilingual::new("اسمها في وصف المشهد", "Named in the scene");
            found.extend(sentence.span(at, last).map(|span| Clue { span, rationale }));
            at = last + 1;
        }
    }
    found
}

fn is_capital(word: &Word) -> bool {
    matches!(word.shape, Shape::Capitals | Shape::Capitalised)
}

/// A cue that reads as a sentence is a sung line in capitals, nobody's name.
fn is_sung(name: &str) -> bool {
    const SENTENCE: [&str; 22] = [
        "i", "you", "it", "it's", "me", "we", "we'll", "is", "am", "be", "been", "was", "had", "got", "but", "that", "there", "your", "my",
        "all", "than", "if",
    ];
    let words: Vec<String> = name.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let is_long = words.len() >= 5 && words.iter().any(|word| matches!(word.as_str(), "the" | "of" | "some" | "to"));
    is_long || words.len() >= 3 && words.iter().any(|word| SENTENCE.contains(&word.as_str()))
}

/// A cue such as MOB or CROWD.
fn is_crowd(name: &str) -> bool {
    let tokens = words(name, Span::new(0, name.len()));
    let matches = readings(lexicon(Language::En), &tokens);
    matches.iter().any(|found| found.tokens == tokens.len() && found.entry.category == Reading::Element(Category::BackgroundActors))
        && !matches.iter().any(|found| found.entry.category == Reading::Element(Category::CastMembers))
}

/// A name in the action stands for the person unless only a thing of theirs is meant: `Ada's car`, but `Ada's face`.
fn is_there(context: &SceneContext<'_>, span: Span, sentences: &[Sentence]) -> bool {
    let text = &context.screenplay.text;
    if !span.of(text).starts_with(char::is_uppercase) {
        return false;
    }
    let Some((sentence, at)) =
        sentences.iter().find_map(|sentence| sentence.words.iter().rposition(|word| span.contains(word.span)).map(|at| (sentence, at)))
    else {
        return true;
    };
    !sentence.is(at + 1, &["'s"]) || owned_is_body(sentence, at + 2)
}

fn owned_is_body(sentence: &Sentence, start: usize) -> bool {
    (start..start + 3).any(|at| {
        sentence.word(at).is_some_and(|word| BODY.contains(&word.lemma()) || word.is_one_of(&["gaze", "voice", "pov", "reaction"]))
    })
}

/// Role nouns: `a WAITRESS`, `two guards`, `the crowd`.
fn roles(context: &SceneContext<'_>, sentence: &Sentence, found: &mut Vec<Candidate>) {
    let mut at = 0;
    while at < sentence.words.len() {
        let matches = readings(lexicon(Language::En), sentence.words.get(at..).unwrap_or_default());
        let Some(role) = matches.first().map(|first| first.tokens).and_then(|tokens| {
            matches.iter().filter(|one| one.tokens == tokens).find(|one| is_people(one.entry) && is_free(sentence, at, one))
        }) else {
            at += 1;
            continue;
        };
        if let Some(candidate) = role_candidate(context, sentence, at, role) {
            found.push(candidate);
        }
        at += role.tokens;
    }
}

fn is_people(entry: &Entry) -> bool {
    matches!(entry.category, Reading::Element(Category::CastMembers | Category::BackgroundActors))
}

fn is_free(sentence: &Sentence, at: usize, found: &Match<'_>) -> bool {
    let last = at + found.tokens - 1;
    let is_title =
        sentence.word(last).is_some_and(|word| word.shape == Shape::Capitalised) && sentence.before(at).is_some_and(|word| word.is("the"));
    let is_noun = is_title || sentence.tag(last).is_some_and(Tag::is_noun);
    // `a team of huskies`: no people.
    let of_animals = sentence.is(last + 1, &["of"])
        && sentence
            .phrases
            .iter()
            .find(|phrase| phrase.start == last + 2)
            .and_then(|phrase| sentence.words.get(phrase.head..))
            .is_some_and(|words| {
                is_animal(words)
                    || words.first().and_then(|word| wordnet_noun(word.lemma())).is_some_and(|noun| noun.department == "ANIMALS")
            });
    let is_modifier = of_animals || sentence.word(last + 1).is_some_and(|next| next.tag.is_noun() || next.is("'s") || next.is("'"));
    is_noun && !is_modifier && (at..=last).all(|at| sentence.name(at).is_none())
}

fn role_candidate(context: &SceneContext<'_>, sentence: &Sentence, at: usize, role: &Match<'_>) -> Option<Candidate> {
    let last = at + role.tokens - 1;
    let phrase = sentence.phrase_of(last).filter(|phrase| phrase.head >= last && phrase.core <= at);
    let word = sentence.word(last)?;
    let is_listed_crowd = role.entry.category == Reading::Element(Category::BackgroundActors);
    let is_plural = is_listed_crowd || word.singular.is_some();
    let is_title = word.shape == Shape::Capitalised && sentence.before(at).is_some_and(|before| before.is("the"));
    let is_capital = word.shape == Shape::Capitals || is_title;
    let place = phrase.map(|phrase| super::role::place(sentence, phrase)).unwrap_or_default();
    if place.is_denied || place.is_compared || word.shape == Shape::Capitalised && last > 0 && !is_title {
        return None;
    }
    let count = phrase.and_then(|phrase| (phrase.start..phrase.core).find_map(|at| number(sentence.word(at)?)));
    let (category, belief) = match (is_plural, is_capital) {
        (true, _) => (Category::BackgroundActors, if is_listed_crowd { 0.85 } else { 0.75 }),
        (false, true) => (Category::CastMembers, 0.8),
        (false, false) => {
            let introduced = phrase
                .is_some_and(|phrase| phrase.determiner == Determiner::Indefinite && !sentence.is(phrase.start.wrapping_sub(1), &[","]));
            if !introduced || place.subject_of.is_none() || has_cue(context, word.lemma()) {
                return None;
            }
            (Category::CastMembers, 0.5)
        }
    };
    let start = phrase.map_or(at, |phrase| phrase.core.min(at));
    let start = (start..at).find(|at| sentence.name(*at).is_none()).unwrap_or(at);
    let span = sentence.span(start, last)?;
    let rationale = match category {
        Category::BackgroundActors => Bilingual::new("مجاميع في الصورة", "Unnamed people in the picture"),
        _ => Bilingual::new("دور بلا اسم يتحرك منفردا", "A role that acts as an individual"),
    };
    let mut candidate =
        Candidate::new(category, written(span.of(&context.screenplay.text)), &*role.entry.lemma, Clue { span, rationale }, "role");
    candidate.quantity = if is_plural { count } else { Some(1) };
    candidate.belief = belief * role.entry.sense.max(0.85) / 0.9;
    Some(candidate)
}

/// Somebody speaks under the role's name: the mention is that person.
fn has_cue(context: &SceneContext<'_>, role: &str) -> bool {
    let speaks = |name: &str| name.to_lowercase().split_whitespace().any(|word| word == role);
    context.scene.speeches.iter().any(|speech| speaks(&speech.name))
}

/// Names that never speak: introduced in capitals with an age, given names, titles, unknown names that act.
fn silent_names(context: &SceneContext<'_>, sentence: &Sentence, seen: &mut BTreeSet<String>, found: &mut Vec<Candidate>) {
    let mut at = 0;
    while at < sentence.words.len() {
        let Some(last) = name_run(sentence, at) else {
            at += 1;
            continue;
        };
        // `DR. AMIRA HADDAD`, where the cue says AMIRA: the rest of a known name.
        let is_rest = at.checked_sub(1).is_some_and(|before| sentence.name(before).is_some());
        if let Some(belief) = person_belief(sentence, at, last).filter(|_| !is_rest)
            && let Some(span) = sentence.span(at, last)
        {
            let name = span.of(&context.screenplay.text).split_whitespace().collect::<Vec<_>>().join(" ");
            seen.insert(name.to_lowercase());
            let rationale = Bilingual::new("اسم يظهر في وصف الحركة", "A name that acts in the description");
            let mut candidate =
                Candidate::new(Category::CastMembers, name.clone(), name.to_lowercase(), Clue { span, rationale }, "name-in-action");
            candidate.belief = belief;
            candidate.attributes.insert("SILENT".to_owned());
            found.push(candidate);
        }
        at = last + 1;
    }
}

/// Last token of a run of capitalised words that no known character covers and no word list knows.
fn name_run(sentence: &Sentence, at: usize) -> Option<usize> {
    let fits = |at: usize| {
        sentence.word(at).is_some_and(|word| {
            matches!(word.shape, Shape::Capitals | Shape::Capitalised)
                && sentence.name(at).is_none()
                && matches!(word.tag, Tag::Noun | Tag::Proper)
                && (is_title(sentence, at)
                    || is_english_given_name(&word.lower)
                    || readings(lexicon(Language::En), sentence.words.get(at..).unwrap_or_default()).is_empty())
        })
    };
    if !fits(at) {
        return None;
    }
    let mut last = at;
    while fits(last + 1) {
        last += 1;
    }
    Some(last)
}

fn is_title(sentence: &Sentence, at: usize) -> bool {
    sentence.is(
        at,
        &[
            "mr.",
            "mrs.",
            "ms.",
            "dr.",
            "miss",
            "officer",
            "captain",
            "judge",
            "sgt.",
            "lt.",
            "detective",
            "sheriff",
            "professor",
            "father",
            "sister",
            "commander",
            "lieutenant",
            "sergeant",
            "corporal",
            "private",
            "colonel",
            "major",
            "general",
            "admiral",
            "inspector",
            "agent",
            "nurse",
            "doctor",
            "coach",
            "chief",
            "mayor",
            "senator",
            "president",
            "reverend",
            "pastor",
            "rabbi",
            "imam",
            "sheikh",
            "king",
            "queen",
            "prince",
            "princess",
            "sir",
            "lady",
            "lord",
            "uncle",
            "aunt",
            "grandma",
            "grandpa",
            "mother",
            "brother",
            "deputy",
            "warden",
            "madame",
        ],
    )
}

/// Words on a sign, a badge or a page: inside of quotation marks, or behind `reads`.
fn is_quoted(sentence: &Sentence, at: usize) -> bool {
    let marks = (0..at).filter(|at| sentence.is(*at, &["\"", "“", "”"])).count();
    marks % 2 == 1 || sentence.before(at).is_some_and(|before| before.is_one_of(&["reads", "read", "says", "reading", "marked"]))
}

/// A half of a longer name (`San Francisco`) or the modifier of a noun (`the Baker file`).
fn is_part_of_name(sentence: &Sentence, at: usize, last: usize) -> bool {
    let before =
        sentence.before(at).is_some_and(|before| is_capital(before) && before.tag == Tag::Proper && sentence.name(at - 1).is_none());
    // `plays Amazing Grace`: a title.
    let is_title = (1..=4).any(|back| {
        at.checked_sub(back).is_some_and(|verb| {
            sentence
                .word(verb)
                .is_some_and(|word| word.is_one_of(&["plays", "sings", "hums", "whistles", "strums", "play", "singing", "playing"]))
                && (verb + 1..at).all(|at| sentence.word(at).is_some_and(is_capital))
        })
    });
    if is_title {
        return true;
    }
    let is_determined = sentence.before(at).is_some_and(|before| before.tag == Tag::Determiner);
    before && at > 1 || is_determined && sentence.word(last + 1).is_some_and(|next| next.tag == Tag::Noun && next.shape != Shape::Capitals)
}

/// `LENA, soaked, crawls along the ledge`: what stands between commas says how the person is, the verb behind it what they do.
fn acts_behind_insertion(sentence: &Sentence, last: usize) -> bool {
    const LONGEST: usize = 14;
    if !sentence.is(last + 1, &[","]) {
        return false;
    }
    let commas = (last + 2..last + 2 + LONGEST).take_while(|at| !sentence.is(*at, &[".", ";", ":"])).filter(|at| sentence.is(*at, &[","]));
    let acts = |at: usize| {
        verb_at(sentence, at)
            .is_some_and(|verb| sentence.word(at).is_some_and(|word| word.lower.ends_with('s') && *word.lower != *verb.lemma))
    };
    commas.into_iter().any(|comma| acts(comma + 1) || sentence.tag(comma + 1) == Some(Tag::Adverb) && acts(comma + 2))
}

fn person_belief(sentence: &Sentence, at: usize, last: usize) -> Option<f64> {
    let first = sentence.word(at)?;
    if is_quoted(sentence, at) || is_part_of_name(sentence, at, last) {
        return None;
    }
    let owns_thing = sentence.is(last + 1, &["'s"]) && !owned_is_body(sentence, last + 2);
    let in_title = sentence.before(at).is_some_and(|before| before.is_one_of(&["\"", "“", "the"]));
    let aged = sentence.is(last + 1, &["(", ","])
        && sentence.word(last + 2).is_some_and(|word| word.lower.starts_with(|c: char| c.is_ascii_digit()));
    if aged {
        return Some(0.95);
    }
    let has_particle = last > at && sentence.is(at, &["de", "di", "van", "von", "al", "el", "abu", "la", "le"]);
    let named = has_particle || is_english_given_name(&first.lower) || is_title(sentence, at) && last > at;
    if named && !owns_thing && !in_title {
        return Some(0.85);
    }
    let acts = verb_at(sentence, last + 1).is_some() || first.shape == Shape::Capitals && acts_behind_insertion(sentence, last);
    let is_introduced = first.shape == Shape::Capitals && sentence.is(last + 1, &[","]) && sentence.is(last + 2, &["a", "an", "the"]);
    let in_title = in_title || sentence.before(at).is_some_and(|before| before.is_one_of(&["in", "at", "of"]));
    // At the start of a sentence a word in capitals that no dictionary has is a name (VIKTOR); elsewhere capitals only stress.
    let is_unknown_word = at == 0 && first.shape == Shape::Capitals && first.tag == Tag::Noun && !is_in_dictionary(first);
    ((acts || is_introduced) && (first.tag == Tag::Proper || is_unknown_word) && !in_title && !owns_thing && first.lower.len() > 2)
        .then_some(0.6)
}
