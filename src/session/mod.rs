//! From the files of a project to the documents it prints: takes paths, gives
//! prepared subjects and PDF files.

pub mod build;
pub mod class;
mod document;
mod fingerprint;
mod inputs;
mod limits;
mod lock;
mod plan;
mod prepare;
mod print;
mod project;
mod record;
mod select;
mod threads;
pub mod worker;
mod write;

pub use document::Document;
pub use fingerprint::{Fingerprint, Inputs};
pub use inputs::{Input, Stamp};
pub use limits::{Limit, Limits};
pub use lock::{Holder, Lock};
pub use plan::{Planned, plan};
pub use prepare::{Prepared, Ready, prepare, prepare_within};
pub use print::{Printed, job, print};
pub use project::Project;
pub use select::{Identity, Wanted};
pub use threads::{cores, each};
pub use write::{write, write_quickly, write_with};
