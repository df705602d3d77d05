//! Any bytes as a JSON feed: an answer, no panic, and every place in the file.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // What begins with a brace is read as JSON.
    feedwright::fuzzing::check(&[b"{", bytes].concat());
});
