//! Which parameters a value rests on: takes the names of a subject, gives for
//! each the parameters that change it, through every formula on the way.

use std::collections::{BTreeMap, BTreeSet};

use crate::answers::{Definition, Source, definitions};
use crate::formula::Expr;
use crate::number::Unit;
use crate::source::Span;
use crate::subject::{Cell, Formula, Parameter, Rule, Scalar, Subject};

/// Ranks of parameters in the subject.
pub(super) type Parameters = BTreeSet<usize>;

/// How a name is computed.
#[derive(Clone, Copy)]
pub(super) struct Meaning<'s> {
    /// Its formula.
    pub(super) formula: &'s Formula,
    /// Unit given to the result.
    pub(super) unit: Option<&'s Unit>,
    /// Name and number of rows of the table whose column it is.
    pub(super) table: Option<(&'s str, usize)>,
    /// Rank of the datum it replaces, for a derived parameter.
    pub(super) datum: Option<usize>,
    /// Where it is named.
    pub(super) span: Span,
}

/// The names of a subject and what they rest on.
pub(super) struct Reach<'s> {
    /// In the order of the subject.
    order: Vec<Definition<'s>>,
    meanings: BTreeMap<String, Option<Meaning<'s>>>,
    /// Names that parameters fill.
    filled: BTreeMap<String, Parameters>,
    found: BTreeMap<String, Parameters>,
}

impl<'s> Reach<'s> {
    pub(super) fn new(subject: &'s Subject, parameters: &'s [Parameter]) -> Self {
        let order = definitions(subject);
        let mut reach = Self {
            meanings: order.iter().map(|each| (each.name.clone(), meaning(each))).collect(),
            order,
            filled: BTreeMap::new(),
            found: BTreeMap::new(),
        };
        for (rank, parameter) in parameters.iter().enumerate() {
            match &parameter.rule {
                Rule::Drawn(draws) => {
                    for cell in draws.iter().flat_map(|draw| &draw.cells) {
                        if let Some(name) = name(subject, *cell) {
                            reach.filled.entry(name).or_default().insert(rank);
                        }
                    }
                }
                Rule::Derived { datum, formula } => reach.derive(subject, *datum, formula),
            }
        }
        for (rank, parameter) in parameters.iter().enumerate() {
            if let Rule::Derived { datum, formula } = &parameter.rule {
                reach.anchor(subject, rank, *datum, formula);
            }
        }
        reach
    }

    /// Puts the formula of a derived parameter in place of a datum.
    fn derive(&mut self, subject: &'s Subject, datum: usize, formula: &'s Formula) {
        let Some(replaced) = subject.data.get(datum) else { return };
        let unit = match &replaced.value.value {
            Scalar::Number(quantity) if !quantity.unit.is_none() => Some(&quantity.unit),
            _ => None,
        };
        let span = replaced.name.span;
        let meaning = Meaning { formula, unit, table: None, datum: Some(datum), span };
        self.meanings.insert(replaced.name.value.clone(), Some(meaning));
    }

    /// Lets a derived parameter that rests on nothing drawn stand for itself.
    fn anchor(&mut self, subject: &Subject, rank: usize, datum: usize, formula: &Formula) {
        self.found.clear();
        if self.of(&formula.expr, None).is_empty()
            && let Some(replaced) = subject.data.get(datum)
        {
            self.filled.entry(replaced.name.value.clone()).or_default().insert(rank);
        }
        self.found.clear();
    }

    /// Visits the names in the order of the subject.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Definition<'s>> {
        self.order.iter()
    }

    /// Returns how a name is computed, if it is.
    pub(super) fn meaning(&self, name: &str) -> Option<Meaning<'s>> {
        self.meanings.get(name).copied().flatten()
    }

    /// Returns the parameters that a name rests on.
    pub(super) fn name(&mut self, name: &str) -> Parameters {
        if let Some(found) = self.found.get(name) {
            return found.clone();
        }
        // A name that needs itself adds nothing to what it needs.
        let own = self.filled.get(name).cloned().unwrap_or_default();
        self.found.insert(name.to_owned(), own.clone());
        let Some(meaning) = self.meaning(name) else { return own };
        let mut all = self.of(&meaning.formula.expr, meaning.table.map(|(table, _)| table));
        all.extend(own);
        self.found.insert(name.to_owned(), all.clone());
        all
    }

    /// Returns the parameters that a formula rests on, in which the columns of
    /// a table may stand by their bare names.
    pub(super) fn of(&mut self, expr: &Expr, table: Option<&str>) -> Parameters {
        let names = self.names(expr, table);
        names.iter().flat_map(|name| self.name(name)).collect()
    }

    /// Lists the names that the formula of a name uses.
    pub(super) fn needs(&self, name: &str) -> Vec<String> {
        let Some(meaning) = self.meaning(name) else { return Vec::new() };
        self.named(&meaning.formula.expr, meaning.table)
    }

    /// Lists the names that a formula uses.
    pub(super) fn named(&self, expr: &Expr, table: Option<(&str, usize)>) -> Vec<String> {
        self.names(expr, table.map(|(table, _)| table))
    }

    /// Lists some names and all they need, to the last.
    pub(super) fn closure(&self, names: impl IntoIterator<Item = String>) -> BTreeSet<String> {
        let mut left: Vec<_> = names.into_iter().collect();
        let mut found = BTreeSet::new();
        while let Some(name) = left.pop() {
            if !found.contains(&name) {
                left.extend(self.needs(&name));
                found.insert(name);
            }
        }
        found
    }

    fn names(&self, expr: &Expr, table: Option<&str>) -> Vec<String> {
        expr.names().into_iter().map(|(name, _)| self.full(name, table)).collect()
    }

    /// Returns the whole name of what a bare one stands for.
    fn full(&self, name: &str, table: Option<&str>) -> String {
        let column = table.map(|table| format!("{table}.{name}"));
        column.filter(|full| self.meanings.contains_key(full)).unwrap_or_else(|| name.to_owned())
    }
}

fn meaning<'s>(definition: &Definition<'s>) -> Option<Meaning<'s>> {
    let Source::Formula { formula, unit, table } = definition.source else { return None };
    let unit = unit.map(|unit| &unit.value);
    Some(Meaning { formula, unit, table, datum: None, span: definition.span })
}

/// Returns the name of the value that a cell belongs to.
pub(super) fn name(subject: &Subject, cell: Cell) -> Option<String> {
    match cell {
        Cell::Datum(rank) => subject.data.get(rank).map(|datum| datum.name.value.clone()),
        Cell::Entry { table, column, .. } => {
            let table = subject.tables.get(table)?;
            Some(format!("{}.{}", table.name.value, table.columns.get(column)?.name.value))
        }
    }
}
