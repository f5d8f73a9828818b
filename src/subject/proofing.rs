//! What an author asks of the proof-reader (*relecture*).

use crate::source::Spanned;

/// What the proof-reader must know of a subject.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proofing {
    /// Rules whose faults are not told.
    pub ignored: Vec<Ignored>,
    /// Words that are right as they stand (*mots*).
    pub words: Vec<String>,
}

/// A rule that a subject does not follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignored {
    /// Its identifier.
    pub lint: Spanned<&'static str>,
    /// Why.
    pub reason: String,
}

impl Proofing {
    /// Tells whether the faults of an identifier are told.
    #[must_use]
    pub fn tells(&self, id: &str) -> bool {
        self.ignored.iter().all(|ignored| ignored.lint.value != id)
    }
}
