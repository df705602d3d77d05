//! A stopwatch with a limit, shared by parallel tasks. It runs while at least one of them runs.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Measures the time in which any task runs.
pub(crate) struct Stopwatch {
    limit: Duration,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// The time measured before the current tasks started.
    total: Duration,
    running: usize,
    since: Option<Instant>,
}

/// A running task, until it is dropped.
pub(crate) struct Running<'s>(&'s Stopwatch);

impl Stopwatch {
    pub(crate) fn new(limit: Duration) -> Stopwatch {
        Stopwatch { limit, state: Mutex::default() }
    }

    pub(crate) fn start(&self) -> Running<'_> {
        let mut state = self.lock();
        state.running += 1;
        state.since.get_or_insert_with(Instant::now);
        Running(self)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Running<'_> {
    /// The time left, if any.
    pub(crate) fn left(&self) -> Option<Duration> {
        let elapsed = self.0.lock().elapsed();
        self.0.limit.checked_sub(elapsed).filter(|left| !left.is_zero())
    }
}

impl State {
    fn elapsed(&self) -> Duration {
        self.total + self.since.map_or(Duration::ZERO, |since| since.elapsed())
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        let mut state = self.0.lock();
        state.running -= 1;
        if state.running == 0 {
            state.total = state.elapsed();
            state.since = None;
        }
    }
}
