//! Who is told when a run begins and ends: the metrics. Owns the seam only; the runner knows no metric.

use crate::storage::{DocumentKind, Finish, Job};

use super::{JobKind, JobState};

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunEnd {
    /// With results.
    Succeeded,
    /// With a failure; the job is tried again.
    Failed,
    /// With a failure that ended the job.
    Dead,
    /// On request.
    Stopped,
    /// Given back at shutdown.
    GivenBack,
    /// Its lease was another's, or its end could not be written: what it found is thrown away.
    Fenced,
}

impl RunEnd {
    /// All ends.
    pub const ALL: [Self; 6] = [Self::Succeeded, Self::Failed, Self::Dead, Self::Stopped, Self::GivenBack, Self::Fenced];

    /// The end that a finish and the state after it stand for; no state: nothing was written.
    pub(super) fn of(finish: &Finish, state: Option<JobState>) -> Self {
        match (state, finish) {
            (None, _) => Self::Fenced,
            (Some(JobState::Dead), _) => Self::Dead,
            (Some(_), Finish::Succeeded { .. }) => Self::Succeeded,
            (Some(_), Finish::Failed { .. }) => Self::Failed,
            (Some(_), Finish::Stopped) => Self::Stopped,
            (Some(_), Finish::GivenBack) => Self::GivenBack,
        }
    }

    /// Name in labels.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Succeeded => "SUCCEEDED",
            Self::Failed => "FAILED",
            Self::Dead => "DEAD",
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
    /// The engine finished a stage of a run: reading, or one document.
    fn computed(&self, stage: DocumentKind, seconds: f64);
    /// A run ended after `seconds`, and its end is written.
    fn ended(&self, kind: JobKind, end: RunEnd, seconds: f64);
    /// The lease of a lost worker was taken back; the state of the job after it.
    fn rescued(&self, then: JobState);
    /// A thread never looked up; its slot is written off until the process ends.
    fn slot_lost(&self);
}

/// Nobody listens.
#[derive(Debug, Clone, Copy, Default)]
pub struct NobodyListens;

impl RunObserver for NobodyListens {
    fn began(&self, _: &Job) {}

    fn computed(&self, _: DocumentKind, _: f64) {}

    fn ended(&self, _: JobKind, _: RunEnd, _: f64) {}

    fn rescued(&self, _: JobState) {}

    fn slot_lost(&self) {}
}
