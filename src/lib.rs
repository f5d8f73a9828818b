//! `corrige` turns YAML descriptions of French written exams into printable
//! PDFs.

pub mod answers;
mod cli;
pub mod diagnostic;
pub mod formula;
pub mod markup;
pub mod number;
pub mod pdf;
pub mod session;
pub mod sheet;
pub mod source;
pub mod subject;
pub mod typst;
pub mod yaml;

pub use cli::run;
