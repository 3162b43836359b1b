//! The clockwork beside the runner: takes back expired leases, queues due jobs, ages waiting ones, applies the retention rules. Every worker
//! runs it; the statements skip what another one has locked.

use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::bell::Signal;
use super::runner::Shared;
use crate::storage::{Durability, Pruned, Result};

/// Rows of one transaction.
const BATCH: u32 = 500;
/// Time between two applications of the retention rules.
const PRUNE_EVERY_MS: i64 = 3_600_000;
/// How far the clock of this process may be behind the database's before due jobs start late.
const SKEW_MS: i64 = 5_000;

/// Before the first claim. Where no other process can hold a lease, each one in the table belongs to a process that is gone, and is taken
/// back without waiting for its end.
pub(super) async fn at_start(shared: &Shared) -> Result<()> {
    let before = shared.store.is_sole_process().then_some(i64::MAX);
    rescue(shared, before).await
}

/// Runs until `stop`.
pub(super) async fn run(shared: Arc<Shared>, stop: CancellationToken) {
    let mut ticks = tokio::time::interval(Duration::from_millis(shared.config.sweep_ms.max(1)));
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let (mut aged_at, mut pruned_at) = (0, shared.store.clock_ms());
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            () = stop.cancelled() => return,
        }
        let now = shared.store.clock_ms();
        let ageing_due = now.abs_diff(aged_at) >= shared.config.ageing_ms.unsigned_abs() / 4;
        let pruning_due = now.abs_diff(pruned_at) >= PRUNE_EVERY_MS.unsigned_abs();
        if let Err(error) = sweep(&shared, ageing_due, pruning_due).await {
            tracing::warn!(error = %error, "rescuer.sweep");
            continue;
        }
        if ageing_due {
            aged_at = now;
        }
        if pruning_due {
            pruned_at = now;
        }
    }
}

async fn sweep(shared: &Shared, ageing_due: bool, pruning_due: bool) -> Result<()> {
    rescue(shared, None).await?;
    promote(shared).await?;
    if ageing_due {
        let mut tx = shared.store.begin_with(Durability::Relaxed).await?;
        tx.age_waiting(shared.config.ageing_ms).await?;
        tx.commit().await?;
    }
    if pruning_due {
        prune(shared).await?;
    }
    Ok(())
}

async fn rescue(shared: &Shared, before: Option<i64>) -> Result<()> {
    if before.is_none() && !shared.store.has_expired_leases(SKEW_MS).await? {
        return Ok(());
    }
    loop {
        let mut tx = shared.store.begin().await?;
        let now = tx.now();
        let rescued = tx.rescue(before.unwrap_or(now), BATCH).await?;
        tx.commit().await?;
        if rescued.is_empty() {
            return Ok(());
        }
        for lease in &rescued {
            shared.figures.add(&shared.figures.rescued);
            shared.config.observer.rescued(lease.state);
            tracing::warn!(job = %lease.job, state = %lease.state, "rescuer.lease_expired");
        }
        let mut signals: Vec<Signal> = rescued.iter().map(|lease| Signal::Changed(lease.job)).collect();
        signals.push(Signal::Waiting);
        shared.bell.ring(&signals);
    }
}

async fn promote(shared: &Shared) -> Result<()> {
    let due = shared.store.next_due().await?;
    if due.is_none_or(|due| due > shared.store.clock_ms() + SKEW_MS) {
        return Ok(());
    }
    let mut tx = shared.store.begin().await?;
    let ids = tx.promote_due(BATCH).await?;
    tx.commit().await?;
    if !ids.is_empty() {
        let mut signals: Vec<Signal> = ids.into_iter().map(Signal::Changed).collect();
        signals.push(Signal::Waiting);
        shared.bell.ring(&signals);
    }
    Ok(())
}

async fn prune(shared: &Shared) -> Result<()> {
    loop {
        let mut tx = shared.store.begin_with(Durability::Relaxed).await?;
        let pruned: Pruned = tx.prune(&shared.config.retention, BATCH).await?;
        if pruned.is_empty() {
            return tx.commit().await;
        }
        tx.audit("retention", "retention.prune", None, Some(format!("{pruned:?}"))).await?;
        tx.commit().await?;
        tracing::info!(pruned = ?pruned, "rescuer.prune");
    }
}
