//! The hub: feeds every subscription of this process from the rows. Owns channels and the reading of what changed; tells nothing that is
//! not in the database.
//!
//! A subscription is a view of a row: interest is registered first, then the row is read, then every later revision that the subscriber
//! can take is sent; intermediate ones may be skipped, the terminal one never. Each job has one latest-value channel, so a slow
//! subscriber costs the memory of one job. Signals only say where to look: losing one delays a view until the sweep, never spoils it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use tokio::sync::{Notify, watch};
use tokio_util::sync::CancellationToken;

use crate::ids::{JobId, UserId};
use crate::storage::{Job, Result, Store};

/// Least time between two readings of changed jobs.
const READ_GAP: Duration = Duration::from_millis(20);
/// Wait after a failed reading.
const FAILURE_GAP: Duration = Duration::from_millis(500);
/// Time between two sweeps, which find what a lost signal told.
const SWEEP: Duration = Duration::from_secs(5);
/// Jobs read in one statement.
const CHUNK: usize = 256;
/// Open jobs of an owner that a sweep looks at.
const OWNER_SWEEP: u32 = 1_000;

type Channel = watch::Sender<Option<Arc<Job>>>;

/// The hub of a process.
#[derive(Debug)]
pub struct Hub {
    store: Store,
    state: Mutex<HubState>,
    wake: Notify,
}

#[derive(Debug, Default)]
struct HubState {
    jobs: BTreeMap<JobId, Channel>,
    owners: BTreeMap<UserId, Vec<Weak<Mailbox>>>,
    dirty: BTreeSet<JobId>,
}

/// A view of one job.
#[derive(Debug)]
pub struct JobWatch {
    channel: watch::Receiver<Option<Arc<Job>>>,
    seen: i64,
    over: bool,
}

/// A view of all jobs of one owner.
#[derive(Debug)]
pub struct OwnerWatch {
    mailbox: Arc<Mailbox>,
}

