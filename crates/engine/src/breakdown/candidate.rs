//! What an extractor returns for one scene, and what it is given. Owns the meeting point of the languages; merging candidates into
//! elements belongs to `merge`, confidence to `calibration`.

use std::collections::BTreeSet;

use super::Category;
use crate::language::Bilingual;
use crate::screenplay::{CharacterIndex, Scene, Screenplay};
use crate::text::Span;

/// What an extractor works on.
#[derive(Debug, Clone, Copy)]
pub struct SceneContext<'a> {
    /// The whole script: text, lines, characters (whose names are no objects).
    pub screenplay: &'a Screenplay,
    /// The scene.
    pub scene: &'a Scene,
}

/// A quotation that speaks for a candidate. The span is bytes of `Screenplay::text`, inside the scene, as short as possible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clue {
    /// Exact words: the noun phrase, or the verb phrase of a stunt.
    pub span: Span,
    /// Why they count, one short sentence in the words of the trade.
    pub rationale: Bilingual,
}

/// A possible element of the scene. Two candidates with the same category and `key` are the same thing and become one element.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Reading that the extractor prefers.
    pub category: Category,
    /// Other readings with their share of belief (0..1, together with the preferred one at most 1), heaviest first.
    pub alternatives: Vec<(Category, f64)>,
    /// Canonical name in the script's language: head noun with the qualifiers that matter for buying, renting or making it; no article.
    pub name: String,
    /// Merge key: folded or lower-case head lemma in the singular; the same thing named differently must have the same key.
    pub key: String,
    /// Lower-case or folded qualifiers of the name: two mentions with contradicting qualifiers (`red`, `blue`) stay two things.
    pub qualifiers: BTreeSet<String>,
    /// Evidence in text order, at least one.
    pub clues: Vec<Clue>,
    /// Finer kinds, upper case (`HANDLED`, `INTERACTIVE`, `WEAPON`, `FOOD`, `LIVESTOCK`, `UNIFORM`, `WOUND`, `VOICE_OVER`, `DRIVEN`, `PLAYED_IN` …).
    pub attributes: BTreeSet<String>,
    /// How many; `None` for a crowd or stuff without a number.
    pub quantity: Option<u32>,
    /// `false` when the text only implies it.
    pub explicit: bool,
    /// Belief of the extractor, 0..1, not calibrated: lexicon sense times context.
    pub belief: f64,
    /// Id of the detector (`lexicon`, `handling`, `wearing`, `cue`, `heading`, `verb-phrase`, …); several that agree are joined by `+`.
    pub detector: &'static str,
    /// The character that the candidate is (cast).
    pub character: Option<CharacterIndex>,
    /// Who carries, gives, owns or wears it, in text order.
    pub carriers: Vec<CharacterIndex>,
}

impl Candidate {
    /// A stated candidate with one clue; the rest is set by the extractor.
    #[must_use]
    pub fn new(category: Category, name: impl Into<String>, key: impl Into<String>, clue: Clue, detector: &'static str) -> Self {
        Self {
            category,
            alternatives: Vec::new(),
            name: name.into(),
            key: key.into(),
            qualifiers: BTreeSet::new(),
            clues: vec![clue],
            attributes: BTreeSet::new(),
            quantity: Some(1),
            explicit: true,
            belief: 0.5,
            detector,
            character: None,
            carriers: Vec::new(),
        }
    }
}
