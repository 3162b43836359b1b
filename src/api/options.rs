//! Options of the analyses as clients give them. Owns the check of every value; what an option does, the engine says.

use async_graphql::InputObject;
use mashhad_engine::{Bilingual, Language, Options};

use super::error::{UserError, UserErrorCode};
use super::types::breakdown::Category;
use super::types::continuity::{RuleGroup, Strictness};
use super::types::enums::Severity;
use super::types::salience::Criterion;

/// Options of a breakdown.
#[derive(Debug, Default, InputObject)]
pub struct BreakdownOptionsInput {
    /// Only these categories.
    categories: Option<Vec<Category>>,
    /// Leave out what is less sure, 0..1.
    min_confidence: Option<f64>,
    /// Leave out what is only implied.
    explicit_only: Option<bool>,
}

impl BreakdownOptionsInput {
    /// Puts the options into the engine's.
    ///
    /// # Errors
    /// A value out of range.
    pub fn apply(self, mut options: Options, spoken: Language) -> Result<Options, UserError> {
        if let Some(threshold) = self.min_confidence {
            options.breakdown.threshold = share(threshold, "minConfidence", spoken)?;
        }
        options.breakdown.categories = self.categories.unwrap_or_default().into_iter().map(Into::into).collect();
        options.breakdown.explicit_only = self.explicit_only.unwrap_or(false);
        Ok(options)
    }
}

/// Weight of one criterion.
#[derive(Debug, InputObject)]
pub struct CriterionWeightInput {
    /// Criterion.
    criterion: Criterion,
    /// Weight, 0..1; all weights are normalised.
    weight: f64,
}

/// Options of a salience analysis.
#[derive(Debug, Default, InputObject)]
pub struct SalienceOptionsInput {
    /// Weights of the criteria; one that is not named has its default.
    criteria: Option<Vec<CriterionWeightInput>>,
}

impl SalienceOptionsInput {
    /// Puts the options into the engine's.
    ///
    /// # Errors
    /// A weight out of range.
    pub fn apply(self, mut options: Options, spoken: Language) -> Result<Options, UserError> {
        for given in self.criteria.unwrap_or_default() {
            let criterion = mashhad_engine::salience::Criterion::from(given.criterion);
            options.salience.criteria.insert(criterion.name().to_owned(), given.weight);
        }
        match options.salience.weights() {
            Ok(_) => Ok(options),
            Err(problem) => Err(UserError::new(UserErrorCode::OutOfRange, &["input", "options", "criteria"], &problem.message(), spoken)),
        }
    }
}

/// Options of a continuity check.
#[derive(Debug, Default, InputObject)]
pub struct ContinuityOptionsInput {
    /// Groups of rules to switch off.
    groups_off: Option<Vec<RuleGroup>>,
    /// Rules to switch off, by name.
    rules_off: Option<Vec<String>>,
    /// Leave out what is less severe.
    min_severity: Option<Severity>,
    /// How sure a rule must be to speak up.
    strictness: Option<Strictness>,
    /// Show questions for the writer beside conflicts and house style; shown by default.
    show_questions: Option<bool>,
}

impl ContinuityOptionsInput {
    /// Puts the options into the engine's.
    ///
    /// # Errors
    /// A rule that does not exist.
    pub fn apply(self, mut options: Options, spoken: Language) -> Result<Options, UserError> {
        let own = &mut options.continuity;
        own.groups_off = self.groups_off.unwrap_or_default().into_iter().map(Into::into).collect();
        for rule in self.rules_off.unwrap_or_default() {
            if !mashhad_engine::continuity::catalogue().iter().any(|known| known.id == rule) {
                let message = Bilingual::new("لا توجد قاعدة بهذا الاسم.", "There is no rule of this name.");
                return Err(UserError::new(UserErrorCode::Invalid, &["input", "options", "rulesOff"], &message, spoken));
            }
            own.rules.insert(rule, false);
        }
        own.severity_floor = self.min_severity.map_or(own.severity_floor, Into::into);
        own.strictness = self.strictness.map_or(own.strictness, Into::into);
        own.show_questions = self.show_questions.unwrap_or(own.show_questions);
        Ok(options)
    }
}

/// Options of all three analyses together.
///
/// # Errors
/// A value out of range, or a rule that does not exist.
pub fn options_of(
    breakdown: Option<BreakdownOptionsInput>,
    salience: Option<SalienceOptionsInput>,
    continuity: Option<ContinuityOptionsInput>,
    spoken: Language,
) -> Result<Options, UserError> {
    let options = breakdown.unwrap_or_default().apply(Options::default(), spoken)?;
    let options = salience.unwrap_or_default().apply(options, spoken)?;
    continuity.unwrap_or_default().apply(options, spoken)
}

fn share(value: f64, field: &str, spoken: Language) -> Result<f64, UserError> {
    if (0.0..=1.0).contains(&value) {
        return Ok(value);
    }
    let message = Bilingual::new("القيمة من 0 إلى 1.", "The value must be between 0 and 1.");
    Err(UserError::new(UserErrorCode::OutOfRange, &["input", "options", field], &message, spoken))
}
