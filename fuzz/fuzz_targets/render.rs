//! Any body: nothing that runs is left of it, and every address is whole.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    feedwright::fuzzing::render(bytes);
});
