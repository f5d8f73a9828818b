//! Papers for a class: takes a subject with its variants and the pupils, gives
//! each their paper and its corrigé, the files to print and the keys.

mod compose;
mod keys;
mod manifest;
mod merge;
mod papers;
mod print;
mod request;
mod share;
mod values;
mod verify;

pub use manifest::{Manifest, Paper, Written};
pub use papers::{Class, Course, check_seed};
pub use print::{Outcome, print_class};
pub use request::{Collate, Pupils, Refusal, Request};
pub use verify::{Verified, verify};
