//! The runs that this process has at work: how to stop each, and how far it is. Owns no task; the runner registers and removes.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use mashhad_engine::breakdown::document::SceneBreakdown;
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
    /// Finished sheets that no flush took yet.
    sheets: VecDeque<(u32, String)>,
}

/// Most sheets of a run in one flush, so that no transaction and no message to a subscriber grows with the script.
const SHEETS_A_FLUSH: usize = 50;

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
        inner.progress.scene = None;
        inner.unsaved = true;
    }

    fn take_unsaved(&self) -> Option<ProgressFlush> {
        let mut inner = lock(&self.inner);
        if !inner.unsaved {
            return None;
        }
        let most = inner.sheets.len().min(SHEETS_A_FLUSH);
        let sheets: Vec<(u32, String)> = inner.sheets.drain(..most).collect();
        inner.unsaved = !inner.sheets.is_empty();
        Some(ProgressFlush { run: self.run, progress: inner.progress, sheets })
    }

    /// Takes back what could not be written.
    fn give_back(&self, flush: ProgressFlush) {
        let mut inner = lock(&self.inner);
        inner.unsaved = true;
        flush.sheets.into_iter().rev().for_each(|sheet| inner.sheets.push_front(sheet));
    }
}

impl Progress for RunControl {
    fn stage(&self, stage: Stage, scenes: u32) {
        let mut inner = lock(&self.inner);
        inner.progress.stage = Some(stage);
        inner.progress.scenes_done = 0;
        inner.progress.scenes_total = i64::from(scenes);
        inner.progress.scene = None;
        inner.unsaved = true;
    }

    fn scene_done(&self, _: Stage, scenes_done: u32, ordinal: u32) {
        let mut inner = lock(&self.inner);
        inner.progress.scenes_done = inner.progress.scenes_done.max(i64::from(scenes_done));
        inner.progress.scene = Some(i64::from(ordinal));
        inner.unsaved = true;
    }

    fn scene_sheet(&self, sheet: &SceneBreakdown) {
        // A sheet consists of texts, numbers and lists, which always serialise.
        let Ok(json) = serde_json::to_string(sheet) else { return };
        lock(&self.inner).sheets.push_back((sheet.ordinal, json));
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
        controls.iter().filter_map(|control| control.take_unsaved()).collect()
    }

    /// Takes back what could not be written, for the next time; runs that ended meanwhile need it no more.
    pub(crate) fn give_back(&self, flushes: Vec<ProgressFlush>) {
        for flush in flushes {
            let control = lock(&self.0).get(&flush.run.job).filter(|control| control.run.epoch == flush.run.epoch).cloned();
            if let Some(control) = control {
                control.give_back(flush);
            }
        }
    }
}
