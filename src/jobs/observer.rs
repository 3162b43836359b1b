//! Who is told when a run begins and ends: the metrics. Owns the seam only; the runner knows no metric.

use crate::storage::{Finish, Job};

use super::JobKind;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunEnd {
    /// With results.
    Succeeded,
    /// With a failure; it may be tried again.
    Failed,
    /// On request.
    Stopped,
    /// Given back at shutdown.
    GivenBack,
    /// Its lease was another's: nothing was written.
    Fenced,
}

impl RunEnd {
    /// The end that a finish, or none, stands for.
    pub(super) fn of(finish: Option<&Finish>) -> Self {
        match finish {
            Some(Finish::Succeeded { .. }) => Self::Succeeded,
            Some(Finish::Failed { .. }) => Self::Failed,
            Some(Finish::Stopped) => Self::Stopped,
            Some(Finish::GivenBack) => Self::GivenBack,
            None => Self::Fenced,
        }
    }

    /// Name in labels.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Succeeded => "SUCCEEDED",
            Self::Failed => "FAILED",
            Self::Stopped => "STOPPED",
            Self::GivenBack => "GIVEN_BACK",
            Self::Fenced => "FENCED",
        }
    }
}

/// Told of every run; must not block.
pub trait RunObserver: Send + Sync + std::fmt::Debug {
    /// A run was claimed.
    fn began(&self, job: &Job);
    /// A run ended after `seconds`.
    fn ended(&self, kind: JobKind, end: RunEnd, seconds: f64);
}

/// Nobody listens.
#[derive(Debug, Clone, Copy, Default)]
pub struct NobodyListens;

impl RunObserver for NobodyListens {
    fn began(&self, _: &Job) {}

    fn ended(&self, _: JobKind, _: RunEnd, _: f64) {}
}
