//! Corrections of parts of speech for the prose of action lines: present tense, dropped subjects, capitals. Owns what the tagger, trained on
//! other prose, gets wrong here; owns no meaning.

use crate::english::{Shape, Tag, Word, verb_lemma};
use crate::lexicon::{english_effect, english_verb, wordnet_noun};
use crate::screenplay::CharacterIndex;

/// Corrects the tags of a sentence in place.
pub(super) fn repair(words: &mut [Word], names: &[Option<CharacterIndex>]) {
    for at in 0..words.len() {
        let named = names.get(at).copied().flatten().is_some();
        let Some(tag) = corrected(words, at, named, names) else { continue };
        if let Some(word) = words.get_mut(at) {
            word.tag = tag;
        }
    }
}

fn corrected(words: &[Word], at: usize, named: bool, names: &[Option<CharacterIndex>]) -> Option<Tag> {
    let word = words.get(at)?;
    if named {
        return Some(Tag::Proper);
    }
    if word.is_one_of(&["his", "her", "its", "their"]) && words.get(at + 1).is_some_and(|next| is_nominal(next.tag)) {
        return Some(Tag::Determiner);
    }
    if at == 0 && word.tag != Tag::Proper && is_unknown_in_capitals(words) {
        return Some(Tag::Proper);
    }
    match word.tag {
        Tag::Noun | Tag::Proper | Tag::Adjective if is_finite_verb(words, at, names) => Some(Tag::Verb),
        Tag::Verb if is_behind_determiner(words, at) && !is_before_noun(words, at) => Some(Tag::Noun),
        Tag::Adjective | Tag::Adverb if is_head(words, at) => Some(Tag::Noun),
        _ => None,
    }
}

/// `NED dives`: a word in capitals that no dictionary has, with a verb of the third person behind it.
fn is_unknown_in_capitals(words: &[Word]) -> bool {
    let (Some(first), Some(next)) = (words.first(), words.get(1)) else { return false };
    let acts = next.lower.ends_with('s') && verb_lemma(&next.lower) != *next.lower && english_verb(&verb_lemma(&next.lower)).is_some();
    first.shape == Shape::Capitals && first.lower.len() > 2 && !is_in_dictionary(first) && acts
}

/// A word that WordNet has as a noun or the verb list as a verb; what neither has is likely a name.
pub(super) fn is_in_dictionary(word: &Word) -> bool {
    wordnet_noun(word.lemma()).is_some() || english_verb(&verb_lemma(&word.lower)).is_some()
}

fn is_nominal(tag: Tag) -> bool {
    matches!(tag, Tag::Noun | Tag::Proper | Tag::Adjective)
}

fn is_before_noun(words: &[Word], at: usize) -> bool {
    words.get(at + 1).is_some_and(|next| is_nominal(next.tag) || next.tag == Tag::Numeral)
}

fn is_determiner(word: &Word) -> bool {
    word.tag == Tag::Determiner || word.is_one_of(&["a", "an", "the", "his", "her", "their", "its", "this", "that", "'s", "some"])
}

/// `a drink`, `his watch`, `the old torch`: no verb stands right behind a determiner or an adjective that has one.
fn is_behind_determiner(words: &[Word], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|at| words.get(at)) else { return false };
    let is_seen = at
        .checked_sub(2)
        .and_then(|at| words.get(at))
        .is_some_and(|verb| matches!(&*verb_lemma(&verb.lower), "make" | "let" | "help" | "see" | "watch" | "hear" | "have"));
    let direct = is_determiner(before) && !before.is("that") && !(before.is("her") && is_seen);
    let through = before.tag == Tag::Adjective && at.checked_sub(2).and_then(|at| words.get(at)).is_some_and(is_determiner);
    direct || through
}

/// An adjective that ends its phrase and is a noun in the dictionary: `the iron key.`
fn is_head(words: &[Word], at: usize) -> bool {
    let Some(word) = words.get(at) else { return false };
    let opened = at.checked_sub(1).and_then(|at| words.get(at)).is_some_and(|before| is_determiner(before) || is_nominal(before.tag));
    let closed = !words.get(at + 1).is_some_and(|next| is_nominal(next.tag) || next.is_one_of(&[",", "and", "-"]) || next.tag == Tag::Verb);
    opened && closed && wordnet_noun(word.lemma()).is_some()
}

