//! Figures for the operator as objects. Owns their GraphQL shape; the numbers are counted by `storage` from rows of all processes.

use async_graphql::{Enum, SimpleObject};

use super::date_time::DateTime;
use super::job::{FailureCode, JobKind, Priority};
use crate::jobs::{self, JobState};
use crate::storage as rows;

/// How far back figures reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum MetricsWindow {
    /// The last sixty minutes.
    LastHour,
    /// The last twenty-four hours.
    LastDay,
}

impl MetricsWindow {
    /// Length in minutes.
    #[must_use]
    pub fn minutes(self) -> i64 {
        match self {
            Self::LastHour => 60,
            Self::LastDay => 24 * 60,
        }
    }
}

/// Figures of the jobs of all processes, counted from the database; jobs that their owners deleted are not in them.
#[derive(SimpleObject)]
pub struct Metrics {
    /// Begin of the window.
    since: DateTime,
    /// End of the window: now.
    until: DateTime,
    /// Every kind of analysis.
    kinds: Vec<KindMetrics>,
    /// Waiting jobs by kind and priority; what is not listed is empty.
    waiting: Vec<WaitingMetrics>,
    /// Milliseconds that the oldest waiting job could have run already; null when none waits.
    oldest_waiting_ms: Option<i64>,
    /// Stored results.
    cache: CacheMetrics,
}

/// Figures of one kind of analysis.
#[derive(SimpleObject)]
pub struct KindMetrics {
    /// Kind.
    kind: JobKind,
    /// Attempts that ended in the window, given back ones included.
    attempts: i64,
    /// Attempts in the percentiles: all of them, or the newest 50,000 of all kinds together.
    measured_attempts: i64,
    /// From the moment an attempt could start to its claim by a worker; null without attempts.
    wait: Option<Percentiles>,
    /// From claim to end of an attempt; null without attempts.
    run: Option<Percentiles>,
    /// Jobs that were computed and succeeded.
    succeeded: i64,
    /// Jobs that were answered at once with stored results.
    from_cache: i64,
    /// Jobs that were cancelled.
    cancelled: i64,
    /// Jobs that were given up.
    dead: i64,
    /// Jobs that succeeded, computed or from stored results, for each minute of the window.
    succeeded_per_minute: f64,
    /// Failed attempts by code, codes without any left out.
    failures: Vec<FailureCount>,
}

/// Percentiles of times by nearest rank, in milliseconds.
#[derive(SimpleObject)]
#[graphql(name = "DurationPercentiles")]
pub struct Percentiles {
    /// Median.
    p50: i64,
    /// 95th percentile.
    p95: i64,
    /// 99th percentile.
    p99: i64,
    /// Greatest.
    max: i64,
}

/// How often attempts failed with a code.
#[derive(SimpleObject)]
pub struct FailureCount {
    /// Code.
    code: FailureCode,
    /// Attempts.
    count: i64,
}

/// Waiting jobs of one kind and priority.
#[derive(SimpleObject)]
pub struct WaitingMetrics {
    /// Kind.
    kind: JobKind,
    /// Priority as submitted.
    priority: Priority,
    /// Jobs.
    jobs: i64,
    /// Milliseconds that the oldest of them could have run already.
    oldest_ms: i64,
}

/// Stored results: cache of later submissions and checkpoints of retried jobs.
#[derive(SimpleObject)]
pub struct CacheMetrics {
    /// Documents.
    documents: i64,
    /// Their size in bytes.
    bytes: i64,
    /// Times that the documents at hand spared a computation since they were stored.
    hits: i64,
}

/// What storage counted.
pub struct Counted {
    /// Figures by kind.
    pub kinds: std::collections::BTreeMap<jobs::JobKind, rows::KindFigures>,
    /// Jobs that are not over.
    pub open: Vec<rows::OpenCount>,
    /// Stored results.
    pub cache: rows::CacheFigures,
}

impl Metrics {
    /// The figures of a window that ends now.
    #[must_use]
    pub fn of(window: MetricsWindow, now: i64, counted: &Counted) -> Self {
        let none = rows::KindFigures::default();
        let kinds = jobs::JobKind::ALL.into_iter().map(|kind| KindMetrics::of(kind, counted.kinds.get(&kind).unwrap_or(&none), window));
        let waiting: Vec<WaitingMetrics> = counted
            .open
            .iter()
            .filter(|count| count.state == JobState::Queued)
            .map(|count| WaitingMetrics {
                kind: count.kind.into(),
                priority: count.priority.into(),
                jobs: count.jobs,
                oldest_ms: (now - count.oldest_run_at).max(0),
            })
            .collect();
        Self {
            since: DateTime(now - window.minutes() * 60_000),
            until: DateTime(now),
            kinds: kinds.collect(),
            oldest_waiting_ms: waiting.iter().map(|group| group.oldest_ms).max(),
            waiting,
            cache: CacheMetrics { documents: counted.cache.documents, bytes: counted.cache.bytes, hits: counted.cache.hits },
        }
    }
}

impl KindMetrics {
    fn of(kind: jobs::JobKind, figures: &rows::KindFigures, window: MetricsWindow) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "counts of a day are far below 2^52")]
        let succeeded_per_minute = (figures.succeeded + figures.from_cache) as f64 / window.minutes() as f64;
        Self {
            kind: kind.into(),
            attempts: figures.attempts,
            measured_attempts: figures.measured,
            wait: figures.wait.map(Into::into),
            run: figures.run.map(Into::into),
            succeeded: figures.succeeded,
            from_cache: figures.from_cache,
            cancelled: figures.cancelled,
            dead: figures.dead,
            succeeded_per_minute,
            failures: figures.failures.iter().map(|(code, count)| FailureCount { code: (*code).into(), count: *count }).collect(),
        }
    }
}

impl From<rows::Percentiles> for Percentiles {
    fn from(times: rows::Percentiles) -> Self {
        Self { p50: times.p50, p95: times.p95, p99: times.p99, max: times.max }
    }
}
