//! Any bytes as a feed of XML: an answer, no panic, and every place in the file.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    feedwright::fuzzing::check(bytes);
});
