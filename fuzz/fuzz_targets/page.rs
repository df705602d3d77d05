//! Any page of a built site: it is read, or refused.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    feedwright::fuzzing::page(bytes);
});
