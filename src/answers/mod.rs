//! Values of data, tables and formulas: takes a subject, gives each named
//! value, exact, computed in order of need.

mod definitions;
mod detour;
mod formulas;
mod scope;
mod solve;

use std::collections::{BTreeMap, BTreeSet};

pub use definitions::{Definition, Source, definitions};
pub use formulas::Formulas;
pub use scope::Columns;
pub use solve::solve;

use crate::diagnostic::Fault;
use crate::formula::{self, FormulaFault, Lookup, Scope, Value, Worked};
use crate::source::Sources;
use crate::subject::{Formula, Table};

/// Where a named value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It was written.
    Given,
    /// It is computed.
    Computed,
}

/// A named value.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The name formulas use: `nps`, `clients.age`.
    pub name: String,
    /// The words documents show.
    pub label: String,
    /// The value.
    pub value: Value,
    /// Where it comes from.
    pub kind: Kind,
    /// Its formula as it was written, when it is computed.
    pub formula: Option<String>,
    /// Decimals its author wants shown.
    pub decimals: Option<u32>,
    /// Whether its author wants a plus before what is above zero.
    pub signed: bool,
}

/// Every named value of a subject.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answers {
    list: Vec<Answer>,
    ranks: BTreeMap<String, usize>,
    /// Names whose computation failed: what needs them fails in silence.
    failed: BTreeSet<String>,
}

impl Answers {
    /// Returns them in the order of the subject.
    pub fn iter(&self) -> impl Iterator<Item = &Answer> {
        self.list.iter()
    }

    /// Returns one by its name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Answer> {
        self.ranks.get(name).map(|rank| &self.list[*rank])
    }

    /// Returns those that were written: what a candidate may know.
    #[must_use]
    pub fn given(&self) -> Self {
        let mut given = Self::default();
        for answer in self.list.iter().filter(|answer| answer.kind == Kind::Given) {
            given.insert(answer.clone());
        }
        given
    }

    /// Returns the names of those that are computed.
    #[must_use]
    pub fn computed_names(&self) -> BTreeSet<String> {
        let computed = self.list.iter().filter(|answer| answer.kind == Kind::Computed);
        computed.map(|answer| answer.name.clone()).chain(self.failed.iter().cloned()).collect()
    }

    /// Computes a formula of the subject's texts.
    ///
    /// # Errors
    ///
    /// Returns what is wrong with it and where.
    pub fn evaluate(&self, formula: &Formula, sources: &Sources) -> Result<Value, Fault> {
        formula::evaluate(&formula.expr, self).map_err(|fault| formula.origin.fault(sources, fault))
    }

    /// Computes a formula in which the columns of a table stand by their bare
    /// names.
    ///
    /// # Errors
    ///
    /// Returns what is wrong with it and where.
    pub fn evaluate_in(
        &self,
        table: &Table,
        formula: &Formula,
        sources: &Sources,
    ) -> Result<Value, Fault> {
        let scope = Columns::new(self, &table.name.value);
        formula::evaluate(&formula.expr, &scope)
            .map_err(|fault| formula.origin.fault(sources, fault))
    }

    /// Shows the way to the result of a formula: symbols, figures, result.
    ///
    /// # Errors
    ///
    /// Returns what is wrong with it, in the formula's own text.
    pub fn worked(&self, formula: &Formula) -> Result<Worked, FormulaFault> {
        formula::worked(&formula.expr, self)
    }

    fn insert(&mut self, answer: Answer) {
        self.ranks.insert(answer.name.clone(), self.list.len());
        self.list.push(answer);
    }
}

impl Scope for Answers {
    fn lookup(&self, name: &str) -> Lookup {
        match self.get(name) {
            Some(answer) => Lookup::Found(answer.value.clone()),
            None if self.failed.contains(name) => Lookup::Failed,
            None => Lookup::Unknown,
        }
    }

    fn names(&self) -> Vec<String> {
        self.ranks.keys().cloned().collect()
    }

    fn label(&self, name: &str) -> Option<String> {
        self.get(name).map(|answer| answer.label.clone())
    }
}
