//! Any text as metadata: an article, or an error that says why there is none.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    feedwright::fuzzing::head(bytes);
});
