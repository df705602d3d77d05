//! Documents of others: requested several at a time, processed in their order, and never more of them in memory than have
//! room there.

use std::sync::mpsc::{self, Sender};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::error::Error;

/// How many documents are requested at once.
pub(crate) const REQUESTS: usize = 6;

/// How many bytes of documents are in memory at once; a larger document is there alone.
pub(crate) const ROOM: u64 = 64 * 1024 * 1024;

/// More bytes than most documents have.
const LONG: u64 = 1024 * 1024;

/// A document that was requested, and need not be in memory yet.
pub(crate) struct Requested<'a> {
    size: u64,
    load: Load<'a>,
}

/// Waits for the rest of a document; none if there is no such document.
type Load<'a> = Box<dyn FnOnce() -> Result<Option<Vec<u8>>, Error> + Send + 'a>;

/// Requests the document at a path.
pub(crate) type Find<'a> = Box<dyn Fn(&str) -> Requested<'a> + Sync + 'a>;

impl<'a> Requested<'a> {
    /// A document that takes `size` bytes at most, as soon as `load` has been called.
    pub(crate) fn new(
        size: u64,
        load: impl FnOnce() -> Result<Option<Vec<u8>>, Error> + Send + 'a,
    ) -> Requested<'a> {
        Requested { size, load: Box::new(load) }
    }

    /// How many bytes it takes at most.
    #[must_use]
    pub(crate) fn size(&self) -> u64 {
        self.size
    }

    /// The document; none if there is none.
    ///
    /// # Errors
    /// If it cannot be read.
    pub(crate) fn load(self) -> Result<Option<Vec<u8>>, Error> {
        (self.load)()
    }
}

/// What is done with each item.
pub(crate) struct Steps<Q, P> {
    /// Requests what the item needs, and says how much memory that takes at most.
    pub request: Q,
    /// Loads and processes it, when there is room. The room is free again when the result has been taken.
    pub process: P,
}

/// Requests what `items` need on so many threads, processes each when there is room, and lets `take` have the results,
/// all in the order of the items.
pub(crate) fn in_order<'a, I: Sync, A: Send + 'a, R: Send + 'a>(
    items: &'a [I],
    threads: usize,
    steps: &'a Steps<impl Fn(&I) -> (u64, A) + Sync, impl Fn(&I, A) -> R + Sync>,
    take: impl FnMut(R) + Send,
) {
    let queue = Queue::default();
    let take = Mutex::new(take);
    let work = |jobs: Option<Sender<Job<'a>>>| {
        let _alarm = Alarm(&queue);
        while let Some((at, item)) = queue.next(items) {
            let (size, requested) = (steps.request)(item);
            if !queue.enter(at, size) {
                break;
            }
            let process = move || (steps.process)(item, requested);
            let result = match jobs.as_ref().filter(|_| size > LONG) {
                Some(jobs) => run_elsewhere(jobs, process),
                None => Some(process()),
            };
            let Some(result) = result.filter(|_| queue.wait_to_leave(at)) else { break };
            lock(&take)(result);
            queue.leave(size);
        }
    };
    let (sender, jobs) = mpsc::channel();
    thread::scope(|scope| {
        let _alarm = Alarm(&queue);
        for _ in 0..threads.min(items.len()) {
            let sender = sender.clone();
            // Where the system has no thread left, the others do the work.
            let _ = thread::Builder::new().spawn_scoped(scope, || work(Some(sender)));
        }
        drop(sender);
        for job in jobs {
            job();
        }
        work(None);
    });
}

/// What is done with a long document. Allocators keep what each thread has freed, so that one thread does it for all.
type Job<'j> = Box<dyn FnOnce() + Send + 'j>;

/// Lets the thread that waits for jobs run one; none if it has panicked.
fn run_elsewhere<'j, R: Send + 'j>(jobs: &Sender<Job<'j>>, job: impl FnOnce() -> R + Send + 'j) -> Option<R> {
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

/// How many items have come how far, in their order.
#[derive(Default)]
struct State {
    requested: usize,
    entered: usize,
    left: usize,
    /// The bytes that those may take which entered and have not left.
    used: u64,
    /// A thread has panicked: its item never leaves.
    abandoned: bool,
}

impl Queue {
    fn next<'i, I>(&self, items: &'i [I]) -> Option<(usize, &'i I)> {
        let mut state = lock(&self.state);
        let at = state.requested;
        let item = items.get(at)?;
        state.requested += 1;
        Some((at, item))
    }

    /// Waits for room; false if there will be none.
    fn enter(&self, at: usize, size: u64) -> bool {
        let is_full = |state: &State| state.used > 0 && state.used.saturating_add(size) > ROOM;
        let mut state = self.wait(|state| state.entered != at || is_full(state));
        state.entered += 1;
        state.used = state.used.saturating_add(size);
        self.changed.notify_all();
        !state.abandoned
    }

    fn wait_to_leave(&self, at: usize) -> bool {
        !self.wait(|state| state.left != at).abandoned
    }

    fn leave(&self, size: u64) {
        let mut state = lock(&self.state);
        state.left += 1;
        state.used = state.used.saturating_sub(size);
        self.changed.notify_all();
    }

    /// Waits as long as a condition holds, and nothing was abandoned.
    fn wait(&self, condition: impl Fn(&State) -> bool) -> MutexGuard<'_, State> {
        let waiting =
            self.changed.wait_while(lock(&self.state), |state| !state.abandoned && condition(state));
        waiting.unwrap_or_else(PoisonError::into_inner)
    }
}

/// Ends all waiting where a thread panics.
struct Alarm<'q>(&'q Queue);

impl Drop for Alarm<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            lock(&self.0.state).abandoned = true;
            self.0.changed.notify_all();
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
