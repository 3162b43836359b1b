//! The doorbell: says that something changed, in this process at once and in the others by NOTIFY. Owns the signals and their coalescing;
//! a signal is only ever a hint where to look.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::hub::Hub;
use super::running::Running;
use crate::ids::JobId;
use crate::storage::Store;

/// Least time between two notifications of a process.
const SEND_GAP: Duration = Duration::from_millis(20);
/// Wait before listening again after a failure.
const RECONNECT_GAP: Duration = Duration::from_millis(500);
/// PostgreSQL carries payloads below 8,000 bytes; a signal has at most 38.
const SIGNALS_PER_PAYLOAD: usize = 200;

/// A hint where to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Signal {
    /// Jobs wait.
    Waiting,
    /// A job's row changed.
    Changed(JobId),
    /// A running job is to stop.
    Cancel(JobId),
}

impl Signal {
    fn encode(self) -> String {
        match self {
            Self::Waiting => "w".to_owned(),
            Self::Changed(id) => format!("j{id}"),
            Self::Cancel(id) => format!("c{id}"),
        }
    }

    fn decode(text: &str) -> Option<Self> {
        let (kind, id) = text.split_at_checked(1)?;
        match kind {
            "w" => Some(Self::Waiting),
            "j" => id.parse().ok().map(Self::Changed),
            "c" => id.parse().ok().map(Self::Cancel),
            _ => None,
        }
    }
}

/// The doorbell of a process.
#[derive(Debug)]
pub(crate) struct Bell {
    store: Store,
    pub(crate) hub: Arc<Hub>,
    /// Rung when jobs wait.
    pub(crate) waiting: Notify,
    pub(crate) running: Running,
    outbox: Mutex<BTreeSet<Signal>>,
    posted: Notify,
}

impl Bell {
    pub(crate) fn new(store: Store, hub: Arc<Hub>) -> Arc<Self> {
        Arc::new(Self { store, hub, waiting: Notify::new(), running: Running::default(), outbox: Mutex::default(), posted: Notify::new() })
    }

    /// Rings here and, soon, in the other processes.
    pub(crate) fn ring(&self, signals: &[Signal]) {
        if signals.is_empty() {
            return;
        }
        for signal in signals {
            self.hear(*signal);
        }
        self.outbox.lock().unwrap_or_else(PoisonError::into_inner).extend(signals.iter().copied());
        self.posted.notify_one();
    }

    fn hear(&self, signal: Signal) {
        match signal {
            Signal::Waiting => self.waiting.notify_one(),
            Signal::Changed(id) => self.hub.changed([id]),
            Signal::Cancel(id) => {
                self.running.cancel(id);
                self.hub.changed([id]);
            }
        }
    }

    /// Sends what was rung until `stop`, then what is left.
    pub(crate) async fn send(self: Arc<Self>, stop: CancellationToken) {
        loop {
            let stopping = tokio::select! {
                () = self.posted.notified() => false,
                () = stop.cancelled() => true,
            };
            let signals = std::mem::take(&mut *self.outbox.lock().unwrap_or_else(PoisonError::into_inner));
            let texts: Vec<String> = signals.into_iter().map(Signal::encode).collect();
            for payload in texts.chunks(SIGNALS_PER_PAYLOAD) {
                // A lost notification is found by the polls of the others.
                if let Err(error) = self.store.notify(&payload.join(",")).await {
                    tracing::warn!(error = %error, "bell.send");
                }
            }
            if stopping {
                return;
            }
            tokio::time::sleep(SEND_GAP).await;
        }
    }

    /// Hears what other processes ring until `stop`; looks at everything again after each gap.
    pub(crate) async fn listen(self: Arc<Self>, stop: CancellationToken) {
        while !stop.is_cancelled() {
            let ended = tokio::select! {
                () = stop.cancelled() => return,
                ended = self.listen_once() => ended,
            };
            match ended {
                Ok(()) => return,
                Err(error) => tracing::warn!(error = %error, "bell.listen"),
            }
            tokio::time::sleep(RECONNECT_GAP).await;
        }
    }

    async fn listen_once(&self) -> crate::storage::Result<()> {
        let Some(mut listener) = self.store.listen().await? else { return Ok(()) };
        self.after_gap().await;
        loop {
            match listener.next().await? {
                Some(payload) => payload.split(',').filter_map(Signal::decode).for_each(|signal| self.hear(signal)),
                None => self.after_gap().await,
            }
        }
    }

    async fn after_gap(&self) {
        self.waiting.notify_one();
        self.hub.look_again().await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::SequentialIds;

    #[test]
    fn a_signal_comes_back_as_it_went_and_nonsense_is_ignored() {
        let id = JobId::make(&SequentialIds::default());
        for signal in [Signal::Waiting, Signal::Changed(id), Signal::Cancel(id)] {
            assert_eq!(Signal::decode(&signal.encode()), Some(signal));
        }
        assert_eq!(Signal::decode("jx"), None);
        assert_eq!(Signal::decode("سs"), None);
        assert_eq!(Signal::decode(""), None);
    }
}
