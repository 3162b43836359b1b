//! Thousands of waiting jobs: each runs once, in order of priority, with two workers on PostgreSQL. The short form has 1,000, the long form 10,000.

use std::collections::BTreeSet;
use std::sync::Arc;

use mashhad::jobs::{Analyst, EngineAnalyst, JobKind, JobState, Jobs, JobsConfig, Priority, Request, Runner, RunnerConfig};
use mashhad::storage::{DocumentKind, Limits, RunFile};
use mashhad_engine::screenplay::Screenplay;
use mashhad_engine::{AnalyzeError, Cancel, Options, Progress, Refusal};

use super::rounds;
use crate::support::databases::{TestDatabase, on_each_database};
use crate::support::jobs::{owner, screenplay};
use crate::support::scripts::numbered;

on_each_database! {
    thousands_of_waiting_jobs_each_run_once_and_urgent_ones_first,
}

/// Reads for real and computes nothing.
struct Empty;

impl Analyst for Empty {
    fn version(&self) -> &str {
        EngineAnalyst.version()
    }

    fn read(&self, file: &RunFile, options: &Options, progress: &dyn Progress) -> Result<Screenplay, Refusal> {
        EngineAnalyst.read(file, options, progress)
    }

    fn document(&self, _: &Screenplay, _: DocumentKind, _: &Options, _: &dyn Progress, _: &Cancel) -> Result<String, AnalyzeError> {
        Ok("{}".to_owned())
    }
}

async fn thousands_of_waiting_jobs_each_run_once_and_urgent_ones_first(db: TestDatabase) {
    let count = if rounds() >= 100 { 10_000 } else { 1_000 };
    let config = JobsConfig { owner: Limits { open_jobs: 100_000 }, ..JobsConfig::default() };
    let (jobs, amal) = (Jobs::start(db.store.clone(), config), owner(&db.store, "amal").await);
    let script = screenplay(&jobs, amal, &numbered(1)).await;
    let mut submitted = BTreeSet::new();
    for number in 0..count {
        // Story days make each request a work of its own on the same screenplay.
        let options = Options { story_days: [(1, u32::try_from(number).unwrap() + 1)].into(), ..Options::default() };
        let priority = if number % 100 == 99 { Priority::Urgent } else { Priority::Normal };
        let request = Request { options, priority, ..Request::new(script, JobKind::Breakdown) };
        submitted.insert(jobs.submit(amal, request).await.unwrap().unwrap().job.id);
    }
    assert_eq!(submitted.len(), count);
    let other = if db.config.url.starts_with("postgres") { Some(db.reopen().await) } else { None };
    let fronts: Vec<Jobs> = std::iter::once(jobs.clone()).chain(other.iter().map(|store| Jobs::start(store.clone(), config))).collect();
    let mut workers = Vec::new();
    for front in &fronts {
        let settings = RunnerConfig { slots: 8, stop_when_drained: true, ..RunnerConfig::default() };
        workers.push(Runner::start_with(front, settings, Arc::new(Empty)).await.unwrap());
    }
    for worker in workers {
        worker.drained().await;
    }
    let mut starts = Vec::new();
    let ids: Vec<_> = submitted.iter().copied().collect();
    for some in ids.chunks(500) {
        for (id, job) in db.store.jobs(amal, some).await.unwrap() {
            assert_eq!((job.state, job.attempt, job.epoch), (JobState::Succeeded, 1, 1), "{job:?}");
            submitted.remove(&id);
            starts.push((job.started_at.unwrap(), job.priority));
        }
    }
    assert!(submitted.is_empty(), "{} jobs are lost", submitted.len());
    let last_urgent = starts.iter().filter(|(_, priority)| *priority == Priority::Urgent).map(|(at, _)| *at).max().unwrap();
    let before = starts.iter().filter(|(at, priority)| *priority == Priority::Normal && *at < last_urgent).count();
    assert!(before <= 32, "{before} normal jobs began before the last urgent one");
}
