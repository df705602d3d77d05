//! Files in, what is made of each out, in their order. The threads that read are ahead of those that parse, and more: a disk
//! serves many requests at a time as fast as one, while parsing on more threads than there are cores only costs memory.

use std::slice::ChunksMut;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, Builder};
use std::vec::IntoIter;

/// The maximum number of threads that read.
const READERS: usize = 32;

/// The maximum number of files that are passed on at a time, so that threads seldom wait for each other.
const BATCH: usize = 16;

/// Reads each item with `read`, which may use the same buffer for many of them. Passes the item, its index and what was
/// read to `make`, with a state that is kept for each thread. Returns what was made, in the order of the items.
pub(crate) fn read_ahead<I: Send, R: Send, S, T: Send>(
    items: Vec<I>,
    read: impl Fn(&I, &mut Vec<u8>) -> R + Sync,
    state: impl Fn() -> S + Sync,
    make: impl Fn(&mut S, usize, I, R) -> Option<T> + Sync,
) -> Vec<T> {
    let size = (items.len() / READERS).clamp(1, BATCH);
    let readers = items.len().div_ceil(size).min(READERS);
    let parsers = rayon::current_num_threads().min(readers);
    let mut results: Vec<Option<T>> = items.iter().map(|_| None).collect();
    let queue = Mutex::new(Queue { items: items.into_iter(), made: results.chunks_mut(size), size, at: 0 });
    let (sender, receiver) = mpsc::sync_channel(READERS);
    let receiver = Arc::new(Mutex::new(receiver));

    let read_all = |sender: SyncSender<_>| {
        let mut buffer = Vec::new();
        while let Some(batch) = next(&queue)
            && sender.send(batch.read(&read, &mut buffer)).is_ok()
        {}
    };
    let make_all = |receiver: Arc<Mutex<Receiver<_>>>| {
        let mut state = state();
        while let Some(batch) = receive(&receiver) {
            Batch::make(batch, &make, &mut state);
        }
    };
    thread::scope(|scope| {
        for _ in 0..readers {
            let (read_all, sender) = (&read_all, sender.clone());
            let _ = Builder::new().spawn_scoped(scope, move || read_all(sender));
        }
        drop(sender);
        for _ in 1..parsers {
            let (make_all, receiver) = (&make_all, Arc::clone(&receiver));
            let _ = Builder::new().spawn_scoped(scope, move || make_all(receiver));
        }
        make_all(receiver);
        // Something is left only if the system had no thread left.
        let (mut buffer, mut state) = (Vec::new(), state());
        while let Some(batch) = next(&queue) {
            batch.read(&read, &mut buffer).make(&make, &mut state);
        }
    });
    some(results)
}

/// The items that nobody reads yet, and the places for what is made of them.
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

impl<'m, I, T> Batch<'m, I, T> {
    fn read<R>(self, read: impl Fn(&I, &mut Vec<u8>) -> R, buffer: &mut Vec<u8>) -> Batch<'m, (I, R), T> {
        let read = |item| {
            let read = read(&item, buffer);
            (item, read)
        };
        Batch { items: self.items.into_iter().map(read).collect(), made: self.made, at: self.at }
    }
}

impl<I, R, T> Batch<'_, (I, R), T> {
    fn make<S>(self, make: impl Fn(&mut S, usize, I, R) -> Option<T>, state: &mut S) {
        for ((at, (item, read)), made) in (self.at..).zip(self.items).zip(self.made) {
            *made = make(state, at, item, read);
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

fn receive<T>(receiver: &Mutex<Receiver<T>>) -> Option<T> {
    receiver.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

#[expect(
    clippy::filter_map_identity,
    reason = "unlike `flatten` it needs no second vector, of which there may be a million"
)]
fn some<T>(made: Vec<Option<T>>) -> Vec<T> {
    made.into_iter().filter_map(|made| made).collect()
}
