//! From the files of a project to the documents it prints: takes paths, gives
//! prepared subjects and PDF files.

mod document;
mod plan;
mod prepare;
mod print;
mod write;

pub use document::Document;
pub use plan::{Planned, plan};
pub use prepare::{Prepared, Ready, prepare};
pub use print::{Printed, job, print};
pub use write::write;
