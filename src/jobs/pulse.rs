//! What a worker writes while its runs go on: heartbeats that keep the leases, and progress. Owns the two clocks; what is written comes from
//! `running`.

use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::bell::Signal;
use super::runner::Shared;
use super::running::StopReason;
use crate::storage::{Durability, ProgressFlush, Result};

/// Keeps the leases.
pub(super) async fn beat(shared: Arc<Shared>, stop: CancellationToken) {
    let gap = Duration::from_millis(shared.config.beat_ms.max(1));
    // A claim is a beat of its own, so the first one is due a whole gap from now.
    let mut ticks = tokio::time::interval_at(tokio::time::Instant::now() + gap, gap);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            () = stop.cancelled() => return,
        }
        if let Err(error) = beat_once(&shared).await {
            tracing::warn!(error = %error, "runner.beat");
        }
    }
}

async fn beat_once(shared: &Shared) -> Result<()> {
    let beat = {
        let _turn = shared.writes.lock().await;
        let leases = shared.bell.running.leases();
        if leases.is_empty() {
            return Ok(());
        }
        let mut tx = shared.store.begin_with(Durability::Relaxed).await?;
        let beat = tx.beat(shared.worker, &leases, shared.config.lease_ms).await?;
        tx.commit().await?;
        beat
    };
    beat.cancelling.into_iter().for_each(|id| shared.bell.running.cancel(id));
    beat.lost.into_iter().for_each(|id| shared.bell.running.stop(id, StopReason::Lost));
    Ok(())
}

/// Writes progress, all runs in one transaction.
pub(super) async fn flush(shared: Arc<Shared>, stop: CancellationToken) {
    let mut ticks = tokio::time::interval(Duration::from_millis(shared.config.flush_ms.max(1)));
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            () = stop.cancelled() => return,
        }
        if let Err(error) = flush_once(&shared).await {
            tracing::warn!(error = %error, "runner.flush");
        }
    }
}

async fn flush_once(shared: &Shared) -> Result<()> {
    let flushes = shared.bell.running.take_unsaved();
    if flushes.is_empty() {
        return Ok(());
    }
    if let Err(error) = write_progress(shared, &flushes).await {
        shared.bell.running.give_back(flushes);
        return Err(error);
    }
    let signals: Vec<Signal> = flushes.iter().map(|flush| Signal::Changed(flush.run.job)).collect();
    shared.bell.ring(&signals);
    Ok(())
}

async fn write_progress(shared: &Shared, flushes: &[ProgressFlush]) -> Result<()> {
    let _turn = shared.writes.lock().await;
    let mut tx = shared.store.begin_with(Durability::Relaxed).await?;
    // A run that ended meanwhile is not found; the heartbeat notices runs that lost their lease.
    tx.flush_progress(flushes).await?;
    tx.commit().await
}
