//! Tests of `scan::in_parallel`.

use std::collections::BTreeSet;
use std::panic::catch_unwind;
use std::sync::{Barrier, Mutex};
use std::thread;

use feedwright::site::scan::in_parallel;

#[test]
fn what_is_made_has_the_order_of_the_items_whichever_thread_is_first() {
    for count in [0, 1, 2, 31, 32, 33, 1000, 1001] {
        let made = in_parallel((0..count).collect(), || (), |(), at, item: usize| Some((at, item * 2)));
        assert_eq!(made, (0..count).map(|at| (at, at * 2)).collect::<Vec<_>>());
    }
}

#[test]
fn what_is_not_made_is_left_out() {
    let made = in_parallel((0..100).collect(), || (), |(), _, item| (item % 3 == 0).then_some(item));
    assert_eq!(made, (0..100).step_by(3).collect::<Vec<i32>>());
}

#[test]
fn each_thread_keeps_its_state() {
    let states = Mutex::new(0);
    let state = || {
        *states.lock().unwrap() += 1;
        0_usize
    };
    let made = in_parallel((0..10_000).collect::<Vec<i32>>(), state, |state, _, _| {
        *state += 1;
        Some(*state)
    });
    let states = *states.lock().unwrap();
    assert!(states <= 32.max(rayon::current_num_threads()));
    assert_eq!(made.iter().filter(|state| **state == 1).count(), states);
}

#[test]
fn more_files_are_read_at_a_time_than_there_are_cores() {
    // Each item waits until all are being read.
    let (barrier, threads) = (Barrier::new(32), Mutex::new(BTreeSet::new()));
    in_parallel(
        (0..32).collect::<Vec<i32>>(),
        || (),
        |(), _, _| {
            threads.lock().unwrap().insert(format!("{:?}", thread::current().id()));
            barrier.wait();
            Some(())
        },
    );
    assert_eq!(threads.into_inner().unwrap().len(), 32);
}

#[test]
fn a_panic_ends_the_work() {
    let made = catch_unwind(|| {
        in_parallel((0..1000).collect::<Vec<i32>>(), || (), |(), _, _| -> Option<()> { panic!("no") })
    });
    assert!(made.is_err());
}
