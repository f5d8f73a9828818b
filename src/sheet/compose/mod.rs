//! From a subject and its answers to a sheet: every text filled and set,
//! every number written, every alternative text made from the data.

mod alternative;
mod bareme;
mod block;
mod calendar;
mod chart;
mod corrige;
mod dashboard;
mod data_table;
mod equation;
mod exam;
mod figure;
mod grouped;
mod mockup;
mod network;
mod outline;
mod paper;
mod person;
mod scheme;
mod screen;
mod shares;
mod table;
mod target;
mod text;

pub use bareme::bareme;
pub use corrige::corrige;
pub use exam::sujet;
pub use figure::{points, value_text};

use std::collections::BTreeMap;

use crate::answers::Answers;
use crate::diagnostic::{Fault, Faults};
use crate::sheet::Sheet;
use crate::source::Sources;
use crate::subject::Subject;

/// What composing needs and fills.
struct Composer<'a> {
    subject: &'a Subject,
    answers: &'a Answers,
    sources: &'a Sources,
    faults: Faults,
    /// Whether charts and maps also give their data as a table.
    adapted: bool,
    /// Numbers of the markers of the mock-up being composed, by name.
    markers: BTreeMap<String, String>,
}

impl<'a> Composer<'a> {
    fn new(subject: &'a Subject, answers: &'a Answers, sources: &'a Sources) -> Self {
        Self {
            subject,
            answers,
            sources,
            faults: Faults::default(),
            adapted: false,
            markers: BTreeMap::new(),
        }
    }

    /// Ends with the sheet and its warnings, or with every fault.
    fn finished(self, sheet: Sheet) -> Result<(Sheet, Faults), Faults> {
        if self.faults.has_errors() { Err(self.faults) } else { Ok((sheet, self.faults)) }
    }

    fn tell(&mut self, fault: Fault) {
        self.faults.push(fault);
    }
}
