//! What every name stands for: takes a subject, gives its values and its
//! formulas in the order of the file, before anything is computed.

use std::sync::Arc;

use crate::formula::Value;
use crate::number::Unit;
use crate::source::{Span, Spanned};
use crate::subject::{Formula, Subject, Table, Text};

/// A name and what it stands for.
#[derive(Debug, Clone)]
pub struct Definition<'s> {
    /// The name formulas use: `nps`, `clients.age`.
    pub name: String,
    /// The words documents show.
    pub label: String,
    /// Decimals its author wants shown.
    pub decimals: Option<u32>,
    /// Whether its author wants a plus before what is above zero.
    pub signed: bool,
    /// Where it is named.
    pub span: Span,
    /// What it stands for.
    pub source: Source<'s>,
}

/// What a name stands for.
#[derive(Debug, Clone)]
pub enum Source<'s> {
    /// A value that was written.
    Value(Value),
    /// A formula to compute.
    Formula {
        /// The formula.
        formula: &'s Formula,
        /// Unit given to the result.
        unit: Option<&'s Spanned<Unit>>,
        /// Name and number of rows of the table whose column it is.
        table: Option<(&'s str, usize)>,
    },
}

impl<'s> Definition<'s> {
    /// Returns its formula, when it is computed.
    #[must_use]
    pub fn formula(&self) -> Option<&'s Formula> {
        match self.source {
            Source::Value(_) => None,
            Source::Formula { formula, .. } => Some(formula),
        }
    }

    fn new(name: String, label: Option<String>, span: Span, source: Source<'s>) -> Self {
        let label = label.unwrap_or_else(|| words(&name));
        Self { name, label, decimals: None, signed: false, span, source }
    }
}

/// Lists what every name of a subject stands for, in its order.
#[must_use]
pub fn definitions(subject: &Subject) -> Vec<Definition<'_>> {
    let data = subject.data.iter().map(|datum| {
        let source = Source::Value(datum.value.value.to_value());
        Definition::new(
            datum.name.value.clone(),
            said(datum.label.as_ref()),
            datum.name.span,
            source,
        )
    });
    let grids = subject.grids.iter().map(|grid| {
        let source = Source::Value(Value::Grid(Arc::new(grid.value.clone())));
        let label = Some(grid.value.label.clone());
        Definition::new(grid.value.name.clone(), label, grid.span, source)
    });
    let computations = subject.computations.iter().map(|computation| {
        let Spanned { value: name, span } = computation.name.clone();
        let unit = computation.unit.as_ref();
        let source = Source::Formula { formula: &computation.formula, unit, table: None };
        Definition {
            decimals: computation.decimals,
            signed: computation.signed,
            ..Definition::new(name, said(computation.label.as_ref()), span, source)
        }
    });
    data.chain(grids).chain(subject.tables.iter().flat_map(columns)).chain(computations).collect()
}

/// Returns the words of a label.
fn said(label: Option<&Spanned<String>>) -> Option<String> {
    label.map(|label| label.value.clone())
}

/// Lists the columns of a table, written then computed.
fn columns(table: &Table) -> impl Iterator<Item = Definition<'_>> {
    let full = |name: &str| format!("{}.{name}", table.name.value);
    let written = table.columns.iter().zip(&table.values).map(move |(column, values)| {
        let label = said(column.label.as_ref()).or_else(|| column.title.as_ref().map(Text::words));
        let source = Source::Value(Value::column(values.iter().cloned()));
        Definition::new(full(&column.name.value), label, column.name.span, source)
    });
    let computed = table.computed.iter().map(move |column| {
        let source = Source::Formula {
            formula: &column.formula,
            unit: column.unit.as_ref(),
            table: Some((&table.name.value, table.rows())),
        };
        let label = column.title.as_ref().map(Text::words);
        Definition {
            decimals: column.decimals,
            ..Definition::new(full(&column.name.value), label, column.name.span, source)
        }
    });
    written.chain(computed)
}

/// Returns the words for a name without label: `duree_appel`, *duree appel*.
fn words(name: &str) -> String {
    name.rsplit('.').next().unwrap_or(name).replace('_', " ")
}
