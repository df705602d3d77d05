//! Threads for work that waits for the disk: more than there are cores. They are started once, by the first who needs
//! them.

use std::sync::LazyLock;

use rayon::{ThreadPool, ThreadPoolBuilder};

/// The minimum number of threads: a disk serves many requests at a time as fast as one, but each thread has memory of its
/// own.
const MIN_THREADS: usize = 8;

static POOL: LazyLock<Option<ThreadPool>> =
    LazyLock::new(|| ThreadPoolBuilder::new().num_threads(number()).build().ok());

/// How many of them there are.
pub(super) fn number() -> usize {
    MIN_THREADS.max(rayon::current_num_threads())
}

/// Does work that waits for the disk on these threads; on those for everything else, if the system has no more.
pub(super) fn on_disk_threads<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    match &*POOL {
        Some(pool) => pool.install(work),
        None => work(),
    }
}
