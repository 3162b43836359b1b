//! Kinds of job. Owns the one list; each kind has its file with the components it runs and its limits.

mod breakdown;
mod continuity;
mod full;
mod salience;

use std::fmt;
use std::str::FromStr;

use mashhad_engine::Component;
use serde::{Deserialize, Serialize};

use super::state::UnknownName;

/// Kind of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum JobKind {
    /// Production breakdown.
    Breakdown,
    /// Scene salience.
    Salience,
    /// Continuity check.
    Continuity,
    /// All three, with a checkpoint after each.
    Full,
}

/// What is known of a kind before it runs.
#[derive(Debug)]
pub struct KindSpec {
    /// The kind.
    pub kind: JobKind,
    /// Components in the order they run; each is a checkpoint.
    pub components: &'static [Component],
    /// Longest run of one attempt, in milliseconds; a run beyond it is a failed attempt.
    pub time_limit_ms: i64,
    /// Attempts before the job is given up.
    pub max_attempts: u32,
    /// Relative cost for the fair share between owners.
    pub cost: i64,
}

/// All kinds. Adding one costs its file, its variant and a line here.
pub const KINDS: &[&KindSpec] = &[&breakdown::SPEC, &salience::SPEC, &continuity::SPEC, &full::SPEC];

impl JobKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Breakdown, Self::Salience, Self::Continuity, Self::Full];

    /// The kind's limits and components.
    #[must_use]
    pub fn spec(self) -> &'static KindSpec {
        match self {
            Self::Breakdown => &breakdown::SPEC,
            Self::Salience => &salience::SPEC,
            Self::Continuity => &continuity::SPEC,
            Self::Full => &full::SPEC,
        }
    }

    /// The name in the database and in the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Breakdown => "BREAKDOWN",
            Self::Salience => "SALIENCE",
            Self::Continuity => "CONTINUITY",
            Self::Full => "FULL",
        }
    }
}

impl fmt::Display for JobKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for JobKind {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, UnknownName> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or_else(|| UnknownName { of: "job kind", text: text.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_listed_once_and_read_back_from_its_name() {
        let listed: Vec<JobKind> = KINDS.iter().map(|spec| spec.kind).collect();
        assert_eq!(listed, JobKind::ALL);
        for kind in JobKind::ALL {
            assert_eq!(kind.spec().kind, kind);
            assert_eq!(kind.as_str().parse(), Ok(kind));
        }
    }
}
