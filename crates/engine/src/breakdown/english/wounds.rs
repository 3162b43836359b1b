//! Wounds that an adjective states about a part of a body: `his lip split`, `a swollen eye`, `her forehead stitched`. Owns that frame; wounds
//! named by nouns are lexicon words.

use super::fields::BODY;
use super::scene_text::{Sentence, Source};
use super::things::written;
use crate::breakdown::Category;
use crate::breakdown::candidate::{Candidate, Clue, SceneContext};
use crate::english::Tag;
use crate::language::Bilingual;

/// What a part of a body is when make-up has to show it.
const HURT: [&str; 31] = [
    "split",
    "stitched",
    "swollen",
    "bruised",
    "bandaged",
    "bleeding",
    "bloodied",
    "bloody",
    "shattered",
    "scarred",
    "gashed",
    "burned",
    "burnt",
    "blistered",
    "mangled",
    "severed",
    "crushed",
    "broken",
    "blackened",
    "lacerated",
    "grazed",
    "scraped",
    "scalded",
    "frostbitten",
    "mutilated",
    "torn",
    "slashed",
    "disfigured",
    "bloodshot",
    "bloodstained",
    "pockmarked",
];

/// Adds the hurt parts of one sentence.
pub(super) fn candidates(context: &SceneContext<'_>, sentence: &Sentence, found: &mut Vec<Candidate>) {
    if sentence.source != Source::Action {
        return;
    }
    for at in 0..sentence.words.len() {
        let Some((first, last)) = hurt(sentence, at) else { continue };
        let Some(span) = sentence.span(first, last) else { continue };
        let rationale = Bilingual::new("جرح ظاهر على جسد ممثل", "A wound shows on a body");
        let key = sentence.word(at).map_or_else(String::new, |word| format!("wound {}", word.lemma()));
        let name = written(span.of(&context.screenplay.text));
        let mut candidate = Candidate::new(Category::MakeupHair, name, key, Clue { span, rationale }, "body-state");
        candidate.belief = 0.75;
        candidate.attributes.insert("WOUND".to_owned());
        candidate.carriers.extend((0..first).rev().find_map(|at| sentence.name(at)));
        found.push(candidate);
    }
}

/// The body part at a word with its state: right before it (`a split lip`) or right behind it (`his lip split`, `her face is bruised`).
fn hurt(sentence: &Sentence, at: usize) -> Option<(usize, usize)> {
    // On these blood shows, but they are no flesh.
    const NO_FLESH: [&str; 3] = ["shirt", "side", "hair"];
    sentence.word(at).filter(|word| word.tag.is_noun() && BODY.contains(&word.lemma()) && !NO_FLESH.contains(&word.lemma()))?;
    if let Some(before) = at.checked_sub(1).filter(|before| sentence.is(*before, &HURT)) {
        return Some((before, at));
    }
    let is_owned = sentence.phrase_of(at).is_some_and(|phrase| phrase.possessor.is_some())
        || sentence.before(at).is_some_and(|word| word.is_one_of(&["his", "her", "their"]));
    let behind = if sentence.is(at + 1, &["is", "are", "and", "badly", "all"]) { at + 2 } else { at + 1 };
    // `his hand torn from her grip` is no wound: the sentence or clause ends with the state.
    let closes = sentence.tag(behind + 1).is_none_or(|tag| tag == Tag::Punctuation) || sentence.is(behind + 1, &["and", "by", "from"]);
    (is_owned && sentence.is(behind, &HURT) && closes).then_some((at, behind))
}
