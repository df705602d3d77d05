//! Files in, what is made of each out, in their order. Each thread reads files and parses them. There are more of them than
//! cores: a disk serves many requests at a time as fast as one. What one thread has read is not passed on to another,
//! which would take as long as reading it.

use std::slice::ChunksMut;
use std::sync::{Mutex, PoisonError};
use std::thread::{self, Builder};
use std::vec::IntoIter;

use rayon::prelude::*;

/// The minimum number of threads for many items.
const THREADS: usize = 32;

/// The maximum number of items that a thread takes at a time, so that threads seldom wait for each other.
const BATCH: usize = 16;

/// Passes each item and its index to `make`, with a state that is kept for each thread. Returns what was made, in the order
/// of the items.
pub(crate) fn in_parallel<I: Send, S, T: Send>(
    items: Vec<I>,
    state: impl Fn() -> S + Sync,
    make: impl Fn(&mut S, usize, I) -> Option<T> + Sync,
) -> Vec<T> {
    let threads = THREADS.max(rayon::current_num_threads());
    let size = (items.len() / threads).clamp(1, BATCH);
    let threads = items.len().div_ceil(size).min(threads);
    // Memory that is used for the first time takes time.
    let mut results: Vec<Option<T>> = (0..items.len()).into_par_iter().map(|_| None).collect();
    let queue = Mutex::new(Queue { items: items.into_iter(), made: results.chunks_mut(size), size, at: 0 });
    let make_all = || {
        let mut own = None;
        while let Some(batch) = next(&queue) {
            batch.make(&make, own.get_or_insert_with(&state));
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            // If the system has no more threads, the others do its work.
            let _ = Builder::new().spawn_scoped(scope, make_all);
        }
        make_all();
    });
    some(results)
}

/// The items that no thread has taken yet, and the places for what is made of them.
struct Queue<'m, I, T> {
    items: IntoIter<I>,
    made: ChunksMut<'m, Option<T>>,
    size: usize,
    at: usize,
}

/// Items in a row, and the places for what is made of them.
struct Batch<'m, I, T> {
    items: Vec<I>,
    made: &'m mut [Option<T>],
    at: usize,
}

impl<I, T> Batch<'_, I, T> {
    fn make<S>(self, make: impl Fn(&mut S, usize, I) -> Option<T>, state: &mut S) {
        for ((at, item), made) in (self.at..).zip(self.items).zip(self.made) {
            *made = make(state, at, item);
        }
    }
}

fn next<'m, I, T>(queue: &Mutex<Queue<'m, I, T>>) -> Option<Batch<'m, I, T>> {
    let mut queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
    let (made, at) = (queue.made.next()?, queue.at);
    queue.at += queue.size;
    let size = queue.size;
    Some(Batch { items: queue.items.by_ref().take(size).collect(), made, at })
}

#[expect(
    clippy::filter_map_identity,
    reason = "unlike `flatten` it needs no second vector, of which there may be a million"
)]
fn some<T>(made: Vec<Option<T>>) -> Vec<T> {
    made.into_iter().filter_map(|made| made).collect()
}
