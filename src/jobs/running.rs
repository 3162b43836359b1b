//! The runs that this process has at work: how to stop each, and how far it is. Owns no task; the runner registers and removes.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use mashhad_engine::{Cancel, Progress, Stage};
use tokio_util::sync::CancellationToken;

use crate::ids::JobId;
use crate::storage::{JobProgress, ProgressFlush, Run};

/// Why a run is to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StopReason {
    /// Its owner asked for it.
    Cancelled,
    /// It ran past its time limit.
    TimedOut,
    /// The process shuts down.
    Interrupted,
    /// Its lease is another's: nothing may be written.
    Lost,
}

/// One run at work.
#[derive(Debug)]
pub(crate) struct RunControl {
    pub(crate) run: Run,
    /// The flag that the engine looks at between scenes.
    pub(crate) cancel: Cancel,
    /// The same for tasks that wait.
    stopped: CancellationToken,
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    reason: Option<StopReason>,
    progress: JobProgress,
    unsaved: bool,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl RunControl {
    pub(crate) fn new(run: Run, stages_total: i64) -> Arc<Self> {
        let progress = JobProgress { stages_total, ..JobProgress::default() };
        Arc::new(Self {
            run,
            cancel: Cancel::new(),
            stopped: CancellationToken::new(),
            inner: Mutex::new(Inner { progress, ..Inner::default() }),
        })
    }

    /// Asks the run to stop; the first reason stays, except that a lost lease overrules all.
    pub(crate) fn stop(&self, reason: StopReason) {
        let mut inner = lock(&self.inner);
        if inner.reason.is_none() || reason == StopReason::Lost {
            inner.reason = Some(reason);
        }
        drop(inner);
        self.cancel.cancel();
        self.stopped.cancel();
    }

    /// Completes when the run was asked to stop.
    pub(crate) async fn stopped(&self) {
        self.stopped.cancelled().await;
    }

    pub(crate) fn reason(&self) -> Option<StopReason> {
        lock(&self.inner).reason
    }

    pub(crate) fn progress(&self) -> JobProgress {
        lock(&self.inner).progress
    }

    /// Moves on to the end of a stage.
    pub(crate) fn stage_done(&self, stages_done: i64) {
        let mut inner = lock(&self.inner);
        inner.progress.stages_done = stages_done;
        inner.progress.scenes_done = 0;
        inner.progress.scenes_total = 0;
        inner.unsaved = true;
    }

    fn take_unsaved(&self) -> Option<JobProgress> {
        let mut inner = lock(&self.inner);
        std::mem::take(&mut inner.unsaved).then_some(inner.progress)
    }
}

impl Progress for RunControl {
    fn stage(&self, stage: Stage, scenes: u32) {
        let mut inner = lock(&self.inner);
        inner.progress.stage = Some(stage);
        inner.progress.scenes_done = 0;
        inner.progress.scenes_total = i64::from(scenes);
        inner.unsaved = true;
    }

    fn scene_done(&self, _: Stage, scenes_done: u32, _: u32) {
        let mut inner = lock(&self.inner);
        inner.progress.scenes_done = inner.progress.scenes_done.max(i64::from(scenes_done));
        inner.unsaved = true;
    }
}

/// All runs at work in this process.
#[derive(Debug, Default)]
pub(crate) struct Running(Mutex<BTreeMap<JobId, Arc<RunControl>>>);

impl Running {
    pub(crate) fn add(&self, control: Arc<RunControl>) {
        lock(&self.0).insert(control.run.job, control);
    }

    /// Removes this very run; a later run of the same job stays.
    pub(crate) fn remove(&self, run: &Run) {
        let mut runs = lock(&self.0);
        if runs.get(&run.job).is_some_and(|control| control.run.epoch == run.epoch) {
            runs.remove(&run.job);
        }
    }

    pub(crate) fn len(&self) -> usize {
        lock(&self.0).len()
    }

    pub(crate) fn cancel(&self, id: JobId) {
        self.stop(id, StopReason::Cancelled);
    }

    pub(crate) fn stop(&self, id: JobId, reason: StopReason) {
        let control = lock(&self.0).get(&id).cloned();
        if let Some(control) = control {
            control.stop(reason);
        }
    }

    pub(crate) fn stop_all(&self, reason: StopReason) {
        let controls: Vec<_> = lock(&self.0).values().cloned().collect();
        controls.iter().for_each(|control| control.stop(reason));
    }

    /// The runs for a heartbeat.
    pub(crate) fn leases(&self) -> Vec<(JobId, i64)> {
        lock(&self.0).values().map(|control| (control.run.job, control.run.epoch)).collect()
    }

    /// Progress that is newer than what was last taken.
    pub(crate) fn take_unsaved(&self) -> Vec<ProgressFlush> {
        let controls: Vec<_> = lock(&self.0).values().cloned().collect();
        controls.iter().filter_map(|control| Some(ProgressFlush { run: control.run, progress: control.take_unsaved()? })).collect()
    }
}
