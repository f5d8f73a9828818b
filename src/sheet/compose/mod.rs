//! From a subject and its answers to a sheet: every text filled and set,
//! every number written, every alternative text made from the data.

mod alternative;
mod block;
mod calendar;
mod chart;
mod equation;
mod figure;
mod mockup;
mod page;
mod person;
mod scheme;
mod screen;
mod shares;
mod table;
mod text;

pub use figure::{points, value_text};
pub use page::corrige;

use std::collections::BTreeMap;

use crate::answers::Answers;
use crate::diagnostic::{Fault, Faults};
use crate::source::Sources;
use crate::subject::Subject;

/// What composing needs and fills.
struct Composer<'a> {
    subject: &'a Subject,
    answers: &'a Answers,
    sources: &'a Sources,
    faults: Faults,
    /// Numbers of the markers of the mock-up being composed, by name.
    markers: BTreeMap<String, String>,
}

impl<'a> Composer<'a> {
    fn new(subject: &'a Subject, answers: &'a Answers, sources: &'a Sources) -> Self {
        Self { subject, answers, sources, faults: Faults::default(), markers: BTreeMap::new() }
    }

    fn tell(&mut self, fault: Fault) {
        self.faults.push(fault);
    }
}
