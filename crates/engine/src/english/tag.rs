//! Universal parts of speech. Owns the closed list; assigning them is `tagger`.

/// A universal part of speech (universaldependencies.org), as the tagger model names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Tag {
    /// Adjective.
    Adjective,
    /// Preposition or verb particle.
    Adposition,
    /// Adverb.
    Adverb,
    /// Auxiliary verb.
    Auxiliary,
    /// And, or, but.
    Coordination,
    /// Article, possessive or demonstrative.
    Determiner,
    /// Interjection.
    Interjection,
    /// Common noun.
    Noun,
    /// Numeral.
    Numeral,
    /// Particle: infinitive `to`, `not`, possessive `'s`.
    Particle,
    /// Pronoun.
    Pronoun,
    /// Name.
    Proper,
    /// Punctuation.
    Punctuation,
    /// Subordinating conjunction.
    Subordination,
    /// Symbol.
    Symbol,
    /// Full verb.
    Verb,
}

impl Tag {
    /// The part of speech with a model name such as `NOUN`.
    #[must_use]
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "ADJ" => Self::Adjective,
            "ADP" => Self::Adposition,
            "ADV" => Self::Adverb,
            "AUX" => Self::Auxiliary,
            "CCONJ" => Self::Coordination,
            "DET" => Self::Determiner,
            "INTJ" => Self::Interjection,
            "NOUN" => Self::Noun,
            "NUM" => Self::Numeral,
            "PART" => Self::Particle,
            "PRON" => Self::Pronoun,
            "PROPN" => Self::Proper,
            "PUNCT" => Self::Punctuation,
            "SCONJ" => Self::Subordination,
            "SYM" => Self::Symbol,
            "VERB" => Self::Verb,
            _ => return None,
        })
    }

    /// A common noun or a name.
    #[must_use]
    pub(crate) fn is_noun(self) -> bool {
        matches!(self, Self::Noun | Self::Proper)
    }
}
