//! The ends of runs: results, attempts, events and states of all runs that ended meanwhile, in few statements for the whole group. Every end is
//! fenced by its run (job, epoch, worker); one that lost its lease writes nothing and takes no other along.

use std::collections::BTreeMap;

use crate::ids::{JobId, ResultId, WorkerId};
use crate::jobs::{JobState, Transition};
use crate::storage::error::Result;
use crate::storage::sql::{args, name_of, with_ids};
use crate::storage::{DocumentKind, JobEventKind, JobFailure, Tx};

use super::results::{DocumentOf, NewDocument};
use super::runs::Run;

const HELD: &str = "SELECT id, epoch, worker_id, state, attempt, max_attempts FROM jobs
    WHERE state IN ('RUNNING', 'CANCELLING') AND id IN @ids ORDER BY id";
const SUCCEED: &str = "UPDATE jobs SET state = $1, worker_id = NULL, lease_until = NULL, rev = rev + 1, last_event = last_event + 1,
      run_at = $2, finished_at = $2, failure_code = NULL, failure_message = NULL, stages_done = stages_total
    WHERE id IN @ids";
const CLOSE_ATTEMPTS: &str = "UPDATE job_attempts SET ended_at = $1, outcome = $2, failure_code = NULL, failure_message = NULL
    WHERE (job_id, epoch) IN (SELECT id, epoch FROM jobs WHERE id IN @ids)";
const END: &str = "UPDATE jobs SET state = $2, worker_id = NULL, lease_until = NULL, rev = rev + 1, last_event = last_event + 1,
      attempt = attempt - $3, run_at = $4, finished_at = $5, failure_code = $6, failure_message = $7
    WHERE id = $1";
/// Also the end of a run whose lease ran out.
pub(super) const CLOSE_ATTEMPT: &str =
    "UPDATE job_attempts SET ended_at = $3, outcome = $4, failure_code = $5, failure_message = $6 WHERE job_id = $1 AND epoch = $2";

/// How a run ended.
#[derive(Debug, Clone)]
pub enum Finish {
    /// With results: new documents, and earlier ones that were used again.
    Succeeded {
        /// Documents that the run made and has not stored yet.
        documents: Vec<NewDocument>,
        /// Documents that were there.
        reused: Vec<(DocumentKind, ResultId)>,
    },
    /// It noticed the request to stop.
    Stopped,
    /// It failed.
    Failed {
        /// Why.
        failure: JobFailure,
        /// Milliseconds until the next attempt; `None` when another attempt is no use.
        retry_after_ms: Option<i64>,
    },
    /// The worker shuts down; the attempt is not counted.
    GivenBack,
}

/// A run whose lease is still its own.
#[derive(Debug, Clone, Copy)]
pub(super) struct Held {
    state: JobState,
    attempts_left: bool,
}

impl Tx {
    /// Writes the end of one run. The state after it, or `None` when the lease is lost and nothing was written.
    ///
    /// # Errors
    /// The database failed.
    pub async fn finish(&mut self, run: &Run, finish: Finish) -> Result<Option<JobState>> {
        Ok(self.finish_all(&[(*run, finish)]).await?.pop().flatten())
    }

    /// Writes the ends of runs, each of another job. The states after it, in their order; `None` where the lease is lost and nothing was
    /// written.
    ///
    /// # Errors
    /// The database failed.
    pub async fn finish_all(&mut self, ends: &[(Run, Finish)]) -> Result<Vec<Option<JobState>>> {
        let runs: Vec<Run> = ends.iter().map(|(run, _)| *run).collect();
        let held = self.held(&runs).await?;
        let mut states = Vec::with_capacity(ends.len());
        let mut succeeded = Vec::new();
        let mut over = Vec::new();
        for (run, finish) in ends {
            let next = held.get(&run.job).and_then(|held| {
                let transition = transition_of(finish, held.attempts_left);
                Some((held.state.after(transition)?, transition))
            });
            states.push(next.map(|(state, _)| state));
            let Some((next, transition)) = next else { continue };
            over.extend(next.is_terminal().then_some(run.job));
            match finish {
                Finish::Succeeded { documents, reused } if next == JobState::Succeeded => {
                    succeeded.push(Success { run: *run, documents, reused });
                }
                // Also one that was cancelled meanwhile: it ends without results.
                _ => self.end(run, next, transition, finish).await?,
            }
        }
        self.succeed(&succeeded).await?;
        self.drop_sheets(&over).await?;
        Ok(states)
    }

