//! Word lists: loading, checking and looking up. Owns the TSV format; which word makes which element is decided in `breakdown`.
//!
//! Each list is `lexicon/<language>/<name>.tsv`, UTF-8, LF. Lines that start with `#` are the header: `# id:`, `# title:`, `# source:`,
//! `# licence:`. Then one lemma a line, seven columns separated by tabs:
//!
//! | column | content |
//! |---|---|
//! | lemma | dictionary form without article; several words are allowed (`عربية شرطة`, `coffee cup`) |
//! | forms | every other written form, separated by `\|`: broken and sound plurals, dual, feminine, spelling variants that folding does not unite |
//! | category | category when the context does not decide: an element category of the contract, or `NONE` for figurative idioms and traps |
//! | untouched | category when nobody touches or uses it (props lying about are `SET_DRESSING`); empty for the same |
//! | attributes | comma-separated, upper case (`WEAPON`, `FOOD`, `LIVESTOCK`, `UNIFORM`, `FIRE` …); may be empty |
//! | sense | 0..1, how often the word in an action line means this thing and nothing else |
//! | noun | 0..1, how often the written form is a noun at all (`كتب` is often a verb) |
//!
//! A list takes part when it has its line in `registry`; a test checks every listed file.

mod english;
pub mod gazetteer;
mod index;
mod people;
mod registry;
mod row;
mod verbs;
mod wordnet;

pub use english::{EnglishVerbClass, StuntVerb, english_effect, english_stunt, english_verb, is_english_given_name};
pub use index::{Lexicon, Match, Token};
pub use people::{Role, arabic_role, is_arabic_given_name, is_arabic_qualifier};
pub use row::{Entry, Reading, RowError};
pub use verbs::{VerbClasses, VerbEntry, arabic_verbs};
pub use wordnet::{WordNetNoun, wordnet_noun};

use std::sync::LazyLock;

use crate::language::Language;

static ARABIC: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(Language::Ar, registry::ARABIC));
static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(Language::En, registry::ENGLISH));

/// The index of all lists of a language; built on first use.
#[must_use]
pub fn lexicon(language: Language) -> &'static Lexicon {
    match language {
        Language::Ar => &ARABIC,
        Language::En => &ENGLISH,
    }
}
