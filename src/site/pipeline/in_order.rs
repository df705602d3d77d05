//! Items processed by several threads at once, and their results taken in order, with a limit to the memory that is used
//! at a time.

use std::sync::mpsc::{self, Sender};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::error::Error;

/// The maximum number of documents that are requested at once.
pub(crate) const MAX_CONCURRENT_REQUESTS: usize = 6;

/// The maximum number of bytes of documents that are in memory at once; a larger document is there alone.
pub(crate) const MEMORY_LIMIT: u64 = 64 * 1024 * 1024;

/// The size in bytes of a document that is larger than most.
const LARGE_DOCUMENT: u64 = 1024 * 1024;

/// The processing of each item.
pub(crate) struct ItemTask<Q, P> {
    /// Requests what the item needs, and returns the maximum amount of memory that this takes.
    pub request: Q,
    /// Loads and processes it, when there is enough memory. The memory is free again when the result has been taken.
    pub process: P,
}

/// The same as [`in_order`] where items can fail: `take` gets the results before the first failure.
///
/// # Errors
/// The first failure.
pub(crate) fn try_in_order<'a, I: Sync, A: Send + 'a, R: Send + 'a>(
    items: &'a [I],
    threads: usize,
    task: &'a ItemTask<impl Fn(&I) -> (u64, A) + Sync, impl Fn(&I, A) -> Result<R, Error> + Sync>,
    mut take: impl FnMut(R) + Send,
) -> Result<(), Error> {
    let mut failed = Vec::new();
    in_order(items, threads, task, |result| match result {
        Ok(result) if failed.is_empty() => take(result),
        Ok(_) => {}
        Err(error) => failed.push(error),
    });
    Error::first_of(failed).map_or(Ok(()), Err)
}

/// Requests what `items` need on so many threads, processes each when there is enough memory, and calls `take` with the
/// results, all in the order of the items.
pub(crate) fn in_order<'a, I: Sync, A: Send + 'a, R: Send + 'a>(
    items: &'a [I],
    threads: usize,
    task: &'a ItemTask<impl Fn(&I) -> (u64, A) + Sync, impl Fn(&I, A) -> R + Sync>,
    take: impl FnMut(R) + Send,
) {
    let queue = Queue::default();
    let take = Mutex::new(take);
    let work = |jobs: Option<Sender<Job<'a>>>| {
        let _guard = PanicGuard(&queue);
        while let Some((at, item)) = queue.next(items) {
            let (size, requested) = (task.request)(item);
            if !queue.wait_for_memory(at, size) {
                break;
            }
            let process = move || (task.process)(item, requested);
            let result = match jobs.as_ref().filter(|_| size > LARGE_DOCUMENT) {
                Some(jobs) => run_on_caller(jobs, process),
                None => Some(process()),
            };
            let Some(result) = result.filter(|_| queue.wait_for_turn(at)) else { break };
            lock(&take)(result);
            queue.finish(size);
        }
    };
    let (sender, jobs) = mpsc::channel();
    thread::scope(|scope| {
        let _guard = PanicGuard(&queue);
        for _ in 0..threads.min(items.len()) {
            let sender = sender.clone();
            // If the system has no thread left, the others do the work.
            let _ = thread::Builder::new().spawn_scoped(scope, || work(Some(sender)));
        }
        drop(sender);
        for job in jobs {
            job();
        }
        work(None);
    });
}

/// The processing of a large document. Allocators keep what each thread has freed, so one thread processes all of them.
type Job<'j> = Box<dyn FnOnce() + Send + 'j>;

/// Runs a job on the thread that waits for jobs; `None` if that thread has panicked.
fn run_on_caller<'j, R: Send + 'j>(jobs: &Sender<Job<'j>>, job: impl FnOnce() -> R + Send + 'j) -> Option<R> {
    let (sender, result) = mpsc::sync_channel(1);
    let job = move || {
        let _ = sender.send(job());
    };
    jobs.send(Box::new(job)).ok()?;
    result.recv().ok()
}

#[derive(Default)]
struct Queue {
    state: Mutex<State>,
    changed: Condvar,
}

/// The number of items that have reached each step, which they do in order.
#[derive(Default)]
struct State {
    requested: usize,
    admitted: usize,
    finished: usize,
    /// The maximum number of bytes that the items use which are admitted and not finished.
    memory: u64,
    /// Whether a thread has panicked: its item is never finished.
    panicked: bool,
}

impl Queue {
    fn next<'i, I>(&self, items: &'i [I]) -> Option<(usize, &'i I)> {
        let mut state = lock(&self.state);
        let at = state.requested;
        let item = items.get(at)?;
        state.requested += 1;
        Some((at, item))
    }

    /// Waits for enough memory; false if there will never be.
    fn wait_for_memory(&self, at: usize, size: u64) -> bool {
        let is_full = |state: &State| state.memory > 0 && state.memory.saturating_add(size) > MEMORY_LIMIT;
        let mut state = self.wait_while(|state| state.admitted != at || is_full(state));
        state.admitted += 1;
        state.memory = state.memory.saturating_add(size);
        self.changed.notify_all();
        !state.panicked
    }

    /// Waits until all items before this one are finished; false if they never will be.
    fn wait_for_turn(&self, at: usize) -> bool {
        !self.wait_while(|state| state.finished != at).panicked
    }

    fn finish(&self, size: u64) {
        let mut state = lock(&self.state);
        state.finished += 1;
        state.memory = state.memory.saturating_sub(size);
        self.changed.notify_all();
    }

    /// Waits while a condition holds, and no thread has panicked.
    fn wait_while(&self, condition: impl Fn(&State) -> bool) -> MutexGuard<'_, State> {
        let waiting = self.changed.wait_while(lock(&self.state), |state| !state.panicked && condition(state));
        waiting.unwrap_or_else(PoisonError::into_inner)
    }
}

/// Ends all waiting when its thread panics.
struct PanicGuard<'q>(&'q Queue);

impl Drop for PanicGuard<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            lock(&self.0.state).panicked = true;
            self.0.changed.notify_all();
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
