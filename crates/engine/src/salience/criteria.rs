//! The four criteria that a user weighs, their defaults and the checking of what a caller asks for. Owns no signal.
//!
//! Source of the defaults: a non-negative fit on human labels of 43 films gave 0.15/0.43/0.24/0.18; the defaults are close and rounder,
//! and any sensible weighting scores within half a point of macro-F1, so users move them freely.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::language::Bilingual;

/// A criterion. The order is the order of every list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Criterion {
    /// Who is in the scene, who meets, who enters and leaves the story.
    CharacterDevelopment,
    /// What the scene does for the story.
    PlotAdvancement,
    /// What the scene makes felt, estimated from its words.
    EmotionalImpact,
    /// How much there is to see.
    VisualComplexity,
}

impl Criterion {
    /// All criteria in order.
    pub const ALL: [Self; 4] = [Self::CharacterDevelopment, Self::PlotAdvancement, Self::EmotionalImpact, Self::VisualComplexity];

    /// Name in options and documents.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::CharacterDevelopment => "characterDevelopment",
            Self::PlotAdvancement => "plotAdvancement",
            Self::EmotionalImpact => "emotionalImpact",
            Self::VisualComplexity => "visualComplexity",
        }
    }

    /// Name for people.
    #[must_use]
    pub fn title(self) -> Bilingual {
        match self {
            Self::CharacterDevelopment => Bilingual::new("تطوّر الشخصيات", "Character development"),
            Self::PlotAdvancement => Bilingual::new("تقدّم الحبكة", "Plot advancement"),
            Self::EmotionalImpact => Bilingual::new("الأثر العاطفي", "Emotional impact"),
            Self::VisualComplexity => Bilingual::new("التعقيد البصري", "Visual complexity"),
        }
    }

    /// Default weight.
    #[must_use]
    pub fn default_weight(self) -> f64 {
        match self {
            Self::CharacterDevelopment => 0.25,
            Self::PlotAdvancement => 0.40,
            Self::EmotionalImpact => 0.20,
            Self::VisualComplexity => 0.15,
        }
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|criterion| criterion.name() == name)
    }
}

/// Why the options of a salience analysis are not accepted; callers turn each variant into an input error.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum InvalidCriteria {
    /// No criterion has this name.
    #[error("no criterion is called {name}; known: characterDevelopment, plotAdvancement, emotionalImpact, visualComplexity")]
    Unknown {
        /// The name as given.
        name: String,
    },
    /// A weight is not a number in 0..=1.
    #[error("the weight of {name} is {value}; weights lie between 0 and 1")]
    OutOfRange {
        /// The criterion, or `lengthWeight`.
        name: String,
        /// The weight as given.
        value: f64,
    },
}

impl InvalidCriteria {
    /// What to tell the user.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Unknown { name } => {
                Bilingual::new(format!("لا يوجد معيار باسم «{name}»."), format!("There is no criterion called \"{name}\"."))
            }
            Self::OutOfRange { name, value } => Bilingual::new(
                format!("وزن «{name}» هو {value}؛ الأوزان بين 0 و1."),
                format!("The weight of \"{name}\" is {value}; weights lie between 0 and 1."),
            ),
        }
    }
}

/// Checked weights: criteria that sum to 1 (or are all 0) beside the weight of length.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights {
    criteria: [f64; 4],
    /// Weight of length, 0..=1.
    pub length: f64,
}

impl Weights {
    /// Checks and normalises what a caller gave; what is not named has its default.
    ///
    /// # Errors
    /// [`InvalidCriteria`] for an unknown name or a weight outside 0..=1.
    pub fn new(given: &BTreeMap<String, f64>, length: f64) -> Result<Self, InvalidCriteria> {
        for (name, value) in given {
            if Criterion::named(name).is_none() {
                return Err(InvalidCriteria::Unknown { name: name.clone() });
            }
            in_range(name, *value)?;
        }
        in_range("lengthWeight", length)?;
        let weight = |criterion: Criterion| given.get(criterion.name()).copied().unwrap_or_else(|| criterion.default_weight());
        let weights = Criterion::ALL.map(weight);
        let total: f64 = weights.iter().sum();
        let criteria = if total > 0.0 { weights.map(|weight| weight / total) } else { [0.0; 4] };
        Ok(Self { criteria, length })
    }

    /// Normalised weight of a criterion.
    #[must_use]
    pub fn of(&self, criterion: Criterion) -> f64 {
        Criterion::ALL.iter().zip(self.criteria).find(|(known, _)| **known == criterion).map_or(0.0, |(_, weight)| weight)
    }
}

fn in_range(name: &str, value: f64) -> Result<(), InvalidCriteria> {
    if (0.0..=1.0).contains(&value) { Ok(()) } else { Err(InvalidCriteria::OutOfRange { name: name.to_owned(), value }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(pairs: &[(&str, f64)]) -> BTreeMap<String, f64> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect()
    }

    #[test]
    fn weights_are_normalised_and_defaults_fill_in() {
        let weights = Weights::new(&given(&[("plotAdvancement", 1.0), ("characterDevelopment", 1.0)]), 1.0).unwrap();
        let total: f64 = Criterion::ALL.into_iter().map(|criterion| weights.of(criterion)).sum();
        assert!((total - 1.0).abs() < 1e-12);
        assert!((weights.of(Criterion::PlotAdvancement) - 1.0 / 2.35).abs() < 1e-12);
        let none = Weights::new(&Criterion::ALL.map(|criterion| (criterion.name().to_owned(), 0.0)).into_iter().collect(), 0.0).unwrap();
        assert!(none.of(Criterion::EmotionalImpact) == 0.0);
    }

    #[test]
    fn names_and_ranges_are_checked() {
        assert!(matches!(Weights::new(&given(&[("plot", 0.5)]), 1.0), Err(InvalidCriteria::Unknown { name }) if name == "plot"));
        for bad in [-0.1, 1.1, f64::NAN, f64::INFINITY] {
            assert!(matches!(Weights::new(&given(&[("plotAdvancement", bad)]), 1.0), Err(InvalidCriteria::OutOfRange { .. })));
        }
        let error = Weights::new(&BTreeMap::new(), 3.0).unwrap_err();
        assert!(error.message().ar.contains("lengthWeight"));
    }
}
