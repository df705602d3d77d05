//! Tests of `scan::read_ahead`.

use std::panic::catch_unwind;
use std::sync::Mutex;

use feedwright::site::scan::read_ahead;

#[test]
fn what_is_made_has_the_order_of_the_items_whichever_thread_is_first() {
    for count in [0, 1, 2, 31, 32, 33, 1000, 1001] {
        let read = |item: &usize, buffer: &mut Vec<u8>| {
            buffer.resize(8, 0);
            item * 2
        };
        let made = read_ahead((0..count).collect(), read, || (), |(), at, item, read| Some((at, item, read)));
        assert_eq!(made, (0..count).map(|at| (at, at, at * 2)).collect::<Vec<_>>());
    }
}

#[test]
fn what_is_not_made_is_left_out() {
    let made =
        read_ahead((0..100).collect(), |_, _| (), || (), |(), _, item, ()| (item % 3 == 0).then_some(item));
    assert_eq!(made, (0..100).step_by(3).collect::<Vec<i32>>());
}

#[test]
fn each_thread_that_parses_keeps_its_state_and_each_that_reads_its_buffer() {
    let states = Mutex::new(0);
    let state = || {
        *states.lock().unwrap() += 1;
        0_usize
    };
    let read = |_: &usize, buffer: &mut Vec<u8>| {
        buffer.push(0);
        buffer.len()
    };
    let made = read_ahead((0..10_000).collect(), read, state, |state, _, _, read| {
        *state += 1;
        Some((*state, read))
    });
    // Few begin anew.
    assert!(made.iter().filter(|(state, _)| *state == 1).count() <= rayon::current_num_threads() + 1);
    assert!(made.iter().filter(|(_, read)| *read == 1).count() <= 33);
    assert!(*states.lock().unwrap() <= rayon::current_num_threads() + 1);
}

#[test]
fn a_panic_ends_the_work() {
    let made = catch_unwind(|| {
        read_ahead(
            (0..1000).collect::<Vec<i32>>(),
            |_, _| (),
            || (),
            |(), _, _, ()| -> Option<()> { panic!("no") },
        )
    });
    assert!(made.is_err());
}
