//! States of a job and the one table of legal transitions. Owns no storage: the statements of `storage` repeat the table in
//! their conditions and the conformance suite compares the two.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// State of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum JobState {
    /// Waits for its start time: asked for at submission, or the back-off before the next attempt.
    Scheduled,
    /// May start as soon as a worker is free.
    Queued,
    /// A worker holds its lease.
    Running,
    /// A worker holds its lease and was asked to stop.
    Cancelling,
    /// Finished with its results.
    Succeeded,
    /// Stopped on request.
    Cancelled,
    /// Given up, with a reason; `jobRetry` revives it.
    Dead,
}

/// What happens to a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Transition {
    /// Its start time came.
    Due,
    /// A worker took it.
    Claim,
    /// The run ended with results.
    Succeed,
    /// The run failed and attempts are left.
    FailAndRetry,
    /// The run failed for good.
    GiveUp,
    /// The owner asked to stop it.
    Cancel,
    /// The run noticed the request and stopped.
    Stop,
    /// The lease ran out and attempts are left.
    Expire,
    /// The worker shuts down and hands the job back; the attempt is not counted.
    GiveBack,
    /// The owner asked to run it again.
    Revive,
}

impl JobState {
    /// All states.
    pub const ALL: [Self; 7] =
        [Self::Scheduled, Self::Queued, Self::Running, Self::Cancelling, Self::Succeeded, Self::Cancelled, Self::Dead];

    /// The state after `transition`, or `None` where the transition is not legal. This is the whole life of a job.
    #[must_use]
    pub fn after(self, transition: Transition) -> Option<Self> {
        use Transition as T;
        match (self, transition) {
            (Self::Scheduled, T::Due) => Some(Self::Queued),
            (Self::Queued, T::Claim) => Some(Self::Running),
            (Self::Running, T::Succeed) => Some(Self::Succeeded),
            (Self::Running, T::FailAndRetry) => Some(Self::Scheduled),
            (Self::Running, T::GiveUp) => Some(Self::Dead),
            (Self::Running, T::Expire | T::GiveBack) => Some(Self::Queued),
            (Self::Running, T::Cancel) => Some(Self::Cancelling),
            (Self::Scheduled | Self::Queued, T::Cancel) => Some(Self::Cancelled),
            // A request to stop wins over every other end of the run: nothing is reported as done after it.
            (Self::Cancelling, T::Stop | T::Succeed | T::FailAndRetry | T::GiveUp | T::Expire | T::GiveBack) => Some(Self::Cancelled),
            (Self::Dead | Self::Cancelled, T::Revive) => Some(Self::Queued),
            _ => None,
        }
    }

    /// Whether the job is over (until it is revived).
    #[must_use]
    pub fn is_terminal(self) -> bool {
        matches!(self, Self::Succeeded | Self::Cancelled | Self::Dead)
    }

    /// Whether a worker holds it.
    #[must_use]
    pub fn is_held(self) -> bool {
        matches!(self, Self::Running | Self::Cancelling)
    }

    /// The name in the database and in the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Scheduled => "SCHEDULED",
            Self::Queued => "QUEUED",
            Self::Running => "RUNNING",
            Self::Cancelling => "CANCELLING",
            Self::Succeeded => "SUCCEEDED",
            Self::Cancelled => "CANCELLED",
            Self::Dead => "DEAD",
        }
    }
}

impl Transition {
    /// All transitions.
    pub const ALL: [Self; 10] = [
        Self::Due,
        Self::Claim,
        Self::Succeed,
        Self::FailAndRetry,
        Self::GiveUp,
        Self::Cancel,
        Self::Stop,
        Self::Expire,
        Self::GiveBack,
        Self::Revive,
    ];
}

impl fmt::Display for JobState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A text that names no member of a closed set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown {of}: {text}")]
pub struct UnknownName {
    /// The set.
    pub of: &'static str,
    /// The text.
    pub text: String,
}

impl FromStr for JobState {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, UnknownName> {
        Self::ALL.into_iter().find(|state| state.as_str() == text).ok_or_else(|| UnknownName { of: "job state", text: text.to_owned() })
    }
}

/// Priority of a job; ageing lifts waiting jobs up to [`Priority::Urgent`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Priority {
    /// When nothing else waits.
    Low,
    /// The usual.
    #[default]
    Normal,
    /// Before the usual.
    High,
    /// Somebody is waiting in front of the screen.
    Urgent,
    /// Before everything; never reached by ageing.
    Critical,
}

impl Priority {
    /// All priorities, lowest first.
    pub const ALL: [Self; 5] = [Self::Low, Self::Normal, Self::High, Self::Urgent, Self::Critical];

    /// The name in labels and in the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Low => "LOW",
            Self::Normal => "NORMAL",
            Self::High => "HIGH",
            Self::Urgent => "URGENT",
            Self::Critical => "CRITICAL",
        }
    }

    /// Rank 0..=4 in the database; a greater rank starts first.
    #[must_use]
    pub fn rank(self) -> i64 {
        match self {
            Self::Low => 0,
            Self::Normal => 1,
            Self::High => 2,
            Self::Urgent => 3,
            Self::Critical => 4,
        }
    }

    /// The priority of a rank.
    #[must_use]
    pub fn from_rank(rank: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|priority| priority.rank() == rank)
    }
}
