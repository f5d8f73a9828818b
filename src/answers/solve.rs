//! Evaluation in order of need: a formula asks for a name, the name is
//! computed then, once.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Answer, Answers, Columns, Kind, names, words};
use crate::diagnostic::{Fault, Faults};
use crate::formula::{self, ALREADY_TOLD, Lookup, Scope, Value};
use crate::number::{ArithmeticFault, Unit};
use crate::source::{Sources, Span, Spanned};
use crate::subject::{Formula, Scalar, Subject, Text};

/// Computes every named value of a subject, and tells every fault of every
/// formula; one that only fails because another does is not told twice.
#[must_use]
pub fn solve(subject: &Subject, sources: &Sources) -> (Answers, Faults) {
    let solver = Solver::new(subject, sources);
    let mut answers = Answers::default();
    for name in names(subject) {
        let Lookup::Found(value) = solver.lookup(&name) else {
            answers.failed.insert(name);
            continue;
        };
        let Some(definition) = solver.definitions.get(&name) else { continue };
        let formula = definition.formula();
        answers.insert(Answer {
            label: definition.label.clone(),
            kind: if formula.is_some() { Kind::Computed } else { Kind::Given },
            formula: formula.map(|formula| formula.text.clone()),
            decimals: definition.decimals,
            value,
            name,
        });
    }
    (answers, solver.faults.into_inner())
}

/// What a name is defined by.
enum Source<'s> {
    Value(Value),
    Formula {
        formula: &'s Formula,
        unit: Option<&'s Spanned<Unit>>,
        /// Name and number of rows of the table whose column it is.
        table: Option<(&'s str, usize)>,
    },
}

/// How far a name is.
enum State {
    Running,
    Done(Value),
    Failed,
}

struct Definition<'s> {
    source: Source<'s>,
    label: String,
    decimals: Option<u32>,
    span: Span,
    state: Cell<Option<State>>,
}

impl<'s> Definition<'s> {
    fn new(source: Source<'s>, label: String, span: Span) -> Self {
        Self { source, label, decimals: None, span, state: Cell::default() }
    }

    fn formula(&self) -> Option<&'s Formula> {
        match self.source {
            Source::Value(_) => None,
            Source::Formula { formula, .. } => Some(formula),
        }
    }
}

struct Solver<'s> {
    sources: &'s Sources,
    definitions: BTreeMap<String, Definition<'s>>,
    running: RefCell<Vec<String>>,
    faults: RefCell<Faults>,
}

impl<'s> Solver<'s> {
    fn new(subject: &'s Subject, sources: &'s Sources) -> Self {
        let mut definitions = BTreeMap::new();
        for datum in &subject.data {
            let label = datum.label.clone().unwrap_or_else(|| words(&datum.name.value));
            let source = Source::Value(given(&datum.value.value));
            let definition = Definition::new(source, label, datum.name.span);
            definitions.insert(datum.name.value.clone(), definition);
        }
        for grid in &subject.grids {
            let source = Source::Value(Value::Grid(Arc::new(grid.value.clone())));
            let definition = Definition::new(source, grid.value.label.clone(), grid.span);
            definitions.insert(grid.value.name.clone(), definition);
        }
        for table in &subject.tables {
            let prefix = &table.name.value;
            for (column, values) in table.columns.iter().zip(&table.values) {
                let title = column.label.clone().or_else(|| column.title.as_ref().map(Text::words));
                let label = title.unwrap_or_else(|| words(&column.name.value));
                let source = Source::Value(Value::column(values.iter().cloned()));
                let definition = Definition::new(source, label, column.name.span);
                definitions.insert(format!("{prefix}.{}", column.name.value), definition);
            }
            for column in &table.computed {
                let title = column.title.as_ref().map(Text::words);
                let label = title.unwrap_or_else(|| words(&column.name.value));
                let source = Source::Formula {
                    formula: &column.formula,
                    unit: column.unit.as_ref(),
                    table: Some((prefix, table.rows())),
                };
                let definition = Definition {
                    decimals: column.decimals,
                    ..Definition::new(source, label, column.name.span)
                };
                definitions.insert(format!("{prefix}.{}", column.name.value), definition);
            }
        }
        for computation in &subject.computations {
            let name = &computation.name;
            let label = computation.label.clone().unwrap_or_else(|| words(&name.value));
            let source = Source::Formula {
                formula: &computation.formula,
                unit: computation.unit.as_ref(),
                table: None,
            };
            let definition = Definition {
                decimals: computation.decimals,
                ..Definition::new(source, label, name.span)
            };
            definitions.insert(name.value.clone(), definition);
        }
        Self { sources, definitions, running: RefCell::default(), faults: RefCell::default() }
    }

