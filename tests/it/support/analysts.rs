//! Analysts that misbehave on purpose: they panic, wait for a signal, or never look up.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use mashhad::jobs::{Analyst, EngineAnalyst};
use mashhad::storage::{DocumentKind, RunFile};
use mashhad_engine::screenplay::Screenplay;
use mashhad_engine::{AnalyzeError, Cancel, Options, Progress, Refusal};

/// What an analyst does with a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Behaviour {
    /// Panics.
    Panics,
    /// Panics the first time only.
    PanicsOnce,
    /// Waits for its release or the flag.
    Waits,
    /// Waits for its release and ignores the flag.
    Deaf,
}

/// An analyst with one behaviour for a kind of document, honest otherwise; counts its calls.
#[derive(Debug)]
pub(crate) struct Scripted {
    behaviour: Behaviour,
    at: DocumentKind,
    calls: Mutex<BTreeMap<DocumentKind, u32>>,
    pub(crate) released: AtomicBool,
    pub(crate) waiting: AtomicU32,
}

impl Scripted {
    pub(crate) fn new(behaviour: Behaviour, at: DocumentKind) -> Arc<Self> {
        Arc::new(Self { behaviour, at, calls: Mutex::default(), released: AtomicBool::new(false), waiting: AtomicU32::new(0) })
    }

    pub(crate) fn calls(&self, kind: DocumentKind) -> u32 {
        self.calls.lock().unwrap().get(&kind).copied().unwrap_or(0)
    }

    pub(crate) fn release(&self) {
        self.released.store(true, Ordering::SeqCst);
    }

    fn wait(&self, cancel: Option<&Cancel>) -> Result<(), AnalyzeError> {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        while !self.released.load(Ordering::SeqCst) {
            if let Some(cancel) = cancel {
                cancel.check()?;
            }
            std::thread::yield_now();
        }
        Ok(())
    }
}

impl Analyst for Scripted {
    fn version(&self) -> &str {
        EngineAnalyst.version()
    }

    fn read(&self, file: &RunFile, options: &Options, progress: &dyn Progress) -> Result<Screenplay, Refusal> {
        EngineAnalyst.read(file, options, progress)
    }

    fn document(
        &self,
        screenplay: &Screenplay,
        kind: DocumentKind,
        options: &Options,
        progress: &dyn Progress,
        cancel: &Cancel,
    ) -> Result<String, AnalyzeError> {
        let calls = {
            let mut calls = self.calls.lock().unwrap();
            let count = calls.entry(kind).or_insert(0);
            *count += 1;
            *count
        };
        if kind == self.at {
            match self.behaviour {
                Behaviour::Panics => panic!("on purpose"),
                Behaviour::PanicsOnce => assert!(calls > 1, "on purpose"),
                Behaviour::Waits => self.wait(Some(cancel))?,
                Behaviour::Deaf => self.wait(None)?,
            }
        }
        EngineAnalyst.document(screenplay, kind, options, progress, cancel)
    }
}
