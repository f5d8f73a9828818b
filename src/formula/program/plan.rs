//! A compiled program as data, and the names its formulas use.

use std::collections::BTreeMap;

use super::Definition;
use super::op::Op;
use super::shape::Shape;
use super::small::Small;
use crate::formula::scope::{Lookup, Scope};
use crate::formula::syntax::Expr;
use crate::formula::value::Value;
use crate::number::Unit;

/// All a run needs, and all the tree evaluator needs when a run stops.
pub(super) struct Plan {
    pub(super) definitions: Vec<Formula>,
    /// Ranks of the definitions, each after those it names.
    pub(super) order: Vec<usize>,
    pub(super) names: Names,
    /// Where the inputs stand in memory.
    pub(super) inputs: Vec<Shape>,
    /// Where the results of the definitions stand.
    pub(super) shapes: Vec<Shape>,
    /// How many operations give each definition its value.
    pub(super) ends: Vec<usize>,
    pub(super) ops: Vec<Op>,
    /// The memory before the first run: constants, and the samples.
    pub(super) smalls: Vec<Small>,
    pub(super) cells: Vec<Value>,
}

/// A definition that borrows nothing.
pub(super) struct Formula {
    pub(super) expr: Expr,
    pub(super) unit: Option<Unit>,
    pub(super) table: Option<(String, usize)>,
}

impl Formula {
    pub(super) fn of(definition: &Definition<'_>) -> Self {
        Self {
            expr: definition.expr.clone(),
            unit: definition.unit.cloned(),
            table: definition.table.map(|(table, rows)| (table.to_owned(), rows)),
        }
    }

    /// Returns the table whose columns stand by their bare names.
    pub(super) fn table(&self) -> Option<&str> {
        self.table.as_ref().map(|(table, _)| table.as_str())
    }
}

/// What a name stands for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Named<'a> {
    Definition(usize),
    Input(usize),
    Around(&'a Lookup),
}

/// The names of definitions and inputs, and those around that formulas use.
pub(super) struct Names {
    definitions: BTreeMap<String, usize>,
    inputs: BTreeMap<String, usize>,
    around: BTreeMap<String, Lookup>,
    /// Every name, for suggestions.
    pub(super) all: Vec<String>,
}

impl Names {
    /// Gathers them.
    pub(super) fn new(
        definitions: &[Definition<'_>],
        inputs: &[(&str, Value)],
        around: &dyn Scope,
    ) -> Self {
        let ranks = |names: &mut dyn Iterator<Item = &str>| {
            let mut ranks = BTreeMap::new();
            for (rank, name) in names.enumerate() {
                ranks.entry(name.to_owned()).or_insert(rank);
            }
            ranks
        };
        let mut names = Self {
            definitions: ranks(&mut definitions.iter().map(|definition| definition.name)),
            inputs: ranks(&mut inputs.iter().map(|(name, _)| *name)),
            around: BTreeMap::new(),
            all: around.names(),
        };
        for definition in definitions {
            for (name, _) in definition.expr.names() {
                let full = definition.table.map(|(table, _)| format!("{table}.{name}"));
                for name in full.into_iter().chain([name.to_owned()]) {
                    names.around.entry(name).or_insert_with_key(|name| around.lookup(name));
                }
            }
        }
        let own = names.definitions.keys().chain(names.inputs.keys());
        let missing: Vec<String> = own.filter(|name| !names.all.contains(name)).cloned().collect();
        names.all.extend(missing);
        names
    }

    /// Finds what a name stands for: a column of the table before all else.
    pub(super) fn find(&self, name: &str, table: Option<&str>) -> Named<'_> {
        let full = table.map(|table| self.exactly(&format!("{table}.{name}")));
        match full {
            None | Some(Named::Around(Lookup::Unknown)) => self.exactly(name),
            Some(found) => found,
        }
    }

    fn exactly(&self, name: &str) -> Named<'_> {
        if let Some(rank) = self.definitions.get(name) {
            return Named::Definition(*rank);
        }
        if let Some(rank) = self.inputs.get(name) {
            return Named::Input(*rank);
        }
        Named::Around(self.around.get(name).unwrap_or(&Lookup::Unknown))
    }
}