    /// Computes a name that stands for a formula.
    fn compute(&self, name: &str, definition: &Definition<'s>) -> Option<Value> {
        let Source::Formula { formula, unit, table } = &definition.source else { return None };
        self.running.borrow_mut().push(name.to_owned());
        let result = match table {
            Some((table, rows)) => formula::evaluate(&formula.expr, &Columns::new(self, table))
                .map(|value| column(value, *rows)),
            None => formula::evaluate(&formula.expr, self),
        };
        self.running.borrow_mut().pop();
        match result {
            Ok(value) => self.in_unit(value, *unit),
            Err(fault) if fault.id == ALREADY_TOLD => None,
            Err(fault) => {
                self.tell(formula.origin.fault(self.sources, fault));
                None
            }
        }
    }

    /// Gives a result the unit its author declared.
    fn in_unit(&self, value: Value, unit: Option<&Spanned<Unit>>) -> Option<Value> {
        match in_unit(value, unit.map(|unit| &unit.value)) {
            Ok(value) => Some(value),
            Err(fault) => {
                let fault = Fault::error("unite-incompatible", fault.message());
                self.tell(match unit {
                    Some(unit) => fault.at(unit.span, "cette unité ne convient pas au résultat"),
                    None => fault,
                });
                None
            }
        }
    }

    /// Reports names that need each other.
    fn cycle(&self, name: &str) {
        let running = self.running.borrow();
        let start = running.iter().position(|other| other == name).unwrap_or_default();
        let mut around = running[start..].to_vec();
        around.push(name.to_owned());
        let fault = Fault::error("calcul-circulaire", format!("« {name} » dépend de lui-même"));
        let fault = around.windows(2).fold(fault, |fault, pair| {
            let span = self.definitions[&pair[0]].span;
            fault.at(span, format!("« {} » a besoin de « {} »", pair[0], pair[1]))
        });
        self.tell(fault.help("donnez une valeur à l’un de ces noms"));
    }

    fn tell(&self, fault: Fault) {
        self.faults.borrow_mut().push(fault);
    }
}

impl Scope for Solver<'_> {
    fn lookup(&self, name: &str) -> Lookup {
        let Some(definition) = self.definitions.get(name) else { return Lookup::Unknown };
        if let Source::Value(value) = &definition.source {
            definition.state.set(Some(State::Done(value.clone())));
            return Lookup::Found(value.clone());
        }
        let state = match definition.state.take() {
            None => {
                definition.state.set(Some(State::Running));
                self.compute(name, definition).map_or(State::Failed, State::Done)
            }
            Some(State::Running) => {
                self.cycle(name);
                State::Failed
            }
            Some(known) => known,
        };
        let found = match &state {
            State::Done(value) => Lookup::Found(value.clone()),
            State::Running | State::Failed => Lookup::Failed,
        };
        definition.state.set(Some(state));
        found
    }

    fn names(&self) -> Vec<String> {
        self.definitions.keys().cloned().collect()
    }

    fn label(&self, name: &str) -> Option<String> {
        self.definitions.get(name).map(|definition| definition.label.clone())
    }
}

fn given(scalar: &Scalar) -> Value {
    match scalar {
        Scalar::Number(quantity) => Value::Number(quantity.clone()),
        Scalar::Date(date) => Value::Date(*date),
        Scalar::Text(text) => Value::Text(text.clone()),
        Scalar::Truth(truth) => Value::Truth(*truth),
    }
}

/// Gives a result, or each line of it, the unit its author declared.
pub(super) fn in_unit(value: Value, unit: Option<&Unit>) -> Result<Value, ArithmeticFault> {
    let Some(unit) = unit else { return Ok(value) };
    Ok(match value {
        Value::Number(quantity) => Value::Number(quantity.with_unit(unit)?),
        Value::Column(values) => {
            let values = values.iter().map(|value| in_unit(value.clone(), Some(unit)));
            Value::column(values.collect::<Result<Vec<_>, _>>()?)
        }
        other => other,
    })
}

/// Makes a column of a value that is the same in every row.
pub(super) fn column(value: Value, rows: usize) -> Value {
    match value {
        Value::Column(_) => value,
        one => Value::column(std::iter::repeat_n(one, rows)),
    }
}
