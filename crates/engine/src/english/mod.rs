//! English words: tokens, parts of speech, lemmas and noun phrases. Owns the language, no knowledge of film production (see `breakdown::english`).

mod lemma;
mod phrase;
mod tag;
mod tagger;
mod token;

pub(crate) use lemma::{noun_lemma, verb_lemma};
pub(crate) use phrase::{Determiner, NounPhrase, noun_phrases};
pub(crate) use tag::Tag;
pub(crate) use tagger::tag_sentence;
pub(crate) use token::{Shape, Word, words};
