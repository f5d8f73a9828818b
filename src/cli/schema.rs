//! `corrige schema`: the keys of a subject, for editors and for authors.

use super::Status;
use super::report::Report;
use crate::subject::{reference, schema};

/// Prints the JSON Schema of subjects, or the page that describes every key.
pub(super) fn run(markdown: bool, report: &mut Report) -> Status {
    let text = if markdown { reference() } else { schema() };
    report.output(&text);
    Status::Done
}