    /// Those of the runs whose lease is still their own, by job; locked on PostgreSQL, in the order of their ids.
    pub(super) async fn held(&mut self, runs: &[Run]) -> Result<BTreeMap<JobId, Held>> {
        let ids: Vec<JobId> = runs.iter().map(|run| run.job).collect();
        let (mut sql, values) = with_ids(HELD, args![], &ids);
        sql.push_str(self.database().choose("", " FOR UPDATE"));
        let asked: BTreeMap<JobId, &Run> = runs.iter().map(|run| (run.job, run)).collect();
        let mut held = BTreeMap::new();
        for mut row in self.rows(sql, values).await? {
            let (id, epoch, worker): (JobId, i64, WorkerId) = (row.parsed()?, row.int()?, row.parsed()?);
            if asked.get(&id).is_some_and(|run| run.epoch == epoch && run.worker == worker) {
                held.insert(id, Held { state: row.parsed()?, attempts_left: row.int()? < row.int()? });
            }
        }
        Ok(held)
    }

    async fn succeed(&mut self, group: &[Success<'_>]) -> Result<()> {
        if group.is_empty() {
            return Ok(());
        }
        let (ids, now): (Vec<JobId>, i64) = (group.iter().map(|success| success.run.job).collect(), self.now());
        self.store_results(group).await?;
        let (sql, values) = with_ids(SUCCEED, args![JobState::Succeeded.as_str(), now], &ids);
        self.execute(sql, values).await?;
        let (sql, values) = with_ids(CLOSE_ATTEMPTS, args![now, name_of(&Transition::Succeed)?], &ids);
        self.execute(sql, values).await?;
        self.log_many(&ids, JobEventKind::Moved(Transition::Succeed)).await
    }

    async fn store_results(&mut self, group: &[Success<'_>]) -> Result<()> {
        let stored = self.add_documents(&new_documents(group)).await?;
        let (links, hits) = links(group, stored);
        self.link_documents(&links).await?;
        self.count_hits(hits).await
    }

    async fn end(&mut self, run: &Run, next: JobState, transition: Transition, finish: &Finish) -> Result<()> {
        let now = self.now();
        let (failure, delay) = match finish {
            Finish::Failed { failure, retry_after_ms } if next != JobState::Cancelled => (Some(failure), retry_after_ms.unwrap_or(0)),
            _ => (None, 0),
        };
        let code = failure.map(|failure| name_of(&failure.code)).transpose()?;
        let message = failure.map(|failure| failure.message.clone());
        let uncounted = i64::from(transition == Transition::GiveBack);
        let finished = next.is_terminal().then_some(now);
        let values = args![run.job, next.as_str(), uncounted, now + delay, finished, code.clone(), message.clone()];
        self.execute(END, values).await?;
        self.execute(CLOSE_ATTEMPT, args![run.job, run.epoch, now, name_of(&transition)?, code, message]).await?;
        self.log_many(&[run.job], JobEventKind::Moved(transition)).await
    }
}

/// A run that ended with results.
struct Success<'a> {
    run: Run,
    documents: &'a [NewDocument],
    reused: &'a [(DocumentKind, ResultId)],
}

fn new_documents<'a>(group: &[Success<'a>]) -> Vec<DocumentOf<'a>> {
    let all = group.iter().flat_map(|success| success.documents.iter().map(|document| (success.run, document)));
    all.map(|(run, document)| DocumentOf { owner: run.owner, screenplay: run.screenplay, document }).collect()
}

type Links = Vec<(JobId, DocumentKind, ResultId)>;

/// What the jobs' results are, new ones (whose ids come in their order) and earlier ones, and which earlier ones were used.
fn links(group: &[Success<'_>], stored: Vec<ResultId>) -> (Links, Vec<ResultId>) {
    let new = group.iter().flat_map(|success| success.documents.iter().map(|document| (success.run.job, document.kind)));
    let mut links: Links = new.zip(stored).map(|((job, kind), result)| (job, kind, result)).collect();
    let reused: Links =
        group.iter().flat_map(|success| success.reused.iter().map(|(kind, result)| (success.run.job, *kind, *result))).collect();
    let hits = reused.iter().map(|(_, _, result)| *result).collect();
    links.extend(reused);
    (links, hits)
}

fn transition_of(finish: &Finish, attempts_left: bool) -> Transition {
    match finish {
        Finish::Succeeded { .. } => Transition::Succeed,
        Finish::Stopped => Transition::Stop,
        Finish::GivenBack => Transition::GiveBack,
        Finish::Failed { retry_after_ms: Some(_), .. } if attempts_left => Transition::FailAndRetry,
        Finish::Failed { .. } => Transition::GiveUp,
    }
}
