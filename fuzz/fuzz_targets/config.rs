//! Any text as a configuration: read as a whole, or refused with an error.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    feedwright::fuzzing::config(bytes);
});
