//! Any tree as a site: strict parsers and our own rules accept what is published.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    feedwright::fuzzing::site(bytes);
});
