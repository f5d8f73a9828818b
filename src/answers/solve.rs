//! Evaluation in order of need: a formula asks for a name, the name is
//! computed then, once.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use super::definitions::{Definition, Source, definitions};
use super::{Answer, Answers, Columns, Kind};
use crate::diagnostic::{Fault, Faults};
use crate::formula::{self, ALREADY_TOLD, Lookup, Scope, Value};
use crate::number::{ArithmeticFault, Unit};
use crate::source::{Sources, Spanned};
use crate::subject::Subject;

/// Computes every named value of a subject, and tells every fault of every
/// formula; one that only fails because another does is not told twice.
#[must_use]
pub fn solve(subject: &Subject, sources: &Sources) -> (Answers, Faults) {
    let solver = Solver::new(subject, sources);
    let mut answers = Answers::default();
    for Definition { name, .. } in definitions(subject) {
        let Lookup::Found(value) = solver.lookup(&name) else {
            answers.failed.insert(name);
            continue;
        };
        let Some((definition, _)) = solver.definitions.get(&name) else { continue };
        let formula = definition.formula();
        answers.insert(Answer {
            label: definition.label.clone(),
            kind: if formula.is_some() { Kind::Computed } else { Kind::Given },
            formula: formula.map(|formula| formula.text.clone()),
            decimals: definition.decimals,
            signed: definition.signed,
            value,
            name,
        });
    }
    (answers, solver.faults.into_inner())
}

/// How far a name is.
enum State {
    Running,
    Done(Value),
    Failed,
}

struct Solver<'s> {
    sources: &'s Sources,
    definitions: BTreeMap<String, (Definition<'s>, Cell<Option<State>>)>,
    running: RefCell<Vec<String>>,
    faults: RefCell<Faults>,
}

impl<'s> Solver<'s> {
    fn new(subject: &'s Subject, sources: &'s Sources) -> Self {
        let definitions = definitions(subject)
            .into_iter()
            .map(|definition| (definition.name.clone(), (definition, Cell::default())))
            .collect();
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
                let told = Fault::error("unite-incompatible", fault.message());
                let told = fault.help().into_iter().fold(told, Fault::help);
                self.tell(match unit {
                    Some(unit) => told.at(unit.span, "cette unité ne convient pas au résultat"),
                    None => told,
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
            let span = self.definitions[&pair[0]].0.span;
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
        let Some((definition, progress)) = self.definitions.get(name) else {
            return Lookup::Unknown;
        };
        if let Source::Value(value) = &definition.source {
            return Lookup::Found(value.clone());
        }
        let state = match progress.take() {
            None => {
                progress.set(Some(State::Running));
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
        progress.set(Some(state));
        found
    }

    fn names(&self) -> Vec<String> {
        self.definitions.keys().cloned().collect()
    }

    fn label(&self, name: &str) -> Option<String> {
        self.definitions.get(name).map(|(definition, _)| definition.label.clone())
    }
}

/// Makes a column of a value that is the same in every row.
pub(super) fn column(value: Value, rows: usize) -> Value {
    match value {
        Value::Column(_) => value,
        one => Value::column(std::iter::repeat_n(one, rows)),
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
