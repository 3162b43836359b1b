//! Writes the ends of runs, in groups: one durable commit for all that ended meanwhile is what makes many small jobs a second possible.
//! An end that cannot be written now is kept and tried again, for the work is done.

use std::sync::Arc;

use tokio::sync::{mpsc, oneshot};

use super::JobState;
use super::bell::Signal;
use super::observer::RunEnd;
use super::runner::{FAILURE_GAP, Shared};
use crate::storage::{Finish, Result, Run};

/// Most ends in one transaction.
const GROUP: usize = 256;
/// Tries before an end that the database refuses for another reason than its availability is left to the lease.
const REFUSALS: u32 = 3;

/// The end of a run, to be written.
pub(super) struct End {
    pub(super) run: Run,
    pub(super) finish: Finish,
    /// Told what became of it when it is written or given up.
    pub(super) written: oneshot::Sender<RunEnd>,
}

/// Writes ends until all senders are gone.
pub(super) async fn write(shared: Arc<Shared>, mut inbox: mpsc::Receiver<End>) {
    let mut group = Vec::with_capacity(GROUP);
    while inbox.recv_many(&mut group, GROUP).await > 0 {
        let (ends, receipts): (Vec<_>, Vec<_>) = group.drain(..).map(|end| ((end.run, end.finish), end.written)).unzip();
        let states = write_group(&shared, &ends).await;
        for (((_, finish), receipt), state) in ends.iter().zip(receipts).zip(states) {
            // Nobody waits any more when the worker was abandoned.
            let _ = receipt.send(RunEnd::of(finish, state));
        }
    }
}

/// The states after it, `None` for an end that another lease or a refusal threw away.
async fn write_group(shared: &Shared, group: &[(Run, Finish)]) -> Vec<Option<JobState>> {
    let mut refusals = 0;
    loop {
        match try_group(shared, group).await {
            Ok(states) => {
                tell(shared, group, &states);
                return states;
            }
            Err(error) => {
                tracing::warn!(error = %error, ends = group.len(), "runner.finish");
                refusals += u32::from(!error.is_transient());
                if refusals == REFUSALS {
                    return write_singly(shared, group).await;
                }
                tokio::time::sleep(FAILURE_GAP).await;
            }
        }
    }
}

/// One end that the database refuses must not take the others along; it runs into the end of its lease.
async fn write_singly(shared: &Shared, group: &[(Run, Finish)]) -> Vec<Option<JobState>> {
    let mut all = Vec::with_capacity(group.len());
    for end in group {
        let one = std::slice::from_ref(end);
        match try_group(shared, one).await {
            Ok(states) => {
                tell(shared, one, &states);
                all.extend(states);
            }
            Err(error) => {
                tracing::error!(error = %error, job = %end.0.job, "runner.finish");
                all.push(None);
            }
        }
    }
    all
}

async fn try_group(shared: &Shared, group: &[(Run, Finish)]) -> Result<Vec<Option<JobState>>> {
    let _turn = shared.writes.lock().await;
    let mut tx = shared.store.begin().await?;
    let states = tx.finish_all(group).await?;
    tx.commit().await?;
    Ok(states)
}

fn tell(shared: &Shared, group: &[(Run, Finish)], states: &[Option<JobState>]) {
    let figures = &shared.figures;
    let mut signals = Vec::with_capacity(group.len() + 1);
    for ((run, finish), state) in group.iter().zip(states) {
        figures.add(match (state, finish) {
            (None, _) => &figures.fenced,
            (Some(_), Finish::Succeeded { .. }) => &figures.succeeded,
            (Some(_), Finish::Failed { .. }) => &figures.failed,
            (Some(_), Finish::Stopped) => &figures.stopped,
            (Some(_), Finish::GivenBack) => &figures.given_back,
        });
        signals.push(Signal::Changed(run.job));
        if *state == Some(JobState::Queued) {
            signals.push(Signal::Waiting);
        }
    }
    shared.bell.ring(&signals);
}
