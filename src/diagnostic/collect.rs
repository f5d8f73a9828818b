//! A list of faults under construction: takes them in any order, gives them
//! in the order of the file.

use super::{Fault, Severity};

/// The faults found so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faults {
    list: Vec<Fault>,
}

impl Faults {
    /// Adds one.
    pub fn push(&mut self, fault: Fault) {
        self.list.push(fault);
    }

    /// Adds several.
    pub fn extend(&mut self, faults: impl IntoIterator<Item = Fault>) {
        self.list.extend(faults);
    }

    /// Keeps the value of a result, or its fault.
    pub fn keep<T>(&mut self, result: Result<T, Fault>) -> Option<T> {
        result.map_err(|fault| self.push(fault)).ok()
    }

    /// Tells whether one of them is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|fault| fault.severity == Severity::Error)
    }

    /// Leaves out those that are not wanted.
    pub fn retain(&mut self, wanted: impl FnMut(&Fault) -> bool) {
        self.list.retain(wanted);
    }

    /// Visits them in the order in which they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Fault> {
        self.list.iter()
    }

    /// Tells whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Returns them in the order of their first places, each once.
    #[must_use]
    pub fn in_order(mut self) -> Vec<Fault> {
        self.list.sort_by_key(|fault| fault.places.first().map(|place| place.span));
        self.list.dedup();
        self.list
    }
}

impl FromIterator<Fault> for Faults {
    fn from_iter<I: IntoIterator<Item = Fault>>(faults: I) -> Self {
        Self { list: faults.into_iter().collect() }
    }
}

impl From<Fault> for Faults {
    fn from(fault: Fault) -> Self {
        Self { list: vec![fault] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Sources, Span};

    #[test]
    fn faults_come_in_the_order_of_the_file_and_once() {
        let mut sources = Sources::default();
        let id = sources.add("a.yaml", "un deux");
        let late = Fault::error("b", "deux").at(Span::new(id, 3..7), "");
        let early = Fault::warning("a", "un").at(Span::new(id, 0..2), "");
        let mut faults = Faults::default();
        faults.extend([late.clone(), early.clone(), late.clone()]);
        assert!(faults.has_errors());
        assert_eq!(faults.in_order(), [early, late]);
    }
}
