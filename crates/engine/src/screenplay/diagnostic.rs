//! The technical read's notes. Owns their shape; each check that makes one lives in `parse`.

use serde::{Deserialize, Serialize};

use crate::language::Bilingual;
use crate::text::Span;

/// How much a note or finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Severity {
    /// Good to know.
    Info,
    /// Should be looked at.
    Warning,
    /// Will go wrong on set.
    Error,
}

/// A note about the form of the script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable code in SCREAMING_SNAKE_CASE.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Where.
    pub span: Span,
    /// What and how to mend it.
    pub message: Bilingual,
}
