//! Whether this process wants traffic. Owns the two reasons of its own why not; whether the database answers is asked at each look.

use tokio_util::sync::CancellationToken;

/// Shared between the process, which changes it, and `/health/ready`, which tells it.
#[derive(Debug, Clone, Default)]
pub struct Readiness {
    /// A shutdown began: what runs is finished, new connections belong elsewhere.
    pub stopping: CancellationToken,
    /// Every worker slot is written off; a new process has to take over.
    pub exhausted: CancellationToken,
}

impl Readiness {
    /// Why the process wants no traffic.
    #[must_use]
    pub fn refusal(&self) -> Option<&'static str> {
        if self.stopping.is_cancelled() {
            Some("shutting down")
        } else if self.exhausted.is_cancelled() {
            Some("every worker slot is taken by a run that does not end")
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_refuses_while_it_stops_and_when_no_slot_is_left() {
        let readiness = Readiness::default();
        assert_eq!(readiness.refusal(), None);
        readiness.exhausted.cancel();
        assert!(readiness.refusal().is_some_and(|reason| reason.contains("slot")));
        readiness.stopping.cancel();
        assert_eq!(readiness.refusal(), Some("shutting down"));
    }
}