/// A verb of action in the present tense where the tagger sees a noun: behind a subject, or at the start of a sentence without one.
fn is_finite_verb(words: &[Word], at: usize, names: &[Option<CharacterIndex>]) -> bool {
    let Some(word) = words.get(at) else { return false };
    let lemma = verb_lemma(&word.lower);
    let is_third = lemma != *word.lower && word.lower.ends_with('s');
    let is_action = english_verb(&lemma).is_some() || english_effect(&lemma).is_some();
    if word.is("sounds") || !is_action || word.shape == Shape::Capitalised && at > 0 {
        return false;
    }
    let opens = |next: &Word| {
        is_determiner(next)
            || matches!(
                next.tag,
                Tag::Adposition | Tag::Adverb | Tag::Pronoun | Tag::Particle | Tag::Punctuation | Tag::Subordination | Tag::Coordination
            )
    };
    let next_opens = words.get(at + 1).is_none_or(opens);
    let next_is_name = names.get(at + 1).copied().flatten().is_some();
    let Some(before) = at.checked_sub(1).and_then(|at| words.get(at)) else {
        return is_third && (next_opens || next_is_name) && !words.get(1).is_some_and(|next| next.tag == Tag::Punctuation);
    };
    let is_name = at.checked_sub(1).and_then(|at| names.get(at)).copied().flatten().is_some();
    // `VIKTOR hands the briefcase over`: capitals stand for a person as often as a capital letter does.
    let is_unknown_name = is_third
        && (next_opens || next_is_name)
        && (before.tag == Tag::Proper && before.shape == Shape::Capitalised || before.tag.is_noun() && before.shape == Shape::Capitals);
    let next_is_plural = words.get(at + 1).is_some_and(|next| next.tag == Tag::Noun && next.singular.is_some());
    let is_plural_subject = lemma == *word.lower
        && before.tag == Tag::Noun
        && (before.singular.is_some() || before.is_one_of(&["people", "police"]) || is_coordinated(words, at))
        && (next_opens || next_is_plural);
    let is_anybody = is_third && before.is_one_of(&["someone", "somebody", "everyone", "nobody", "one", "another"]);
    let is_subject = is_name || is_unknown_name || is_anybody || before.is_one_of(&["he", "she", "it", "who", "they", "we", "you", "i"]);
    let is_noun_subject = is_third && before.tag.is_noun() && before.singular.is_none() && next_opens;
    let is_chained =
        is_third && (next_opens || next_is_name) && before.is_one_of(&["and", "then", ",", "but", "slowly", "suddenly", "quickly"]);
    let plural_agrees = before.is_one_of(&["they", "we", "you", "i"]) || is_name && names_joined(words, at);
    is_subject && (is_third || plural_agrees)
        || is_noun_subject
        || is_plural_subject
        || is_chained && (has_verb_before(words, at) || is_introduction(words) && before.is(","))
}

/// `ARMAND, in a white tuxedo, pops a cork`: the sentence introduces its subject and goes on behind the last comma.
fn is_introduction(words: &[Word]) -> bool {
    words.first().is_some_and(|first| first.shape == Shape::Capitals) && words.iter().take(4).any(|word| word.is(","))
}

/// `Ned and Mira head`: two names before a verb without `s`.
fn names_joined(words: &[Word], at: usize) -> bool {
    at.checked_sub(2).and_then(|at| words.get(at)).is_some_and(|word| word.is("and"))
}

/// `a hat and a coat hang`: two things are the subject.
fn is_coordinated(words: &[Word], at: usize) -> bool {
    words.get(at.saturating_sub(5)..at).is_some_and(|before| before.iter().any(|word| word.is("and")))
        && words.get(at + 1).is_some_and(|next| next.tag == Tag::Adposition)
        && !has_verb_before(words, at)
}

fn has_verb_before(words: &[Word], at: usize) -> bool {
    words.iter().take(at).any(|word| word.tag == Tag::Verb)
}
