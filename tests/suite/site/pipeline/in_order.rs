//! Documents that are requested several at a time, and processed in their order as far as there is room.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};

use feedwright::site::pipeline::in_order::{ItemTask, MAX_CONCURRENT_REQUESTS, MEMORY_LIMIT, in_order};

use crate::suite::support::Gathering;

/// Processes documents of these sizes, and returns the maximum that was in memory at once.
fn most_at_once(sizes: &[u64]) -> usize {
    let (now, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let task = ItemTask {
        request: |size: &u64| (*size, ()),
        process: |_: &u64, ()| {
            most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        },
    };
    in_order(sizes, MAX_CONCURRENT_REQUESTS, &task, |()| {
        now.fetch_sub(1, Ordering::SeqCst);
    });
    most.into_inner()
}

#[test]
fn one_document_per_thread_is_requested_at_a_time() {
    let gathering = Gathering::of(MAX_CONCURRENT_REQUESTS);
    let task = ItemTask { request: |_: &usize| (0, gathering.is_complete()), process: |_: &usize, all| all };
    let mut found = Vec::new();
    in_order(&[0; MAX_CONCURRENT_REQUESTS], MAX_CONCURRENT_REQUESTS, &task, |all| found.push(all));
    assert_eq!(found, [true; MAX_CONCURRENT_REQUESTS]);
}

#[test]
fn results_come_in_the_order_of_the_items_whichever_is_there_first() {
    let items: Vec<usize> = (0..100).collect();
    let gathering = Gathering::of(2);
    // The first is not there before the second.
    let request = |item: &usize| (1, *item > 1 || gathering.is_complete());
    let task = ItemTask { request, process: |item: &usize, is_there| (*item, is_there) };
    let mut found = Vec::new();
    in_order(&items, MAX_CONCURRENT_REQUESTS, &task, |result| found.push(result));
    assert_eq!(found, items.iter().map(|item| (*item, true)).collect::<Vec<_>>());
}

#[test]
fn no_more_documents_are_in_memory_than_the_limit_allows() {
    assert_eq!(most_at_once(&[MEMORY_LIMIT; 50]), 1);
    assert_eq!(most_at_once(&[MEMORY_LIMIT / 2 + 1; 50]), 1);
    assert_eq!(most_at_once(&[u64::MAX; 50]), 1);
    assert!(most_at_once(&[MEMORY_LIMIT / 2; 50]) <= 2);
}

#[test]
fn short_ones_are_in_memory_together() {
    let gathering = Gathering::of(MAX_CONCURRENT_REQUESTS);
    let task = ItemTask { request: |_: &u64| (1, ()), process: |_: &u64, ()| gathering.is_complete() };
    let mut found = Vec::new();
    in_order(&[1; MAX_CONCURRENT_REQUESTS], MAX_CONCURRENT_REQUESTS, &task, |all| found.push(all));
    assert_eq!(found, [true; MAX_CONCURRENT_REQUESTS]);
}

#[test]
fn a_panic_ends_the_others_and_is_passed_on() {
    let items: Vec<usize> = (0..50).collect();
    for fails in [0, 7, 49] {
        let request = |item: &usize| {
            assert_ne!(*item, fails);
            (MEMORY_LIMIT, ())
        };
        let task = ItemTask { request, process: |_: &usize, ()| () };
        let result =
            catch_unwind(AssertUnwindSafe(|| in_order(&items, MAX_CONCURRENT_REQUESTS, &task, |()| {})));
        assert!(result.is_err(), "{fails}");
    }
}
