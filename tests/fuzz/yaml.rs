//! Any bytes as a subject.
#![no_main]

mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::yaml(bytes));
