//! The engine's threads. Owns their number and the rule for threads that never come back: they are left behind with their pool, and the
//! next run gets a pool with all of its threads.

use std::sync::{Arc, Mutex, PoisonError};

use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};

pub(super) struct EnginePool {
    threads: usize,
    current: Mutex<Arc<ThreadPool>>,
}

impl EnginePool {
    pub(super) fn new(threads: usize) -> Result<Self, ThreadPoolBuildError> {
        let threads = threads.max(1);
        Ok(Self { threads, current: Mutex::new(Arc::new(build(threads)?)) })
    }

    /// The pool for a run that begins now.
    pub(super) fn current(&self) -> Arc<ThreadPool> {
        Arc::clone(&self.current.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Leaves a pool behind that holds a thread which never looks up; runs that are in it end in it.
    pub(super) fn leave(&self, stuck: &Arc<ThreadPool>) {
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        if !Arc::ptr_eq(&current, stuck) {
            return;
        }
        match build(self.threads) {
            Ok(fresh) => *current = Arc::new(fresh),
            // One thread fewer is better than none.
            Err(error) => tracing::error!(error = %error, "pool.leave"),
        }
    }
}

fn build(threads: usize) -> Result<ThreadPool, ThreadPoolBuildError> {
    ThreadPoolBuilder::new().num_threads(threads).thread_name(|at| format!("engine-{at}")).build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pool_is_left_once_and_the_next_run_gets_a_fresh_one() {
        let pool = EnginePool::new(1).unwrap();
        let first = pool.current();
        pool.leave(&first);
        let second = pool.current();
        assert!(!Arc::ptr_eq(&first, &second));
        // A second report about the first pool, from another run in it, changes nothing.
        pool.leave(&first);
        assert!(Arc::ptr_eq(&second, &pool.current()));
        assert_eq!(second.install(|| 7), 7);
    }
}
