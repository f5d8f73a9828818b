//! The tests of the whole program, as one program: Typst is linked once, and the
//! fonts are read once. `watch.rs` is apart: it looks at the memory of its own
//! process.

mod architecture;
mod build;
mod build_check;
#[cfg(unix)]
mod ci_files;
mod cli;
mod cloche_lorraine;
mod commands;
mod corpus;
mod diff;
mod editions;
mod email;
mod exercise;
mod export;
mod faults;
mod formats;
mod guide;
mod hostile;
mod licences;
mod lints;
mod markstein;
mod merge;
mod new;
mod pdf;
#[cfg(target_os = "linux")]
mod release;
mod schema;
mod secrets;
mod shards;
mod support;
mod templates;
mod theme;
mod variants;
mod verify;
mod widths;
#[cfg(target_os = "linux")]
mod worker;
