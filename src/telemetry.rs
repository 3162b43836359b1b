//! Logs and metrics: the subscriber, the metric families and their text form. Owns names and units; never script text, tokens or names of people.

use std::io::IsTerminal as _;

use prometheus::{Encoder as _, HistogramOpts, HistogramVec, IntCounterVec, IntGauge, IntGaugeVec, Opts, Registry, TextEncoder};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::config::LogConfig;
use crate::jobs::{JobKind, JobState, RunEnd, RunObserver};
use crate::storage::{DocumentKind, Job, QueueCount};

/// Installs the subscriber once for the process; a second call changes nothing (tests start several apps).
pub fn install_logs(config: &LogConfig) {
    let filter = EnvFilter::try_new(&config.filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let registry = tracing_subscriber::registry().with(filter);
    let installed = if config.json {
        registry.with(tracing_subscriber::fmt::layer().json().with_writer(std::io::stderr)).try_init()
    } else {
        let colours = std::io::stderr().is_terminal();
        registry.with(tracing_subscriber::fmt::layer().compact().with_ansi(colours).with_writer(std::io::stderr)).try_init()
    };
    // The only failure is that a subscriber exists already, which is what was asked for.
    drop(installed);
}

/// Metric families of one process, registered in a registry of their own so that tests do not meet each other's numbers.
#[derive(Debug, Clone)]
pub struct Metrics {
    registry: Registry,
    /// HTTP answers by route and status.
    pub http_requests: IntCounterVec,
    /// Seconds until the answer, by route.
    pub http_seconds: HistogramVec,
    /// Open WebSockets.
    pub sockets: IntGauge,
    /// Runs that ended, by kind and end.
    pub jobs_finished: IntCounterVec,
    /// Seconds from claim to end, by kind.
    pub job_run_seconds: HistogramVec,
    /// Seconds from acceptance to claim, by kind.
    pub job_wait_seconds: HistogramVec,
    /// Submissions answered from the cache or joined to a running job, by kind and way.
    pub jobs_reused: IntCounterVec,
    /// Seconds of the engine by stage: reading, or one document.
    pub engine_seconds: HistogramVec,
    /// Leases of lost workers that were taken back, by the state of the job after it.
    pub leases_lost: IntCounterVec,
    /// Worker slots written off because their thread never looked up.
    pub slots_lost: IntGauge,
    /// Jobs by kind, state and priority, as of the last look.
    pub jobs: IntGaugeVec,
}

/// Buckets from a millisecond to a minute.
const SECONDS: &[f64] = &[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0];

impl Metrics {
    /// All families.
    ///
    /// # Errors
    /// Two families with one name: a mistake in this file.
    pub fn new() -> Result<Self, prometheus::Error> {
        let registry = Registry::new();
        let counters = |name: &str, help: &str, labels: &[&str]| -> Result<IntCounterVec, prometheus::Error> {
            let family = IntCounterVec::new(Opts::new(name, help), labels)?;
            registry.register(Box::new(family.clone()))?;
            Ok(family)
        };
        let seconds = |name: &str, help: &str, labels: &[&str]| -> Result<HistogramVec, prometheus::Error> {
            let family = HistogramVec::new(HistogramOpts::new(name, help).buckets(SECONDS.to_vec()), labels)?;
            registry.register(Box::new(family.clone()))?;
            Ok(family)
        };
        let gauge = |name: &str, help: &str| -> Result<IntGauge, prometheus::Error> {
            let gauge = IntGauge::new(name, help)?;
            registry.register(Box::new(gauge.clone()))?;
            Ok(gauge)
        };
        let jobs = IntGaugeVec::new(Opts::new("mashhad_jobs", "Jobs by kind, state and priority"), &["kind", "state", "priority"])?;
        registry.register(Box::new(jobs.clone()))?;
        let metrics = Self {
            http_requests: counters("mashhad_http_requests_total", "HTTP answers", &["route", "status"])?,
            http_seconds: seconds("mashhad_http_seconds", "Seconds until the answer", &["route"])?,
            sockets: gauge("mashhad_sockets", "Open WebSockets")?,
            jobs_finished: counters("mashhad_runs_ended_total", "Runs that ended", &["kind", "end"])?,
            job_run_seconds: seconds("mashhad_job_run_seconds", "Seconds from claim to end", &["kind"])?,
            job_wait_seconds: seconds("mashhad_job_wait_seconds", "Seconds from acceptance to claim", &["kind"])?,
            jobs_reused: counters("mashhad_jobs_reused_total", "Submissions that needed no new work", &["kind", "way"])?,
            engine_seconds: seconds("mashhad_engine_seconds", "Seconds of the engine", &["stage"])?,
            leases_lost: counters("mashhad_leases_lost_total", "Leases of lost workers that were taken back", &["then"])?,
            slots_lost: gauge("mashhad_slots_lost", "Worker slots written off")?,
            jobs,
            registry,
        };
        metrics.start_at_zero();
        Ok(metrics)
    }

    /// Counters that alert rules look at exist from the start, so that the first event is a rise and not a birth.
    fn start_at_zero(&self) {
        for kind in JobKind::ALL {
            for end in RunEnd::ALL {
                self.jobs_finished.with_label_values(&[kind.as_str(), end.name()]).reset();
            }
        }
        for then in [JobState::Queued, JobState::Scheduled, JobState::Cancelled, JobState::Dead] {
            self.leases_lost.with_label_values(&[then.as_str()]).reset();
        }
    }

    /// Takes over the counts of the queue; kinds and states that are gone disappear.
    pub fn set_jobs(&self, counts: &[QueueCount]) {
        self.jobs.reset();
        for count in counts {
            let priority = count.priority.as_str();
            let labels = [count.kind.as_str(), count.state.as_str(), priority];
            self.jobs.with_label_values(&labels).set(count.jobs);
        }
    }

    /// The Prometheus text format.
    #[must_use]
    pub fn render(&self) -> String {
        let mut text = Vec::new();
        match TextEncoder::new().encode(&self.registry.gather(), &mut text) {
            Ok(()) => String::from_utf8(text).unwrap_or_default(),
            Err(_) => String::new(),
        }
    }
}

impl RunObserver for Metrics {
    fn began(&self, job: &Job) {
        // A later attempt waited for its back-off, not for a worker.
        if job.attempt > 1 {
            return;
        }
        let due = job.created_at.max(job.run_at);
        #[expect(clippy::cast_precision_loss, reason = "waiting times are far below 2^52 milliseconds")]
        let waited = job.started_at.map_or(0, |at| (at - due).max(0)) as f64 / 1000.0;
        self.job_wait_seconds.with_label_values(&[job.kind.as_str()]).observe(waited);
    }

    fn computed(&self, stage: DocumentKind, seconds: f64) {
        self.engine_seconds.with_label_values(&[stage.as_str()]).observe(seconds);
    }

    fn ended(&self, kind: JobKind, end: RunEnd, seconds: f64) {
        self.jobs_finished.with_label_values(&[kind.as_str(), end.name()]).inc();
        self.job_run_seconds.with_label_values(&[kind.as_str()]).observe(seconds);
    }

    fn rescued(&self, then: JobState) {
        self.leases_lost.with_label_values(&[then.as_str()]).inc();
    }

    fn slot_lost(&self) {
        self.slots_lost.inc();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_have_distinct_names_and_render() {
        let metrics = Metrics::new().unwrap();
        metrics.http_requests.with_label_values(&["/graphql", "200"]).inc();
        assert!(metrics.render().contains("mashhad_http_requests_total{route=\"/graphql\",status=\"200\"} 1"));
    }

    #[test]
    fn ends_and_lost_leases_are_counted_from_zero() {
        let text = Metrics::new().unwrap().render();
        assert!(text.contains("mashhad_runs_ended_total{end=\"DEAD\",kind=\"FULL\"} 0"), "{text}");
        assert!(text.contains("mashhad_leases_lost_total{then=\"QUEUED\"} 0"), "{text}");
    }
}
