//! Noun phrases by one rule: determiner, modifiers, nouns (`DET? ADJ* NOUN+`, a possessor counts as determiner). Owns the bounds of the phrase, its
//! head and its determiner; what the head means is not asked here.

use super::{Shape, Tag, Word};

/// What stands before the nouns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Determiner {
    /// Nothing.
    Bare,
    /// `a`, `an`, `another`.
    Indefinite,
    /// `the`, `this`, `that`.
    Definite,
    /// `his`, `her`, `Salma's`.
    Possessive,
    /// A number or a quantity: `two`, `several`.
    Count,
    /// `no`, `without any`: there is none.
    Negative,
}

/// A noun phrase: token positions in its sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NounPhrase {
    /// First token, the determiner included.
    pub(crate) start: usize,
    /// First token behind determiner and possessor.
    pub(crate) core: usize,
    /// Last noun.
    pub(crate) head: usize,
    /// What stands before.
    pub(crate) determiner: Determiner,
    /// Position of the possessor's last word or of the possessive pronoun.
    pub(crate) possessor: Option<usize>,
}

/// All noun phrases of a tagged sentence, left to right, without overlap.
#[must_use]
pub(crate) fn noun_phrases(words: &[Word]) -> Vec<NounPhrase> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match phrase_at(words, at) {
            Some(phrase) => {
                at = phrase.head + 1;
                found.push(phrase);
            }
            None => at += 1,
        }
    }
    found
}

fn phrase_at(words: &[Word], start: usize) -> Option<NounPhrase> {
    let tag = |at: usize| words.get(at).map(|word| word.tag);
    let (mut determiner, mut possessor) = (Determiner::Bare, None);
    let mut core = start;
    while let Some(found) = words.get(core).and_then(determiner_of) {
        if found == Determiner::Possessive {
            possessor = Some(core);
        }
        if matches!(determiner, Determiner::Bare | Determiner::Definite) || found == Determiner::Negative {
            determiner = found;
        }
        core += 1;
    }
    let mut head = None;
    let mut at = core;
    while let Some(word) = words.get(at) {
        match word.tag {
            Tag::Noun | Tag::Proper => head = Some(at),
            _ if head == Some(at.wrapping_sub(1)) && is_possessive_mark(words, at) => {
                (possessor, determiner) = (head, Determiner::Possessive);
                (head, core) = (None, at + 1);
            }
            Tag::Adjective if head.is_none() => {}
            Tag::Numeral if head.is_none() => {}
            Tag::Adverb if head.is_none() && tag(at + 1) == Some(Tag::Adjective) => {}
            Tag::Verb if head.is_none() && is_participle(word) && tag(at + 1).is_some_and(is_inside) && is_modifier(words, start, at) => {}
            _ if head.is_none() && is_joining_comma(words, at, core) => {}
            _ => break,
        }
        at += 1;
    }
    let head = head?;
    Some(NounPhrase { start, core, head, determiner, possessor })
}

fn is_inside(tag: Tag) -> bool {
    matches!(tag, Tag::Noun | Tag::Proper | Tag::Adjective)
}

/// A comma between two adjectives: `a long, curved blade`.
fn is_joining_comma(words: &[Word], at: usize, core: usize) -> bool {
    let adjective = |at: usize| words.get(at).is_some_and(|word| word.tag == Tag::Adjective);
    words.get(at).is_some_and(|word| word.is(",")) && at > core && adjective(at - 1) && adjective(at + 1)
}

/// `'s` behind a noun, or the apostrophe behind a plural.
fn is_possessive_mark(words: &[Word], at: usize) -> bool {
    let Some(word) = words.get(at) else { return false };
    let next_is_inside = words
        .get(at + 1)
        .is_some_and(|next| is_inside(next.tag) || next.tag == Tag::Numeral || (next.tag == Tag::Verb && is_participle(next)));
    word.is("'s") && next_is_inside
        || word.is_one_of(&["'", "’"]) && next_is_inside && at > 0 && words.get(at - 1).is_some_and(|before| before.lower.ends_with('s'))
}

/// A participle without a determiner before it is the verb of its clause: `is holding flowers`; a past one may still describe: `folded letters`.
fn is_modifier(words: &[Word], start: usize, at: usize) -> bool {
    let behind_auxiliary = at.checked_sub(1).and_then(|at| words.get(at)).is_some_and(|before| before.tag == Tag::Auxiliary);
    at > start || !behind_auxiliary && words.get(at).is_some_and(|word| !word.lower.ends_with("ing"))
}

fn is_participle(word: &Word) -> bool {
    word.lower.ends_with("ed") || word.lower.ends_with("ing") || word.lower.ends_with("en")
}

fn determiner_of(word: &Word) -> Option<Determiner> {
    if word.is_one_of(&["his", "her", "their", "its", "my", "your", "our"]) {
        return Some(Determiner::Possessive);
    }
    if word.is_one_of(&["a", "an", "another"]) {
        return Some(Determiner::Indefinite);
    }
    if word.is_one_of(&["no", "any"]) {
        return Some(Determiner::Negative);
    }
    if word.is_one_of(&["the", "this", "that", "these", "those", "each", "every", "all", "both", "half"]) {
        return Some(Determiner::Definite);
    }
    let is_count = word.tag == Tag::Numeral || word.is_one_of(&["some", "several", "few", "many", "various", "couple", "dozen"]);
    (is_count && word.shape != Shape::Punctuation).then_some(Determiner::Count)
}

#[cfg(test)]
mod tests {
    use super::super::{tag_sentence, words};
    use super::*;
    use crate::text::Span;

    fn phrases(text: &str) -> Vec<(String, Determiner)> {
        let mut sentence = words(text, Span::new(0, text.len()));
        tag_sentence(&mut sentence);
        let cover = |phrase: &NounPhrase| sentence[phrase.core].span.cover(sentence[phrase.head].span).of(text).to_owned();
        noun_phrases(&sentence).iter().map(|phrase| (cover(phrase), phrase.determiner)).collect()
    }

    #[test]
    fn determiner_adjectives_nouns() {
        assert_eq!(
            phrases("She puts the heavy iron bar into his coat."),
            [("heavy iron bar".to_owned(), Determiner::Definite), ("coat".to_owned(), Determiner::Possessive)]
        );
        assert_eq!(phrases("There is no knife here."), [("knife".to_owned(), Determiner::Negative)]);
        assert_eq!(
            phrases("Two guards open the old man's trunk."),
            [("guards".to_owned(), Determiner::Count), ("trunk".to_owned(), Determiner::Possessive)]
        );
    }
}