/// Newest unseen revision of each job of one subscriber; bounded by the owner's open jobs.
#[derive(Debug, Default)]
struct Mailbox {
    unseen: Mutex<BTreeMap<JobId, Arc<Job>>>,
    open: Mutex<BTreeMap<JobId, i64>>,
    arrived: Notify,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Hub {
    pub(crate) fn new(store: Store) -> Arc<Self> {
        Arc::new(Self { store, state: Mutex::default(), wake: Notify::new() })
    }

    /// Watches a job: its present state first, then every later one until it is over. `None` when the owner has no such job.
    ///
    /// # Errors
    /// The database failed.
    pub async fn watch(&self, owner: UserId, id: JobId) -> Result<Option<JobWatch>> {
        let mut channel = lock(&self.state).jobs.entry(id).or_insert_with(|| watch::Sender::new(None)).subscribe();
        // A channel that holds a value already, perhaps the terminal one, must show it to the newcomer, too.
        channel.mark_changed();
        let Some(job) = self.store.job(owner, id).await? else {
            return Ok(None);
        };
        self.publish(&Arc::new(job));
        Ok(Some(JobWatch { channel, seen: 0, over: false }))
    }

    /// Watches all jobs of an owner: every change from now on, at least the newest of each job.
    #[must_use]
    pub fn watch_owner(&self, owner: UserId) -> OwnerWatch {
        let mailbox = Arc::new(Mailbox::default());
        lock(&self.state).owners.entry(owner).or_default().push(Arc::downgrade(&mailbox));
        OwnerWatch { mailbox }
    }

    /// Open subscriptions, for the metrics.
    #[must_use]
    pub fn subscriptions(&self) -> usize {
        let state = lock(&self.state);
        let jobs: usize = state.jobs.values().map(watch::Sender::receiver_count).sum();
        let owners: usize = state.owners.values().flatten().filter(|mailbox| mailbox.strong_count() > 0).count();
        jobs + owners
    }

    /// Notes that jobs changed; those that somebody watches are read soon.
    pub(crate) fn changed(&self, ids: impl IntoIterator<Item = JobId>) {
        let mut state = lock(&self.state);
        let everybody = !state.owners.is_empty();
        let before = state.dirty.len();
        for id in ids {
            if everybody || state.jobs.contains_key(&id) {
                state.dirty.insert(id);
            }
        }
        if state.dirty.len() > before {
            self.wake.notify_one();
        }
    }

    /// Notes that a job changed by other means than this module's, such as the deletion of its screenplay.
    pub fn changed_elsewhere(&self, id: JobId) {
        self.changed([id]);
    }

    /// Reads what changed until `stop`.
    pub(crate) async fn run(self: Arc<Self>, stop: CancellationToken) {
        let mut sweep = tokio::time::interval(SWEEP);
        loop {
            let sweeping = tokio::select! {
                () = stop.cancelled() => return,
                () = self.wake.notified() => false,
                _ = sweep.tick() => true,
            };
            if sweeping && let Err(error) = self.sweep().await {
                tracing::warn!(error = %error, "hub.sweep");
            }
            let gap = if self.read_dirty().await { READ_GAP } else { FAILURE_GAP };
            tokio::select! {
                () = stop.cancelled() => return,
                () = tokio::time::sleep(gap) => {}
            }
        }
    }

    /// Reads the changed jobs; whether that worked.
    async fn read_dirty(&self) -> bool {
        let dirty: Vec<JobId> = std::mem::take(&mut lock(&self.state).dirty).into_iter().collect();
        for chunk in dirty.chunks(CHUNK) {
            match self.store.jobs_of_any_owner(chunk).await {
                Ok(mut jobs) => {
                    for id in chunk {
                        match jobs.remove(id) {
                            Some(job) => self.publish(&Arc::new(job)),
                            None => self.forget(*id),
                        }
                    }
                }
                Err(error) => {
                    tracing::warn!(error = %error, jobs = dirty.len(), "hub.read");
                    lock(&self.state).dirty.extend(dirty);
                    self.wake.notify_one();
                    return false;
                }
            }
        }
        true
    }

    /// Sends a revision to whoever watches the job, unless it is old.
    fn publish(&self, job: &Arc<Job>) {
        let state = lock(&self.state);
        if let Some(channel) = state.jobs.get(&job.id) {
            channel.send_if_modified(|held| {
                let newer = held.as_ref().is_none_or(|held| held.rev < job.rev);
                if newer {
                    *held = Some(Arc::clone(job));
                }
                newer
            });
        }
        for mailbox in state.owners.get(&job.owner).into_iter().flatten().filter_map(Weak::upgrade) {
            mailbox.deliver(job);
        }
    }

    /// The job was deleted: its views end.
    fn forget(&self, id: JobId) {
        lock(&self.state).jobs.remove(&id);
    }

    /// Drops what nobody watches any more and marks what is watched for reading.
    async fn sweep(&self) -> Result<()> {
        let owners: Vec<UserId> = {
            let mut state = lock(&self.state);
            state.jobs.retain(|_, channel| channel.receiver_count() > 0);
            state.owners.retain(|_, boxes| {
                boxes.retain(|mailbox| mailbox.strong_count() > 0);
                !boxes.is_empty()
            });
            let open: Vec<JobId> = state.jobs.iter().filter(|(_, channel)| is_open(channel)).map(|(id, _)| *id).collect();
            let expected: Vec<JobId> =
                state.owners.values().flatten().filter_map(Weak::upgrade).flat_map(|mailbox| mailbox.expected()).collect();
            state.dirty.extend(open);
            state.dirty.extend(expected);
            state.owners.keys().copied().collect()
        };
        for owner in owners {
            let ids = self.store.open_job_ids(owner, OWNER_SWEEP).await?;
            lock(&self.state).dirty.extend(ids);
        }
        Ok(())
    }

    /// After a gap in the signals: everything that is watched may have changed.
    pub(crate) async fn look_again(&self) {
        if let Err(error) = self.sweep().await {
            tracing::warn!(error = %error, "hub.sweep");
        }
        self.wake.notify_one();
    }
}

fn is_open(channel: &Channel) -> bool {
    channel.borrow().as_ref().is_none_or(|job| !job.state.is_terminal())
}

impl JobWatch {
    /// The next revision, the present one first; `None` after the terminal one, or when the job was deleted.
    pub async fn next(&mut self) -> Option<Arc<Job>> {
        while !self.over {
            self.channel.changed().await.ok()?;
            let held = self.channel.borrow_and_update().clone();
            if let Some(job) = held.filter(|job| job.rev > self.seen) {
                self.seen = job.rev;
                self.over = job.state.is_terminal();
                return Some(job);
            }
        }
        None
    }
}

impl Mailbox {
    fn deliver(&self, job: &Arc<Job>) {
        {
            let mut open = lock(&self.open);
            if open.get(&job.id).is_some_and(|rev| *rev >= job.rev) {
                return;
            }
            if job.state.is_terminal() && open.remove(&job.id).is_none() && lock(&self.unseen).contains_key(&job.id) {
                return;
            }
            if !job.state.is_terminal() {
                open.insert(job.id, job.rev);
            }
        }
        lock(&self.unseen).insert(job.id, Arc::clone(job));
        self.arrived.notify_one();
    }

    fn expected(&self) -> Vec<JobId> {
        lock(&self.open).keys().copied().collect()
    }
}

impl OwnerWatch {
    /// The next change of any job of the owner, the oldest job first.
    pub async fn next(&mut self) -> Arc<Job> {
        loop {
            let arrived = self.mailbox.arrived.notified();
            if let Some((_, job)) = lock(&self.mailbox.unseen).pop_first() {
                return job;
            }
            arrived.await;
        }
    }
}
